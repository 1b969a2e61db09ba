"""What has a name in a report: a number in a name is no figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from segments.meanings import plain
from segments.report import Report

_NUMBERED = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|third|quarter)\b", re.I)
_LABEL = re.compile(r"(?P<label>.+?)(?:: [\d.]+ % of them| on average [\d-]| typically [\d-])")


def names_of(report: Report) -> tuple[str, ...]:
    """What has a name in the file, and what its texts say, the longest first: a number there is no figure."""
    since = [report.since.file] if report.since else []
    columns = [each.name for each in report.understanding.columns]
    traits = [trait for segment in report.segments for trait in segment.traits]
    labels = [found["label"] for trait in traits if (found := _LABEL.match(trait.words))]
    counted = [name for each in report.tallies for name in _with_figures(each.words)]
    topics = [topic for voice in report.voices for topic in voice.topics]
    said = [*(each.name for each in topics), *(quote for each in topics for quote in each.quotes)]
    named = [report.file, report.money, *since, *columns, *map(plain, columns), *labels, *counted, *said]
    named += [each.name for each in report.segments]
    some = {" ".join(each.split()) for each in named if any(letter.isalpha() for letter in each)}
    return tuple(sorted(some, key=lambda each: (-len(each), each)))


def _with_figures(words: str) -> Iterator[str]:
    """What a column is, and the value by itself, where either has a number in it: `contract is two year`."""
    for each in (words, words.partition(" is ")[2]):
        if _NUMBERED.search(each):
            yield each
