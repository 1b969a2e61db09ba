"""A report as numbered lines: what somebody may ask about it is answered from these, and shown with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from segments import line_words as words
from segments.line_facts import Fact, Line, Piece
from segments.lines_since import since_of
from segments.measured import LEAVING_OUT
from segments.report import Report
from segments.sentences import sentences
from segments.shares import percent
from segments.telling import (
    about,
    felt,
    money_in,
    no_forecast,
    size,
    stage,
    title,
    vote,
    whose,
)  # fmt: skip
from segments.telling_words import Say, plain
from segments.told import Segment

LONGEST, MOST_LETTERS = 600, 28_000
"""Letters of one line, and of all lines together: of more, what says least is left out."""
MOST_COLUMNS, TOGETHER = 60, 15
"""Columns that are named, and so many of them in one line."""
MOST_TRAITS, MOST_QUOTES = 8, 2
_FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


def lines_of(report: Report, say: Say = plain) -> tuple[Line, ...]:
    """Everything that a report says, a fact a line, in the order of the report.

    `say`: (English, values) -> the sentence in the language that is spoken; ids are the same in any.
    """
    told = [
        (weight, Line(f"{group}{'.' if group[-1].isdigit() else ''}{number}", _short(text), of))
        for group, facts in _groups(report, say)
        for number, (weight, text, of) in enumerate(facts, 1)
    ]
    kept, left = set[int](), MOST_LETTERS
    for place in sorted(range(len(told)), key=lambda place: told[place][0]):
        left -= len(told[place][1].text) + len(told[place][1].id)
        if left < 0:
            break
        kept.add(place)
    return tuple(line for place, (_, line) in enumerate(told) if place in kept)


def _groups(report: Report, say: Say) -> Iterator[tuple[str, Iterable[Fact]]]:
    yield "r", _rows(report, say)
    yield "e", [*(Fact(1, each) for each in report.in_all), *_averages(report, say)]
    yield "d", _decision(report, say)
    yield "c", _side_by_side(report, say)
    for number, segment in enumerate(report.segments):
        yield f"s{segment.number}", _segment(report, number, segment, say)
    yield "h", _counted(report, say)
    yield "v", _voices(report, say)
    yield "b", [Fact(1, each) for each in report.best]
    yield "f", [Fact(2, each) for each in sentences(_foretold(report))]
    yield "k", [Fact(1, say(words.CAUTION, words=each)) for each in report.cautions]
    yield "t", since_of(report, say)
    yield "a", [_advice(report, each, say) for each in report.next_steps]
    yield "n", _how(report, say)


def _rows(report: Report, say: Say) -> Iterator[Fact]:
    """What was read, what was not, and why."""
    receipt = report.receipt
    yield Fact(0, report.understanding.said)
    yield Fact(0, say(words.READ, read=f"{receipt.read:,}", used=f"{receipt.used:,}"))
    for left in receipt.left:
        yield Fact(1, say(words.LEFT, rows=f"{left.rows:,}", why=left.why))
    if not receipt.left:
        yield Fact(1, say(words.NOTHING_LEFT))
    if receipt.days:
        first, last = str(receipt.days.first), str(receipt.days.last)
        yield Fact(1, say(words.DAYS, first=first, last=last, days=f"{receipt.days.count:,}"))
    if receipt.customers:
        yield Fact(0, say(words.CUSTOMERS, count=f"{receipt.customers:,}", whom=say(report.whom)))
    if receipt.amount:
        by = report.understanding.money or money_in(report, say)
        yield Fact(0, say(words.MONEY, amount=receipt.amount, money=by))
    if receipt.returned:
        yield Fact(1, say(words.RETURNED, returned=receipt.returned))
    yield from (Fact(3, each) for each in (receipt.choice, *receipt.noted) if each)


def _decision(report: Report, say: Say) -> Iterator[Fact]:
    yield Fact(0, f"{title(report, say)}.")
    yield from (Fact(0, each) for each in sentences((report.why,)) if each)
    if report.votes:
        votes = [f"{say(rule)} {vote(count, say)}" for rule, count in report.votes.items()]
        yield Fact(0, say(words.VOTES, votes=", ".join(votes)))
    yield from (Fact(2, each) for each in (*report.disagreements, *report.vetoes, *report.other_ways))
    yield from [Fact(2, report.sorted_already)] if report.sorted_already else []
    for scores in report.scores:
        figures = {"silhouette": scores.silhouette, "gap": scores.gap, "error": scores.gap_error}
        figures |= {"strength": scores.prediction_strength}
        jaccard = ", ".join(f"{each:.2f}" for each in scores.jaccard)
        told = {name: f"{value:.2f}" for name, value in figures.items()}
        told |= {} if scores.has_gap else dict.fromkeys(("gap", "error"), "not measured")
        yield Fact(5, say(words.SCORED, count=scores.count, jaccard=jaccard, **told))


def _side_by_side(report: Report, say: Say) -> Iterator[Fact]:
    """Whoever asks for the most or the least finds it here."""
    given = report.segments
    if not given:
        return
    sizes = [f"{each.size:,} ({percent(each.share)})" for each in given]
    yield _ranked(words.LARGEST, given, sizes, say)
    if all(each.value_share is not None for each in given):
        money = [percent(each.value_share or 0.0) for each in given]
        by = report.money or report.understanding.money
        yield _ranked(words.RICHEST_BY if by else words.RICHEST, given, money, say, money=by)
    yield from _outcomes(given, say)
    apart = report.apart
    for place, feature in enumerate(apart.features if apart and len(apart.rows) == len(given) else ()):
        assert apart is not None
        if f"{LEAVING_OUT} “" in feature:
            continue  # how many have it, of all, is counted among `h`: one figure for one question
        cells = [row[place].words for row in apart.rows]
        text = words.SORTED if all(_FIGURE.search(each) for each in cells) else words.UNSORTED
        yield _ranked(text, given, cells, say, what=feature)


def _outcomes(given: Sequence[Segment], say: Say) -> Iterator[Fact]:
    """Of those that are told the same thing of: leaving, answering, buying."""
    found: dict[str, list[tuple[Segment, str]]] = {}
    for segment in given:
        for each in segment.criteria:
            if each.outcome:
                found.setdefault(each.outcome, []).append((segment, each.here))
    for what, told in found.items():
        if len(told) > 1:
            yield _ranked(words.SORTED, [segment for segment, _ in told], [here for _, here in told], say, what=what)


def _ranked(text: str, given: Sequence[Segment], cells: Sequence[str], say: Say, **told: str) -> Fact:
    pairs = list(zip(given, cells, strict=True))
    if text != words.UNSORTED:
        pairs.sort(key=lambda each: -_worth(each[1]))
    pieces = tuple(Piece(each.number, f"{_named(each, say)}: {cell}") for each, cell in pairs)
    return Fact(0, say(text, segments="; ".join(piece.text for piece in pieces), **told), pieces)


def _worth(cell: str) -> float:
    found = _FIGURE.search(cell)
    return float(found[0].replace(",", "")) if found else 0.0


def _segment(report: Report, place: int, segment: Segment, say: Say) -> Iterator[Fact]:
    def fact(weight: int, said: str) -> Fact:
        text = _short(f"{_named(segment, say)}: {said}")
        return Fact(weight, text, (Piece(segment.number, text),))

    yield fact(0, size(report, segment, say))
    for number, trait in enumerate(segment.traits[:MOST_TRAITS]):
        yield fact(1 if number < MOST_TRAITS // 2 else 4, trait.words)
    if segment.rule:
        yield fact(2, say(words.RULE, rule=segment.rule))
    judged = {"met": words.AGREES, "not met": words.DOES_NOT, "unknown": words.NOT_KNOWN}
    for each in segment.criteria:
        yield fact(2, say(judged[each.verdict], name=say(each.name), words=each.words))
    for step in report.journeys[place] if place < len(report.journeys) else ():
        yield fact(4 if step.known else 6, say(words.WAY, stage=stage(step, say)))


def _averages(report: Report, say: Say) -> Iterator[Fact]:
    for each in report.averages:
        of = f"{each.known or report.customers:,}"
        text = words.USUALLY_OF if each.known else words.USUALLY
        told = say(text, what=each.words, of=of, whom=say(report.whom), all=each.all)
        cells = [(part.number, each.each[part.label]) for part in report.segments if part.label < len(each.each)]
        cells = sorted((cell for cell in cells if cell[1]), key=lambda cell: -_worth(cell[1]))
        pieces = tuple(Piece(number, say(words.ONE_BY_NUMBER, number=number, cell=cell)) for number, cell in cells)
        together = "; ".join(piece.text for piece in pieces)
        yield Fact(2, say(words.BY_SEGMENT, told=told, segments=together) if pieces else told, pieces)


def _counted(report: Report, say: Say) -> Iterator[Fact]:
    """How many have what; of each segment by its number alone, so that many find room."""
    for each in report.tallies:
        told = {"what": each.words, "count": f"{each.count:,}", "of": f"{report.customers:,}", "whom": say(report.whom)}
        told |= {"share": percent(each.count / max(1, report.customers))}
        parts = [(part, each.each[part.label]) for part in report.segments if part.label < len(each.each) and part.size]
        parts.sort(key=lambda part: -part[1] / part[0].size)
        pieces = tuple(Piece(part.number, _portion(part, count, say)) for part, count in parts)
        together = "; ".join(piece.text for piece in pieces)
        text = say(words.COUNTED_EACH, **told, segments=together) if pieces else say(words.COUNTED, **told)
        yield Fact(4, text, pieces)


def _portion(segment: Segment, count: int, say: Say) -> str:
    told = {"number": segment.number, "count": f"{count:,}", "of": f"{segment.size:,}"}
    return say(words.PORTION, **told, share=percent(count / segment.size))


def _voices(report: Report, say: Say) -> Iterator[Fact]:
    for voice in report.voices:
        who, of = whose(report, voice, say), [each.number for each in report.segments if each.label == voice.label]

        def fact(weight: int, said: str, who: str = who, of: list[int] = of) -> Fact:
            text = _short(f"{who}. {said}")
            return Fact(weight, text, tuple(Piece(number, text) for number in of))

        yield fact(1, say(words.SAID, words=felt(voice, say)))
        for topic in voice.topics:
            yield fact(3, say(words.SAID, words=about(topic, say)))
            yield from (fact(5, say(words.QUOTED, quote=quote)) for quote in topic.quotes[:MOST_QUOTES])


def _foretold(report: Report) -> tuple[str, ...]:
    """All of it; of a forecast that is not to be used only that."""
    return report.predictions if no_forecast(report) else report.tried or report.predictions


def _advice(report: Report, said: str, say: Say) -> Fact:
    text = say(words.ADVICE, words=said)
    named = [(at, each.number) for each in report.segments if (at := said.find(f"“{each.name}”")) >= 0]
    return Fact(3, text, (Piece(min(named)[1], text),) if named else ())


def _how(report: Report, say: Say) -> Iterator[Fact]:
    """What was compared, what was set aside and why, and what the columns were taken for."""
    if report.features:
        yield Fact(1, say(words.COMPARED, features=", ".join(report.features)))
    if report.method and report.segments:
        yield Fact(1, say(words.MADE[report.method]))
    yield from (Fact(2, each) for each in report.notes)
    columns = [f"{each.name} ({each.role.value})" for each in report.understanding.columns[:MOST_COLUMNS]]
    for at in range(0, len(columns), TOGETHER):
        yield Fact(2, say(words.COLUMNS, columns=", ".join(columns[at : at + TOGETHER])))


def _named(segment: Segment, say: Say) -> str:
    return say(words.OF_SEGMENT, number=segment.number, name=segment.name)


def _short(text: str) -> str:
    """Cut between words: half a number would be another one."""
    whole = " ".join(text.split())
    if len(whole) <= LONGEST:
        return whole
    cut = whole[:LONGEST].rpartition(" ")[0] or re.sub(r"[\d.,]+$", "", whole[:LONGEST])
    return f"{cut.rstrip(' ,;:')}…"
