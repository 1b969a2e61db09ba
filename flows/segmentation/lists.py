"""Lists of customers, or of months, that somebody asks for in words and that nobody made: what there is instead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.wording import fixed, say
from interviews.language import SMALL_NUMBERS
from segments.audiences import RETURNED, SPENT, money_called, outcomes_in
from segments.lines import lines_of
from segments.meanings import says
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
NO_SEGMENTS = fixed("Lists are made of customers with their segments, and there are no real segments here.")
ASK_FOR_LEAVERS = fixed(
    "Write “who will leave?”, and I list the {listed} of {of} customers with the highest chance. When they leave is in "
    "no chance."
)
LEFT = fixed("Who left stands in your file, in its column “{column}”; the rows above have each customer's segment.")
NOT_LEFT = fixed("I know no list of those who left: no column of this file tells who did.")
ASK_AND_SEE = fixed("Write “who will leave?”, and I list them, if this file can tell.")
NOBODY_KNOWN = fixed("This file does not say who its customers are, so I can make no list of them.")
TOP = fixed(
    "They are in the rows file above: sort it by its column “{column}”, the largest first. “audience of segment "
    "{number}” lists the segment that brings most, the largest first."
)
TOP_OF = fixed("“audience of segment {number}” lists its customers, the largest first.")
BEFORE_RETURNS = fixed("“{spent}” is before returns; what each gave back is in “{returned}”.")
NO_TOP = fixed(
    "The file tells no money, so I cannot say who brings most: add a column with it, and drop the file again."
)
LISTED = fixed("“audience of segment {number}” lists its customers.")
_FIRST = "(?:top|best|biggest|largest|most valuable|richest)"
_SO_MANY = rf"(?:\d+|{'|'.join(SMALL_NUMBERS)}|twenty|hundred)"
_TOP = re.compile(
    rf"\b(?:{_FIRST} {_SO_MANY}|{_SO_MANY} {_FIRST}) (?:paying |spending )?"
    r"(?:customers?|clients?|buyers?|spenders?|shoppers?|accounts?)\b",
    re.I,
)
_TURN_TO = re.compile(
    r"\bwho(?:m|ever)?\b[^?]*\b(?:call|contact|phone|ring|e-?mail|write|message|talk|speak|approach|target|visit)\b",
    re.I,
)
_LISTS = re.compile(
    r"^\W*(?:(?:please|segue|and|now)\b\W*)*(?:(?:can|could) (?:you|i|we) (?:please )?)?"
    r"(?:list|show(?: (?:me|us))?|give (?:me|us)|export|get|have|name|who (?:are|is)|which (?:are|is))\b",
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
_HAVE = re.compile(r"\b(?:who|that) (?:have |has )?(?:left|churned|cancel\w*|quit)\b", re.I)
_MONTHS = re.compile(
    r"\b(?:which|what)\b[^?]{0,40}?\b(?:months?|weeks?|weekdays?|days?|seasons?|quarters?|time of (?:year|day))\b",
    re.I,
)
_SEASONS = re.compile(
    r"\bseason(?:s|al\w*)?\b|\b(?:in|during) (?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december|christmas|summer|winter|spring|autumn)\b",
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
_ENDS = r"(?:\W*(?:please|now|again|thanks))*\W*$"
_NO_VERB = re.compile(
    rf"(?:,? (?:by (?:\w+ ){{0,2}}\w+|(?:of|in) (?:segment #?\d+|all|(?:the|this) (?:file|report))))?{_ENDS}", re.I
)
"""What may stand after "our top ten customers" where nobody tells anything of them."""
_GOES_ON = re.compile(
    r"(?: (?:please|now|by|in|of|for|from|with|to|since|between|within|who|that|whose|and|or|next|soon|this|last|later"
    r"|us|their|segments?|most)\b|\W*$|[,;:])",
    re.I,
)
"""How a wish for a list goes on, where it does."""
LONGEST = 100
"""Letters of a message in which such a wish is looked for."""


def asks_for_a_list(said: str) -> bool:
    """ "List the customers who moved", whoever it is said to; not "get the customers who moved a coffee"."""
    if asks_for_the_top(said):
        return True
    begins = len(said) <= LONGEST and _LISTS.match(said) is not None and _PEOPLE.search(said) is not None
    found = [each.search(said) for each in (_MOVED, _WILL, _HAVE)]
    return begins and any(_GOES_ON.match(said[each.end() :]) for each in found if each)


def asks_for_the_top(said: str) -> bool:
    """ "Who are the top 10 customers?", "show me the 20 biggest clients", "top ten customers by revenue"; not "our top
    ten customers get a card"."""
    found = _TOP.search(said)
    if found is None or len(said) > LONGEST:
        return False
    asks, rest = "?" in said[found.end() :], said[found.end() :]
    if _LISTS.match(said):
        return asks or _GOES_ON.match(rest) is not None
    return re.match(r"\W*(?:what are|top|my|our|the)\b", said, re.I) is not None and (
        asks or _NO_VERB.match(rest) is not None
    )


def _the_top(report: Report, said: str) -> str:
    """Where those who bring most are to be found, of all or of the segment that is named."""
    known = report.understanding
    if known.field(Role.CUSTOMER) is None:
        return say(NOBODY_KNOWN)
    orders = known.kind is Kind.TRANSACTIONS
    column = money_called(SPENT, known) if orders and report.receipt.amount else report.money
    if not report.segments:
        return ""
    if not column:
        return say(NO_TOP)
    named = {int(each) for each in re.findall(r"\bsegment #?(\d{1,2})\b", said, re.I)} & set(report.numbers)
    if len(named) == 1:
        return say(TOP_OF, number=min(named))
    richest = max(report.segments, key=lambda each: each.value_share or 0.0)
    told = say(TOP, column=column, number=richest.number)
    if not (orders and report.receipt.returned):
        return told
    return f"{told} {say(BEFORE_RETURNS, spent=column, returned=money_called(RETURNED, known))}"


def whose_list(report: Report, said: str, cited: Sequence[str]) -> str:
    """Where those are listed of whom an answer speaks, if somebody asks who they are or whom to turn to; else empty.
    `cited`: ids of the lines it rests on."""
    if report.understanding.field(Role.CUSTOMER) is None or not re.search(r"\bwho(?:m|ever)?\b", said, re.I):
        return ""
    if any(re.match(r"b\d", id) for id in cited):
        return _the_top(report, said)
    step = next((each for each in lines_of(report) if each.id in cited and re.match(r"a\d", each.id)), None)
    if step is None or not step.of or not _TURN_TO.search(said):
        return ""
    return say(LISTED, number=step.of[0].segment)


def instead_of_a_list(report: Report, said: str) -> str:
    """What to do without one; empty where none is asked for."""
    if not asks_for_a_list(said):
        return ""
    if asks_for_the_top(said):
        return _the_top(report, said)
    if _MOVED.search(said):
        since = report.since
        if since is None:
            return say(NO_MOVERS)
        return say(MOVERS if since.compared and since.both else NONE_MOVED, file=since.file)
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
