"""How often a row came to nothing, as far as this process knows: how long it rests, and when it is given up."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from store.outbox import OutboxRow

FIRST_WAIT, LONGEST_WAIT = 1.0, 300.0
MOST_LOOKS, MOST_FAILURES = 8, 8
AT_ONCE, PLAIN_AFTER, MOST_TIMES = 2, 6, 20
"""A call that Slack answered with an error and that had no effect: so often it is made again at once, so often with
its blocks, so often at all. With the usual grace period that is five minutes, and more than an hour."""

Kind = Literal["missing", "unsaid", "failed"]


class Doubts:
    """`missing`: Slack does not have it. `unsaid`: Slack would not say. `failed`: something of ours went wrong."""

    def __init__(self, grace: float) -> None:
        self._grace = grace
        self._times: Counter[tuple[str, int, Kind]] = Counter()

    def again(self, row: OutboxRow, kind: Kind) -> int:
        """-> how often it has been so by now"""
        place = (row.conversation_id, row.seq, kind)
        self._times[place] += 1
        return self._times[place]

    def settled(self, row: OutboxRow) -> None:
        for kind in ("missing", "unsaid", "failed"):
            self._times.pop((row.conversation_id, row.seq, kind), None)

    def asks_after(self, times: int) -> float:
        """-> seconds until Slack is asked again whether it has the post."""
        return _growing(self._grace, times - 1)

    def posts_after(self, times: int) -> float:
        """-> seconds until the call is made again."""
        return _growing(self._grace, times - AT_ONCE - 1) if times > AT_ONCE else FIRST_WAIT * (times - 1)


def _growing(first: float, doublings: int) -> float:
    return min(LONGEST_WAIT, first * 2.0 ** min(doublings, 20))
