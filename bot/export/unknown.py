"""What a study does not know yet: dimensions nobody spoke of, and criteria of candidate segments nobody could judge."""

from __future__ import annotations

from collections.abc import Iterator

from bot.export.phrases import counted, said, sentence
from bot.export.study import StudyExport
from interviews.dimensions import LORE, Dimension
from interviews.summary import Segment, Verdict

FIRST = 3
"""So many are named in short."""
NO_SUMMARY = "Still open: everything. No interview was summed up yet that you may read."
ALL_SETTLED = "No question of the interviews is left open, and every candidate was judged by all six criteria."


def in_short(export: StudyExport) -> str:
    """One line, for a study whose interviews left no question of their own."""
    if not any(each.summary for each in export.conversations):
        return NO_SUMMARY
    missing = [_named(each) for each in _not_spoken_of(export)]
    missing += [f"{segment.name}: {criterion}" for segment in _segments(export) for criterion in _not_judged(segment)]
    if not missing:
        return ALL_SETTLED
    more = f" And {len(missing) - FIRST} more." if len(missing) > FIRST else ""
    return f"Not known yet, {counted(len(missing), 'thing')}: {sentence('; '.join(missing[:FIRST]))}{more}"


def unknown(export: StudyExport) -> list[str]:
    """All of it, as items of a list."""
    if not any(each.summary for each in export.conversations):
        return []
    topics = [_named(each) for each in _not_spoken_of(export)]
    lines = [f"- Nobody spoke of this yet: {sentence('; '.join(topics))}"] if topics else []
    for segment in _segments(export):
        if criteria := _not_judged(segment):
            lines.append(f"- {said(segment.name)}, not known yet: {sentence(', '.join(criteria))}")
    return lines


def _not_spoken_of(export: StudyExport) -> list[Dimension]:
    """In no interview that was summed up."""
    summaries = [each.summary for each in export.conversations if each.summary]
    spoken = {part.dimension for each in summaries for part in each.considerations if part.statements}
    return [each for each in Dimension if each not in spoken]


def _segments(export: StudyExport) -> Iterator[Segment]:
    return (segment for each in export.conversations if each.summary for segment in each.summary.segments)


def _not_judged(segment: Segment) -> list[str]:
    return [each.criterion.value for each in segment.judgements if each.verdict is Verdict.UNKNOWN]


def _named(dimension: Dimension) -> str:
    title = LORE[dimension].title
    return title[0].lower() + title[1:]
