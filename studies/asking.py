"""A question put to what was learned: which of it comes nearest, the most telling first."""

from __future__ import annotations

import math
from collections.abc import Sequence

from interviews.language import content_stems
from studies.news import Item
from studies.ranking import worth

MOST = 4
FEW = 0.34
"""What shares less than a third of what the best one shares is about something else."""
_ASKING = content_stems("what who which why how when where tell explain think know learn learned said say about")


def nearest(question: str, items: Sequence[Item], most: int = MOST) -> list[Item]:
    """-> those that share most of the question's words, rare ones counting most; what real people say first."""
    told = {each.insight: _stems(each) for each in items}
    wanted = content_stems(question) - _ASKING
    weights = {stem: _weight(sum(stem in stems for stems in told.values()), len(told)) for stem in wanted}
    shares = {id: sum(weights[stem] for stem in wanted & stems) for id, stems in told.items()}
    best = max(shares.values(), default=0.0)
    near = [each for each in items if best and shares[each.insight] >= FEW * best]
    order = sorted(near, key=lambda each: (not each.is_real, -shares[each.insight], -worth(each), each.insight))
    return order[:most]


def _stems(item: Item) -> set[str]:
    said = (item.text, item.against_text, *(each.quote for each in (*item.words, *item.against)))
    return set().union(*map(content_stems, said))


def _weight(holders: int, of: int) -> float:
    """Inverse document frequency."""
    return math.log(1 + of / (1 + holders))
