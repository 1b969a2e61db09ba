"""How an app gets into the workspace: somebody allows it, and the app trades what it is handed for a token.

Follows https://docs.slack.dev/authentication/installing-with-oauth and
https://docs.slack.dev/reference/methods/oauth.v2.access. Second-hand: which error comes for which fault.
"""

from __future__ import annotations

import base64
import binascii
import secrets
import time
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urlencode, urlsplit

from aiohttp import web

from playground.people import APP_ID, BOT_USER, TEAM_ID, TEAM_NAME

AUTHORIZE = "/oauth/v2/authorize"
CODE_SECONDS = 600.0
LOCAL = frozenset({"127.0.0.1", "localhost"})
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Add to {team}</title>
<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:32em;margin:10vh auto;padding:0 1em}}
button{{font:inherit;padding:.5em 1.2em;margin-right:.6em}}</style>
<h1>An app asks to be let into {team}</h1><p>It may then:</p><ul>{scopes}</ul>
<form method="post" action="{action}">{fields}
<button name="allow" value="yes">Allow</button><button name="allow" value="no">Cancel</button></form></html>"""
HEADERS = {"X-Frame-Options": "DENY", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


@dataclass
class Grant:
    """What a code stands for."""

    client_id: str
    redirect_uri: str
    scope: str
    user: str
    until: float
    used: bool = False


class OAuth:
    """`client`: id and secret of the app; empty where any will do. `revoked`: gets tokens that are good no longer."""

    def __init__(self, client: tuple[str, str], installer: str, revoked: set[str]) -> None:
        self._client, self._installer, self._revoked = client, installer, revoked
        self._grants: dict[str, Grant] = {}
        self._tokens: set[str] = set()

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_get(AUTHORIZE, self._ask)
        router.add_post(AUTHORIZE, self._answered)
        router.add_post("/api/oauth.v2.access", self._access)

    def allow(self, client_id: str, redirect_uri: str, scope: str) -> str:
        """Somebody pressed *Allow*. -> the code that the app is handed"""
        code = secrets.token_urlsafe(16)
        until = time.monotonic() + CODE_SECONDS
        self._grants[code] = Grant(client_id, redirect_uri, scope, self._installer, until)
        return code

    def take_out(self) -> None:
        """The app is taken out of the workspace: every token it was given is good no longer."""
        self._revoked |= self._tokens
        self._tokens.clear()

    async def _ask(self, request: web.Request) -> web.Response:
        asked = {name: request.query.get(name, "") for name in ("client_id", "scope", "redirect_uri", "state")}
        if fault := self._fault(asked["client_id"], asked["redirect_uri"]):
            return web.Response(status=400, text=fault, headers=HEADERS)
        fields = "".join(
            f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in asked.items()
        )
        scopes = "".join(f"<li>{escape(scope)}</li>" for scope in asked["scope"].split(","))
        page = PAGE.format(team=TEAM_NAME, scopes=scopes, fields=fields, action=AUTHORIZE)
        return web.Response(text=page, content_type="text/html", headers=HEADERS)

    async def _answered(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        client_id, redirect_uri = form.get("client_id", ""), form.get("redirect_uri", "")
        if fault := self._fault(client_id, redirect_uri):
            return web.Response(status=400, text=fault, headers=HEADERS)
        told = {"state": form.get("state", "")}
        if form.get("allow") == "yes":
            told["code"] = self.allow(client_id, redirect_uri, form.get("scope", ""))
        else:
            told["error"] = "access_denied"
        return web.Response(status=303, headers={**HEADERS, "Location": f"{redirect_uri}?{urlencode(told)}"})

    def _fault(self, client_id: str, redirect_uri: str) -> str:
        if not client_id or self._client[0] not in ("", client_id):
            return "invalid_client_id"
        # Slack leads back only to where the app says; here, nowhere but to this machine.
        return "" if urlsplit(redirect_uri).hostname in LOCAL else "bad_redirect_uri"

    async def _access(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        id, secret = _basic(request.headers.get("Authorization", ""))
        id, secret = id or form.get("client_id", ""), secret or form.get("client_secret", "")
        grant = self._grants.get(form.get("code", ""))
        if self._client[0] not in ("", id):
            return _refused("invalid_client_id")
        if self._client[1] not in ("", secret):
            return _refused("bad_client_secret")
        if grant is None or grant.client_id != id or time.monotonic() > grant.until:
            return _refused("invalid_code")
        if grant.used:
            return _refused("code_already_used")
        if form.get("redirect_uri", "") != grant.redirect_uri:
            return _refused("bad_redirect_uri")
        grant.used = True
        return web.json_response(self._granted(grant))

    def _granted(self, grant: Grant) -> dict[str, Any]:
        token = f"xoxb-playground-{secrets.token_hex(12)}"
        self._tokens.add(token)
        return {
            "ok": True,
            "app_id": APP_ID,
            "authed_user": {"id": grant.user},
            "scope": grant.scope,
            "token_type": "bot",
            "access_token": token,
            "bot_user_id": BOT_USER,
            "team": {"id": TEAM_ID, "name": TEAM_NAME},
            "enterprise": None,
            "is_enterprise_install": False,
        }


def _basic(header: str) -> tuple[str, str]:
    """https://datatracker.ietf.org/doc/html/rfc7617"""
    try:
        id, _, secret = base64.b64decode(header.removeprefix("Basic ")).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return id, secret


def _refused(error: str) -> web.Response:
    return web.json_response({"ok": False, "error": error})
