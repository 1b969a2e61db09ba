"""Whom to turn to first, and what to offer to a segment or do with it: the next steps of the report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from flows.llm.report_tasks import ReportLine

MOST = 2
OFFERS = re.compile(
    r"\b(?:offers?|discounts?|vouchers?|coupons?|campaigns?|promot\w+|deals?|upsell|cross-?sell|reactivat\w+"
    r"|sell (?:to|them)|win (?:\w+ ){0,3}back|get (?:\w+ ){0,3}(?:back|to (?:buy|order|stay|come|spend|return))"
    r"|(?:reduce|lower|prevent|stop|fight|cut|decrease|avoid) (?:\w+ )?(?:churn|leaving|cancel\w*|loss\w*)"
    r"|(?:increase|raise|improve|boost|grow) (?:\w+ )?(?:sales|revenue|loyalty|retention|orders|spending)"
    r"|(?:keep|retain|convince|persuade) (?:segment|them|those))\b",
    re.I,
)
TRIES = re.compile(
    r"\bshould (?:we|i)\b[^?]*\b(?:prices?|charge|raise|lower)\b"
    r"|\b(?:when|how often|(?:what|which) (?:day|time)) (?:should|do|can|to)\b[^?]*"
    r"\b(?:send|e-?mails?|mail|write|call)\b",
    re.I,
)
"""What only a trial tells, with no segment named."""
_WHAT_TO = re.compile(r"\b(?:what|which|how|should)\b[^?]*\b(?:should|shall|could|can|do|to|offer|campaign)\b", re.I)
_DO = re.compile(
    r"\b(?:do|done|start|begin) (?:with|for|about)\b|\b(?:treat|approach|handle|deal with|talk to|market to)\b", re.I
)
_WORTH = re.compile(
    r"\bworth (?:\w+ ){0,2}(?:keeping|it|efforts?|money|time|trouble|investing|calling|targeting)\b"
    r"|\bshould (?:we|i) (?:drop|keep|ignore|abandon|give up(?: on)?)\b",
    re.I,
)
_FIRST = re.compile(
    r"\b(?:who|whom|which (?:segments?|customers?|ones?)|where)\b[^?]*"
    r"\b(?:call|contact|phone|ring|e-?mail|mail|message|write to|talk to|speak to|approach|target|address|visit"
    r"|focus|prioriti[sz]e|priority|start|begin|invest|concentrate|care about|look after"
    r"|worth (?:\w+ )?(?:most|calling)|most (?:important|attractive|promising))\b",
    re.I,
)


def to_do(lines: Sequence[ReportLine], question: str, numbers: set[str], names: Mapping[str, str]) -> list[ReportLine]:
    """The next steps with the segments that are asked about, or the first ones; none where nobody asks what to do.
    `names`: of the segments -> their numbers."""
    asks_what = _WHAT_TO.search(question) is not None and (OFFERS.search(question) or _DO.search(question))
    steps = [line for line in lines if re.match(r"a\d", line.id)]
    if numbers and (asks_what or _WORTH.search(question)):
        return [step for step in steps if _of(step, names) in numbers][:MOST]
    first = _FIRST.search(question) is not None and not numbers
    return steps[:MOST] if first or (asks_what and not numbers) else []


def _of(step: ReportLine, names: Mapping[str, str]) -> str:
    """The number of the segment that a step names first; empty where it names none."""
    named = [(at, number) for name, number in names.items() if (at := step.text.find(f"“{name}”")) >= 0]
    return min(named)[1] if named else ""
