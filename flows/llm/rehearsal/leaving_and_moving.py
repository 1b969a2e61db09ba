"""Questions about who leaves and who moved to another segment: the lines that tell it.

"Left" is also said of rows, and "moved" stands beside names of segments: shared words alone find other lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from flows.llm.rehearsal.lost_and_gained import GREW, MOVE, SHRANK, smaller_or_larger
from flows.llm.report_tasks import ReportLine

MOST = 3
LEAVES = re.compile(
    r"\b(?:leav(?:e|es|ing|ers?)|left|churn\w*|quits?|cancel\w*|los(?:e|es|t|ing))\b(?! (?:out|aside|over|away))", re.I
)
MOVES = re.compile(
    r"\b(?:moved?|moves|movers?|switch\w*|migrat\w*|shrank|shrunk|shrink\w*|grew|grown?|(?:went|go) (?:from|to)"
    r"|growing|growth|grows?|gain\w*|declin\w+|(?:got|became|getting|becoming) (?:smaller|larger|bigger)"
    r"|fewer (?:customers )?than)\b",
    re.I,
)
_OUTCOME = re.compile(r"responds differently: \w+\. (?P<name>[^:]+):")
_OF_LEAVING = re.compile(r"churn|leav|left|exit|cancel|attrit|quit|laps|lost", re.I)
_IN_ALL = re.compile(r"^Of [\d.,]+ .+ % left\b")
_NEXT = re.compile(r"\b(?:will|next|soon|going to|expect\w*|likely|foretell|forecast\w*|predict\w*)\b", re.I)
_STILL = re.compile(r" still are customers|sees no leaving")
"""What a forecast of purchases says of those who leave."""
_OF_MOVING = ("moved since", "Who moved is counted by", "Who moved goes by")


def outcomes_in(lines: Sequence[ReportLine]) -> set[str]:
    """What the file tells of how it ended, by which the segments are held against each other."""
    return {found["name"] for each in lines for found in _OUTCOME.finditer(each.text)}


def outcomes_of_leaving(lines: Sequence[ReportLine]) -> set[str]:
    """Of these, who left."""
    return {each for each in outcomes_in(lines) if _OF_LEAVING.search(each)}


def leaving(lines: Sequence[ReportLine], question: str) -> list[ReportLine]:
    """How many left in all, who leaves most, and what is foretold of it. Where no outcome in the file tells who left,
    what a forecast of purchases says of who still is a customer."""
    outcomes = outcomes_in(lines)
    ranked = [each for each in lines if each.id.startswith("c") and outcome_of_leaving(each, outcomes)]
    foretold = [each for each in lines if each.id.startswith("f")]
    at = next((place for place, each in enumerate(foretold) if _IN_ALL.match(each.text)), None)
    in_all = [] if at is None else [foretold[at]]
    if not outcomes and _NEXT.search(question):
        return [each for each in foretold if _STILL.search(each.text)][:1]
    if not outcomes:
        return [each for each in lines if re.match(r"t\d", each.id) and each.text.endswith(" are not in this file")]
    if _NEXT.search(question):
        return [*ranked, *([] if at is None else foretold[at : at + 2])][:MOST]
    if re.search(r"\b(?:most|least|which|segments?)\b", question, re.I):
        return ranked[:1]
    return [*in_all, *ranked][:MOST]


def outcome_of_leaving(line: ReportLine, outcomes: Iterable[str]) -> str:
    """The outcome by which a line has the segments in order, where it tells who left; empty otherwise."""
    return next((each for each in outcomes if _OF_LEAVING.search(each) and line.text.startswith(f"By {each}, ")), "")


def moving(lines: Sequence[ReportLine], question: str, names: Mapping[str, str]) -> list[ReportLine]:
    """Who moved from where to where since the file before, or which segment has a smaller or larger share.
    `names`: of the segments -> their numbers."""
    since = [each for each in lines if re.match(r"t\d", each.id)]
    if (SHRANK.search(question) or GREW.search(question)) and not re.search(r"\bmov", question, re.I):
        return smaller_or_larger(since, question)
    moves = {each.id: found["way"] for each in since if (found := MOVE.search(each.text))}
    before, after = _way(_numbers_named(question, names), {*names, *_ends(moves.values())})
    told = [each for each in since if each.id in moves and _is_of(moves[each.id], before, after)]
    borders = [each for each in since if any(words in each.text for words in _OF_MOVING[1:])]
    if before or after:
        return [*told[: MOST - 1], *borders] if told else []
    return [*(each for each in since if _OF_MOVING[0] in each.text), *told[:1], *borders][:MOST]


def _numbers_named(question: str, names: Mapping[str, str]) -> str:
    """With the name of a segment in the place of its number."""
    for name, number in names.items():
        question = name.join(re.split(rf"\bsegment\s+#?{number}\b", question, flags=re.I))
    return question


def _ends(ways: Iterable[str]) -> set[str]:
    """Names on either side of a "to"; of one that has the word itself all there may be."""
    found: set[str] = set()
    for way in ways:
        parts = way.split(" to ")
        found |= {" to ".join(parts[:at]) for at in range(1, len(parts))}
        found |= {" to ".join(parts[at:]) for at in range(1, len(parts))}
    return found


def _way(question: str, names: set[str]) -> tuple[str, str]:
    """-> (from which segment, to which); empty where that is not asked"""
    said = question.casefold()

    def named(before: str) -> str:
        some = [name for name in names if re.search(rf"\b{before} (?:the )?{re.escape(name.casefold())}(?!\w)", said)]
        return max(some, key=len, default="")

    return named("(?:from|of|left|out of)"), named("(?:to|into|in)")


def _is_of(way: str, before: str, after: str) -> bool:
    return (not before or way.startswith(f"{before} to ")) and (not after or way.endswith(f" to {after}"))
