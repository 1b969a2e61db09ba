"""Questions about all customers together, and about who has what: the lines that count them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.llm.report_tasks import ReportLine
from interviews.language import content_stems, stem, words

_ORDER = re.compile(
    r"\b(?:average|typical|mean|usual|median)\b[^?]*\b(?:orders?|baskets?|carts?|purchases?)\b(?! (?:per|each))"
    r"|\b(?:order|basket|cart|purchase) (?:values?|sizes?|worth)\b|\baov\b",
    re.I,
)
_BACK = re.compile(
    r"\b(?:came|comes?|coming) back\b|\breturn(?:ed|ing|s)? (?:customers?|buyers?)\b|\b(?:customers?|buyers?) return"
    r"|\b(?:bought|buy|buys|order|ordered|purchased?) (?:\w+ )?(?:again|more than once|twice)\b"
    r"|\b(?:they|people|who) return\b(?! (?:orders|products|items|things|goods|what))"
    r"|\brepeat (?:customers?|buyers?|purchas\w+|rate)\b",
    re.I,
)
_ONCE = re.compile(r"\b(?:bought|ordered|purchased|came) (?:only |just )?once\b|\bone[- ](?:time|off)\b", re.I)
_ORDERS = re.compile(r"\bhow many (?:orders|purchases|invoices)\b", re.I)
GAVE_BACK = re.compile(
    r"\b(?:refund\w*|(?:gave|give|given|sent|send|goes|went) back)\b"
    r"|(?<!customers )(?<!buyers )\breturn(?:s|ed)\b(?! (?:customers?|buyers?))",
    re.I,
)
_PERIOD = re.compile(
    r"\b(?:which|what) (?:period|time|days?|dates?|months?|years?)\b|\bfrom when\b|\bhow (?:long|far)\b[^?]*\bfile\b"
    r"|\bperiod\b",
    re.I,
)
_BY_TIME = re.compile(
    r"\b(?:best|most|least|sell\w*|sold|busiest|strong\w*|weak\w*|buy|bring\w*|highest|lowest)\b", re.I
)
"""Who asks for the best month does not ask which months the file covers."""
_MONEY = re.compile(r"\b(?:money|revenue|turnover|sales|income)\b", re.I)
_IN_ALL = re.compile(r"\b(?:total|altogether|in all|overall|together|in (?:the|this) file)\b", re.I)
_EACH = re.compile(r"\b(?:which|what) segments?\b", re.I)
_PART = re.compile(r"Segment (\d+): ")
MOST = 3
_SIDE_BY_SIDE = "money per order"


def of_everybody(lines: Sequence[ReportLine], question: str, numbers: set[str]) -> list[ReportLine]:
    """Which days the file covers, how much money there is, what an order comes to, how many came back: of all, or side
    by side where segments are asked about; none where the report does not tell it."""
    if _PERIOD.search(question) and not numbers and not _BY_TIME.search(question):
        return _beginning(lines, "The rows that are used are from")
    each = bool(numbers) or _EACH.search(question) is not None
    if _ORDER.search(question):
        if each:
            return _beginning(lines, _SIDE_BY_SIDE)
        return _beginning(lines, "The average order value")
    if _BACK.search(question) or _ONCE.search(question):
        back = [line for line in lines if re.match(r"h\d", line.id) and line.text.startswith("came back")]
        return back if each else [line for line in lines if re.match(r"e\d", line.id) and "came back" in line.text]
    if _MONEY.search(question) and _IN_ALL.search(question) and not each:
        together = [line for line in lines if re.match(r"e\d", line.id) and " together: " in line.text]
        return _beginning(lines, "The money in them is") or together[:1]
    if _ORDERS.search(question) and not each and not GAVE_BACK.search(question):
        return [line for line in lines if re.match(r"e\d", line.id) and " orders: " in line.text]
    return []


def counted(lines: Sequence[ReportLine], subject: set[str], question: str) -> list[ReportLine]:
    """Of the lines that count who has what, the one whose words have all that is asked about and fewest others; where
    only a column is named, its commonest values."""
    spoken = [line for line in lines if _what(line) and subject & _what(line) and _names_value(line, question)]
    if spoken and subject <= set[str]().union(*map(_what, spoken)):
        return spoken[:MOST]
    found = [(stems, line) for line in lines if (stems := _what(line)) and subject and subject <= stems]
    if not found:
        return []
    column = min(found, key=lambda each: len(each[0]))[1].text.partition(" is ")[0]
    of_column = [line for _, line in found if line.text.startswith(f"{column} is ")]
    if len(of_column) > 1 and subject <= content_stems(column):
        return of_column[:MOST]
    return [min(found, key=lambda each: len(each[0]))[1]]


def portion(line: ReportLine, numbers: set[str]) -> str:
    """What a line that counts says of the segments that are asked about; empty where all of it is told."""
    what, _, rest = line.text.partition(": ")
    parts = [part for part in rest.rpartition("first: ")[2].split("; ") if _PART.match(part)]
    told = [part for part in parts if _PART.match(part)[1] in numbers]  # type: ignore[index]
    return f"{what}: {'; '.join(told)}" if re.match(r"h\d", line.id) and told else ""


def _names_value(line: ReportLine, question: str) -> bool:
    """Whether the question has the value that a line counts, word for word: "two-year"."""
    value = words(line.text.partition(": ")[0].partition(" is ")[2])
    return bool(value) and f" {' '.join(value)} " in f" {' '.join(words(question.replace('-', ' ')))} "


def _what(line: ReportLine) -> set[str]:
    """The words for what a line counts; none for a line that counts nothing."""
    what, counts, _ = line.text.partition(": ")
    return content_stems(what) | {stem(word) for word in words(what)} if re.match(r"h\d", line.id) and counts else set()


def _beginning(lines: Sequence[ReportLine], words: str) -> list[ReportLine]:
    return [line for line in lines if line.text.startswith(words)]
