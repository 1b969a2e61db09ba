"""A schedule is an inbox row that time writes: the row, and the timer's end, in one commit."""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Callable

from bot.engine.parking import RETRY_MINUTES
from bot.engine.retention import Due
from bot.engine.rows import write_row
from errors import StoreError
from flows.runtime import Incoming
from store import conversations, inbox, timers
from store.connection import Store, Transaction

log = logging.getLogger("segue.schedules")

LONGEST_SLEEP = 30.0


class Schedules:
    """Turns due timers into inbox rows, and forgets strays nobody claimed."""

    def __init__(
        self,
        store: Store,
        *,
        clock: Callable[[], float],
        stray_seconds: float,
        due: Callable[[str], None],
        over: Due = lambda tx, now: [],
    ) -> None:
        """`over`: writes rows for what is to be erased by now."""
        self._over = over
        self._store, self._clock, self._stray_seconds, self._due = store, clock, stray_seconds, due
        self._changed = asyncio.Event()
        self._looks_at = math.inf
        """When it looks again by itself; while it looks, whatever is set may have been missed."""
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    def changed(self, due_at: float) -> None:
        """A timer was set. Only one that is due earlier than what is waited for needs another look."""
        if due_at < self._looks_at:
            self._changed.set()

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            self._changed.clear()
            self._looks_at, wait = math.inf, 1.0
            try:
                due, next_due = await self._store.write(self._collect)
                for conversation_id in due:
                    self._due(conversation_id)
                wait = LONGEST_SLEEP if next_due is None else max(0.0, next_due - self._clock())
            except StoreError as error:
                log.error("schedules: %s Trying again.", error)
            # Timers un-park conversations and recall questions: this must never end unheard.
            except Exception:
                log.exception("schedules: looking at the timers failed; trying again")
            wait = min(wait, LONGEST_SLEEP, max(self._stray_seconds, 0.05))
            self._looks_at = self._clock() + wait
            try:
                async with asyncio.timeout(wait):
                    await self._changed.wait()
            except TimeoutError:
                pass

    def _collect(self, tx: Transaction) -> tuple[list[str], float | None]:
        now = self._clock()
        inbox.drop_strays(tx, now - self._stray_seconds)
        # No other try is farther away than that: where one seems to be, the clock was set back.
        ring = [*timers.due(tx, now), *timers.after(tx, "retry", now + 60.0 * RETRY_MINUTES[-1])]
        for timer in ring:
            self._write_row(tx, timer, now)
            timers.set_timer(
                tx, team_id=timer.team_id, conversation_id=timer.conversation_id, name=timer.name, due_at=None
            )
        return [*(timer.conversation_id for timer in ring), *self._over(tx, now)], timers.next_due(tx)

    def _write_row(self, tx: Transaction, timer: timers.Due, now: float) -> None:
        conversation = conversations.get(tx, timer.conversation_id)
        key = f"schedule:{timer.conversation_id}:{timer.name}:{timer.due_at:.6f}"
        if conversation is None or inbox.is_known(tx, timer.team_id, key):
            return
        incoming = Incoming(
            key=key,
            team=timer.team_id,
            kind="schedule",
            channel=conversation.channel,
            ts=f"{timer.due_at:.6f}",
            thread_ts=conversation.thread_ts,
            direct=conversation.direct,
            action=timer.name,
        )
        write_row(tx, incoming, timer.conversation_id, now)
