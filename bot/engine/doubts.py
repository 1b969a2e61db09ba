"""How often a row came to nothing, as far as this process knows: how long it rests, and when it is given up."""

from __future__ import annotations

from collections import Counter
from typing import Literal, get_args

from bot.views.call import DELETE
from store.outbox import OutboxRow

FIRST_WAIT, LONGEST_WAIT, LONGEST_REST = 1.0, 300.0, 3_600.0
"""Seconds. The last is for what is never given up."""
MOST_LOOKS, MOST_FAILURES = 8, 8
AT_ONCE, PLAIN_AFTER, MOST_TIMES = 2, 6, 20
"""A call that Slack answered with an error and that had no effect: so often it is made again at once, so often with
its blocks, so often at all. With the usual grace period that is five minutes, and more than an hour."""

Kind = Literal["missing", "unsaid", "away", "failed"]


class Doubts:
    """`missing`: Slack is there and does not have it. `unsaid`: Slack would not say. `away`: Slack answered nothing at
    all. `failed`: something of ours went wrong."""

    def __init__(self, grace: float) -> None:
        self._grace = grace
        self._times: Counter[tuple[str, int, Kind]] = Counter()

    def again(self, row: OutboxRow, kind: Kind) -> int:
        """-> how often it has been so by now"""
        place = (row.conversation_id, row.seq, kind)
        self._times[place] += 1
        return self._times[place]

    def missing(self, row: OutboxRow) -> float | None:
        """Slack is there and does not have it. -> seconds until it is made again; None where it is given up."""
        if (times := self.again(row, "missing")) < MOST_TIMES:
            return self._posts_after(times)
        return rarely(times - MOST_TIMES) if row.method == DELETE else None

    def goes_bare(self, row: OutboxRow) -> bool:
        """Whether it stumbled so often that it is tried without its blocks."""
        return self._times[(row.conversation_id, row.seq, "missing")] >= PLAIN_AFTER

    def away(self, row: OutboxRow) -> float:
        """Slack answers nothing at all. -> seconds until it is made again"""
        return self._posts_after(self.again(row, "away"))

    def settled(self, row: OutboxRow) -> None:
        for kind in get_args(Kind):
            self._times.pop((row.conversation_id, row.seq, kind), None)

    def asks_after(self, times: int) -> float:
        """-> seconds until Slack is asked again whether it has the post."""
        return _growing(self._grace, times - 1)

    def _posts_after(self, times: int) -> float:
        return _growing(self._grace, times - AT_ONCE - 1) if times > AT_ONCE else FIRST_WAIT * (times - 1)


def rarely(times: int) -> float:
    """-> seconds until a deletion is tried again, so many times after another call would have been given up."""
    return _growing(LONGEST_WAIT, times, LONGEST_REST)


def _growing(first: float, doublings: int, longest: float = LONGEST_WAIT) -> float:
    return min(longest, first * 2.0 ** min(doublings, 20))
