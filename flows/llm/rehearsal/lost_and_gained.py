"""What a segment lost or gained since the file before, which of them grew or shrank, and who is new or gone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from flows.llm.report_tasks import ReportLine

MOST = 3
SHRANK = re.compile(r"\b(?:shr[aiu]nk\w*|smaller|fewer|los[et]\w*|losing|declin\w+|fall\w*|fell)\b", re.I)
GREW = re.compile(
    r"\b(?:(?:came|come) (?:in)?to|gr[eo]w\w*|growth|larger|bigger|gain\w*|joined|won|win(?:ning)?|increas\w+)\b", re.I
)
_CHANGED = re.compile(
    r"\b(?:gain\w*|w[io]n|joined|los[et]\w*|losing|gr[eo]w\w*|growth|shr[aiu]nk\w*|declin\w+"
    r"|(?:getting|becoming|got|became) (?:fewer|more|smaller|larger|bigger)|stayed|kept"
    r"|(?:what|whatever) (?:happened to|became of)|where did|no longer|(?:came|come) (?:in)?to)\b",
    re.I,
)
_CAME = re.compile(r"\bnew (?:customers?|clients?|buyers?|people|ones)\b|^\W*(?:how many|who)\b.* new\W*$", re.I)
_GONE = re.compile(
    r"^\W*(?:how many|who|which customers)\b.* gone\W*$|\b(?:customers?|clients?|people) (?:did|have) we los[et]\b"
    r"|\b(?:did|have) we los[et] (?:any )?(?:customers?|clients?|people)\b",
    re.I,
)
_SHARES = re.compile(r": [\d.,]+ % of all now, [\d.,]+ % in ")
_NONE_SHRANK = re.compile(r"^No segment of .+ has lost ")
_GROWN = re.compile(r"^By how much their share of all grew since |^No segment of .+ is a larger part of all now")
_NEW = re.compile(r": New: ")
_CUT_OTHERWISE = ": By the borders it had in "
_CHANGE = re.compile(r"Segment (?P<number>\d+), “[^”]*”, since ")
_KEPT = re.compile(r"“(?P<name>[^”]*)”(?: was cut: | has changed: |, segment \d+, has many others in it now: )")
_OUTCOME = re.compile(r"responds differently: (?:yes|no)\.")
_WHOLE = re.compile(r": This file is \S+ ?% (?:larger|smaller) than ")
MOVE = re.compile(r": [\d.,]+ from (?P<way>.+ to .+)$")


def came_or_gone(lines: Sequence[ReportLine], question: str) -> list[ReportLine]:
    """How many are new, or gone, since the file before."""
    ending = " are new" if _CAME.search(question) else " are not in this file" if _GONE.search(question) else ""
    return [each for each in lines if ending and re.match(r"t\d", each.id) and each.text.endswith(ending)]


def asks_of_change(question: str) -> bool:
    """Whether it asks what only a second file tells: who grew, shrank, came or was lost."""
    return _CHANGED.search(question) is not None or _CAME.search(question) is not None


def lost_or_gained(
    lines: Sequence[ReportLine], question: str, numbers: set[str], names: Mapping[str, str]
) -> list[ReportLine]:
    """What the segments that are asked about had then and have now, how many they lost and gained, and by which ways;
    first, where a name that was given to them stands on others now, how many of whom it was given to have it still.
    `names`: of the segments -> their numbers."""
    since = [each for each in lines if re.match(r"t\d", each.id)]
    own = [each for each in since if (found := _CHANGE.match(each.text)) and found["number"] in numbers]
    told_otherwise = any(_OUTCOME.search(each.text) for each in lines)
    changes = _CHANGED.search(question) or re.search(r"\bchanged?\b", question, re.I)
    called = [name for name, number in names.items() if number in numbers]
    kept = [each for each in since if (name := _KEPT.match(each.text)) and name["name"] in called]
    asks = changes or (not told_otherwise and re.search(r"\b(?:left|gone)\b", question, re.I))
    these = "|".join([*map(re.escape, called), *(rf"segment #?{number}" for number in numbers)])
    left_it = kept and re.search(rf"\bleft (?:the )?(?:{these})(?!\w)", question, re.I)
    if not left_it and not (asks and (own or kept)):
        return []
    cut = [each for each in since for name in called if f"{_CUT_OTHERWISE}" in each.text and f", {name} " in each.text]
    came = GREW.search(question) is not None
    ways = [
        each
        for each in since
        for name in called
        if (way := MOVE.search(each.text))
        and (way["way"].endswith(f" to {name}") if came else way["way"].startswith(f"{name} to "))
    ]
    shares = [each for each in since if each.text.startswith("Share of each segment now")]
    by_share = re.search(r"\b(?:gr[eo]w\w*|shr[aiu]nk\w*|declin\w+|getting|becoming)\b", question, re.I)
    return [*kept, *own, *cut, *(shares if by_share else ways)][:MOST]


def smaller_or_larger(since: Sequence[ReportLine], question: str) -> list[ReportLine]:
    """Those that shrank, or grew; else that none did, and all shares then and now; and what comes out by the borders of
    before, where that is another count. Where files are not compared, why not."""
    otherwise = [each for each in since if _CUT_OTHERWISE in each.text]
    shares = [each for each in since if each.text.startswith("Share of each segment now")]
    if not SHRANK.search(question):
        grown = [each for each in since if _GROWN.match(each.text) or _NEW.search(each.text)]
        grown.sort(key=lambda each: _NEW.search(each.text) is not None)
        if re.search(r"\b(?:we|our|overall|business|in all)\b", question, re.I):
            grown = [*(each for each in since if _WHOLE.search(each.text)), *grown]
        return ([*grown, *otherwise, *shares] or list(since[:1]))[:MOST]
    shrank = [each for each in since if _SHARES.search(each.text)]
    none = [each for each in since if _NONE_SHRANK.search(each.text)]
    return ([*shrank, *otherwise] if shrank else [*none, *otherwise, *shares] or list(since[:1]))[:MOST]
