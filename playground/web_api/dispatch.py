"""One HTTP request to `/api/<method>`: who asks, with what, what goes wrong on purpose, and the answer.

https://docs.slack.dev/apis/web-api (bodies, tokens, errors), https://docs.slack.dev/apis/web-api/rate-limits
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from aiohttp import web

from playground.faults import Faults
from playground.inspector import Inspector
from playground.web_api import assistant, auth, canvases, chat, conversations, files, reactions, streams, users, views
from playground.web_api.calls import METHODS, Call, Refusal, Server

FAMILIES = (assistant, auth, canvases, chat, conversations, files, reactions, streams, users, views)
LONGEST_BODY = 4 << 20
SCOPES = (
    "app_mentions:read,assistant:write,canvases:write,channels:history,channels:join,channels:read,chat:write,chat:write.customize,"
    "commands,files:read,files:write,groups:history,groups:read,im:history,im:read,im:write,mpim:history,mpim:read,reactions:read,reactions:write,"
    "users:read"
)
_dump: Callable[[Any], str] = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class WebApi:
    """Answers calls, counts them, and lets the fault switch have its way."""

    def __init__(self, server: Server, faults: Faults, tokens: frozenset[str], inspector: Inspector) -> None:
        self._server, self._faults, self._tokens, self._inspector = server, faults, tokens, inspector
        self.counts: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.revoked: set[str] = set()
        self._under_way: set[asyncio.Task[None]] = set()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        name = request.match_info["method"]
        self.counts[name] += 1
        self._server.workspace.wake()
        if rule := self._faults.strikes("delay", name):
            await asyncio.sleep(rule.seconds)
        if rule := self._faults.strikes("rate_limit", name):
            headers = {"Retry-After": str(int(rule.retry_after))}
            limited: dict[str, Any] = {"ok": False, "error": "ratelimited"}
            self._inspector.called(name, {}, limited, 0)
            return _answer(limited, status=429, headers=headers)
        if self._faults.strikes("error_before", name):
            self._inspector.called(name, {}, {"ok": False, "error": "HTTP 500, nothing stored"}, 0)
            return _server_error()
        if rule := self._faults.strikes("late", name):
            late = asyncio.create_task(self._late(request, name, await _arguments(request), rule.seconds))
            self._under_way.add(late)
            late.add_done_callback(self._under_way.discard)
            return _server_error()
        began, arguments = time.monotonic(), dict[str, Any]()
        answer = await self._answer(request, name, arguments)
        self._inspector.called(name, arguments, answer, time.monotonic() - began)
        if answer["ok"] and self._faults.strikes("error_after", name):
            return _server_error()
        if answer["ok"] and self._faults.strikes("reset_after", name):
            if request.transport is not None:
                request.transport.abort()
            raise ConnectionResetError
        return _answer(answer)

    async def _late(self, request: web.Request, name: str, arguments: dict[str, Any], seconds: float) -> None:
        """The call takes effect when nobody waits for its answer any more."""
        await asyncio.sleep(seconds)
        self._inspector.called(name, arguments, self._done(request, name, arguments), seconds)

    async def _answer(self, request: web.Request, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """What the method answers; `arguments` is filled with what it was called with."""
        try:
            arguments |= await _arguments(request)
        except Refusal as refusal:
            self.refused[f"{name} {refusal.error}"] += 1
            return refusal.as_answer()
        return self._done(request, name, arguments)

    def _done(self, request: web.Request, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
        try:
            handler, prefix = METHODS.get(name, (None, ""))
            if handler is None:
                raise Refusal("unknown_method")
            token = self._check_token(request, arguments, prefix, name)
            if rule := self._faults.strikes("refuse", name):
                raise Refusal(rule.error)
            self.revoked |= {token} if name == "auth.revoke" else set()
            return {"ok": True, **handler(Call(name, arguments, self._server))}
        except Refusal as refusal:
            self.refused[f"{name} {refusal.error}"] += 1
            return refusal.as_answer()
        finally:
            self._server.workspace.wake()

    def _check_token(self, request: web.Request, arguments: dict[str, Any], prefix: str, name: str) -> str:
        """-> the token. Raises Refusal."""
        token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        if not (token := token or str(arguments.pop("token", ""))):
            raise Refusal("not_authed")
        if not token.startswith(("xoxb-", "xapp-")) or (self._tokens and token not in self._tokens):
            raise Refusal("invalid_auth")
        if not token.startswith(prefix):
            raise Refusal("not_allowed_token_type")
        if token in self.revoked or self._faults.strikes("revoke", name):
            raise Refusal("token_revoked")
        return token


async def _arguments(request: web.Request) -> dict[str, Any]:
    """Query, form or JSON: together, the body's winning. Raises Refusal for a body that cannot be read."""
    arguments: dict[str, Any] = dict(request.query)
    if request.method != "POST" or not request.can_read_body:
        return arguments
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.read() or b"{}")
        except ValueError:
            raise Refusal("invalid_json") from None
        if not isinstance(body, dict):
            raise Refusal("json_not_object")
        return arguments | body
    if request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return arguments | dict(await request.post())
    # A body without a type that Slack knows: the SDK sends the form's type on calls without any body.
    if await request.read():
        raise Refusal("missing_post_type")
    return arguments


def _answer(answer: dict[str, Any], *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    known = {"X-Slack-Req-Id": f"{time.monotonic_ns():x}", "X-OAuth-Scopes": SCOPES} | (headers or {})
    return web.Response(text=_dump(answer), status=status, headers=known, content_type="application/json")


def _server_error() -> web.Response:
    return web.Response(status=500, text="<html><body>Server Error</body></html>", content_type="text/html")
