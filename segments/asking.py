"""Whom of a segment to ask, why them, and what: about what they did, never about what they would do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from segments.facts import thing
from segments.meanings import Meaning, clipped, plain, says, truth
from segments.measured import MENTIONS, MISSING, OTHERS
from segments.report import Report
from segments.shares import figure, percent
from segments.telling import money_in
from segments.told import Criterion, Kind, Segment, Trait

MUCH, LITTLE, MOSTLY = 1.25, 0.75, 0.5
"""Of their part of the customers, the part of the money; what half of them have is what they have in common."""
LEFT = "how it came to that."
KEEP = "when they last looked at another offer, and what kept them."
LAST_ORDER = "to tell you about their last order, and what came before it."
CAME_TO_PAY = "how they came to pay what they pay, and what else they looked at."
AWAY = "what they did the last time they needed something like it."
STAYED = "how their first months with you went, and what made them stay."
ELSEWHERE = "what they last got elsewhere."
NEWER = "what brought them here, and what happened after the first order."
CAME = "what they used before, and what brought them to you."
SPOKE = "when they last spoke of you to somebody, and what they said."
DID, DID_NOT = "what happened just before?", "what did they do instead?"
CHOSE = (
    "how they came to choose it, and what else they had looked at.",
    "what they had before it, and how they came to change.",
    "who decided on it with them, and how that went.",
    "what they used it for the last time, from start to end.",
)
WITHOUT = "how they managed the last time they needed it."
HEARD = "how they first heard of you, and from whom."
USED = "to walk you through their last time, beginning with what set it off."
OPEN = (
    "to tell how that came about.",
    "what they did just before they last turned to you.",
    "what last surprised them, and what they did then.",
    "whom they last asked before they chose, and what they heard.",
    "what they had tried before, and how that went.",
    "when they last compared you with somebody else, and what they found.",
    "what they last did about it themselves.",
    "which part of it they last talked about, and with whom.",
)
OPEN_OF_ANSWERS = (
    "for the last time that mattered to them, and what they did then.",
    "what had happened before they came to see it so.",
    "for an example from the last month, and what came of it.",
    "whom they last talked to about it, and what was said.",
    "what they tried the last time, and how that went.",
    "what it last cost them, in time or in money.",
    "when that was last otherwise, and what was different then.",
    "what they did the first time they met with it.",
)
"""Where no figure says what to ask: as many as there are steps."""
BROUGHT = "{share} of {money} comes from {part} of {whom}"
STAKE, COUNTS = "where most is at stake", "where each counts most"
AT_STAKE = "{where}: {brought}, so one in ten of them gone takes about {tenth} along"
COMPARED_BY_IT = "; they were compared by it, too, so part of that is how they were made"
LESS, MORE = "fewer of them leave ({outcome})", "more of them leave than of the others ({outcome})"
NEIGHBOURS = "{common}, as with “{other}”, but they came earlier ({here}, there {there}){stay}"
_CHOSEN: Final[tuple[Meaning, ...]] = ("contract", "product", "service")
_OTHERS = re.compile(r", (?:the others [^;]*|[\d.]+ % of the others)$")
_SHARE = re.compile(r": [\d.]+ % of them$")


@dataclass(frozen=True)
class Asked:
    """`why` a segment is asked, with the figures of the file; `briefly` without those that stand beside it in a
    message; `what` follows “ask five”, `before` stands in front of that."""

    why: str
    briefly: str
    what: str
    before: str = ""
    whom: str = "five"
    of_name: bool = False
    """`why` says of the name what it is, rather than what holds of its members."""


def asked(report: Report, segment: Segment, outcome: str, *, best: bool) -> Iterator[Asked]:
    """What there is to ask of a segment, what its figures speak for most first. `outcome`: the column that says who
    left; `best`: it brings most."""
    first = next(iter(segment.traits), None)
    if first is not None and _is_away(first):
        yield _away(first)
    yield from _of_what_they_bring(report, segment, outcome, best=best)
    yield from (_away(each) for each in segment.traits if _is_away(each))
    yield from _of_time(report, segment, outcome)
    yield from _of_what_they_have(segment, outcome)
    why, briefly = _fact(report, segment)
    answers = report.understanding.kind is Kind.SURVEY
    for what in _open(report, segment):
        yield Asked(why, briefly, what, whom="five who answered so" if answers else "five")


def change(segment: Segment, outcome: str) -> Criterion | None:
    """That more or less of it left than of the others; None where that is not sure, or little."""
    about = (each for each in segment.criteria if outcome and each.differs and each.is_about(plain(outcome)))
    return next(about, None)


def loss(segment: Segment, outcome: str) -> Criterion | None:
    found = change(segment, outcome)
    return found if found and (found.figure or 0.0) > 0 else None


def _stays(segment: Segment, outcome: str) -> Criterion | None:
    found = change(segment, outcome)
    return found if found and (found.figure or 0.0) < 0 else None


def _away(trait: Trait) -> Asked:
    return Asked(trait.shortly, _bare(trait), AWAY)


def _of_what_they_bring(report: Report, segment: Segment, outcome: str, *, best: bool) -> Iterator[Asked]:
    """Much or the most of the money, and whether they stay."""
    lost, stays = loss(segment, outcome), _stays(segment, outcome)
    if segment.value_share is not None:
        share, money = percent(segment.value_share), money_in(report)
        brought = BROUGHT.format(share=share, money=money, part=percent(segment.share), whom=report.whom)
        of_all, much = f"{share} of {money}", segment.value_share >= MUCH * segment.share
        if stays and much:
            why = f"{brought}, and {LESS.format(outcome=stays.shortly)}"
            yield Asked(why, f"{of_all}, fewer leave", KEEP, "Before you change anything, ")
        elif best:
            tenth, most = percent(segment.value_share / 10), max(each.value_share or 0.0 for each in report.segments)
            where = STAKE if segment.value_share == most else COUNTS
            ordered = report.understanding.kind is Kind.TRANSACTIONS
            yield Asked(
                AT_STAKE.format(where=where, brought=brought, tenth=tenth) + COMPARED_BY_IT,
                f"{where} ({of_all})",
                LAST_ORDER if ordered else CAME_TO_PAY,
                of_name=True,
            )
        elif much and not lost:
            yield Asked(brought, of_all, CAME_TO_PAY)
    if lost:
        yield Asked(MORE.format(outcome=lost.shortly), f"{lost.here} left, the others {lost.others}", LEFT)


def _of_time(report: Report, segment: Segment, outcome: str) -> Iterator[Asked]:
    """How long they are here, against whom they resemble; and whether they stay or bring little."""
    stays = _stays(segment, outcome)
    neighbour = _newer_neighbour(report, segment, stays)
    if neighbour is not None:
        yield neighbour
    little = segment.value_share is not None and segment.value_share <= LITTLE * segment.share
    brought = BROUGHT.format(
        share=percent(segment.value_share or 0), money=money_in(report), part=percent(segment.share), whom=report.whom
    )
    alone = "Leave them alone, or "
    if stays and little:
        why = f"{LESS.format(outcome=stays.shortly)}, and only {brought}"
        yield Asked(why, f"fewer leave, {percent(segment.value_share or 0)} of {money_in(report)}", ELSEWHERE, alone)
    since = _tenure(segment)
    if since is not None and since.here < since.others:
        ordered = report.understanding.kind is Kind.TRANSACTIONS
        yield Asked(since.shortly, _bare(since), NEWER if ordered else CAME)
    if stays:
        yield Asked(LESS.format(outcome=stays.shortly), f"{stays.here} left, the others {stays.others}", SPOKE)
    if little:
        yield Asked(f"only {brought}", f"{percent(segment.value_share or 0)} of {money_in(report)}", ELSEWHERE, alone)


def _newer_neighbour(report: Report, segment: Segment, stays: Criterion | None) -> Asked | None:
    """Another segment that has the same, and came later."""
    mine = _tenure(segment)
    if mine is None or mine.here <= mine.others:
        return None
    held = {each.feature for each in segment.traits if _have(each)}
    for other in report.segments:
        theirs = _tenure(other)
        common = next((each.feature for each in other.traits if _have(each) and each.feature in held), None)
        if other.id == segment.id or common is None or theirs is None or theirs.here >= theirs.others:
            continue
        there = figure(theirs.here)
        feature, _, level = common.partition(" = ")
        told = {"other": other.name, "common": thing(feature, level), "here": _bare(mine), "there": there}
        said = NEIGHBOURS.format(**told, stay=f", and {LESS.format(outcome=stays.shortly)}" if stays else "")
        return Asked(said, f"{_bare(mine)}, “{other.name}” {there}", STAYED)
    return None


def _of_what_they_have(segment: Segment, outcome: str) -> Iterator[Asked]:
    """What they did where the file says how something ended, and what they chose, or use, or lack."""
    ended = next((each for each in segment.criteria if _is_share_of_another(each, outcome)), None)
    if ended is not None:
        who, what = ("did", DID) if (ended.figure or 0) > 0 else ("did not", DID_NOT)
        yield Asked(ended.shortly, f"{ended.outcome}: {ended.here}", what, whom=f"five of those who {who}:")
    for trait in segment.traits:
        yield from (Asked(trait.shortly, _bare(trait), what) for what in _questions_of(trait))


def _is_share_of_another(criterion: Criterion, outcome: str) -> bool:
    """Of those who did something else than leave: where it is sure that these differ from the others."""
    leaving = bool(outcome) and criterion.is_about(plain(outcome))
    return criterion.differs and criterion.here.endswith("%") and not leaving


def _questions_of(trait: Trait) -> tuple[str, ...]:
    feature, _, level = trait.feature.partition(" = ")
    if not level:
        return (USED,) if says(feature, "frequency") and trait.here > trait.others else ()
    if not _have(trait):
        return ()
    if truth(level) is False:
        return (WITHOUT,) if _is_chosen(feature) else ()
    if says(feature, "channel"):
        return () if truth(level) else (HEARD,)
    return CHOSE if _is_chosen(feature) else ()


def _is_chosen(feature: str) -> bool:
    """Whether a column reads as what people buy, rather than as something that they are or that came about."""
    return any(says(feature, about) for about in _CHOSEN)


def _fact(report: Report, segment: Segment) -> tuple[str, str]:
    """-> (what sets them apart, the same in short)."""
    trait = _first_told(segment)
    if trait is not None:
        return trait.shortly, clipped(_bare(trait))
    part = f"{percent(segment.share)} of {report.whom}"
    return part, part


def _first_told(segment: Segment) -> Trait | None:
    """What the name says already only where there is nothing else."""
    told = (each for each in segment.traits if _SHARE.sub("", _bare(each)).casefold() not in segment.name.casefold())
    return next(iter((*told, *segment.traits)), None)


def _open(report: Report, segment: Segment) -> tuple[str, ...]:
    """How dependents or a complaint came about is nothing to ask: with such a reason that stands last."""
    if report.understanding.kind is Kind.SURVEY:
        return OPEN_OF_ANSWERS
    trait = _first_told(segment)
    feature, _, level = trait.feature.partition(" = ") if trait else ("", "", "")
    return (*OPEN[1:], OPEN[0]) if truth(level) is not None and not _is_chosen(feature) else OPEN


def _tenure(segment: Segment) -> Trait | None:
    return next((each for each in segment.traits if " = " not in each.feature and says(each.feature, "tenure")), None)


def _have(trait: Trait) -> bool:
    """A thing that most of them have, and more of them than of the others."""
    feature, _, level = trait.feature.partition(" = ")
    return (
        bool(level)
        and feature != MENTIONS
        and level not in (MISSING, OTHERS)
        and trait.here >= MOSTLY
        and trait.effect > 0
    )


def _is_away(trait: Trait) -> bool:
    about = " = " not in trait.feature and says(trait.feature, "recency") and not says(trait.feature, "tenure")
    return about and trait.here > trait.others


def _bare(trait: Trait) -> str:
    """Without the figure of the others, which stands above."""
    return _OTHERS.sub("", trait.shortly)
