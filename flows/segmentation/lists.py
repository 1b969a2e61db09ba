"""Lists of customers, or of months, that somebody asks for in words and that nobody made: what there is instead."""

from __future__ import annotations

import re

from flows.wording import fixed, say
from segments.report import Report
from segments.told import Role

MOVERS = fixed(
    "Who moved since {file} stands in the rows file above: its column “segment_before” has the segment of then. Keep "
    "the rows where it is another one than the segment of now."
)
NO_MOVERS = fixed("I know nobody who moved: that takes a file of another time. Drop one here, and I compare the two.")
NONE_MOVED = fixed("Nobody can be listed who moved since {file}: the report says why the two were not compared.")
LEAVERS = fixed("I know no list of those who will leave: what I foretell is of shares, not of people.")
LEFT = fixed("Who left stands in your file, in its column “{column}”; the rows above have each customer's segment.")
NOT_LEFT = fixed("I know no list of those who left: no column of this file tells who did.")
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
_SELLS = re.compile(
    r"\b(?:sell\w*|sold|sales|bu(?:y|ys|ying)|bought|order\w*|bring\w*|best|busiest|strongest|weakest|most"
    r"|least)\b",
    re.I,
)
NO_MONTHS = fixed(
    "The report counts customers, not months, weeks or days. Your file has the time of each order, in its column "
    "“{column}”: a pivot table by that column tells which sold best."
)
LONGEST = 100
"""Letters of a message in which such a wish is looked for."""


def asks_for_a_list(said: str) -> bool:
    """ "List the customers who moved", whoever it is said to."""
    begins = len(said) <= LONGEST and _LISTS.match(said) is not None and _PEOPLE.search(said) is not None
    return begins and any(each.search(said) for each in (_MOVED, _WILL, _HAVE))


def instead_of_a_list(report: Report, said: str) -> str:
    """What to do without one; empty where none is asked for."""
    if not asks_for_a_list(said):
        return ""
    if _MOVED.search(said):
        since = report.since
        if since is None:
            return say(NO_MOVERS)
        return say(MOVERS if since.compared and since.both else NONE_MOVED, file=since.file)
    if _WILL.search(said):
        return say(LEAVERS)
    column = report.understanding.called(Role.OUTCOME)
    return say(LEFT, column=column) if column else say(NOT_LEFT)


def instead_of_months(report: Report, said: str) -> str:
    """Where to look which month sold best; empty where that is not asked, or the file tells no time."""
    column = report.understanding.called(Role.TIME)
    asks = len(said) <= LONGEST and _MONTHS.search(said) is not None and _SELLS.search(said) is not None
    return say(NO_MONTHS, column=column) if asks and column else ""
