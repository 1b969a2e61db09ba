"""An app for the page to talk to: it hears everything, and shows what a test wants it to show."""

from __future__ import annotations

from typing import Any

from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from playground.driver import DANA
from playground.server import Playground


def text(words: str) -> dict[str, str]:
    return {"type": "plain_text", "text": words}


def option(value: str, words: str | None = None) -> dict[str, Any]:
    return {"text": text(words or value.title()), "value": value}


class App:
    """An app that acknowledges everything, remembers it, and answers submissions as it is told."""

    def __init__(self, playground: Playground) -> None:
        self.web = AsyncWebClient("xoxb-x", base_url=playground.api_url)
        self._client = SocketModeClient("xapp-x", web_client=AsyncWebClient("xapp-x", base_url=playground.api_url))
        self._client.socket_mode_request_listeners.append(self._heard)  # type: ignore[arg-type]
        self.heard: list[dict[str, Any]] = []
        self.answers: list[dict[str, Any]] = []

    async def __aenter__(self) -> App:
        await self._client.connect()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.close()

    async def _heard(self, client: SocketModeClient, request: SocketModeRequest) -> None:
        answer = None
        if request.type == "interactive":
            self.heard.append(request.payload)
            if request.payload["type"] == "view_submission" and self.answers:
                answer = self.answers.pop(0)
        await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, answer))


async def shows(playground: Playground, app: App, view: dict[str, Any]) -> None:
    trigger = playground.modals.trigger(DANA)
    await app.web.views_open(trigger_id=trigger, view={"type": "modal", "title": text("A form"), **view})
