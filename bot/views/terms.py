"""The field's terms as people read them: dimensions, criteria, verdicts, and how somebody knows."""

from __future__ import annotations

from flows.wording import fixed, say
from interviews.answers import Basis
from interviews.dimensions import LORE, Dimension
from interviews.evidence import FEW_SEGMENTS
from interviews.summary import Criterion, Verdict

for _dimension in Dimension:
    fixed(LORE[_dimension].title)
for _term in (*Criterion, *Verdict, *Basis):
    fixed(_term.value)
fixed(FEW_SEGMENTS)


def topic(dimension: Dimension) -> str:
    """`Who they are`"""
    return say(LORE[dimension].title)


def term(word: Criterion | Verdict | Basis) -> str:
    """`identifiable`, `not met`, `counted`"""
    return say(word.value)
