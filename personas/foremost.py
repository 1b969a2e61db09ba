"""The lines of a card that tell most: what somebody sees of it first."""

from __future__ import annotations

from collections.abc import Sequence

from personas.passages import Passage, facts_of
from personas.schema import Part, Persona, Statement

MOST = 3
_PARTS = (Part.GOALS, Part.PAIN_POINTS, Part.BEHAVIOUR)
_OF_ALL = ("size", "money")
"""What is told of a segment as a whole says nothing of one of its customers."""


def foremost(persona: Persona, passages: Sequence[Passage]) -> tuple[Statement, ...]:
    """-> at most MOST: of somebody who stands for a segment what sets it apart, in the order of the facts among
    `passages`, and how it ends with them; of anybody else one line of each of three parts, grounded before assumed."""
    about = {each.id: each.fact.about for each in facts_of(passages) if each.fact is not None}
    ending = _resting_on(persona, [id for id, kind in about.items() if kind == "outcome"])[:1]
    apart = _resting_on(persona, [id for id, kind in about.items() if kind not in ("outcome", *_OF_ALL)])
    if told := [*[each for each in apart if each not in ending][: MOST - len(ending)], *ending]:
        return tuple(told)
    return tuple(min(lines, key=lambda each: each.assumed) for part in _PARTS if (lines := persona.of(part)))


def _resting_on(persona: Persona, facts: Sequence[str]) -> list[Statement]:
    """The lines that cite one of these, each once, in the order of the facts."""
    lines = [each for id in facts for each in persona.statements if id in (source.ref for source in each.sources)]
    return list(dict.fromkeys(lines))
