"""What to do next: for each segment a fact of the file, and a question about what its members did, never would do."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from segments.meanings import plain, says
from segments.report import Report
from segments.shares import percent
from segments.telling import money_in
from segments.told import Criterion, Kind, Segment, Trait

BEGIN, THEN = "Begin with ", "Then "
LEAVE = "“{name}”: they leave most ({words}). Ask five who left to tell how it came to that."
LEAVE_SHORTLY = "“{name}”, who leave most ({here}, the others {others}): ask five who left to tell how it came to that."
DOUBTFUL = " First see whether “{column}” is known before they leave: it sets these apart."
BRING = (
    "“{name}”, where most is at stake: {share} of {money} comes from {part} of {whom}, so one in ten of them gone "
    "takes about {tenth} along; they were compared by it, too, so part of that is how they were made. Ask five of them "
    "{ask}"
)
BRING_SHORTLY = "“{name}”, where most is at stake ({share} of {money}): ask five {ask}"
LARGEST, LARGEST_SHORTLY = "“{name}”, the largest with {part} of {whom}", "“{name}”, the largest with {part}"
FACT = "“{name}”: {fact}. Ask five of them {ask}"
SHORTLY = "“{name}”: ask five {ask}"
FACT_SHORTLY = "“{name}” ({fact}): ask five {ask}"
AWAY = "what they did the last time they needed something like it."
NEWER = "what brought them here, and what happened after the first order."
LAST_ORDER = "to tell you about their last order, and what came before it."
CAME_TO_IT = "to tell how that came about."
CAME_TO_BE = "how that came about."
CAME_TO_PAY = "to tell how they came to pay what they pay."
TRY = "Try one offer on half of “{name}” and compare: nothing in this file says whether they respond differently."
TRY_SHORTLY = "Try one offer on half of “{name}” and compare."
TEXTS = (
    "Begin with “{name}”, the largest ({part} of the texts): read ten of them whole, then ask five of those who wrote "
    "them what had happened before."
)
ONE = (
    "Treat them as one for now. Other facts about them may tell them apart: what they do with the product, or why they "
    "came."
)
ONE_OF_TEXTS = "Take them as one for now. More texts, or longer ones, may tell topics apart."
_FIGURES = re.compile(r"(?:: [\d.]+ % of them)?, (?:the others [^;]*|[\d.]+ % of the others)$")
MOST = 6
"""Of segments after the first two; the others stand in the table."""


@dataclass(frozen=True)
class Advised:
    """One thing to do, with the fact that speaks for it; `shortly`, for below the segments, whose facts stand there."""

    words: str
    shortly: str

    def after(self, start: str) -> Advised:
        return Advised(f"{start}{self.words}", f"{start}{self.shortly}")


def advice(report: Report, outcome: str, doubtful: Collection[str] = ()) -> tuple[Advised, ...]:
    """-> what to begin with first. `outcome`: the column that says who left; empty where none does. `doubtful`: columns
    that may be known only after they left."""
    texts = report.understanding.kind is Kind.TEXTS
    if not report.found:
        return (_alike(report.sorted_already or ONE_OF_TEXTS if texts else ONE),)
    best = max(report.segments, key=_worth)
    if texts:
        return (_alike(TEXTS.format(name=best.name, part=percent(best.share))),)
    lines = _of_leaving(report.segments, outcome, doubtful)
    for each in sorted(report.segments, key=_worth, reverse=True):
        told = _of_money(report, each) if each is best else _of_what_differs(report, each)
        lines.setdefault(each.name, told)
    begun = [line.after(start) for start, line in zip((BEGIN, THEN, *[""] * MOST), lines.values(), strict=False)]
    if not _unknown(best, "responds differently"):
        return tuple(begun)
    return (*begun, Advised(TRY.format(name=best.name), TRY_SHORTLY.format(name=best.name)))


def _alike(words: str) -> Advised:
    return Advised(words, words)


def _worth(segment: Segment) -> tuple[float, int]:
    return segment.value_share or 0.0, segment.size


def _of_leaving(segments: Sequence[Segment], outcome: str, doubtful: Collection[str]) -> dict[str, Advised]:
    """The name of the segment that most left of, and its step; nothing where none stands out."""
    losing = [(loss, each) for each in segments if (loss := _loss(each, outcome))]
    if not losing:
        return {}
    loss, segment = max(losing, key=lambda each: each[0].figure or 0.0)
    words = LEAVE.format(name=segment.name, words=loss.shortly)
    shortly = LEAVE_SHORTLY.format(name=segment.name, here=loss.here, others=loss.others)
    late = next((each.feature for each in segment.traits if each.feature in doubtful), "")
    doubt = DOUBTFUL.format(column=late) if late else ""
    return {segment.name: Advised(f"{words}{doubt}", f"{shortly}{doubt}")}


def _loss(segment: Segment, outcome: str) -> Criterion | None:
    """That more of it left than of the others."""
    about = (each for each in segment.criteria if outcome and each.differs and each.is_about(plain(outcome)))
    return next((each for each in about if (each.figure or 0.0) > 0), None)


def _of_money(report: Report, segment: Segment) -> Advised:
    """Of the one that brings most, or is the largest: why it rather than another, though nothing may be wrong there."""
    named = {"name": segment.name, "whom": report.whom, "part": percent(segment.share)}
    if segment.value_share is None:
        told = _of_what_differs(report, segment)
        whole, shortly = LARGEST.format(**named), LARGEST_SHORTLY.format(**named)
        return Advised(_after_name(told.words, segment, whole), _after_name(told.shortly, segment, shortly))
    ordered = report.understanding.kind is Kind.TRANSACTIONS
    named |= {"share": percent(segment.value_share), "money": money_in(report)}
    words = BRING.format(**named, tenth=percent(segment.value_share / 10), ask=LAST_ORDER if ordered else CAME_TO_IT)
    return Advised(words, BRING_SHORTLY.format(**named, ask=LAST_ORDER if ordered else CAME_TO_PAY))


def _after_name(said: str, segment: Segment, named: str) -> str:
    return said.replace(f"“{segment.name}”", named, 1)


def _of_what_differs(report: Report, segment: Segment) -> Advised:
    away = next((each for each in segment.traits if _is_away(each)), None)
    if away is not None:
        return _asking(segment, away.shortly, AWAY)
    newer = next((each for each in segment.traits if says(each.feature, "tenure") and each.here < each.others), None)
    if newer is not None and report.understanding.kind is Kind.TRANSACTIONS:
        return _asking(segment, newer.shortly, NEWER)
    fact = segment.traits[0].shortly if segment.traits else f"{percent(segment.share)} of {report.whom}"
    return _asking(segment, fact, CAME_TO_IT)


def _asking(segment: Segment, fact: str, ask: str) -> Advised:
    """A question about the fact itself names it also where it is short, without the figures that stand above."""
    words, bare = FACT.format(name=segment.name, fact=fact, ask=ask), _FIGURES.sub("", fact)
    if ask is not CAME_TO_IT:
        return Advised(words, SHORTLY.format(name=segment.name, ask=ask))
    text = SHORTLY if bare.casefold() == segment.name.casefold() else FACT_SHORTLY
    return Advised(words, text.format(name=segment.name, fact=bare, ask=CAME_TO_BE))


def _is_away(trait: Trait) -> bool:
    return says(trait.feature, "recency") and not says(trait.feature, "tenure") and trait.here > trait.others


def _unknown(segment: Segment, criterion: str) -> bool:
    return any(each.name == criterion and each.verdict == "unknown" for each in segment.criteria)
