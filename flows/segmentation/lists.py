"""Lists of customers, or of months, that somebody asks for in words and that nobody made: what there is instead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.segmentation.the_top import LONGEST, asks_for_the_top, the_top
from flows.segmentation.who_leaves import names_customers
from flows.wording import fixed, say
from segments.audiences import outcomes_in
from segments.leavers import CHANCE
from segments.lines import lines_of
from segments.meanings import says
from segments.months import MONTHS
from segments.report import Report
from segments.told import Kind, Role

MOVERS = fixed(
    "Who moved since {file} stands in the rows file above: its column “segment_before” has the segment of then. Keep "
    "the rows where it is another one than the segment of now."
)
NO_MOVERS = fixed("I know nobody who moved: that takes a file of another time. Drop one here, and I compare the two.")
NONE_MOVED = fixed("Nobody can be listed who moved since {file}: the report says why the two were not compared.")
NO_LEAVERS = fixed("There is no list of those who are likely to leave. {why}")
NOBODY_LEFT = fixed(
    "No column of this file says of each customer whether they left: nothing can be learnt of who will."
)
STAYS = fixed(
    "Nobody is sure to stay. The rows above have the chance to leave of each who has not left, in the column "
    "“{column}”: sort by it, the smallest first."
)
NO_SEGMENTS = fixed("Lists are made of customers with their segments, and there are no real segments here.")
ASK_FOR_LEAVERS = fixed(
    "Write “who will leave?”, and I list the {listed} of {of} customers with the highest chance. When they leave is in "
    "no chance."
)
LEFT = fixed("Who left stands in your file, in its column “{column}”; the rows above have each customer's segment.")
NOT_LEFT = fixed("I know no list of those who left: no column of this file tells who did.")
ASK_AND_SEE = fixed("Write “who will leave?”, and I list them, if this file can tell.")
LISTED = fixed("“audience of segment {number}” lists its customers.")
LIKELY_LISTED = fixed(
    "“who will leave?” lists the {listed} who have not left and are most likely to, the highest chance first."
)
_TURN_TO = re.compile(
    r"\b(?:who(?:m|ever)?|which (?:of (?:my|our|the) )?(?:customers|clients|members|accounts))\b[^?]*"
    r"\b(?:call|contact|phone|ring|e-?mail|write|message|talk|speak|approach|target|visit)\b",
    re.I,
)
_LISTS = re.compile(
    r"^\W*(?:(?:please|segue|and|now)\b\W*)*(?:(?:can|could) (?:you|i|we) (?:please )?)?"
    r"(?:list|show(?: (?:me|us))?|give (?:me|us)|export|get|have|name|who (?:are|is)|which (?:are|is))\b",
    re.I,
)
_SHOWS = re.compile(
    r"^\W*(?:(?:please|segue|and|now)\b\W*)*(?:(?:can|could) (?:you|i|we) (?:please )?)?(?:list|show|give|export)\b",
    re.I,
)
_PEOPLE = re.compile(
    r"\b(?:customers?|clients?|people|those|everybody|everyone|all|list|numbers|who|movers?|leavers?)\b", re.I
)
_MOVED = re.compile(r"\b(?:moved|movers?|switched|changed (?:their )?segments?)\b", re.I)
_WILL = re.compile(
    r"\b(?:(?:will|would|might|may|could|are going to|are about to|likely to) (?:\w+ )?(?:leave|churn|cancel|quit)"
    r"|leavers?)\b",
    re.I,
)
_WILL_NOT = re.compile(
    r"\b(?:(?:will|would|are) (?:\w+ )?(?:not|never)|won['’]?t|(?:are )?(?:unlikely|least likely) to)"
    r" (?:\w+ )?(?:leave|churn|cancel|quit)\b",
    re.I,
)
_HAVE = re.compile(r"\b(?:who|that) (?:have |has )?(?:left|churned|cancel\w*|quit)\b", re.I)
_MONTHS = re.compile(
    r"\b(?:which|what)\b[^?]{0,40}?\b(?:months?|weeks?|weekdays?|days?|seasons?|quarters?|time of (?:year|day))\b",
    re.I,
)
_SEASONS = re.compile(
    rf"\bseason(?:s|al\w*)?\b|\b(?:in|during) (?:{'|'.join(MONTHS)}|christmas|summer|winter|spring|autumn)\b",
    re.I,
)
_SELLS = re.compile(
    r"\b(?:sell\w*|sold|sales|bu(?:y|ys|ying)|bought|order\w*|bring\w*|best|busiest|strongest|weakest|most"
    r"|least)\b",
    re.I,
)
NO_MONTHS = fixed(
    "The report counts customers, not months, weeks or days. Your file has the time of each order, in its column "
    "“{column}”: a pivot table by that column tells which sold best."
)
_OF_SALES = re.compile(
    r"\b(?:sell\w*|sold|sales|buy\w*|bought|revenue|money|orders|customers|clients|seasonal\w*)\b", re.I
)
_GOES_ON = re.compile(
    r"(?: (?:please|now|by|in|of|for|from|with|to|since|between|within|who|that|whose|and|or|next|soon|this|last|later"
    r"|us|their|segments?|most)\b|\W*$|[,;:])",
    re.I,
)
"""How a wish for a list goes on, where it does."""


def asks_for_a_list(said: str, *, to_us: bool = False) -> bool:
    """ "List the customers who moved"; not "get the customers who moved a coffee". To people it is also said who left
    the room: without a turn to Segue it is a wish where it begins as one, or names customers."""
    if asks_for_the_top(said):
        return True
    begins = len(said) <= LONGEST and _LISTS.match(said) is not None and _PEOPLE.search(said) is not None
    found = [each.search(said) for each in (_MOVED, _WILL, _WILL_NOT, _HAVE)]
    meant = to_us or _SHOWS.match(said) is not None or names_customers(said)
    return begins and meant and any(_GOES_ON.match(said[each.end() :]) for each in found if each)


def whose_list(report: Report, said: str, cited: Sequence[str]) -> str:
    """Where those are listed of whom an answer speaks, if somebody asks who they are or whom to turn to; else empty.
    `cited`: ids of the lines it rests on."""
    if report.understanding.field(Role.CUSTOMER) is None:
        return ""
    if any(re.match(r"b\d", id) for id in cited) and re.search(r"\bwho(?:m|ever)?\b", said, re.I):
        return the_top(report)
    step = next((each for each in lines_of(report) if each.id in cited and re.match(r"a\d", each.id)), None)
    if step is None or not step.of or not _TURN_TO.search(said):
        return ""
    return say(LISTED, number=step.of[0].segment)


def first_of_all(report: Report, said: str, cited: Sequence[str]) -> str:
    """The list of those who are likely to leave, where somebody asks whom to turn to and the next steps answer: it
    stands before them. Empty where there is none, or a segment is named. `cited`: ids of the lines it rests on."""
    found = report.leavers
    names = [each.name.casefold() for each in report.segments]
    named = re.search(r"\bsegment #?\d", said, re.I) or any(name in said.casefold() for name in names)
    asks = _TURN_TO.search(said) is not None and any(re.match(r"a\d", id) for id in cited)
    if found is None or named or not asks or why_no_leavers(report):
        return ""
    return say(LIKELY_LISTED, listed=f"{found.listed:,}")


def instead_of_a_list(report: Report, said: str, *, to_us: bool = False) -> str:
    """What to do without one; empty where none is asked for."""
    if not asks_for_a_list(said, to_us=to_us):
        return ""
    if asks_for_the_top(said):
        return the_top(report, said)
    if _MOVED.search(said):
        since = report.since
        if since is None:
            return say(NO_MOVERS)
        return say(MOVERS if since.compared and since.both else NONE_MOVED, file=since.file)
    if _WILL_NOT.search(said):
        return why_no_leavers(report) or (say(STAYS, column=CHANCE) if report.leavers else "")
    if _WILL.search(said):
        return why_no_leavers(report) or _how_to_have_leavers(report)
    column = report.understanding.called(Role.OUTCOME)
    return say(LEFT, column=column) if column else say(NOT_LEFT)


def why_no_leavers(report: Report) -> str:
    """Why nobody can be listed who is likely to leave; empty where they can, or a report of before does not say."""
    found, known = report.leavers, report.understanding
    if found is None:
        told = known.kind is Kind.CUSTOMERS and any(says(each, "churn") for each in outcomes_in(known))
        return "" if told else say(NO_LEAVERS, why=say(NOBODY_LEFT))
    if not found.listed:
        return say(NO_LEAVERS, why=found.why)
    return "" if report.found else say(NO_LEAVERS, why=say(NO_SEGMENTS))


def _how_to_have_leavers(report: Report) -> str:
    found = report.leavers
    return say(ASK_FOR_LEAVERS, listed=f"{found.listed:,}", of=f"{found.of:,}") if found else say(ASK_AND_SEE)


def instead_of_months(report: Report, said: str) -> str:
    """Where to look which month sold best; empty where that is not asked, or the file tells no time."""
    column = report.understanding.called(Role.TIME)
    sells = _MONTHS.search(said) is not None and _SELLS.search(said) is not None
    asks = len(said) <= LONGEST and (sells or _SEASONS.search(said) is not None)
    return say(NO_MONTHS, column=column) if asks and column else ""


def is_of_sales(said: str) -> bool:
    """Whether it is sales that such a question is about: which day is best for lunch is asked as well."""
    return _OF_SALES.search(said) is not None
