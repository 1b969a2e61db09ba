"""Questions about who leaves and who moved to another segment: the lines that tell it.

"Left" is also said of rows, and "moved" stands beside names of segments: shared words alone find other lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from flows.llm.report_tasks import ReportLine

MOST = 3
LEAVES = re.compile(
    r"\b(?:leav(?:e|es|ing|ers?)|left|churn\w*|quits?|cancel\w*|los(?:e|es|t|ing))\b(?! (?:out|aside|over|away))", re.I
)
MOVES = re.compile(
    r"\b(?:moved?|moves|movers?|switch\w*|migrat\w*|shrank|shrunk|shrink\w*|grew|grown?|(?:went|go) (?:from|to)"
    r"|(?:got|became) (?:smaller|larger|bigger)|fewer (?:customers )?than)\b",
    re.I,
)
_CAME = re.compile(r"^\W*(?:how many|who|which customers)\b.* (?P<how>new|gone)\W*$", re.I)
_SHRANK = re.compile(r"\b(?:shr[aiu]nk\w*|smaller|fewer|los[et]\w*)\b", re.I)
_GREW = re.compile(r"\b(?:gr[eo]w\w*|larger|bigger)\b", re.I)
_OUTCOME = re.compile(r"responds differently: \w+\. (?P<name>[^:]+):")
_OF_LEAVING = re.compile(r"churn|leav|left|exit|cancel|attrit|quit|laps|lost", re.I)
_IN_ALL = re.compile(r"^Of [\d.,]+ .+ % left\b")
_NEXT = re.compile(r"\b(?:will|next|soon|going to|expect\w*|likely|foretell|forecast\w*|predict\w*)\b", re.I)
_STILL = re.compile(r" still are customers|sees no leaving")
"""What a forecast of purchases says of those who leave."""
_MOVE = re.compile(r": [\d.,]+ from (?P<way>.+ to .+)$")
_SHARES = re.compile(r": [\d.,]+ % of all now, [\d.,]+ % in ")
_NONE_SHRANK = re.compile(r"^No segment of .+ has lost ")
_OF_MOVING = ("moved since", "Who moved is counted by", "Who moved goes by")
_CUT_OTHERWISE = ": By the borders it had in "


def leaving(lines: Sequence[ReportLine], question: str) -> list[ReportLine]:
    """How many left in all, who leaves most, and what is foretold of it. Where no outcome in the file tells who left,
    what a forecast of purchases says of who still is a customer."""
    outcomes = {found["name"] for each in lines for found in _OUTCOME.finditer(each.text)}
    ranked = [each for each in lines if each.id.startswith("c") and _ranks(each, outcomes)]
    foretold = [each for each in lines if each.id.startswith("f")]
    at = next((place for place, each in enumerate(foretold) if _IN_ALL.match(each.text)), None)
    in_all = [] if at is None else [foretold[at]]
    if not outcomes and _NEXT.search(question):
        return [each for each in foretold if _STILL.search(each.text)][:1]
    if _NEXT.search(question):
        return [*ranked, *([] if at is None else foretold[at : at + 2])][:MOST]
    if re.search(r"\b(?:most|least|which|segments?)\b", question, re.I):
        return ranked[:1]
    return [*in_all, *ranked][:MOST]


def _ranks(line: ReportLine, outcomes: set[str]) -> bool:
    return any(_OF_LEAVING.search(name) and line.text.startswith(f"By {name}, ") for name in outcomes)


def came_or_gone(lines: Sequence[ReportLine], question: str) -> list[ReportLine]:
    """How many are new, or gone, since the file before."""
    asked = _CAME.match(question)
    ending = f" are {asked['how'].lower()}" if asked else ""
    return [each for each in lines if ending and re.match(r"t\d", each.id) and each.text.endswith(ending)]


def moving(lines: Sequence[ReportLine], question: str, names: Mapping[str, str]) -> list[ReportLine]:
    """Who moved from where to where since the file before, or which segment has a smaller or larger share.
    `names`: of the segments -> their numbers."""
    since = [each for each in lines if re.match(r"t\d", each.id)]
    if (_SHRANK.search(question) or _GREW.search(question)) and not re.search(r"\bmov", question, re.I):
        return _smaller_or_larger(since, question)
    moves = {each.id: found["way"] for each in since if (found := _MOVE.search(each.text))}
    before, after = _way(_numbers_named(question, names), {*names, *_ends(moves.values())})
    told = [each for each in since if each.id in moves and _is_of(moves[each.id], before, after)]
    borders = [each for each in since if any(words in each.text for words in _OF_MOVING[1:])]
    if before or after:
        return [*told[: MOST - 1], *borders] if told else []
    return [*(each for each in since if _OF_MOVING[0] in each.text), *told[:1], *borders][:MOST]


def _smaller_or_larger(since: Sequence[ReportLine], question: str) -> list[ReportLine]:
    """Those that shrank; else that none did, and all shares then and now; and what comes out by the borders of before,
    where that is another count. Where files are not compared, why not."""
    shrank = [each for each in since if _SHARES.search(each.text)] if _SHRANK.search(question) else []
    none = [each for each in since if _NONE_SHRANK.search(each.text)] if _SHRANK.search(question) else []
    shares = [each for each in since if each.text.startswith("Share of each segment now")]
    otherwise = [each for each in since if _CUT_OTHERWISE in each.text] if _SHRANK.search(question) else []
    return ([*shrank, *otherwise] if shrank else [*none, *otherwise, *shares] or list(since[:1]))[:MOST]


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
