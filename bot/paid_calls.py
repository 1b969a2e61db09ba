"""What calls to models cost. What cannot be written at once counts all the same, and is written with the next."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence

from bot.watch import SILENT, Watch
from errors import StoreError
from flows.llm.task import Usage
from store import model_calls
from store.connection import Store, Transaction
from store.model_calls import PaidCall

log = logging.getLogger("segue.models")

MOST_WAITING = 10_000
"""Calls that are kept in memory while nothing can be written; after that the oldest are lost."""


class PaidCalls:
    """`close` before the database."""

    def __init__(self, store: Store, clock: Callable[[], float], watch: Watch = SILENT) -> None:
        self._store, self._clock, self._watch = store, clock, watch
        self._unwritten: list[PaidCall] = []
        self._writer: asyncio.Task[None] | None = None

    def unwritten(self, team: str) -> tuple[PaidCall, ...]:
        """-> calls of a workspace that are paid for; of the last ones the database may have some by now."""
        return tuple(each for each in self._unwritten if each.team_id == team)

    def keep(self, usage: Usage, labels: Mapping[str, str]) -> Awaitable[None]:
        """It counts from now on. To be awaited: it is written, in a commit of its own, as a cancelled turn was still
        paid for."""
        team = labels.get("team", "")
        self._watch.model_called(usage, team)
        call = PaidCall(
            team_id=team,
            conversation_id=labels.get("conversation", ""),
            at=self._clock(),
            task=usage.task,
            model=usage.model,
            prompt_tokens=usage.prompt_tokens,
            completion_tokens=usage.completion_tokens,
            cached_tokens=usage.cached_tokens,
            cost_usd=usage.cost_usd,
            seconds=usage.seconds,
            outcome=usage.outcome,
        )
        self._unwritten.append(call)
        return self._tried()

    async def close(self) -> None:
        """Try all of them once more; what is lost then is said to whoever runs Segue."""
        if self._writer is not None:
            await asyncio.wait([self._writer])
        await self._tried()
        self._lose(len(self._unwritten))

    def _tried(self) -> Awaitable[None]:
        """-> the try that is under way, or else one that begins: however many wait, the database is asked once. Whoever
        is cancelled stops waiting; it goes on."""
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        return asyncio.shield(self._writer)

    async def _write(self) -> None:
        """All that wait, and what comes meanwhile, until something has to wait for another time."""
        while calls := list(self._unwritten):
            left = await self._left(calls)
            self._unwritten[: len(calls)] = left
            if left:
                self._lose(len(self._unwritten) - MOST_WAITING)
                return

    async def _left(self, calls: Sequence[PaidCall]) -> Sequence[PaidCall]:
        """-> those that have to be tried again."""
        try:
            await self._store.write(lambda tx: _add(tx, calls))
        except StoreError as error:
            log.error("what %d calls to a model cost is not kept yet: %s", len(calls), error)
            return calls
        # One that is wrong in itself is in the way of no other.
        except Exception:
            if len(calls) == 1:
                log.exception("the usage of a call could not be kept: %s", calls[0])
                return []
            return await self._left_of_each(calls)
        return []

    async def _left_of_each(self, calls: Sequence[PaidCall]) -> Sequence[PaidCall]:
        """One by one, until the database takes nothing."""
        for number, call in enumerate(calls):
            if await self._left([call]):
                return calls[number:]
        return []

    def _lose(self, count: int) -> None:
        """The oldest."""
        if count > 0:
            for each in self._unwritten[:count]:
                log.error("the usage of a call could not be kept: %s", each)
            del self._unwritten[:count]


def _add(tx: Transaction, calls: Sequence[PaidCall]) -> None:
    """Where a try before this one was written, although the database said otherwise, it counts once."""
    for each in calls:
        if not model_calls.is_kept(tx, each):
            model_calls.add(tx, each)
