"""What was found in the files of a study, in its own deck: two pages of each, or one of each where there are many."""

from __future__ import annotations

from collections.abc import Sequence

from decks.analysed.material import Analysed, named, noted, row
from decks.analysed.words import COUNTED, GIVEN, IN_DATA, NEXT, OF_FILE, READING, SEGMENT, SETS_APART, SIZE, STEP
from decks.deck import Group, Kind, Line, Part, Slide, Source, Table
from decks.visible import line as on_one_line
from decks.words import Say
from interviews.dates import day_in_words
from segments.telling import size, title
from segments.told import Segment

FEW = 2
"""Of so many files each has a page of its segments and one of what to do."""
MOST = 6
MOST_TRAITS = 2


def in_data(given: Sequence[Analysed], say: Say) -> Part | None:
    """None where no file of the study has segments. `given`: the newest first."""
    shown = _shown(given)
    slides = [slide for number, made in enumerate(shown, 1) for slide in _pages(made, _mark(number), len(shown), say)]
    return Part(number=0, name=say(IN_DATA), slides=tuple(slides)) if slides else None


def sources(given: Sequence[Analysed], say: Say) -> tuple[Source, ...]:
    """The files, each with its rows, its day and where the report stands."""
    return tuple(
        Source(
            mark=_mark(number),
            question=on_one_line(made.report.file),
            told=say(
                GIVEN,
                read=f"{made.report.receipt.read:,}",
                used=f"{made.report.receipt.used:,}",
                columns=len(made.report.understanding.columns),
            ),
            who=made.by,
            when=day_in_words(made.made_on, made.language) if made.made_on else "",
            link=made.link,
        )
        for number, made in enumerate(_shown(given), 1)
    )


def _pages(made: Analysed, mark: str, of: int, say: Say) -> list[Slide]:
    """Who they are and how many; then what to do, on the same page where there are many."""
    report = made.report
    told = say(OF_FILE, told=title(report, say), file=on_one_line(report.file))
    rows = [(named(each), size(report, each, say), _traits(each)) for each in report.segments]
    steps = [on_one_line(each) for each in report.next_steps]
    alone = of <= FEW
    next_step = [(say(NEXT), "", steps[0])] if steps and not alone else []
    table = Table(header=(say(SEGMENT), say(SIZE), say(SETS_APART)), rows=(*rows, *next_step))
    notes = noted([*(": ".join(filter(None, each)) for each in rows), *steps])
    headline = _line(told, Kind.COUNTED, COUNTED, mark, say)
    pages = [Slide(headline=headline, table=table, notes=notes)]
    if steps and alone:
        lines = tuple(row(STEP, each, say, kind=Kind.READING, number=n) for n, each in enumerate(steps, 1))
        headline = _line(say(OF_FILE, told=say(NEXT), file=on_one_line(report.file)), Kind.READING, READING, mark, say)
        pages.append(Slide(headline=headline, groups=(Group(heading="", lines=lines),), notes=noted(steps)))
    return pages


def _line(text: str, kind: Kind, label: str, mark: str, say: Say) -> Line:
    return Line(text=text, kind=kind, label=say(label), sources=(mark,))


def _traits(segment: Segment) -> str:
    return "; ".join(on_one_line(each.words) for each in segment.traits[:MOST_TRAITS])


def _shown(given: Sequence[Analysed]) -> list[Analysed]:
    return [each for each in given if each.report.found][:MOST]


def _mark(number: int) -> str:
    return f"d{number}"
