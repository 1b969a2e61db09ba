"""What Slack shows of the past: history, replies, channels; page by page, as slowly as Slack asks for.

https://docs.slack.dev/apis/web-api/pagination, https://docs.slack.dev/apis/web-api/rate-limits
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack_answers import ACCESS, CALL_ERRORS, Meaning, meaning_of

log = logging.getLogger("segue.reconcile")

PAGE = 200
MOST_PAGES = 20
"""What a busy channel may cost: 4000 messages, or 300 for apps that get 15 a page."""
CALLS_A_MINUTE = 50
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0


class NotThere(Exception):
    """Slack will not show this: the channel is gone, the thread was deleted, a scope is missing."""


@dataclass(frozen=True)
class Shown:
    """Messages, the oldest first. `whole`: everything that was asked for is among them."""

    messages: list[dict[str, Any]]
    whole: bool


class Past:
    """Reads one page after the other, one call at a time. `paced`: keep Slack's limit by ourselves."""

    def __init__(self, client: Callable[[], AsyncWebClient], *, paced: bool) -> None:
        self._client, self._gap = client, 60 / CALLS_A_MINUTE if paced else 0.0

    async def history(self, channel: str, oldest: str) -> Shown:
        """The top level of a channel from `oldest` (a ts) on. Raises NotThere."""
        return await self._messages("conversations.history", {"channel": channel, "oldest": oldest})

    async def replies(self, channel: str, thread_ts: str, oldest: str) -> Shown:
        """A thread from `oldest` (a ts) on, with the message it hangs on. Raises NotThere."""
        return await self._messages("conversations.replies", {"channel": channel, "ts": thread_ts, "oldest": oldest})

    async def channels(self) -> list[dict[str, Any]]:
        """Where Segue is a member: channels and direct messages. Raises NotThere without the scopes for it."""
        asked = {"types": "public_channel,private_channel,mpim,im", "exclude_archived": "true"}
        return (await self._pages("users.conversations", asked, "channels"))[0]

    async def _messages(self, method: str, asked: dict[str, Any]) -> Shown:
        found, whole = await self._pages(method, {**asked, "inclusive": "true"}, "messages")
        by_ts = {message["ts"]: message for message in found if isinstance(message.get("ts"), str)}
        return Shown([by_ts[ts] for ts in sorted(by_ts)], whole)

    async def _pages(self, method: str, asked: dict[str, Any], name: str) -> tuple[list[dict[str, Any]], bool]:
        found: list[dict[str, Any]] = []
        arguments: dict[str, Any] = {**asked, "limit": PAGE}
        for _ in range(MOST_PAGES):
            answer = await self._call(method, arguments)
            found += [each for each in answer.get(name) or [] if isinstance(each, dict)]
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return found, True
            arguments["cursor"] = cursor
        return found, False

    async def _call(self, method: str, arguments: dict[str, Any]) -> Any:
        """Until Slack answers. Reading changes nothing, so whatever is uncertain is simply asked again."""
        wait = FIRST_WAIT
        while True:
            try:
                answer = await self._client().api_call(method, params=arguments)
                await asyncio.sleep(self._gap)
                return answer
            except CALL_ERRORS as error:
                meaning = meaning_of(error)
                if meaning.meaning is Meaning.NEVER or meaning.error in ACCESS:
                    raise NotThere(meaning.error) from error
                log.info("%s: %s; asking again.", method, meaning.error)
                await asyncio.sleep(meaning.wait if meaning.limited else wait)
                wait = min(wait * 2, LONGEST_WAIT)
