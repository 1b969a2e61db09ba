"""What a turn shows before it ends: an answer while it is still being said.

The first words are an outbox row like any other, committed under the turn's epoch and marked `early`; what follows is
a courtesy (`chat.update`, at most once a second or so) until the turn commits, which brings the message to its last
word. A run that is repeated finds the row and adopts it. A streamed message of Slack's own (chat.startStream) would
die after minutes and takes no other name in every client (bolt-python#1406): a message that is changed takes both.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress

from bot.engine.bound import Clients
from bot.engine.commit import Rendered, fingerprint, queue_calls, rendered
from bot.slack_answers import CALL_ERRORS
from bot.views.call import update
from errors import SegueError
from flows.replies import Reply
from store import conversations, outbox
from store.connection import Store, Transaction
from store.conversations import Conversation

log = logging.getLogger("segue.showing")

PACE_SECONDS = 1.1
"""Between two changes of a message: Slack takes about fifty a minute. https://docs.slack.dev/apis/web-api/rate-limits"""


class Showing:
    """One turn's. `over()` before the turn commits: afterwards nothing of it is under way."""

    def __init__(
        self, store: Store, clients: Clients, conversation: Conversation, *, clock: Callable[[], float],
        call_queued: Callable[[str], None],
    ) -> None:  # fmt: skip
        self._store, self._clients, self._conversation = store, clients, conversation
        self._clock, self._call_queued = clock, call_queued
        self._latest: dict[str, Reply] = {}
        self._committed: dict[str, str] = {}
        """Name -> fingerprint of what was committed, or is known to stand in Slack."""
        self._more, self._over = asyncio.Event(), asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def show(self, reply: Reply) -> None:
        self._latest[reply.name] = reply
        self._more.set()
        if self._task is None:
            self._task = asyncio.create_task(self._run())

    async def over(self) -> dict[str, str]:
        """Let what is under way end. -> name of what was shown -> how it reads as far as is known"""
        task, self._task = self._task, None
        if task is not None:
            self._more.set()
            self._over.set()
            self._latest.clear()
            await asyncio.gather(task, return_exceptions=True)
        return self._committed

    async def _run(self) -> None:
        while self._task is not None:
            self._more.clear()
            for name, reply in list(self._latest.items()):
                try:
                    await self._shown(name, reply)
                # What cannot be shown early is shown when the turn commits.
                except (*CALL_ERRORS, SegueError) as error:
                    log.info("%s was not shown early: %s", name, error)
            if self._task is not None and not self._more.is_set():
                await self._more.wait()

    async def _shown(self, name: str, reply: Reply) -> None:
        [ready] = rendered([reply])[:1]
        seen = fingerprint(ready.call)
        if self._committed.get(name) == seen:
            return
        if name not in self._committed:
            begun = await self._store.write(lambda tx: self._begin(tx, ready))
            if begun is not None:
                self._committed[name] = seen if begun else ""
                self._call_queued(self._conversation.id)
            return
        ts = await self._store.read(lambda tx: outbox.ts_of(tx, self._conversation.id, name))
        if ts is not None:
            call = update(name, name, ready.call.payload["text"], ready.call.payload["blocks"])
            arguments = {**call.payload, "channel": self._conversation.channel, "ts": ts}
            self._committed[name] = ""
            await self._clients.of(self._conversation.team_id).api_call("chat.update", json=arguments)
            self._committed[name] = seen
        with suppress(TimeoutError):
            async with asyncio.timeout(PACE_SECONDS if ts is not None else PACE_SECONDS / 5):
                await self._over.wait()
        self._more.set()

    def _begin(self, tx: Transaction, ready: Rendered) -> bool | None:
        """Commit the first words. -> False where a run before this one has, None where the epoch was raised"""
        conversation = self._conversation
        now = conversations.get(tx, conversation.id)
        if now is None or now.epoch != conversation.epoch:
            return None
        if outbox.has_named(tx, conversation.id, ready.call.name):
            return False
        queue_calls(tx, conversation, [ready], self._clock(), early=True)
        return True
