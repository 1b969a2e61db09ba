"""Did an uncertain post land? Slack has no idempotency key, so the message's metadata is looked for.

https://docs.slack.dev/messaging/message-metadata
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.engine import canvases
from bot.engine.uploads import is_upload
from bot.slack_answers import CALL_ERRORS, Meaning, is_foreign, meaning_of
from store import outbox
from store.connection import Store
from store.outbox import OutboxRow

CLOCK_SKEW_SECONDS, DAY_SECONDS = 300.0, 86_400.0
GONE = {"channel_not_found", "thread_not_found", "not_in_channel", "is_archived", "message_not_found"}
"""What Slack says of a place that it shows us no more."""


async def found_in_slack(
    client: AsyncWebClient, store: Store, row: OutboxRow, workspace: str
) -> tuple[str | None, str] | None:
    """-> (ts, channel) of what stands there although its call seemed to fail; of a file no ts is known. A canvas is
    opened to its readers, as it would have been. Raises what the Slack calls raise."""
    before = await store.read(lambda tx: outbox.posted_before(tx, row))
    if is_upload(row):
        return (None, row.channel) if await arrived(client, row, before) else None
    found = await landed(client, row, before)
    if found and canvases.is_canvas(row):
        payload = await canvases.with_card(store, row, json.loads(row.payload))
        await canvases.share(client, row, payload, workspace)
    return found


async def landed(client: AsyncWebClient, row: OutboxRow, before: str | None) -> tuple[str, str] | None:
    """-> (ts, channel) of the post if Slack has it, None if it does not. Raises what the Slack call raises.

    `before`: ts of what the same lane posted there last.
    """
    channel = await _conversation_id(client, row.channel)
    async for message in shown(client, row, channel, before):
        if _key(message) == row.key:
            return str(message["ts"]), channel
    return None


async def is_there(client: AsyncWebClient, row: OutboxRow) -> bool:
    """Whether Slack answers another question about the same place: one that it refuses is answered, too."""
    try:
        channel = await _conversation_id(client, row.channel)
        await client.api_call("conversations.history", params={"channel": channel, "limit": 1})
    except CALL_ERRORS as error:
        answer = meaning_of(error)
        return answer.meaning is Meaning.NEVER and not is_foreign(answer.error)
    return True


async def arrived(client: AsyncWebClient, row: OutboxRow, before: str | None) -> bool:
    """Whether a file whose upload is in doubt stands there. Raises what the Slack call raises: one that never came so
    far as to be there is asked for, too, because Slack may be out altogether."""
    payload = json.loads(row.payload)
    async for message in shown(client, row, await _conversation_id(client, row.channel), before):
        if not payload.keys() & {"file_id", "restored"}:
            return False
        if any(_is_it(file, payload) for file in message.get("files") or []):
            return True
    return False


def _is_it(file: dict[str, Any], payload: dict[str, Any]) -> bool:
    """By Slack's id of it; of what comes from a restored copy, which may not know that, by all that it is called."""
    if id := payload.get("file_id"):
        return bool(file.get("id") == id)
    called = (file.get("name"), file.get("title"), file.get("size"))
    return called == (payload["filename"], payload["title"], _size(payload["data"]))


def _size(base64: str) -> int:
    """Bytes of what is written so."""
    return len(base64) * 3 // 4 - base64[-2:].count("=")


async def shown(
    client: AsyncWebClient, row: OutboxRow, channel: str, before: str | None
) -> AsyncIterator[dict[str, Any]]:
    """All messages among which the row's own has to be, if it landed."""
    arguments: dict[str, Any] = {
        "channel": channel, "oldest": earliest(row, before), "include_all_metadata": True, "limit": 200,
    }  # fmt: skip
    method = "conversations.history"
    if row.thread_ts:
        method, arguments["ts"] = "conversations.replies", row.thread_ts
    while True:
        response = await client.api_call(method, params=arguments)
        for message in response.get("messages") or []:
            yield message
        cursor = (response.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return
        arguments["cursor"] = cursor


def earliest(row: OutboxRow, before: str | None) -> str:
    """A ts before which the post cannot stand. It was tried by our clock and stands there by Slack's: ours may be
    wrong by hours, so what Slack itself gave a ts before counts, and where there is no such thing a whole day."""
    tried = max(0.0, (row.tried_at or row.due_at) - CLOCK_SKEW_SECONDS)
    if known := before or row.thread_ts:
        return min(known, f"{tried:017.6f}")
    return f"{max(0.0, tried - DAY_SECONDS):017.6f}"


def without_blocks(payload: str) -> str | None:
    """The payload with its text alone; None when there are no blocks to leave out."""
    content = json.loads(payload)
    if "blocks" not in content:
        return None
    del content["blocks"]
    return json.dumps(content, ensure_ascii=False)


async def _conversation_id(client: AsyncWebClient, channel: str) -> str:
    """A post to a person goes to the direct message with them; looking it up needs that channel's own id."""
    if channel[:1] not in ("U", "W"):
        return channel
    response = await client.api_call("conversations.open", json={"users": channel})
    return str(response["channel"]["id"])


def _key(message: dict[str, Any]) -> str | None:
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    return payload.get("key")
