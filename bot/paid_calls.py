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
        self._writing = asyncio.Lock()

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
        return self._write()

    async def close(self) -> None:
        """Try once more; what is lost then is said to whoever runs Segue."""
        await self._write()
        self._lose(len(self._unwritten))

    async def _write(self) -> None:
        async with self._writing:
            calls = list(self._unwritten)
            if not calls:
                return
            try:
                left = await self._left(calls)
            except StoreError as error:
                log.error("what %d calls to a model cost is not kept yet: %s", len(calls), error)
                left = calls
            self._unwritten[: len(calls)] = left
            self._lose(len(self._unwritten) - MOST_WAITING)

    async def _left(self, calls: Sequence[PaidCall]) -> list[PaidCall]:
        """-> those that have to be tried again. Raises StoreError where none could be written."""
        try:
            await self._store.write(lambda tx: _add(tx, calls))
        except StoreError:
            raise
        # One that is wrong in itself is in the way of no other.
        except Exception:
            if len(calls) == 1:
                log.exception("the usage of a call could not be kept: %s", calls[0])
                return []
            return [left for each in calls for left in await self._left_of(each)]
        return []

    async def _left_of(self, call: PaidCall) -> list[PaidCall]:
        try:
            return await self._left([call])
        except StoreError:
            return [call]

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
