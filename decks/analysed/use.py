"""What is likely to come, what to know before, who moved since the file before, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator

from decks.analysed.material import BEFORE, FILE, Analysed, listed, noted, of_rows, row, titled
from decks.analysed.words import (
    BESIDE_GUESS,
    BEST,
    COUNTS,
    ENDED,
    FAIRNESS,
    FORECAST,
    FROM,
    GONE,
    HOW_COUNTED,
    HOW_MANY,
    IS_FORETOLD,
    MOVED,
    NEW,
    NEW_HERE,
    NEXT,
    NO_CARE,
    NO_CURRENCY,
    NOT_COMPARED,
    OF_NOBODY,
    READING,
    SHIFTED,
    STEP,
    STILL_BOUGHT,
    STILL_FITS,
    TAKE_CARE,
    TO,
    WHY,
)
from decks.deck import Kind, Line, Slide, Table
from decks.visible import line as on_one_line
from decks.words import Say
from segments import receipt_words
from segments.report import Report
from segments.sentences import sentences
from segments.shares import percent
from segments.since import Since
from segments.telling import no_forecast
from segments.telling_since import by_then, since_in_words
from segments.telling_words import BORDERS, HOLDS_OLD, NAIVE, NO_FORECAST, NO_SEGMENT, TRIED
from segments.told import Kind as FileKind

MOST_MOVES = 12
MANY = 0.01
"""Of the rows: fewer without a customer are told where the rows are."""


def likely(made: Analysed, say: Say) -> list[Slide]:
    """Sentence by sentence: what was foretold, what came of it when it was tried, what to use it for; its notes have
    how it was tried."""
    report = made.report
    rows = [*listed(FORECAST, sentences(report.predictions), say), *listed(BEST, report.best, say)]
    tried = [f"{say(TRIED)}: {each}" for each in report.tried]
    if not rows:
        return []
    if not report.predictions:
        return [of_rows(titled(say(BEST), say), rows, tried)]
    title = say(NO_FORECAST if no_forecast(report) else BESIDE_GUESS)
    return [of_rows(titled(title, say, label=IS_FORETOLD), rows, tried)]


def careful(made: Analysed, say: Say) -> list[Slide]:
    """What would harm somebody, or mislead: how the file is counted, first."""
    report = made.report
    lines = listed(COUNTS, _counted(report, say), say) if report.found else []
    lines += listed(FAIRNESS, report.cautions, say, kind=Kind.UNKNOWN)
    text = TAKE_CARE if report.found else NO_CARE
    return [of_rows(titled(say(text), say), lines)] if lines else []


def _counted(report: Report, say: Say) -> Iterator[str]:
    """What whoever takes the figures elsewhere would get wrong."""
    receipt = report.receipt
    if receipt.returned:
        yield say(STILL_BOUGHT, returned=receipt.returned)
    nobody = sum(each.rows for each in receipt.left if each.why == receipt_words.NO_CUSTOMER)
    if report.understanding.kind is FileKind.TRANSACTIONS and nobody >= MANY * receipt.read:
        yield say(OF_NOBODY, share=percent(nobody / receipt.read), rows=f"{nobody:,}")
    if receipt_words.NO_CURRENCY in receipt.noted:
        yield say(NO_CURRENCY)


def since(made: Analysed, say: Say) -> list[Slide]:
    """Who moved, and whether the segments before still fit."""
    found = made.report.since
    if found is None:
        return []
    first, *others = since_in_words(found.model_copy(update={"holds": True}), say)
    if not found.compared or not found.both:
        headline = titled(say(NOT_COMPARED, file=found.file), say, kind=Kind.UNKNOWN, sources=FILE + BEFORE)
        # Where the whole file is larger or smaller, that is said first.
        why = others[0] if found.compared and found.whole else first
        return [of_rows(headline, [row(WHY, why, say, kind=Kind.UNKNOWN), *_shifts(found, say)])]
    headline = titled(first, say, sources=FILE + BEFORE)
    slides = []
    rows = _moves(found, say)
    if rows:
        told = [f"{customers}: {before} → {after}" for before, customers, after in rows]
        naive = say(NAIVE, stayed=f"{found.stayed:,}", both=f"{found.both:,}") if found.moved else ""
        shown = (*rows[:MOST_MOVES], *([("", "", naive)] if naive else []))
        table = Table(header=(say(FROM), say(HOW_MANY), say(TO)), rows=shown)
        slides.append(Slide(headline=headline, table=table, notes=noted([*told, naive])))
    fits = [row(STILL_FITS, found.words, say)] if found.words else []
    moved = [row(MOVED, others[0], say)] if found.whole else []
    borders = [row(HOW_COUNTED, say(BORDERS, file=found.file), say)] if found.by_borders else []
    borders += [row(HOW_COUNTED, other, say)] if (other := by_then(found, say, found.file)) else []
    grown = [row(HOW_COUNTED, say(HOLDS_OLD, file=found.file), say)] if found.holds_old and found.moved else []
    lines = [*moved, *borders, *grown, *fits, *_shifts(found, say)]
    if lines or not slides:
        slides.append(of_rows(headline, lines))
    return slides


def following(made: Analysed, say: Say) -> list[Slide]:
    report = made.report
    if not report.next_steps:
        return []
    rows = [row(STEP, each, say, kind=Kind.READING, number=number) for number, each in enumerate(report.next_steps, 1)]
    return [of_rows(titled(say(NEXT), say, kind=Kind.READING, label=READING), rows)]


def _moves(found: Since, say: Say) -> list[tuple[str, str, str]]:
    moves = [
        (on_one_line(each.before) or say(NO_SEGMENT), f"{each.customers:,}", on_one_line(each.after) or say(NO_SEGMENT))
        for each in found.moves
    ]
    came = [(say(NEW_HERE), f"{found.came:,}", "")] if found.came else []
    return [*moves, *came, *([("", f"{found.gone:,}", say(GONE))] if found.gone else [])]


def _shifts(found: Since, say: Say) -> list[Line]:
    rows = listed(SHIFTED, found.drift, say)
    for label, names in ((NEW, found.new), (ENDED, found.ended)):
        rows += [row(label, ", ".join(names), say)] if names else []
    return rows
