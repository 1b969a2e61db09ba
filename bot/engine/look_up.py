"""Did an uncertain post land? Slack has no idempotency key, so the message's metadata is looked for.

https://docs.slack.dev/messaging/message-metadata
"""

from __future__ import annotations

import json
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from store.outbox import OutboxRow

CLOCK_SKEW_SECONDS = 300.0
GONE = {"channel_not_found", "thread_not_found", "not_in_channel", "is_archived", "message_not_found"}
"""What Slack says of a place that it shows us no more."""


async def landed(client: AsyncWebClient, row: OutboxRow) -> tuple[str, str] | None:
    """-> (ts, channel) of the post if Slack has it, None if it does not. Raises what the Slack call raises."""
    channel = await _conversation_id(client, row.channel)
    oldest = f"{(row.tried_at or row.due_at) - CLOCK_SKEW_SECONDS:.6f}"
    arguments: dict[str, Any] = {"channel": channel, "oldest": oldest, "include_all_metadata": True, "limit": 200}
    method = "conversations.history"
    if row.thread_ts:
        arguments["ts"] = row.thread_ts
        method = "conversations.replies"
    while True:
        response = await client.api_call(method, params=arguments)
        for message in response.get("messages") or []:
            if _key(message) == row.key:
                return str(message["ts"]), channel
        cursor = (response.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return None
        arguments["cursor"] = cursor


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
