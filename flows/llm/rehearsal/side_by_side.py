"""What sets one segment apart from another, or from all others, and what is behind its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.llm.report_tasks import ReportLine

MOST = 3
_COMPARES = re.compile(
    r"\b(?:compar(?:e|ed|ing|ison)\b(?! by)|differences?|different|differs?|versus|vs|distinguish\w*"
    r"|set\w* \w+( \d+)? apart|better than|worse than)\b",
    re.I,
)
_WHO = re.compile(
    r"\b(?:who (?:is|are) (?:in )?|describe |tell (?:me|us) (?:more )?about |what (?:is|are|makes) |explain )"
    r"(?:the )?(?:customers (?:of|in) |people in )?segments? #?\d+(?: (?:like|about|special))?\W*$"
    r"|\bwhat (?:does|do|is meant by) \W?segment #?\d+\W? mean\b"
    r"|\bmeant? by \W?segment #?\d+",
    re.I,
)
_SIZE = re.compile(r"\bhow (?:big|large|small|many)\b", re.I)
_RANKED = re.compile(r"^By (?P<what>.+?), the (?:highest|largest) first: ")
_PART = re.compile(r"Segment (?P<number>\d+), “[^”]*”: (?P<cell>[^;]*)")
_FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


def side_by_side(lines: Sequence[ReportLine], question: str, numbers: set[str]) -> list[ReportLine]:
    """Of several segments the lines in which they differ most; of one what sets it apart; else of all what they differ
    by. None where nobody asks for that."""
    compares = _COMPARES.search(question) is not None and not _SIZE.search(question)
    ranked = [line for line in lines if line.id[0] == "c" and line.id != "c1" and _RANKED.match(line.text)]
    if len(numbers) > 1 and compares:
        return sorted(ranked, key=lambda line: -_apart(line, numbers))[:MOST]
    if numbers and (compares or _WHO.search(question)):
        own = [line for line in lines if line.id.startswith(f"s{min(numbers)}.")]
        size = own[:1] if not re.search(r"\bmean", question, re.I) else []
        rule = [line for line in own if "”: How to know a member: " in line.text]
        return [*size, *own[1:3], *rule][:MOST]
    whole = re.search(r"\b(?:segments|groups|clusters|they)\b", question, re.I)
    return ranked[:MOST] if compares and not numbers and whole else []


def of_these(line: ReportLine, question: str, numbers: set[str]) -> str:
    """What a line that ranks all segments says of those that are compared; empty where all of it is told."""
    head = _RANKED.match(line.text)
    if len(numbers) < 2 or head is None or line.id[0] != "c" or not _COMPARES.search(question):
        return ""
    return head[0] + "; ".join(part[0] for part in _PART.finditer(line.text) if part["number"] in numbers)


def _apart(line: ReportLine, numbers: set[str]) -> float:
    """How far the segments are from each other in it, as a part of the larger figure: 0 to 1."""
    cells = [part["cell"] for part in _PART.finditer(line.text) if part["number"] in numbers]
    figures = [abs(float(found[0].replace(",", ""))) for cell in cells if (found := _FIGURE.search(cell))]
    return (max(figures) - min(figures)) / max(figures) if len(figures) > 1 and max(figures) else 0.0
