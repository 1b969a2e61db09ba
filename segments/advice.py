"""What to do next: for each segment a fact of the file, and a question about what its members did, never would do."""

from __future__ import annotations

from collections.abc import Sequence

from segments.meanings import plain, says
from segments.report import Report
from segments.shares import percent
from segments.telling import money_in
from segments.told import Criterion, Kind, Segment, Trait

BEGIN, THEN = "Begin with ", "Then "
LEAVE = "“{name}”: they leave most ({words}). Ask five who left to tell how it came to that."
BRING = (
    "“{name}”: {share} of {money} comes from {part} of {whom}; they were compared by it, too, so part of that is how "
    "they were made. {ask}"
)
AWAY = "“{name}”: {fact}. Ask five of them what they did the last time they needed something like it."
NEWER = "“{name}”: {fact}. Ask five of them what brought them here, and what happened after the first order."
LAST_ORDER = "Ask five of them to tell you about their last order, and what came before it."
CAME_TO_IT = "Ask five of them to tell how that came about."
FACT = f"“{{name}}”: {{fact}}. {CAME_TO_IT}"
TRY = "Try one offer on half of “{name}” and compare: nothing in this file says whether they respond differently."
TEXTS = "Begin with “{name}”: read ten of them whole, then ask five of those who wrote them what had happened before."
ONE = (
    "Treat them as one for now. Other facts about them may tell them apart: what they do with the product, or why they "
    "came."
)
ONE_OF_TEXTS = "Take them as one for now. More texts, or longer ones, may tell topics apart."
MOST = 6
"""Of segments after the first two; the others stand in the table."""


def advice(report: Report, outcome: str) -> tuple[str, ...]:
    """-> sentences, what to begin with first. `outcome`: the column that says who left; empty where none does."""
    texts = report.understanding.kind is Kind.TEXTS
    if not report.found:
        return (report.sorted_already or ONE_OF_TEXTS if texts else ONE,)
    best = max(report.segments, key=_worth)
    if texts:
        return (TEXTS.format(name=best.name),)
    lines = _of_leaving(report.segments, outcome)
    for each in sorted(report.segments, key=_worth, reverse=True):
        told = _of_money(report, each) if each is best else _of_what_differs(report, each)
        lines.setdefault(each.name, told)
    begun = [f"{start}{line}" for start, line in zip((BEGIN, THEN, *[""] * MOST), lines.values(), strict=False)]
    return (*begun, TRY.format(name=best.name)) if _unknown(best, "responds differently") else tuple(begun)


def _worth(segment: Segment) -> tuple[float, int]:
    return segment.value_share or 0.0, segment.size


def _of_leaving(segments: Sequence[Segment], outcome: str) -> dict[str, str]:
    """The name of the segment that most left of, and its step; nothing where none stands out."""
    losing = [(loss, each) for each in segments if (loss := _loss(each, outcome))]
    if not losing:
        return {}
    loss, segment = max(losing, key=lambda each: each[0].figure or 0.0)
    return {segment.name: LEAVE.format(name=segment.name, words=loss.shortly)}


def _loss(segment: Segment, outcome: str) -> Criterion | None:
    """That more of it left than of the others."""
    about = (each for each in segment.criteria if outcome and each.differs and each.is_about(plain(outcome)))
    return next((each for each in about if (each.figure or 0.0) > 0), None)


def _of_money(report: Report, segment: Segment) -> str:
    if segment.value_share is None:
        return _of_what_differs(report, segment)
    return BRING.format(
        name=segment.name,
        whom=report.whom,
        share=percent(segment.value_share),
        part=percent(segment.share),
        money=money_in(report),
        ask=LAST_ORDER if report.understanding.kind is Kind.TRANSACTIONS else CAME_TO_IT,
    )


def _of_what_differs(report: Report, segment: Segment) -> str:
    away = next((each for each in segment.traits if _is_away(each)), None)
    if away is not None:
        return AWAY.format(name=segment.name, fact=away.shortly)
    newer = next((each for each in segment.traits if says(each.feature, "tenure") and each.here < each.others), None)
    if newer is not None and report.understanding.kind is Kind.TRANSACTIONS:
        return NEWER.format(name=segment.name, fact=newer.shortly)
    fact = segment.traits[0].shortly if segment.traits else f"{percent(segment.share)} of {report.whom}"
    return FACT.format(name=segment.name, fact=fact)


def _is_away(trait: Trait) -> bool:
    return says(trait.feature, "recency") and not says(trait.feature, "tenure") and trait.here > trait.others


def _unknown(segment: Segment, criterion: str) -> bool:
    return any(each.name == criterion and each.verdict == "unknown" for each in segment.criteria)
