"""Pictures on a canvas: files of ours in the same thread, which Slack shows where the page has their address.

A page names them `![](sizes.png)`; Slack takes `![](address of a file)` for a file that it shows
(https://docs.slack.dev/surfaces/canvases, "file unfurls"). The addresses are known once the files are in the thread;
whoever may read it may see them.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack_answers import CALL_ERRORS, meaning_of
from store.outbox import OutboxRow

log = logging.getLogger("segue.outbox")

NAMED = re.compile(r"^!\[\]\(([\w.-]+)\)\n+", re.MULTILINE)
"""A picture alone on its line. Words of people have no such mark: decks/canvas.py takes its meaning from it."""
ADDRESS = re.compile(r"https?://[^\s()]+")
REFUSES_CONTENT = {"canvas_creation_failed", "canvas_editing_failed"}
LOOKS, PAUSE = 3, 1.0
"""A file that was uploaded takes a moment, in seconds, until it stands in its thread."""


async def written(
    client: AsyncWebClient, row: OutboxRow, markdown: str, bot_user: str, write: Callable[[str], Awaitable[str]]
) -> str:
    """`write` takes the page with its pictures, or without them where Slack takes no such page. -> its answer.

    Raises what the Slack calls raise."""
    pictured = await _with_pictures(client, row, markdown, bot_user)
    bare = NAMED.sub("", markdown)
    try:
        return await write(pictured)
    except SlackApiError as error:
        if pictured == bare or meaning_of(error).error not in REFUSES_CONTENT:
            raise
        log.warning("A canvas has no pictures: %s", meaning_of(error).error)
        return await write(bare)


async def _with_pictures(client: AsyncWebClient, row: OutboxRow, markdown: str, bot_user: str) -> str:
    """Each name with the address of the file, the newest of that name; those that are not there go."""
    wanted = set(NAMED.findall(markdown))
    found: Mapping[str, str] = {}
    for look in range(LOOKS if wanted else 0):
        await asyncio.sleep(PAUSE if look else 0.0)
        try:
            found = await _addresses(client, row, bot_user)
        except CALL_ERRORS as error:
            if meaning_of(error).limited:
                raise
            log.warning("A canvas has no pictures: %s", meaning_of(error).error)
            break
        if wanted <= found.keys():
            break
    return NAMED.sub(lambda named: f"![]({found[named[1]]})\n\n" if named[1] in found else "", markdown)


async def _addresses(client: AsyncWebClient, row: OutboxRow, bot_user: str) -> dict[str, str]:
    """-> name -> address of our pictures in the conversation's thread."""
    method = "conversations.replies" if row.thread_ts else "conversations.history"
    arguments: dict[str, Any] = {"channel": row.channel, "limit": 200}
    arguments |= {"ts": row.thread_ts} if row.thread_ts else {}
    newest: dict[str, tuple[float, str]] = {}
    while True:
        answer = await client.api_call(method, params=arguments)
        for message in answer.get("messages") or []:
            ts = float(message.get("ts", 0))
            for file in message.get("files") or []:
                address = str(file.get("permalink", ""))
                ours = file.get("user") == bot_user and str(file.get("mimetype", "")).startswith("image/")
                if ours and ADDRESS.fullmatch(address) and ts >= newest.get(file["name"], (0.0, ""))[0]:
                    newest[file["name"]] = (ts, address)
        cursor = (answer.get("response_metadata") or {}).get("next_cursor")
        # A direct message goes far back; what is on the canvas was posted lately.
        if not cursor or not row.thread_ts:
            return {name: address for name, (_, address) in newest.items()}
        arguments["cursor"] = cursor
