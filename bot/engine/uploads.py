"""A file of ours on its way into a thread: three calls that are one row of the outbox.

https://docs.slack.dev/messaging/working-with-files#upload
"""

from __future__ import annotations

import base64
import json
from collections.abc import Awaitable, Callable
from typing import Any

from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.engine.look_up import CLOCK_SKEW_SECONDS
from bot.slack_answers import ON_THE_WAY
from bot.views.call import UPLOAD
from store.outbox import OutboxRow


async def upload(
    client: AsyncWebClient, row: OutboxRow, payload: dict[str, Any], remember: Callable[[str], Awaitable[None]]
) -> None:
    """Raises what the Slack calls raise; only the last of the three has an effect that people see.

    `remember` keeps the row's payload with Slack's id of the file before that: by it the file is known again.
    """
    data = base64.b64decode(payload["data"])
    asked = {"filename": payload["filename"], "length": len(data)}
    if payload.get("alt"):
        asked["alt_txt"] = payload["alt"]
    place = await client.api_call("files.getUploadURLExternal", params=asked)
    session = client.session
    assert session is not None
    async with session.post(str(place["upload_url"]), data=data, timeout=ON_THE_WAY) as answer:
        if answer.status != 200:
            raise SlackClientError(f"the upload was answered with {answer.status}")
    await remember(json.dumps({**payload, "file_id": place["file_id"]}, ensure_ascii=False))
    told = {"files": [{"id": place["file_id"], "title": payload["title"]}], "channel_id": row.channel}
    if row.thread_ts:
        told["thread_ts"] = row.thread_ts
    await client.api_call("files.completeUploadExternal", json=told)


async def uploaded(client: AsyncWebClient, row: OutboxRow) -> bool:
    """Whether a file whose upload is in doubt stands in the thread."""
    wanted = json.loads(row.payload).get("file_id")
    if not wanted:
        return False
    oldest = f"{(row.tried_at or row.due_at) - CLOCK_SKEW_SECONDS:.6f}"
    arguments: dict[str, Any] = {"channel": row.channel, "oldest": oldest, "limit": 200}
    method = "conversations.history"
    if row.thread_ts:
        method, arguments["ts"] = "conversations.replies", row.thread_ts
    response = await client.api_call(method, params=arguments)
    there = {file.get("id") for each in response.get("messages") or [] for file in each.get("files") or []}
    return wanted in there


def is_upload(row: OutboxRow) -> bool:
    return row.method == UPLOAD
