"""A page inside Slack: made, told of in the thread, and opened to whoever may read the thread. One row of the outbox.

https://docs.slack.dev/reference/methods/canvases.create and .../canvases.access.set
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.engine.canvas_pictures import written
from bot.slack_answers import CALL_ERRORS, meaning_of
from bot.views.call import CANVAS, REWRITE, Block, post, update
from bot.views.elements import section
from bot.views.text import escaped, fallback, linked
from store import outbox
from store.connection import Store
from store.outbox import OutboxRow

log = logging.getLogger("segue.outbox")

REFUSED = {
    "canvas_creation_failed",
    "canvas_disabled_user_team",
    "channel_canvas_creation_failed",
    "free_team_not_allowed",
    "free_teams_cannot_create_non_tabbed_canvases",
    "missing_scope",
    "not_allowed_token_type",
    "restricted_action",
    "team_tier_cannot_create_channel_canvases",
    "unknown_method",
}
"""What Slack says where there can be no canvas: https://docs.slack.dev/reference/methods/canvases.create#errors"""
TRIES, LONGEST_WAIT = 3, 30.0
Place = Mapping[str, str]
"""Where a message stands: its `ts` and its `channel`."""
_ADDRESS = re.compile(r"/docs/\w+/(\w+)")


async def with_card(store: Store, row: OutboxRow, payload: dict[str, Any]) -> dict[str, Any]:
    """The payload with the ts of the message whose button asked for the canvas."""
    card = payload.get("card", "")
    return {**payload, "card_ts": await store.read(lambda tx: outbox.ts_of(tx, row.conversation_id, card))}


async def keep(
    client: AsyncWebClient,
    row: OutboxRow,
    payload: dict[str, Any],
    workspace: str,
    bot_user: str,
    remember: Callable[[str], Awaitable[None]],
) -> Place:
    """-> where the message in the thread stands. Raises what the Slack calls raise.

    `remember` keeps the row's payload with the canvas in it before anybody hears of it, and with that message before
    the canvas is opened: what is done again, after a crash or because Slack asked to wait, makes no second one.
    """
    id = payload.get("canvas_id", "")
    if not id:
        try:
            id = await _made(client, row, payload, bot_user)
        except SlackApiError as error:
            if meaning_of(error).error not in REFUSED:
                raise
            log.info("No canvas here: %s", meaning_of(error).error)
            return _place(await _say(client, row, payload, payload["refused"], ""))
        payload = {**payload, "canvas_id": id}
        await remember(json.dumps(payload, ensure_ascii=False))
    said: Place = payload.get("told") or {}
    if not said:
        said = _place(await _say(client, row, payload, payload["said"], _address(workspace, row, id)))
        await remember(json.dumps({**payload, "told": said}, ensure_ascii=False))
    await share(client, row, payload, workspace)
    return said


def _place(answer: AsyncSlackResponse) -> Place:
    """What Slack says of where the message stands."""
    return {"ts": str(answer["ts"]), "channel": str(answer["channel"])}


async def share(client: AsyncWebClient, row: OutboxRow, payload: dict[str, Any], workspace: str) -> None:
    """Open it to the channel, or in a direct message to whoever asked; Slack wants the link to stand there first.
    Raises where Slack asks to wait: until then nobody can read it.

    Where its button stood, `card_ts`, there stands its address from then on.
    """
    if not (id := payload.get("canvas_id")):
        return
    await _open(client, row, payload, id)
    if ts := payload.get("card_ts"):
        words = _with_address(payload, payload["kept"], _address(workspace, row, id))
        message = update(row.name, payload["card"], *words).payload
        try:
            await client.api_call("chat.update", json={**message, "channel": row.channel, "ts": ts})
        except CALL_ERRORS as error:
            if (answer := meaning_of(error)).limited:
                raise
            log.warning("The button of a canvas stays: %s", answer.error)


async def _open(client: AsyncWebClient, row: OutboxRow, payload: dict[str, Any], id: str) -> None:
    whom = {"user_ids": [payload["user"]]} if payload["user"] else {"channel_ids": [row.channel]}
    for _ in range(TRIES):
        try:
            await client.api_call("canvases.access.set", json={"canvas_id": id, "access_level": "write", **whom})
            return
        except CALL_ERRORS as error:
            answer = meaning_of(error)
            if answer.limited:
                raise
            log.warning("A canvas could not be opened to its readers: %s", answer.error)
            await asyncio.sleep(min(answer.wait, LONGEST_WAIT))


async def rewrite(client: AsyncWebClient, row: OutboxRow, payload: dict[str, Any], bot_user: str) -> None:
    """The page that the message `payload["ts"]` leads to says something else from now on; nothing, where that message
    leads to none: Slack took no canvas, or somebody deleted it. Raises what the Slack calls raise."""
    place = {"channel": row.channel, "oldest": payload["ts"], "latest": payload["ts"], "inclusive": True, "limit": 2}
    method = "conversations.replies" if row.thread_ts else "conversations.history"
    arguments = {**place, "ts": row.thread_ts} if row.thread_ts else place
    messages = (await client.api_call(method, params=arguments)).get("messages") or []
    told: dict[str, Any] = next((each for each in messages if each.get("ts") == payload["ts"]), {})
    found = _ADDRESS.search(json.dumps(told.get("blocks") or told.get("text", "")))
    if found is None:
        log.info("No canvas to write anew")
        return
    id = found[1]

    async def write(markdown: str) -> str:
        content = {"type": "markdown", "markdown": markdown}
        changes = [{"operation": "replace", "document_content": content}]
        await client.api_call(REWRITE, json={"canvas_id": id, "changes": changes})
        return id

    await written(client, row, payload["markdown"], bot_user, write)


def rewrites(row: OutboxRow) -> bool:
    return row.method == REWRITE


def is_canvas(row: OutboxRow) -> bool:
    return row.method == CANVAS


async def _made(client: AsyncWebClient, row: OutboxRow, payload: dict[str, Any], bot_user: str) -> str:
    async def make(markdown: str) -> str:
        content = {"type": "markdown", "markdown": markdown}
        made = {"title": payload["title"], "document_content": content}
        return str((await client.api_call("canvases.create", json=made))["canvas_id"])

    return await written(client, row, payload["markdown"], bot_user, make)


async def _say(
    client: AsyncWebClient, row: OutboxRow, payload: dict[str, Any], words: str, address: str
) -> AsyncSlackResponse:
    message = post(row.name, *_with_address(payload, words, address)).payload
    post_to = {**message, "channel": row.channel, "metadata": payload["metadata"]}
    if row.thread_ts:
        post_to["thread_ts"] = row.thread_ts
    return await client.api_call("chat.postMessage", json=post_to)


def _address(workspace: str, row: OutboxRow, id: str) -> str:
    return f"{workspace.rstrip('/')}/docs/{row.team_id}/{id}"


def _with_address(payload: dict[str, Any], words: str, address: str) -> tuple[str, list[Block]]:
    """-> the text and the blocks of a message: `words` with the address where they say `{link}`."""
    plain = words.replace("{link}", payload["title"])
    shown = escaped(words).replace("{link}", linked(address, payload["called"]))
    return fallback(plain), [section(shown)]
