"""When customers last bought, how often they buy, who comes back or stays, who may be going, how one reaches them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.llm.rehearsal.leaving_and_moving import (
    LEAVES,
    leaving,
    outcome_of_leaving,
    outcomes_in,
    outcomes_of_leaving,
)
from flows.llm.rehearsal.of_everybody import GAVE_BACK
from flows.llm.report_tasks import ReportLine

MOST = 3
_LOYAL = re.compile(
    r"\b(?:loyal\w*|faithful\w*|retention|stays? (?:the )?(?:most|longest|with us)|(?:likely|going) to (?:stay|remain)"
    r"|stick\w* (?:with|to|around))\b",
    re.I,
)
_LEAST = re.compile(r"\b(?:worst|least|lowest|low|poor\w*|weak\w*|less|disloyal)\b", re.I)
_AT_RISK = re.compile(
    r"\b(?:at risk|about to (?:leave|go|churn)|slipping|laps(?:ed|ing)|dormant|inactive|asleep"
    r"|(?:gone|going|go) (?:quiet|silent|cold)"
    r"|(?:not|\w+n['’]t|no longer|stopped) (?:bought|buy|buying|order\w*|purchas\w+|shop\w*|come|been)\b[^?]*"
    r"\b(?:while|long|lately|recently|(?:weeks|months|days|years?)|any ?more)"
    r"|(?:are|is|stopped) (?:silent|buying|ordering))\b",
    re.I,
)
_REACH = re.compile(
    r"\b(?:can|could|how (?:do|can|could|to|should)|possible|may|address\w*)\b[^?]*"
    r"\b(?:e-?mails?|reach\w*|contact\w*|write to|call|phone|text|sms|newsletters?|address\w*|letters?)\b",
    re.I,
)
_EASIEST = re.compile(r"\bwhich segments?\b[^?]*\b(?:reach\w*|contact\w*)\b", re.I)
_PURCHASE = r"(?:order\w*|bu(?:y|ys|ying)|bought|purchas\w+|shop\w*|came|come|visit\w*)"
_VALUE = re.compile(r"\b(?:life-?time values?|customer values?|clv|ltv)\b", re.I)
_EACH = re.compile(r"\bwho\b|\b(?:which|what) segments?\b|\b(?:each|every|per|by) segment\b", re.I)
_HABITS = (
    (
        re.compile(
            rf"\bwhen\b[^?]*\b(?:last|latest)\b[^?]*\b{_PURCHASE}\b|\b(?:last|latest) (?:order|purchase)\b"
            rf"|\bhow (?:recent\w*|long ago)\b[^?]*\b{_PURCHASE}\b",
            re.I,
        ),
        ("days since last purchase",),
    ),
    (
        re.compile(
            rf"\bhow (?:often|frequently|regular\w*)\b[^?]*\b{_PURCHASE}\b|\b(?:order|purchase|buying) frequency\b"
            r"|\b(?:most|least|more|less) (?:often|frequent\w*)\b",
            re.I,
        ),
        ("orders", "days from one purchase to the next"),
    ),
    (
        re.compile(
            r"\b(?:newest|been (?:with us|customers?|here)|(?:with us|here) (?:the )?(?:longest|shortest)"
            r"|(?:oldest|newest) (?:segments?|customers?)|segments? is (?:the )?oldest)\b",
            re.I,
        ),
        ("days since first purchase", "tenure"),
    ),
)
"""What is asked -> the measures that tell it."""
_LIKELY = re.compile(r"\b(?:likely|chances?|risk\w*|rates?|probab\w+)\b", re.I)
_BACK = re.compile(r"”: On their way, after: (?P<share>[\d.]+) % gave something back")
_STAGE = re.compile(r"”: On their way, (?P<stage>slipping|leaving|long silence): (?P<share>[\d.]+) %")
_RANKED = re.compile(r"(?P<who>Segment \d+, “[^”]+”): (?P<cell>[^;]+)$")


def of_habits(lines: Sequence[ReportLine], question: str, numbers: set[str]) -> list[ReportLine]:
    """The lines that tell it, of the segments that are asked about or side by side; none where that is not asked."""
    if _LOYAL.search(question):
        return _loyal(lines, numbers)
    if _AT_RISK.search(question):
        return _at_risk(lines, numbers)
    if numbers and _LIKELY.search(question) and LEAVES.search(question):
        return [line for line in _own(lines, numbers) if outcomes_of_leaving([line])][:MOST]
    if GAVE_BACK.search(question):
        return _gave_back(lines, question, numbers)
    if (numbers and _REACH.search(question)) or _EASIEST.search(question):
        return [line for line in _own(lines, numbers or _all(lines)) if "”: reachable: " in line.text][:MOST]
    if _VALUE.search(question):
        spent = [*_measure(lines, "money spent", question, numbers)]
        return [*spent, *(line for line in lines if spent and not numbers and re.match(r"f1$", line.id))][:MOST]
    for asks, measures in _HABITS:
        if asks.search(question):
            return [line for name in measures for line in _measure(lines, name, question, numbers)][:MOST]
    return []


def going_quiet(lines: Sequence[ReportLine], question: str) -> set[str]:
    """The number of the segment of which most are silent, where such customers are asked about."""
    silent = [line for line in _at_risk(lines, set()) if line.id[0] == "s"] if _AT_RISK.search(question) else []
    return {silent[0].id[1:].partition(".")[0]} if silent else set()


def stays_most(line: ReportLine, question: str) -> str:
    """Of a line that ranks who leaves, said of who stays; empty of any other, or where that is not asked."""
    outcome = outcome_of_leaving(line, [line.text.removeprefix("By ").partition(", ")[0]])
    least = _RANKED.search(line.text)
    asked = _LOYAL.search(question) and not _LEAST.search(question)
    if not (asked and outcome and least and line.id.startswith("c")):
        return ""
    return f"{least['who']}, has the least {outcome}: {least['cell']}."


def _loyal(lines: Sequence[ReportLine], numbers: set[str]) -> list[ReportLine]:
    """By who leaves, where the file tells it; else by who came back and how often. How fast is told of single segments
    alone: in order, the highest first, the days between two purchases would put the rarest buyers on top."""
    outcomes = outcomes_in(lines)
    left = [line for line in lines if line.id[0] == "c" and outcome_of_leaving(line, outcomes)]
    if left and numbers:
        return [line for line in _own(lines, numbers) if "responds differently: " in line.text][:MOST]
    came_back = [line for line in lines if re.match(r"h\d", line.id) and line.text.startswith("came back")]
    pace = ("days from one purchase to the next",) if numbers else ()
    names = ("tenure",) if left else ("orders", *pace, "tenure")
    told = [line for name in names for line in _measure(lines, name, "which segment", numbers)]
    return [*(left or came_back), *told][:MOST]


def _gave_back(lines: Sequence[ReportLine], question: str, numbers: set[str]) -> list[ReportLine]:
    """What went back: of the rows and the money, or of the segments how many gave something back, the most first."""
    found = [(line, back) for line in lines if line.id[0] == "s" and (back := _BACK.search(line.text))]
    own = [(line, back) for line, back in found if not numbers or line.id[1:].partition(".")[0] in numbers]
    own.sort(key=lambda each: -float(each[1]["share"]))
    if numbers or _EACH.search(question):
        return [line for line, _ in own][:MOST]
    return [line for line in lines if line.id[0] == "r" and re.search(r"\breturn(?:s|ed)\b", line.text)][:MOST]


def _at_risk(lines: Sequence[ReportLine], numbers: set[str]) -> list[ReportLine]:
    """Who leaves most, where the file tells it; else who has been silent for longer than they usually are."""
    told = [] if numbers else leaving(lines, "which segment leaves most, and how many in all")
    if told:
        return told
    found = [(line, stage) for line in lines if line.id[0] == "s" and (stage := _STAGE.search(line.text))]
    own = [(line, stage) for line, stage in found if not numbers or line.id[1:].partition(".")[0] in numbers]
    own.sort(key=lambda each: -float(each[1]["share"]))
    first: dict[str, ReportLine] = {}
    for line, _ in own:
        first.setdefault(line.id.partition(".")[0], line)
    return list(first.values())[:MOST]


def _measure(lines: Sequence[ReportLine], name: str, question: str, numbers: set[str]) -> Iterator[ReportLine]:
    """Of the segments that are asked about; side by side, where segments are; else of all."""
    if numbers:
        yield from (line for line in _own(lines, numbers) if f"”: {name} " in line.text)
    elif _EACH.search(question):
        yield from (line for line in lines if line.id[0] == "c" and line.text.startswith(f"By {name} ("))
    else:
        yield from (line for line in lines if line.id[0] == "e" and line.text.startswith(f"{name} ("))


def _all(lines: Sequence[ReportLine]) -> set[str]:
    """The numbers of the segments."""
    return {line.id[1:].partition(".")[0] for line in lines if line.id[0] == "s"}


def _own(lines: Sequence[ReportLine], numbers: set[str]) -> list[ReportLine]:
    return [line for line in lines if line.id[0] == "s" and line.id[1:].partition(".")[0] in numbers]
