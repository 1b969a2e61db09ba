"""The first so many of all customers, as somebody asks for them: by money or by another column, of all or a segment."""

from __future__ import annotations

import re

from flows.segmentation.who_leaves import FIRST, SO_MANY
from flows.wording import fixed, say
from interviews.language import words
from segments.audiences import ORDERS, RETURNED, SPENT, money_called, outcomes_in
from segments.meanings import says
from segments.report import Report
from segments.told import Kind, Role

NOBODY_KNOWN = fixed("This file does not say who its customers are, so I can make no list of them.")
TOP = fixed(
    "They are in the rows file above: sort it by its column “{column}”, the largest first. “audience of segment "
    "{number}” lists the segment that brings most, the largest first."
)
TOP_BY = fixed("They are in the rows file above: sort it by its column “{column}”, the largest first.")
TOP_BY_IN = fixed(
    "They are in the rows file above: keep the rows of segment {number}, and sort them by the column “{column}”, the "
    "largest first."
)
IN_YOUR_FILE = fixed("The rows above do not have that: sort your own file by its column “{column}”.")
TOP_OF = fixed("“audience of segment {number}” lists its customers, the largest first.")
BEFORE_RETURNS = fixed("“{spent}” is before returns; what each gave back is in “{returned}”.")
NO_TOP = fixed(
    "The file tells no money, so I cannot say who brings most: add a column with it, and drop the file again."
)
LONGEST = 100
"""Letters of a message in which such a wish is looked for."""
ENDS = r"(?:\W*(?:please|now|again|thanks))*\W*$"
_TOP = re.compile(
    rf"^\W*(?:(?:please|segue|and|now)\b\W*)*(?:(?:can|could) (?:you|i|we) (?:please )?)?"
    r"(?:(?:list|show(?: (?:me|us))?|give (?:me|us)|export|get|have|name|who (?:are|is)|(?:which|what) are) )?"
    r"(?:a list of )?(?:my |our |the )*"
    rf"(?:{FIRST} {SO_MANY}|{SO_MANY} {FIRST}) (?:paying |spending )?"
    r"(?:customers?|clients?|buyers?|spenders?|shoppers?|accounts?)(?P<rest>.*)$",
    re.I | re.S,
)
_REST = re.compile(
    r"(?: we have| there are)?(?:,? (?:and|with) their segments?)?"
    r"(?:,? (?:by|in terms of|sorted by) (?:the |their )?(?:number of |total |amount of )?"
    r"(?P<by>[^\W\d_][\w -]{0,39}?))?"
    r"(?:,? (?:of|in|from) (?:(?:the )?segment #?(?P<number>\d{1,2})|all|(?:the|this|our) (?:file|report|data)"
    r"|(?:the )?“?(?P<named>[^\n?”]{1,60}?)”?))?"
    rf"(?: to (?:call|contact|phone|visit|e-?mail|write to|talk to)(?: first)?)?{ENDS}",
    re.I,
)
"""What may stand after "our top ten customers" where nothing else is told or asked of them."""
_MONEY = re.compile(
    r"(?:revenue|money(?: spent)?|spend(?:ing)?|spent|sales|value|turnover|income|what they (?:pay|spend))"
)
_ORDERS = re.compile(r"(?:orders?|purchases|order count|frequency|how often they (?:order|buy))")


def asks_for_the_top(said: str) -> bool:
    """ "Who are the top 10 customers?", "show me the 20 biggest clients", "top ten customers by revenue"; not "our top
    ten customers get a card", nor what they complain about."""
    return _rest(said) is not None


def the_top(report: Report, said: str = "") -> str:
    """Where those who have most of what is said are to be found, of all or of the segment that is named; empty where
    the file does not say it, or there is no such segment."""
    known, found = report.understanding, _rest(said)
    if known.field(Role.CUSTOMER) is None:
        return say(NOBODY_KNOWN)
    if not report.segments:
        return ""
    number = _segment(report, found)
    if number is None:
        return ""
    by = " ".join(words(found["by"] or "")) if found else ""
    money = _money(report)
    if by and not _MONEY.fullmatch(by) and by != " ".join(words(money)):
        return _by_another(report, by, number)
    if not money:
        return say(NO_TOP)
    if number:
        return say(TOP_OF, number=number)
    if known.kind is not Kind.TRANSACTIONS:
        return say(TOP_BY, column=money)  # a segment may bring most by its size alone, and have none of the top ten
    richest = max(report.segments, key=lambda each: each.value_share or 0.0)
    told = say(TOP, column=money, number=richest.number)
    if not report.receipt.returned:
        return told
    return f"{told} {say(BEFORE_RETURNS, spent=money, returned=money_called(RETURNED, known))}"


def _rest(said: str) -> re.Match[str] | None:
    found = _TOP.match(said) if len(said) <= LONGEST else None
    return _REST.fullmatch(found["rest"]) if found else None


def _money(report: Report) -> str:
    """The column of it among the rows; empty where there is none."""
    if report.understanding.kind is not Kind.TRANSACTIONS:
        return report.money
    return money_called(SPENT, report.understanding) if report.receipt.amount else report.money


def _segment(report: Report, found: re.Match[str] | None) -> int | None:
    """-> the number of the segment that is named, 0 where none is; None where the report has none that is called so."""
    if found is None:
        return 0
    if found["number"]:
        return int(found["number"]) if int(found["number"]) in report.numbers else None
    if not found["named"]:
        return 0
    named = found["named"].casefold()
    return next((each.number for each in report.segments if each.name.casefold() == named), None)


def _by_another(report: Report, by: str, number: int) -> str:
    """By a column that tells something else than money: one of the rows, or only of the file."""
    known = report.understanding
    columns = [each for each in known.columns if each.role is not Role.CUSTOMER]
    called = next((each for each in columns if " ".join(words(each.name)) == by), None)
    if known.kind is Kind.TRANSACTIONS:
        counted = known.field(Role.TIME) or known.field(Role.ORDER)
        in_rows = ORDERS if counted and _ORDERS.fullmatch(by) else ""
    else:
        often = next((each for each in columns if each.type == "number" and says(each.name, "frequency")), None)
        called = called or (often if _ORDERS.fullmatch(by) else None)
        in_rows = called.name if called and (called is often or called.name in outcomes_in(known)) else ""
    if not in_rows:
        counts = known.kind is Kind.CUSTOMERS and called is not None and called.type == "number"
        return say(IN_YOUR_FILE, column=called.name) if called and counts and not number else ""
    return say(TOP_BY_IN, column=in_rows, number=number) if number else say(TOP_BY, column=in_rows)
