"""What Slack sends: events, presses and forms, commands. By its signature it is known that it is Slack.

https://docs.slack.dev/authentication/verifying-requests-from-slack,
https://docs.slack.dev/apis/events-api/using-http-request-urls
"""

from __future__ import annotations

import asyncio
import json
import logging
from urllib.parse import parse_qs

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.manifest import EVENTS

log = logging.getLogger("segue.http")

BODY_SECONDS = 5.0
"""How long a body may take to arrive: Slack's own come at once."""
SHORT = 4096
"""Characters: a try of the certificate is shorter. Of what is longer no field is read before it is Slack's."""
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


class SlackRequests:
    """Hands to `app` what is signed with `signing_secret`, and turns everything else away."""

    def __init__(self, app: AsyncApp, signing_secret: str) -> None:
        self._app, self._verifier = app, SignatureVerifier(signing_secret)

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_post(EVENTS, self._take)

    async def _take(self, request: web.Request) -> web.Response:
        if request.content_type not in (JSON, FORM):
            raise web.HTTPUnsupportedMediaType
        body = await _body_of(request)
        if request.content_type == FORM and len(body) <= SHORT and parse_qs(body).get("ssl_check") == ["1"]:
            # Slack tries the certificate now and then; that asks for nothing, and is signed by nobody.
            return web.Response()
        if not self._is_slacks(body, request):
            raise web.HTTPUnauthorized
        if not _is_payload(body, request.content_type):
            raise web.HTTPBadRequest
        answer = await self._app.async_dispatch(
            AsyncBoltRequest(body=body, query=request.query_string, headers=dict(request.headers))
        )
        return await to_aiohttp_response(answer)

    def _is_slacks(self, body: str, request: web.Request) -> bool:
        try:
            return self._verifier.is_valid_request(body, dict(request.headers))
        except (ValueError, TypeError):
            # A timestamp that is no number, a signature that is no ASCII.
            return False


async def _body_of(request: web.Request) -> str:
    """Raises HTTPRequestEntityTooLarge, HTTPRequestTimeout, HTTPBadRequest."""
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return (await request.read()).decode("utf-8")
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    except (UnicodeDecodeError, web.RequestPayloadError, ConnectionError):
        # No text, cut into pieces that are none, or whoever sent it is gone.
        raise web.HTTPBadRequest from None


def _is_payload(body: str, content_type: str) -> bool:
    """Whether it can be read as what it says it is: an object of JSON, or a form that is one or contains one."""
    if content_type == FORM:
        fields = parse_qs(body, keep_blank_values=True)
        return _is_object(fields["payload"][0]) if "payload" in fields else "command" in fields
    return _is_object(body)


def _is_object(text: str) -> bool:
    """With an event that is one too, if any: Bolt looks into it before anybody else."""
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(read, dict) and isinstance(read.get("event", {}), dict)
