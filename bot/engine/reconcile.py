"""What was said while nobody listened: read from Slack, and put through the same door as a live event.

Slack does not deliver again what happened while no socket was open. So after every opening of the socket Segue reads
the threads and direct messages of its conversations, and looks for mentions it has not seen. The inbox knows what came
before, so reading too much does nothing, and a run that dies is simply run again.
"""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from slack_sdk.web.async_client import AsyncWebClient

from bot.engine.fate import Fate
from bot.engine.past import NotThere, Past, Shown
from bot.listeners import replayed
from bot.listeners.translate import translate
from bot.slack_markup import mentions
from errors import StoreError
from flows.runtime import Incoming
from store import missed
from store.connection import Store
from store.missed import Known, Place

log = logging.getLogger("segue.reconcile")

CLOCK_SKEW_SECONDS = 300.0
STORE_WAIT_SECONDS = 5.0

Message = dict[str, Any]
NEW = (Fate.PLACED, Fate.STRAY)


class Clients(Protocol):
    """Who we are in a workspace, and the client that speaks for us there (bot/clients.py)."""

    def bot_user(self, team: str) -> str: ...

    def of(self, team: str) -> AsyncWebClient: ...


class Reconcile:
    """For one workspace. Call `socket_opened` when events come again; the reading happens beside everything else."""

    def __init__(
        self,
        store: Store,
        clients: Clients,
        accept: Callable[[Incoming], Awaitable[object]],
        *,
        team: str,
        hours: float,
        paced: bool,
        clock: Callable[[], float],
    ) -> None:
        self._store, self._clients, self._accept, self._clock = store, clients, accept, clock
        self._team = team
        self._seconds = hours * 3600
        self._past = Past(lambda: clients.of(team), paced=paced)
        self._since = -math.inf
        """From when on channels may hold mentions that were not heard; infinity when there is no gap."""
        self._opened_at = 0.0
        self._due = False
        self._task: asyncio.Task[None] | None = None
        self._said: set[str] = set()

    def socket_opened(self, heard_until: float) -> None:
        """Events come again; the last thing heard before was at `heard_until` (Unix seconds, 0 after a start)."""
        self._since = min(self._since, heard_until - CLOCK_SKEW_SECONDS)
        self._opened_at, self._due = self._clock(), True
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while self._due:
            self._due = False
            try:
                taken = await self._everything(self._clock() - self._seconds)
            except StoreError as error:
                log.error("what was missed could not be kept: %s Trying again.", error)
                self._due = True
                await asyncio.sleep(STORE_WAIT_SECONDS)
                continue
            if not self._due:
                self._since = math.inf
            log.info("Looked for what was missed: %d messages and changes were taken in.", taken)

    async def _everything(self, oldest: float) -> int:
        """What conversations wait for first, then what nobody has answered yet. -> how much was new"""
        taken = 0
        ours = await self._store.read(lambda tx: missed.places(tx, self._team, oldest))
        read = set(ours)
        for place in ours:
            taken += await self._unless_gone(self._conversation(place, _ts(oldest), read), place)
        for channel in await self._channels():
            place = Place(str(channel["id"]), None)
            if channel.get("is_im") and place not in read:
                taken += await self._unless_gone(self._unknown(place, _ts(oldest), read, direct=True), place)
            elif not channel.get("is_im"):
                since = _ts(max(oldest, self._since))
                taken += await self._unless_gone(self._unknown(place, since, read, direct=False), place)
        return taken

    async def _channels(self) -> list[Message]:
        try:
            return await self._past.channels()
        except NotThere as error:
            self._say_once(f"channels cannot be listed ({error}), so mentions and first messages are not looked for.")
            return []

    async def _unless_gone(self, reading: Awaitable[int], place: Place) -> int:
        """Where Slack shows nothing any more the conversation stays as it is; what is odd in one place keeps nobody
        from looking in the others."""
        try:
            return await reading
        except NotThere as error:
            self._say_once(f"{place.channel} {place.thread_ts or ''} cannot be read ({error}); it stays as it is.")
        except StoreError:
            raise
        except Exception:
            log.exception("%s %s could not be read", place.channel, place.thread_ts or "")
        return 0

    async def _conversation(self, place: Place, oldest: str, read: set[Place]) -> int:
        """Everything of a conversation: what is new, what reads differently, what is gone."""
        team = self._team
        # Read before Slack is asked: what comes in meanwhile is not taken for deleted.
        known = await self._store.read(lambda tx: missed.known(tx, team, place, oldest))
        shown = await self._shown(place, oldest)
        taken = await self._take(place.channel, await self._of_conversation(place, shown.messages), known)
        if shown.whole:
            taken += await self._bury(place, known, {message["ts"] for message in shown.messages}, oldest)
        if place.thread_ts is None:
            for root in _with_replies(shown.messages, oldest):
                inner = Place(place.channel, root)
                if inner not in read:
                    read.add(inner)
                    taken += await self._unless_gone(self._conversation(inner, oldest, read), inner)
        return taken

    async def _of_conversation(self, place: Place, messages: list[Message]) -> list[Message]:
        """A conversation may begin in the midst of a thread: what people said there before is not for Segue."""
        if place.thread_ts is None:
            return messages
        began = await self._store.read(lambda tx: missed.began(tx, self._team, place))
        first = (at for at, message in enumerate(messages) if message["ts"] >= began or self._mentions(message))
        return messages[next(first, len(messages)) :]

    async def _shown(self, place: Place, oldest: str) -> Shown:
        if place.thread_ts is None:
            return await self._past.history(place.channel, oldest)
        return await self._past.replies(place.channel, place.thread_ts, oldest)

    async def _take(self, channel: str, messages: list[Message], known: dict[str, Known]) -> int:
        taken = 0
        for message in messages:
            before = known.get(message["ts"])
            if before is None:
                taken += await self._put(replayed.said(self._team, channel, message))
            elif message.get("subtype") == "tombstone" and not before.deleted:
                taken += await self._gone(channel, message["ts"], None, before)
            elif message.get("edited") and before.text is not None and message.get("text") != before.text:
                taken += await self._put(replayed.edited(self._team, channel, message))
        return taken

    async def _bury(self, place: Place, known: dict[str, Known], there: set[str], oldest: str) -> int:
        """Messages that we have and Slack has no longer. A thread's first message may be older than what was read."""
        taken, newest = 0, _ts(self._opened_at)
        for ts, message in known.items():
            if ts not in there and oldest < ts < newest and ts != place.thread_ts and not message.deleted:
                taken += await self._gone(place.channel, ts, place.thread_ts, message)
        return taken

    async def _gone(self, channel: str, ts: str, thread_ts: str | None, message: Known) -> int:
        now = _ts(self._clock())
        return await self._put(replayed.deleted(self._team, channel, ts, thread_ts, message.author, now))

    async def _unknown(self, top: Place, oldest: str, read: set[Place], *, direct: bool) -> int:
        """Beginnings that were not heard: direct messages, mentions, and what followed in their threads."""
        if await self._is_ours(top) and direct:
            return await self._conversation(top, oldest, read)
        shown = (await self._past.history(top.channel, oldest)).messages
        fresh = _unanswered(shown, self._bot) if direct else [m for m in shown if self._asks(m)]
        taken = await self._take(top.channel, fresh, {})
        for root in _with_replies(shown, oldest):
            place = Place(top.channel, root)
            if place not in read:
                read.add(place)
                taken += await self._unless_gone(self._thread(place, oldest, read), place)
        return taken

    async def _thread(self, place: Place, oldest: str, read: set[Place]) -> int:
        """A thread that was none of ours when this began; it may hold a mention."""
        if await self._is_ours(place):
            return await self._conversation(place, oldest, read)
        messages = _unanswered((await self._shown(place, oldest)).messages, self._bot)
        first = next((at for at, message in enumerate(messages) if self._mentions(message)), len(messages))
        return await self._take(place.channel, messages[first:], {})

    async def _is_ours(self, place: Place) -> bool:
        return await self._store.read(lambda tx: missed.is_ours(tx, self._team, place))

    async def _put(self, body: Message) -> int:
        """Through the same door as a live event. -> 1 if it was new"""
        incoming = translate(body, self._bot, _ts(self._clock()))
        if incoming is None:
            return 0
        fate = await self._accept(incoming)
        return int(fate in NEW)

    def _asks(self, message: Message) -> bool:
        """A mention on the top level that nobody has answered; an earlier database may have known it."""
        return self._mentions(message) and self._bot not in (message.get("reply_users") or ())

    def _mentions(self, message: Message) -> bool:
        text = message.get("text")
        return isinstance(text, str) and mentions(text, self._bot)

    @property
    def _bot(self) -> str:
        return self._clients.bot_user(self._team)

    def _say_once(self, words: str) -> None:
        if words not in self._said:
            self._said.add(words)
            log.warning("What was missed: %s", words)


def _unanswered(messages: list[Message], bot_user: str) -> list[Message]:
    """What came after Segue last spoke there. Without a conversation of ours, an earlier database knew the rest."""
    last = max((at for at, message in enumerate(messages) if message.get("user") == bot_user), default=-1)
    return messages[last + 1 :]


def _with_replies(messages: list[Message], oldest: str) -> list[str]:
    """ts of the messages in whose threads something was said since, the most recent first."""
    threads = [
        (str(message["latest_reply"]), str(message["ts"])) for message in messages if message.get("latest_reply")
    ]
    return [ts for latest, ts in sorted(threads, reverse=True) if latest > oldest]


def _ts(seconds: float) -> str:
    """Unix seconds as Slack writes a ts."""
    return f"{max(0.0, seconds):017.6f}"
