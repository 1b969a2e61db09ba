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


def is_upload(row: OutboxRow) -> bool:
    return row.method == UPLOAD
