"""What speaks for serving a segment, by rule: only what was said of its people counts."""

from __future__ import annotations

import re
from typing import TypedDict

from flows.llm.rehearsal.groups import Group
from flows.llm.rehearsal.lexicon import PROMISE, PROSPECT
from interviews.answers import Basis
from interviews.dimensions import Dimension, Matter
from interviews.ordering import Grade

_GROWS = re.compile(
    r"\b(?:grow\w*|more and more|every (?:week|month)|doubl\w+|rising|new ones|waiting list|asked)\b", re.I
)
_SHRINKS = re.compile(r"\b(?:fewer|shrink\w*|leave|left|cancel\w*|gone|quit|lost)\b", re.I)


class Graded(TypedDict):
    value: Grade
    growth: Grade
    reach: Grade
    evidence: Grade
    why: str


def worth(group: Group) -> Graded:
    """-> the four grades and the line that says what they rest on."""
    text = " ".join(claim.quote for claim in group.claims)
    topics = {topic for claim in group.claims for topic in (*claim.dimensions, *claim.matters)}
    known = sum(claim.basis in (Basis.COUNTED, Basis.HEARD) for claim in group.claims)
    counted = any(claim.basis is Basis.COUNTED for claim in group.claims)
    value = Grade.SOME if topics & {Dimension.VALUE, Matter.MONEY} else Grade.UNKNOWN
    value = Grade.LOW if value is Grade.SOME and PROMISE.search(text) else value
    growth = Grade.LOW if _SHRINKS.search(text) else Grade.SOME if _GROWS.search(text) else Grade.UNKNOWN
    reach = Grade.SOME if Dimension.CHANNEL in topics and not PROSPECT.search(text) else Grade.UNKNOWN
    evidence = Grade.HIGH if counted and known > 1 else Grade.SOME if known else Grade.LOW
    return Graded(value=value, growth=growth, reach=reach, evidence=evidence, why=_why(value, reach, evidence, known))


def _why(value: Grade, reach: Grade, evidence: Grade, known: int) -> str:
    """In the words of what is known: money, a way to reach them, how often they came up with a source."""
    speaks = ["money was named"] * (value is Grade.SOME) + ["there is a way to reach them"] * (reach is Grade.SOME)
    if known:
        speaks.append(
            "one thing about them was counted or heard"
            if known == 1
            else f"{known} things about them were counted or heard"
        )
    lacks = ["nobody counted or heard anything about them yet"] if evidence is Grade.LOW else []
    return ", ".join([*speaks, *lacks])
