"""Every conversation has at most one worker; conversations run side by side."""

from __future__ import annotations

import asyncio
import logging
from contextvars import Context

from bot.engine.house import House
from bot.engine.worker import Worker
from bot.logs import about
from store import conversations

log = logging.getLogger("segue.turns")

FINISHING_SECONDS = 5.0
"""So long, once no model is waited for any more, what was paid for may take to its commit."""
LONGEST_REST = 300.0
"""Seconds after which a worker that failed looks again, at the latest."""


class Turns:
    """Starts, wakes and stops the workers."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._workers: dict[str, Worker] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._held_up: set[str] = set()
        self._stopping = False

    async def unfinished(self) -> list[str]:
        """-> ids of the conversations in which something was left when the last process ended."""
        return await self._house.store.read(conversations.with_work)

    def notify(self, conversation_id: str, grew: bool = False) -> None:
        """Something new lies in the inbox of a conversation, or its outbox is empty again."""
        # Who waits for the screen goes on once that is done: until then each look would find the lane busy.
        if self._stopping or conversation_id in self._held_up:
            return
        worker = self._workers.get(conversation_id)
        if worker is not None:
            worker.wake(grew)
            return
        worker = Worker(self._house, conversation_id)
        self._workers[conversation_id] = worker
        # In a context of its own: it outlives whatever woke it.
        work = self._keep_running(conversation_id, worker)
        self._tasks[conversation_id] = asyncio.create_task(work, context=Context())

    def lane_emptied(self, conversation_id: str) -> None:
        """Everything that was said there is on the screen: whoever waited for that goes on."""
        if conversation_id in self._held_up:
            self._held_up.discard(conversation_id)
            self.notify(conversation_id)

    async def stop(self, seconds: float) -> None:
        """No turn begins; those that run may end for `seconds`. Then whoever still waits for a model gives up, and what
        a model has answered is committed, for a few seconds more. Uncommitted turns run again after the next start."""
        self._stopping = True
        for worker in self._workers.values():
            worker.leave()
        if not await self._unfinished_after(seconds):
            return
        for worker in self._workers.values():
            worker.last_call()
        unfinished = await self._unfinished_after(FINISHING_SECONDS)
        for task in unfinished:
            task.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)

    async def _unfinished_after(self, seconds: float) -> set[asyncio.Task[None]]:
        """-> the workers that are still at it then."""
        if self._tasks:
            await asyncio.wait(list(self._tasks.values()), timeout=seconds)
        return set(self._tasks.values())

    async def _keep_running(self, conversation_id: str, worker: Worker) -> None:
        failures = 0
        try:
            while True:
                try:
                    with about(conversation=conversation_id):
                        await worker.run()
                # A worker must neither take the others down with it nor end: what waits there nobody else takes up.
                except Exception:
                    log.exception("conversation %s: its worker failed, and rests", conversation_id)
                    failures += 1
                    await worker.rest(min(LONGEST_REST, 2.0 ** min(failures, 10)))
                    continue
                failures = 0
                if worker.held_up:
                    self._held_up.add(conversation_id)
                if worker.resting or self._stopping:
                    return
        finally:
            del self._workers[conversation_id]
            del self._tasks[conversation_id]
