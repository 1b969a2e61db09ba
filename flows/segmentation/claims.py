"""What an English sentence claims besides its figures: an order, a "not", a "together", what is counted. Figures that
stand in a line may still be turned round by the words about them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from flows.segmentation.clauses import NEGATED, SEGMENT, Clause, Told, figure, parts
from flows.segmentation.counted_as import counts, is_about, most_of, roughly
from interviews.language import numbers

_SENTENCE = re.compile(r"(?<=[a-z)%”]\.)\s+(?=[A-Z])")
_TURNED = re.compile(r"\b(?:not|never|without)\b", re.I)
_FIRST = re.compile(
    r"(?<!at )(?<!\w)(?:most(?! of (?!all)| likely| recent|ly| customers| tests| have)|highest|largest|biggest|greatest"
    r"|longest)\b",
    re.I,
)
_LAST = re.compile(r"(?<!at )(?<!\w)(?:least(?! one)|lowest|smallest|fewest|shortest)\b", re.I)
_SECOND = re.compile(r"\b(?:second|third|fourth|next|one of the)[- ]", re.I)
_MORE = r"more|higher|larger|bigger|older|longer|greater|often(?:er)?|richer"
_LESS = r"less|fewer|lower|smaller|shorter|younger|seldom(?:er)?|poorer|rarer"
_THAN = re.compile(
    rf"\b(?:(?P<more>{_MORE})|(?P<less>{_LESS}))\b[^.;:]*?\bthan (?P<other>segment \d+|the (?:others|rest))", re.I
)
_PAIRS = (
    re.compile(r"(?P<here>-?\d[\d.,]*) ?%?[^\d;]*?(?P<there>-?\d[\d.,]*) ?% (?:of|among) the others", re.I),
    re.compile(
        r"(?P<here>-?\d[\d.,]*)[^\d;]*?, (?:the )?others(?: typically| on average)? (?P<there>-?\d[\d.,]*)", re.I
    ),
)
_TOGETHER = re.compile(r"\b(?:together|combined|altogether|in (?:sum|total)|add up|sum)\b", re.I)
_COMPARES = re.compile(r"\b(?:than|against|compared|versus|vs)\b", re.I)
_JUDGED = re.compile(
    r"\b(?P<name>sizable|identifiable|reachable|responds differently|coherent|stable): (?P<verdict>yes|no|not known)\.",
    re.I,
)
_UNKNOWN = re.compile(r"\b(?:known|unknown|unclear|tell)\b", re.I)
_EVERY = re.compile(
    r"\b(?:everyone|everybody|always|all (?:of )?(?:them|segment \d+|(?:its|their) (?:customers|members)))\b", re.I
)
_NOBODY = re.compile(r"\b(?:nobody|no one|none of (?:them|segment \d+|its|their)|never)\b", re.I)


def why_no_claim(text: str, clauses: Sequence[Clause], told: Sequence[Told]) -> str:
    """Why the lines do not carry what is claimed, in words for whoever wrote it; empty where they do. `text`: the whole
    sentence, in which segments are called by their numbers."""
    for clause in clauses:
        for check in _CHECKS:
            if fault := check(clause, told):
                return fault
    whole = _compared(text, told) or _in_turn(text, told) or most_of(text) or _denied(clauses, told)
    parts_of_it = (Clause(part, frozenset(map(int, SEGMENT.findall(part)))) for part in re.split(r"[;:](?=\s)", text))
    return whole or next((fault for part in parts_of_it if (fault := _together(part, told))), "")


def _first_or_last(clause: Clause, told: Sequence[Told]) -> str:
    """Who has the most stands first where segments stand side by side, and who has the least last."""
    found = _FIRST.search(clause.text) or _LAST.search(clause.text)
    speaks = clause.segments or "segment" in clause.text.casefold()
    if found is None or not speaks or _SECOND.search(clause.text) or clause.negated:
        return ""
    ranked = [each for each in told if each.ranked]
    if not ranked:
        stands = any(re.search(rf"\b{found[0]}\b", each.whole, re.I) for each in told)
        return "" if stands else f"“{found[0]}” needs a line in which the segments stand side by side"
    ends = [each.of[0 if _FIRST.search(clause.text) else -1] for each in ranked]
    if len(clause.segments) == 1:
        number = min(clause.segments)
        if any(_same(each, number, end) for each, (end, _) in zip(ranked, ends, strict=True)):
            return ""
        return f"in the lines cited segment {number} is not the one with the {found[0]}"
    if clause.segments or not clause.numbers:
        return ""
    if any(clause.numbers <= numbers(f"{each.head} {text}") for each, (_, text) in zip(ranked, ends, strict=True)):
        return ""
    return f"that is not what the segment with the {found[0]} has there"


def _same(line: Told, segment: int, end: int) -> bool:
    place = line.place(segment)
    return place is not None and place == line.place(end)


def _compared(text: str, told: Sequence[Told]) -> str:
    """ "Segment 2 brings more than segment 1", "they churn less than the others"."""
    found = _THAN.search(text)
    named = SEGMENT.findall(text[: found.start()]) if found else []
    if found is None or not named or NEGATED.search(text[: found.end()]):
        return ""
    number, more = int(named[-1]), found["more"] is not None
    if other := SEGMENT.search(found["other"]):
        places = [(each.place(number), each.place(int(other[1]))) for each in told if each.ranked]
        known = [here < there for here, there in places if here is not None and there is not None and here != there]
    else:
        pairs = [pair for each in told for segment, said in each.of if segment == number for pair in _pairs(said)]
        known = [here > there for here, there in pairs if here != there]
    return "in the lines cited it is the other way round" if known and more not in known else ""


def _pairs(text: str) -> Iterator[tuple[float, float]]:
    for pattern in _PAIRS:
        for found in pattern.finditer(text):
            yield figure(found["here"]), figure(found["there"])


def _together(clause: Clause, told: Sequence[Told]) -> str:
    """A figure that is told of several segments is told of all of them, or stands for them together."""
    if len(clause.segments) < 2 or not clause.numbers or _COMPARES.search(clause.text):
        return ""
    of_all = {number for each in told for number in numbers(each.head)}
    if _TOGETHER.search(clause.text):
        new = sorted(clause.numbers - of_all)
        return f"the number {new[0]} does not stand there for several segments together" if new else ""
    if len(clause.numbers) > 1:
        return ""
    [number] = clause.numbers
    holds = all(any(number in numbers(text) for each in told for of, text in each.of if of == segment)
                for segment in clause.segments)  # fmt: skip
    return "" if holds or number in of_all else f"the number {number} is not that of each of these segments"


def _in_turn(text: str, told: Sequence[Told]) -> str:
    """ "Segments 1 and 2 bring 70 % and 30 %": each has the figure at its place."""
    for part in re.split(r"[;:](?=\s)", text):
        segments = [int(each) for each in SEGMENT.findall(part)]
        last = max((each.end() for each in SEGMENT.finditer(part)), default=0)
        figures = re.findall(r"\d[\d.,]*\d|\d", part[last:])
        if len(segments) < 2 or len(segments) != len(figures) or re.search(r"\d", SEGMENT.sub(" ", part[:last])):
            continue
        for segment, told_of in zip(segments, figures, strict=True):
            there = [said for each in told for number, said in each.of if number == segment]
            if there and not any(numbers(told_of) <= numbers(said) for said in there):
                return f"the number {told_of} is not that of segment {segment}"
    return ""


def _turned_round(clause: Clause, told: Sequence[Told]) -> str:
    """A figure of those who do is none of those who do not, and the other way."""
    sentences = (one for each in told for text in parts(each, clause) for one in _SENTENCE.split(text))
    near = [each for each in sentences if clause.numbers & numbers(each)]
    if not near or not clause.numbers:
        return ""
    if clause.negated and not any(NEGATED.search(each) for each in near):
        return "the lines cited say it without a “not”"
    if not clause.negated and all(_TURNED.search(each) for each in near):
        return "the lines cited say it with a “not” or “without”"
    return ""


def _judged(clause: Clause, told: Sequence[Told]) -> str:
    """Of what a criterion says, nothing else may be said."""
    for each in told:
        for text in parts(each, clause):
            found = _JUDGED.search(text)
            if found is None or re.search(rf"\b{found['name'].split()[0]}\b", clause.text, re.I) is None:
                continue
            verdict, said = found["verdict"].lower(), "no" if clause.negated else "yes"
            if _UNKNOWN.search(clause.text):
                said = "not known"
            if said != verdict:
                return f"the line says of “{found['name']}”: {verdict}"
    return ""


def _denied(clauses: Sequence[Clause], told: Sequence[Told]) -> str:
    """That something is not so stands in a line that says it is not."""
    denies = any(each.negated for each in clauses) and not any(each.numbers for each in clauses)
    says = any(NEGATED.search(each.whole) for each in told)
    return "the lines cited do not say that it is not so" if denies and not says else ""


def _of_everybody(clause: Clause, told: Sequence[Told]) -> str:
    """ "Everybody" is 100 %, "nobody" none."""
    near = " ".join(text for each in told for text in parts(each, clause))
    for pattern, told_so in ((_EVERY, r"(?<![\d.,])100 %"), (_NOBODY, r"(?<![\d.,])0 %|\b(?:no|none|nobody|no one)\b")):
        found = pattern.search(clause.text)
        if found and not clause.numbers and not re.search(rf"{told_so}|\b{found[0]}\b", near, re.I):
            return f"“{found[0]}” does not stand there"
    return ""


_CHECKS: tuple[Callable[[Clause, Sequence[Told]], str], ...] = (
    _first_or_last, _judged, _turned_round, _of_everybody, roughly, counts, is_about,
)  # fmt: skip
