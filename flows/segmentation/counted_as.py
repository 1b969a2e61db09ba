"""What a figure counts: 200 customers are no 200 orders, a share of those who leave is none of the money, and 57 is not
"over 50"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.segmentation.clauses import Clause, Told, figure, parts
from interviews.language import content_stems, numbers

_VAGUE = re.compile(r"\b(?:twice|double[sd]?|triple[sd]?|thrice|tenfold|minority)\b", re.I)
_BOUND = re.compile(
    r"\b(?:more than|over|above|less than|fewer than|under|below|at least|at most|up to|about|around|roughly"
    r"|approximately|nearly|almost) (?=(?P<number>\d[\d.,]*\d|\d))",
    re.I,
)
_MAJORITY = re.compile(r"\b(?:most of(?! all)|most customers|the majority|majority of)\b", re.I)
_NOUNS = (
    "customer", "order", "row", "line", "day", "week", "month", "year", "purchase", "product", "piece", "point",
    "text", "answer", "segment",
)  # fmt: skip
_TIMES = frozenset(("day", "week", "month", "year"))
_COUNTED = re.compile(
    rf"(?<![\d.,])(?P<number>\d[\d.,]*\d|\d)(?: of \d[\d.,]*)? (?P<noun>{'|'.join(_NOUNS)})s?\b", re.I
)
_LEAVES = r"churn\w*|lea(?:ve|ves|ving)(?! out)|left(?! out)|cancel\w*|quit\w*"
_MONEY = r"money|revenue|spen[dt]\w*|income|turnover|sales|worth|bring\w*|brought"
_TOPICS = {
    "money": (_MONEY, rf"{_MONEY}|pa(?:y|id|ys|yments?)|charges?|amounts?|prices?|values?|cost\w*"),
    "leaving": (_LEAVES, rf"{_LEAVES}|attrit\w*|exit\w*|laps\w*"),
    "size": (
        r"of all customers are|(?:is|are) in segment|belongs? to segment",
        r"by how many they are|\d+ of [\d,]+ \w+ \(\d|of all now|moved",
    ),
}
"""What is spoken of -> how a sentence claims it, and how lines tell it."""
_OFTEN = content_stems(
    "segment customer client others average typical typically share percent all brings spends worth money comes"
)


def roughly(clause: Clause, told: Sequence[Told]) -> str:
    """No "twice", no "over 50"."""
    whole = " ".join(each.whole for each in told)
    for found in _VAGUE.finditer(clause.text):
        if not re.search(rf"\b{found[0]}\b", whole, re.I):
            return f"“{found[0]}” does not stand there"
    for found in _BOUND.finditer(clause.text):
        if not re.search(rf"\b{found[0].strip()} {re.escape(found['number'])}", whole, re.I):
            return f"“{found[0].strip()} {found['number']}” does not stand there"
    return ""


def most_of(text: str) -> str:
    """Said of more than half, with the share."""
    shares = [figure(each) for each in re.findall(r"(\d[\d.,]*) ?%", text)]
    if _MAJORITY.search(text) and not any(share > 50 for share in shares):
        return "“most of” is said of more than half, with the share"
    return ""


def counts(clause: Clause, told: Sequence[Told]) -> str:
    """200 customers are not 200 orders; and a figure without a unit is no month."""
    there: dict[str, set[str]] = {}
    for found in (found for each in told for found in _COUNTED.finditer(each.whole)):
        there.setdefault(_plain(found["number"]), set()).add(found["noun"].lower())
    whole = content_stems(" ".join(each.whole for each in told))
    for found in _COUNTED.finditer(clause.bare):
        number, noun = _plain(found["number"]), found["noun"].lower()
        known = there.get(number, set())
        if noun not in known and (known or (noun in _TIMES and not whole & content_stems(noun))):
            return f"the number {found['number']} counts no {noun}s there"
    return ""


def is_about(clause: Clause, told: Sequence[Told]) -> str:
    """A share of those who leave is none of the money."""
    claimed = {topic for topic, (claims, _) in _TOPICS.items() if _says(claims, clause.text)}
    if not claimed or not clause.numbers:
        return ""
    beside = list(_beside(clause, told))
    found = {topic for part, line in beside for topic in _topics(part) or _topics(line.whole)}
    if found & claimed or (not found and any(_shares_words(clause, line) for _, line in beside)):
        return ""
    return f"the lines cited do not say that of {' or '.join(sorted(claimed))}"


def _beside(clause: Clause, told: Sequence[Told]) -> Iterator[tuple[str, Told]]:
    """What stands beside each figure of the clause, and in which line."""
    for line in told:
        said = [part for text in parts(line, clause) for part in re.split(r"[,;](?=\s)", text)]
        yield from ((part, line) for part in said if clause.numbers & numbers(part))


def _shares_words(clause: Clause, line: Told) -> bool:
    return bool((content_stems(clause.bare) & content_stems(line.whole)) - clause.numbers - _OFTEN)


def _topics(text: str) -> set[str]:
    return {topic for topic, (_, tells) in _TOPICS.items() if _says(tells, text)}


def _says(words: str, text: str) -> bool:
    return re.search(rf"\b(?:{words})", text, re.I) is not None


def _plain(number: str) -> str:
    return next(iter(numbers(number)), number)
