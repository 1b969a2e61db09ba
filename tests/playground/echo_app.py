"""A bare Bolt app that notes what it hears and echoes mentions."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground.server import Playground


def client_of(playground: Playground) -> AsyncWebClient:
    return AsyncWebClient(token="xoxb-test", base_url=playground.api_url, retry_handlers=[])


class EchoApp:
    """Notes every event, and answers a mention with what was said."""

    def __init__(self, playground: Playground, *, deaf: bool = False) -> None:
        self.events: list[dict[str, Any]] = []
        self.bodies: list[dict[str, Any]] = []
        self.deaf = deaf
        client = client_of(playground)
        # Its own messages are wanted too, to see that Slack sends them back.
        self.app = AsyncApp(client=client, ignoring_self_events_enabled=False)
        self.app.use(self._note)
        self.app.event("app_mention")(self._echo)
        self.app.event("message")(self._nothing)
        self._handler = AsyncSocketModeHandler(self.app, "xapp-test", web_client=client, ping_interval=0.2)

    async def start(self) -> None:
        await self._handler.connect_async()

    async def stop(self) -> None:
        await self._handler.close_async()

    async def _note(self, body: dict[str, Any], next: Callable[[], Awaitable[None]]) -> None:
        self.bodies.append(body)
        if "event" in body:
            self.events.append(body["event"])
        if not self.deaf:
            await next()

    async def _echo(self, event: dict[str, Any], say: Any) -> None:
        await say(f"You said: {event['text']}", thread_ts=event.get("thread_ts") or event["ts"])

    async def _nothing(self) -> None:
        pass
