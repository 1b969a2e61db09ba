"""The six criteria on a page: what holds of every segment is told once, and of each what is its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from segments import telling_words as words
from segments.sentences import sentences
from segments.telling_words import Say
from segments.told import Criterion, Segment

MARKS = {"met": "✓", "not met": "✗", "unknown": "?"}
FINDS = "it finds"
"""Stands in a rule that says itself how many members it finds and how often it is right."""


def judged(given: Sequence[Segment], say: Say = words.plain) -> Iterator[str]:
    """Of each criterion the sentences that are the same for all, and what its figure is; with the mark where all have
    the same one and no segment has a sentence of its own."""
    for first in given[0].criteria if given else ():
        together = [each for segment in given for each in segment.criteria if each.name == first.name]
        told = _common(first.name, given)
        alike = all(each in told for criterion in together for each in sentences((_plain(criterion),)))
        mark = f"{MARKS[first.verdict]} " if alike and len({each.verdict for each in together}) == 1 else ""
        explained = say(words.EXPLAINED[first.name]) if first.name in words.EXPLAINED and first.aside else ""
        if text := " ".join(filter(None, (*told, explained))):
            yield f"{mark}{say(first.name)}: {text}"


def each_judged(segment: Segment, given: Sequence[Segment], say: Say = words.plain) -> Iterator[str]:
    """Its criteria, each with its figure; not those of which the whole stands with `judged`."""
    for each in segment.criteria:
        common = _common(each.name, given)
        own = " ".join(filter(None, (_own(*both, each, segment, common) for both in _both(each))))
        if own or not common:
            yield f"{MARKS[each.verdict]} {say(each.name)}: {own}"
        elif len({_verdict(other, each.name) for other in given}) > 1:
            yield f"{MARKS[each.verdict]} {say(each.name)}"


def _own(sentence: str, plainly: str, criterion: Criterion, segment: Segment, common: Sequence[str]) -> str:
    """Of a sentence that stands elsewhere its figure alone: that of all, or of the rule above it."""
    figure = f"{criterion.aside.partition('(')[2].rstrip(')')}." if sentence != plainly else ""
    elsewhere = criterion.name == "identifiable" and figure and FINDS in segment.rule
    return figure if elsewhere or plainly in common else sentence


def _common(name: str, given: Sequence[Segment]) -> list[str]:
    """The sentences of a criterion that all of several segments have."""
    told = [sentences((_plain(each),)) for segment in given for each in segment.criteria if each.name == name]
    if len(told) < max(2, len(given)):
        return []
    return [each for each in told[0] if all(each in other for other in told)]


def _both(criterion: Criterion) -> list[tuple[str, str]]:
    """Its sentences as they stand, each beside the same without the figure of the method."""
    told, plainly = sentences((criterion.words,)), sentences((_plain(criterion),))
    return list(zip(told, plainly if len(plainly) == len(told) else told, strict=True))


def _plain(criterion: Criterion) -> str:
    return criterion.words.replace(criterion.aside, "", 1) if criterion.aside else criterion.words


def _verdict(segment: Segment, name: str) -> str:
    return next((each.verdict for each in segment.criteria if each.name == name), "")
