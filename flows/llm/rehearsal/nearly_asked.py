"""Questions that share words with a line which answers another one: what an average customer spends, how long they
stay, what a column says of those who leave, why not another number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.llm.rehearsal.following_up import VALUE
from flows.llm.rehearsal.report_words import MEANING
from flows.llm.report_tasks import ReportLine
from interviews.language import SMALL_NUMBERS, content_stems, small_number, stem, words

MOST = 3
_COUNT = re.compile(rf"\b({'|'.join(SMALL_NUMBERS)}|\d{{1,2}})\b(?:\s+(?:segments?|groups?|clusters?))?\W*$", re.I)
_OF_ALL = re.compile(r"^(\d+) segments among ")
_AVERAGE = re.compile(
    r"\b(?:average|typical(?:ly)?|usual(?:ly)?|median|mean|(?:a|one|each|per) (?:customer|client)s?)\b", re.I
)
_SPENDS = re.compile(r"\b(?:spen[dt]\w*|pays?|paid|money|revenue|turnover|sales|worth|brings?)\b", re.I)
_NOT_IN_ALL = re.compile(r"\b(?:orders?|baskets?|carts?|purchases?|days?|weeks?|months?|monthly|years?)\b", re.I)
_MONEY_OF = re.compile(r"% of (?P<column>[^%;.,()]+)$")
_STAYS = re.compile(
    r"\bhow (?:many (?:months|years)|long)\b(?P<who>[^?]*?)"
    r"\b(?:stay\w*|remain\w*|(?:been |are )?(?:customers )?with us)\b",
    re.I,
)
_FAIRNESS = re.compile(r": (?P<who>[^:]+): \S[^:%]* [\d.]+ %, everybody else ")
_COLUMNS = re.compile(r"([^,:]+) \((\w+)\)")


def average_spent(lines: Sequence[ReportLine], question: str, numbers: set[str]) -> list[ReportLine] | None:
    """What a customer of a segment, or any of them, typically spends; None where that is not asked."""
    if not (_AVERAGE.search(question) and _SPENDS.search(question)) or _NOT_IN_ALL.search(question):
        return None
    called = {"money spent"}
    for line in lines:
        if found := _MONEY_OF.search(line.text):
            called.add(spaced(found["column"]))
    tells = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(called)))})\b[^:]*(?:typical|average)", re.I)
    told = [line for line in lines if tells.match(_said(line))]
    of_them = [line for line in told if line.id.startswith(tuple(f"s{number}." for number in numbers))]
    return (of_them or [line for line in told if line.id.startswith("e")])[:MOST]


def staying(question: str, lines: Sequence[ReportLine]) -> str:
    """ "How many months do they stay?" asks for the tenure, where the file has it."""
    has = any(re.search(r"\btenure\b", line.text, re.I) for line in lines)
    return _STAYS.sub(r"what is the tenure\g<who>", question) if has else question


def names_a_column(question: str, lines: Sequence[ReportLine]) -> bool:
    """Whether it asks by a column that is no outcome, or a value of one: "which payment method leaves most?" """
    asked = {near for each in words(question) for near in {stem(each), *MEANING.get(stem(each), set())}}
    said = f" {' '.join(words(question))} "
    values = (found["value"] for line in lines if line.id[0] == "h" and (found := VALUE.match(line.text)))
    if any(f" {' '.join(words(each))} " in said for each in values):
        return True
    told = (line.text for line in lines if line.text.startswith("Columns of the file: "))
    columns = [found for text in told for found in _COLUMNS.findall(text.partition(": ")[2])]
    return any(
        own and own <= asked
        for name, role in columns
        if role not in ("outcome", "customer")
        for own in [{stem(each) for each in words(spaced(name))}]
    )


def looked_at_for_fairness(lines: Sequence[ReportLine], question: str) -> list[ReportLine]:
    """How it ended for those with something that is only looked at for fairness: "do older customers leave more?" """
    asked = {near for word in content_stems(question) for near in {word, *MEANING.get(word, set())}}
    cautions = [(line, _FAIRNESS.search(line.text)) for line in lines if line.id.startswith("k")]
    return [line for line, found in cautions if found and content_stems(found["who"]) & asked][:MOST]


def another_number(lines: Sequence[ReportLine], question: str) -> list[ReportLine] | None:
    """Asked why so many, where the report has another number: how many it has, what each test says, and what speaks for
    or against that many. None where it is the number of the report, or none is named."""
    asked = _COUNT.search(question)
    here = next((found[1] for line in lines if (found := _OF_ALL.match(line.text))), "")
    count = small_number(asked[1]) if asked else 0
    if not here or not count or str(count) == here:
        return None
    named = next((name for name, number in SMALL_NUMBERS.items() if number == count), str(count))
    decided = [line for line in lines if line.id.startswith("d")]
    why = [line for line in decided if line.text.startswith("There are ")]
    votes = [line for line in decided if "each test" in line.text]
    of_it = [line for line in decided if line.text.startswith(f"{named.capitalize()}: ")]
    return [*why[:1], *votes[:1], *of_it][:MOST]


def spaced(name: str) -> str:
    """TotalCharges -> total charges"""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").strip().lower()


def _said(line: ReportLine) -> str:
    """Of a line about a segment what stands behind its name."""
    return line.text.partition("”: ")[2] if line.id.startswith("s") else line.text
