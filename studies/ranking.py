"""Which of what is new deserves the first line: what somebody pinned, what bears on a decision, what was contradicted.

Whatever only invented people say comes after everything that somebody real said.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from studies.news import Change, Item

CHANGES = MappingProxyType({Change.CONTRADICTED: 3.0, Change.NEW: 2.0, Change.STRONGER: 1.0})
UNDECIDED, DECIDED = 3.0, 1.5
"""It bears on a decision that is open, or on one that was made."""
SOURCE, MOST_SOURCES = 0.75, 4
"""For each interview besides the first, up to so many: ten who say the same are not ten times the news."""


def ranked(items: Iterable[Item]) -> list[Item]:
    """What matters most first; of two that matter alike, the newer."""
    return sorted(items, key=lambda each: (not each.is_real, not each.pinned, -worth(each), -each.at, each.insight))


def worth(item: Item) -> float:
    """Novelty, strength, how many say so, and what hangs on it."""
    decides = UNDECIDED if item.undecided else DECIDED if item.decisions else 0.0
    others = min(max(item.real if item.is_real else item.invented, 1) - 1, MOST_SOURCES)
    return CHANGES[item.change] + item.strength.rank + decides + SOURCE * others
