"""Whether the segments can be relied on, and how they were made: the decision, the tests, what was compared."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.llm.report_tasks import ReportLine

_SURE = re.compile(
    r"\b(?:trust\w*|reliab\w+|rely|significan\w+|confiden\w+|how (?:certain|sure|good)|valid\w*|accura\w+|robust\w*"
    r"|too (?:few|many)|the right number"
    r"|(?:are|is) (?:\w+ ){0,3}(?:real|correct|true|solid))\b",
    re.I,
)
_MADE = re.compile(
    r"\bhow (?:were|are|was|did|do|have|had) (?:\w+ ){1,4}?"
    r"(?:made|make|find|found|built|build|form(?:ed)?|created?|derived?|calculated?|worked out|come (?:up|to|about)"
    r"|arrived?|determined?|computed?|segmented)\b|\bbased on\b|\bhow does (?:this|it|the segmentation) work\b",
    re.I,
)
_WHAT = re.compile(
    r"\b(?:segments?|groups?|clusters?|segmentation|reports?|results?|analysis|these|this|it|you)\b", re.I
)
_FORECAST = re.compile(r"\b(?:forecasts?|predict\w*|foretold|foretell|chances?|expect\w*)\b", re.I)
_TESTS = re.compile(r"\btests? (?:says?|would|decides?)\b|\btests say\b|\bof the tests\b", re.I)
_LEFT = re.compile(r"Of [\d.,]+ .+ % left\.$")
_HOLDS = re.compile(
    r"\bstill (?:hold|fit|apply|valid|true|right|good|work)\w*|\b(?:outdated|out of date|up to date)\b", re.I
)
_FITS = re.compile(r"\b(?:still|no longer) fit\b")
_TOUCH = "The segments touch each other"


def how_sure(lines: Sequence[ReportLine], question: str, numbers: set[str]) -> list[ReportLine]:
    """Why these segments and what speaks against them, of one segment whether it is stable and coherent; or what they
    were made of. None where neither is asked."""
    if _FORECAST.search(question):
        foretold = [line for line in lines if re.match(r"f\d", line.id)]
        tried = [line for line in foretold if not _LEFT.match(line.text)]
        return tried[:3] if _SURE.search(question) else []
    if not _WHAT.search(question):
        return []
    if _HOLDS.search(question):
        return [line for line in lines if re.match(r"t\d", line.id) and _FITS.search(line.text)][:1]
    decided = [line for line in lines if re.match(r"d\d", line.id)]
    if _MADE.search(question) and not numbers:
        how = [line for line in lines if line.text.startswith(("Compared by: ", "How they were made: "))]
        return [*how, *decided[1:2]]
    if not _SURE.search(question):
        return []
    if numbers:
        own = tuple(f"s{number}." for number in sorted(numbers))
        judged = [line for line in lines if line.id.startswith(own)]
        return [line for line in judged if re.search(r"”: (?:stable|coherent): ", line.text)][:3]
    tests = [line for line in decided[2:] if _TESTS.search(line.text)]
    return [*decided[1:2], *tests[:1], *(line for line in lines if line.text.startswith(_TOUCH))]
