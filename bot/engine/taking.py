"""How much of what waits one turn takes in, and when: one answer, but never more than others can bear to wait for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flows.runtime import Incoming
from store.inbox import InboxRow

MOST_REMARKS, MOST_CHARACTERS = 100, 40_000
QUIET_WINDOWS = 5
"""After so many windows an answer is taken up, whoever is still writing."""


def taken(waiting: Sequence[Incoming], joins: Callable[[Incoming], bool]) -> tuple[list[Incoming], bool]:
    """-> (the first of what waits with what belongs to the same answer, whether no more of it goes into one turn).

    The rest is for the turns after it, like everything that is added late.
    """
    if not joins(waiting[0]):
        return [waiting[0]], False
    batch, characters = list[Incoming](), 0
    for each in waiting[:MOST_REMARKS]:
        if not joins(each):
            return batch, False
        characters += len(each.text)
        if batch and characters > MOST_CHARACTERS:
            return batch, True
        batch.append(each)
    return batch, len(batch) == MOST_REMARKS


def until_complete(batch: Sequence[InboxRow], quiet: float, now: float) -> float:
    """-> how many seconds nobody must write any more before the answer counts as complete."""
    newest, oldest = max(row.received_at for row in batch), min(row.received_at for row in batch)
    # A clock that was set back must not make anybody wait for longer than the window, nor may others who go on
    # chatting keep an answer waiting without end.
    return min(newest + quiet - now, oldest + QUIET_WINDOWS * quiet - now, quiet)
