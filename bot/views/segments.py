"""Candidate segments: in one line, and judged on the six criteria."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.views.call import Block
from bot.views.elements import context, divider, header, sections
from bot.views.statements import references
from bot.views.text import safe_line, shortened
from interviews.summary import Judgement, Segment, Verdict

MARKS = {Verdict.MET: "✓", Verdict.NOT_MET: "✗", Verdict.UNKNOWN: "?"}
LEGEND = (
    "The verdicts are my reading: *met* and *not met* rest on something you counted or heard; "
    "what nobody knows yet is *unknown*, followed by what would tell us."
)
NAME, TITLE = 60, 200
"""Characters of a name where all stand in one line, and where it stands alone."""


def names(segments: Sequence[Segment]) -> str:
    """`A Would-payers · B Feed changers`"""
    return " · ".join(f"*{segment.id}* {safe_line(shortened(segment.name, NAME))}" for segment in segments)


def segments(given: Sequence[Segment]) -> list[Block]:
    """Each segment with its rule and its six judgements, a line each."""
    if not given:
        return []
    blocks: list[Block] = [header("Candidate segments"), context(LEGEND)]
    for segment in given:
        blocks += [divider(), *_segment(segment)]
    return blocks


def _segment(segment: Segment) -> list[Block]:
    title = f"*{segment.id}. {safe_line(shortened(segment.name, TITLE))}".rstrip()
    lines = [
        f"{title}* · {_tally(segment.judgements)}" if segment.judgements else f"{title}*",
        f"{safe_line(segment.rule)} {references(segment.answers)}",
        *map(_judged, segment.judgements),
    ]
    return sections(lines)


def _tally(judgements: Sequence[Judgement]) -> str:
    """`2 met, 1 not met, 3 unknown`"""
    times = Counter(judgement.verdict for judgement in judgements)
    return ", ".join(f"{times[verdict]} {verdict}" for verdict in Verdict if times[verdict])


def _judged(judgement: Judgement) -> str:
    line = f"{MARKS[judgement.verdict]} {judgement.criterion.capitalize()} ({judgement.verdict}): "
    line += safe_line(judgement.text)
    return f"{line} {references(judgement.answers)}".rstrip()
