"""Whether the lines of a report carry what a model says of it: every figure stands there, and of that segment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.llm.report_tasks import ReportSentence
from flows.segmentation.claims import why_no_claim
from flows.segmentation.clauses import SEGMENT, Clause, Told, figures_only
from interviews.evidence import quotes_stand
from interviews.language import as_seen, content_stems, numbers, speaks_english
from personas.measures import measures
from segments.line_facts import Line, Piece
from segments.line_names import names_of
from segments.lines import lines_of
from segments.report import Report

MOST, LONGEST, MOST_CITED = 3, 400, 8
ENOUGH = 0.5
"""Share of a sentence's content words that must stand in the lines it cites, or mean what every report is about."""
FEWEST = 3
MONEY = frozenset(("dollar", "euro", "pound", "franc", "yen", "rupee"))
_LIST = re.compile(r"\bsegments\s+(\d{1,2}(?:(?:\s*,\s*|\s*,?\s+(?:and|or|&)\s+)\d{1,2}\b(?![.,]?\d|\s*%))+)", re.I)
_CLAUSE = re.compile(r"[;:,](?=\s)|\b(?:and|but|while|whereas)\b", re.I)
_OTHERS = re.compile(
    r",? the others [^;()]*|,? [\d.,]+ ?%? (?:of|among) the others\b|,? everybody else [^;()]*", re.I
)  # fmt: skip
_SPEAKS_OF_OTHERS = re.compile(r"\b(?:others?|else|rest|remaining|against|than|compared|elsewhere|versus|vs)\b", re.I)
_ENGLISH = re.compile(r"\b(?:the|and|than|customers)\b", re.I)
"""Words of no other language that is told here: a few that two share ("as") hide nothing."""
_MARKS = "“”„«»‘’\"'"
_SHARE_OR_MONEY = re.compile(r"\d\s*(?:%|percent\b)|[€$£]\s*\d", re.I)
_A_FILE = re.compile(r"\.[A-Za-z]{2,7}$")
_COMMON = content_stems(
    "segment customer client people member group file report data row line column share percent part money revenue "
    "amount spend spent spending pay paid value worth bring buy bought buyer purchase order leave left leaving churn "
    "churned cancel largest smallest biggest large small high highest low lowest average typical usually number count "
    "rule figure found find test tested differ different difference similar compare compared together answer"
)


@dataclass(frozen=True)
class Carried:
    """A sentence that may be shown, and the lines it rests on."""

    text: str
    lines: tuple[str, ...]
    place: int = 0
    """Of the sentences that were given."""


@dataclass(frozen=True)
class Source:
    """The numbered lines of a report. `names`: what has a name in the file, the longest first; `called`: name of a
    segment -> its number."""

    lines: Mapping[str, Line]
    names: tuple[str, ...]
    called: Mapping[str, int]


def source_of(report: Report) -> Source:
    return source(lines_of(report), names_of(report), {each.name: each.number for each in report.segments})


def source(lines: Sequence[Line], names: Sequence[str], called: Mapping[str, int]) -> Source:
    """All as people see it, as sentences are when they are held against it."""
    seen = {
        each.id: Line(each.id, as_seen(each.text), tuple(Piece(of.segment, as_seen(of.text)) for of in each.of))
        for each in lines
    }
    return Source(seen, tuple(map(as_seen, names)), {as_seen(name): number for name, number in called.items()})


def carried(told: Sequence[ReportSentence], source: Source) -> tuple[tuple[Carried, ...], tuple[str, ...]]:
    """-> (the sentences that their lines carry, why the others are not)"""
    kept, faults = list[Carried](), list[str]()
    for place, each in enumerate(told[:MOST]):
        text = as_seen(each.text)
        cited = tuple(dict.fromkeys(id.strip() for id in each.lines))
        if not text:
            continue
        if fault := _why_not(text, cited, source):
            faults.append(f"“{text[:LONGEST]}”: {fault}")
        else:
            kept.append(Carried(text, cited, place))
    return tuple(kept), tuple(faults)


def _why_not(text: str, cited: Sequence[str], source: Source) -> str:
    """Why the sentence may not be shown, in words for whoever wrote it; empty where it may."""
    unknown = [id for id in cited if id not in source.lines]
    if not cited or unknown:
        return f"there is no line {unknown[0]}" if unknown else "it cites no line"
    if len(text) > LONGEST or len(cited) > MOST_CITED:
        return f"it is longer than {LONGEST} letters or cites more than {MOST_CITED} lines"
    lines = [source.lines[id] for id in cited]
    whole = "\n".join(line.text for line in lines)
    if not quotes_stand(text, whole):
        return "words between quotation marks do not stand in the lines cited"
    english, plain = speaks_english(text) or _ENGLISH.search(text) is not None, _bare(text, source, spoken=True)
    pieces = [piece for line in lines for piece in _pieces(line, source)]
    here = {each.segment for line in lines for each in line.of} | _meant(_bare(whole, source))
    all_of_it = _meant(plain)
    if strange := sorted(all_of_it - here):
        return f"no line cited speaks of segment {strange[0]}"
    clauses = [Clause(each, frozenset(_meant(each) or _only(all_of_it))) for each in _CLAUSE.split(plain)]
    for clause in clauses:
        if fault := _why_no_figure(clause.text, set(clause.segments), pieces, english):
            return fault
    if not english or text in whole:
        return ""
    told = [_told(line, source) for line in lines]
    return _why_no_words(text, whole) or why_no_claim(plain, clauses, told)


def _only(segments: set[int]) -> set[int]:
    """The one that a sentence is about, where it is about one."""
    return segments if len(segments) == 1 else set()


def _told(line: Line, source: Source) -> Told:
    head = line.text
    for each in line.of:
        head = head.replace(each.text, " ")
    told = [(each.segment, SEGMENT.sub("segment", _bare(each.text, source))) for each in line.of]
    return Told(SEGMENT.sub("segment", _bare(head, source)), tuple(told))


def _pieces(line: Line, source: Source) -> Iterator[tuple[int | None, str]]:
    """(a segment or everybody, what the line says of it)"""
    rest = line.text
    for each in line.of:
        yield each.segment, _bare(each.text, source)
        rest = rest.replace(each.text, " ")
    for clause in _CLAUSE.split(_bare(rest, source)):
        meant = _meant(clause)
        yield (next(iter(meant)) if len(meant) == 1 else None), clause


def _why_no_figure(clause: str, meant: set[int], pieces: Sequence[tuple[int | None, str]], english: bool) -> str:
    near = [text for segment, text in pieces if segment is None or not meant or segment in meant]
    if english and not _SPEAKS_OF_OTHERS.search(clause):
        near = [_OTHERS.sub(" ", each) for each in near]
    told = figures_only(clause)
    there = "\n".join(figures_only(each) for each in near)
    said, known = numbers(told), numbers(there)
    # In a language whose word for a segment is not known, its number stands beside the others.
    known |= set() if english else {str(segment) for segment, _ in pieces if segment}
    if new := sorted(said - known):
        of = f" of segment {min(meant)}" if len(meant) == 1 else ""
        return f"the number {new[0]} does not stand in what the lines cited say{of}"
    counted, counts = measures(told), measures(there)
    for number, unit in sorted(counted):
        if (unit == "percent" or unit in MONEY) and (number, unit) not in counts:
            return f"the number {number} is not counted in {unit} there"
    plain = numbers(re.sub(r"[\d.,]+\s?%", " ", there))
    bare = sorted(number for number in said - plain if (number, "percent") in counts)
    if bare and not any(unit == "percent" for _, unit in counted):
        return f"the number {bare[0]} is a percentage there"
    return ""


def _why_no_words(text: str, whole: str) -> str:
    stems = content_stems(text) - _COMMON - numbers(text)
    if len(stems) < FEWEST or len(stems & content_stems(whole)) >= ENOUGH * len(stems):
        return ""
    return "most of its words do not stand in the lines cited"


def _bare(text: str, source: Source, *, spoken: bool = False) -> str:
    """With the number of a segment in the place of its name, each of several by itself, and without other names: in
    these a number is no figure, and a comma parts nothing. `spoken`: in a sentence that somebody says, what sounds like
    a figure (“99 % leave us”) is a name only between quotation marks."""
    seen = text.casefold()
    for name in source.names:
        if name.casefold() in seen or name.casefold().replace(" ", "-") in seen:
            number = source.called.get(name)
            put, flags = (" ", re.I) if number is None else (f"segment {number}", 0)
            written = r"[\s-]".join(map(re.escape, name.split(" ")))
            place = rf"(?<!\w){written}(?!\w)"
            if spoken and _sounds_like_a_figure(name):
                place = rf"[{_MARKS}]{written}[{_MARKS}]"
            text = re.sub(place, put, text, flags=flags)
    return _LIST.sub(lambda found: " ".join(f"segment {each}" for each in re.findall(r"\d+", found[1])), text)


def _sounds_like_a_figure(name: str) -> bool:
    """`99 % leave us`, `$ 5 each`; not `tenure 12m` or the name of a file."""
    return _SHARE_OR_MONEY.search(name) is not None and not _A_FILE.search(name)


def _meant(text: str) -> set[int]:
    """The segments that are spoken of."""
    return set(map(int, SEGMENT.findall(text)))
