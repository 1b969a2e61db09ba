"""The field's terms as people read them: dimensions, criteria, verdicts, and how somebody knows."""

from __future__ import annotations

from flows.interview.learned import BASES
from flows.wording import fixed, say
from interviews.answers import Basis
from interviews.dimensions import LORE, Dimension
from interviews.evidence import FEW_SEGMENTS
from interviews.labels import LABELS, label
from interviews.summary import Criterion, Verdict
from studies.learned import Strength

for _dimension in Dimension:
    fixed(LORE[_dimension].title)
for _term in (*Criterion, *Verdict):
    fixed(_term.value)
for _label in LABELS.values():
    fixed(_label)
fixed(FEW_SEGMENTS)


def topic(dimension: Dimension) -> str:
    """`Who they are`"""
    return say(LORE[dimension].title)


def term(word: Criterion | Verdict) -> str:
    """`identifiable`, `not met`"""
    return say(word.value)


def known(basis: Basis | Strength) -> str:
    """How somebody knows, for a statement as for what several interviews add up to: `counted`, `a guess of the team`"""
    return say(label(BASES[basis] if isinstance(basis, Strength) else basis))
