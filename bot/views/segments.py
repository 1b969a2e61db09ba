"""Candidate segments: in one line, and judged on the six criteria."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from bot.views.call import Block
from bot.views.elements import context, divider, header, sections
from bot.views.statements import READING, references
from bot.views.terms import term
from bot.views.text import safe_line, shortened
from flows.wording import fixed, say
from interviews.summary import Criterion, Judgement, Segment, Verdict

Unknown = tuple[Criterion, str]
"""What is not known, and what would tell."""

MARKS = {Verdict.MET: "✓", Verdict.NOT_MET: "✗", Verdict.UNKNOWN: "?"}
HYPOTHESES = fixed("Segments are hypotheses until customers have been asked.")
IN_ORDER = fixed("*Candidate segments*, in the order to look at them: {names}")
TITLE_OF_ALL = fixed("Candidate segments")
FIRST = fixed("{segment} first: {why}.")
LAST = fixed("Leave {segment} alone for now, less speaks for them: {why}.")
WHAT_WOULD_TELL = fixed("*What would tell us what is not known yet*")
NOT_KNOWN = fixed("Not known yet: {criteria}")
LEGEND = fixed(
    "The verdicts are my reading: *met* and *not met* rest on something you counted or heard; "
    "*?* is unknown so far, with what would tell us."
)
NAME, TITLE, WHY = 60, 200, 160
"""Characters of a name where all stand in one line and where it stands alone, and of what puts it in its place."""


def names(segments: Sequence[Segment]) -> str:
    """`A Would-payers · B Feed changers`"""
    return " · ".join(f"*{segment.id}* {safe_line(shortened(segment.name, NAME))}" for segment in segments)


def in_order(segments: Sequence[Segment]) -> str:
    """All in one line, under their heading."""
    return say(IN_ORDER, names=names(segments))


def order(given: Sequence[Segment]) -> list[str]:
    """Which to serve first and which to leave alone for now, each with what it rests on; a reading of ours."""
    told = [segment for segment in given if segment.worth.why]
    if len(given) < 2 or not told:
        return []
    first, last = given[0], given[-1]
    lines = [say(FIRST, segment=f"*{first.id}*", why=_why(first))] if first.worth.why else []
    if len(given) > 2 and last.worth.why and last.worth.score < first.worth.score:
        lines.append(say(LAST, segment=f"*{last.id}*", why=_why(last)))
    return [f"{say(READING)} {' '.join(lines)}"] if lines else []


def _why(segment: Segment) -> str:
    return safe_line(shortened(segment.worth.why, WHY)).rstrip(". ")


def segments(given: Sequence[Segment]) -> list[Block]:
    """Each segment with its rule and its six judgements; what would tell us about several stands once, at the end."""
    if not given:
        return []
    shared = _shared(given)
    blocks: list[Block] = [header(say(TITLE_OF_ALL)), context(say(LEGEND))]
    for segment in given:
        blocks += [divider(), *_segment(segment, shared)]
    if shared:
        told = [
            f"? {term(criterion).capitalize()} ({', '.join(ids)}): {text}" for (criterion, text), ids in shared.items()
        ]
        blocks += [divider(), *sections([say(WHAT_WOULD_TELL), *told])]
    return blocks


def _shared(given: Sequence[Segment]) -> dict[Unknown, list[str]]:
    """What would tell us about more than one segment -> the ids of these, in the order of the criteria."""
    found: dict[Unknown, list[str]] = {}
    for segment in given:
        for judgement in segment.judgements:
            if judgement.verdict is Verdict.UNKNOWN and not judgement.answers:
                found.setdefault(_unknown(judgement), []).append(segment.id)
    order = list(Criterion)
    several = {unknown: ids for unknown, ids in found.items() if len(ids) > 1}
    return dict(sorted(several.items(), key=lambda item: order.index(item[0][0])))


def _unknown(judgement: Judgement) -> Unknown:
    return judgement.criterion, safe_line(judgement.text)


def _segment(segment: Segment, shared: Collection[Unknown]) -> list[Block]:
    title = f"*{segment.id}. {safe_line(shortened(segment.name, TITLE))}".rstrip()
    elsewhere = [each for each in segment.judgements if not each.answers and _unknown(each) in shared]
    elsewhere = [each for each in elsewhere if each.verdict is Verdict.UNKNOWN]
    lines = [
        f"{title}*{_tally(segment.judgements)}",
        f"{safe_line(segment.rule)} {references(segment.answers)}",
        *(_judged(each) for each in segment.judgements if each not in elsewhere),
    ]
    if elsewhere:
        lines.append("? " + say(NOT_KNOWN, criteria=", ".join(term(each.criterion) for each in elsewhere)))
    return sections(lines)


def _tally(judgements: Sequence[Judgement]) -> str:
    """` · 2 met, 1 not met, 3 unknown`; nothing where nothing is known, which the lines below say."""
    times = Counter(judgement.verdict for judgement in judgements)
    if set(times) <= {Verdict.UNKNOWN}:
        return ""
    return " · " + ", ".join(f"{times[verdict]} {term(verdict)}" for verdict in Verdict if times[verdict])


def _judged(judgement: Judgement) -> str:
    known = "" if judgement.verdict is Verdict.UNKNOWN else f" ({term(judgement.verdict)})"
    line = f"{MARKS[judgement.verdict]} {term(judgement.criterion).capitalize()}{known}: "
    line += safe_line(judgement.text)
    return f"{line} {references(judgement.answers)}".rstrip()
