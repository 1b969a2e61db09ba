"""A bare Bolt app: says in the thread what it heard. The floor for acknowledgements, memory and the start."""

from __future__ import annotations

import asyncio
import os
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient


async def main() -> None:
    client = AsyncWebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = AsyncApp(client=client)

    @app.event("app_mention")
    async def mentioned() -> None:
        """Comes as a message too."""

    @app.event("message")
    async def echo(event: dict[str, Any], say: Any) -> None:
        await say(f"You said: {event['text']}", thread_ts=event.get("thread_ts") or event["ts"])

    await AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).start_async()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    asyncio.run(main())
