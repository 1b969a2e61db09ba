"""How the segments were found, in two pages: how sure that is, and what was read."""

from __future__ import annotations

from collections.abc import Sequence

from decks.analysed.material import METHOD, Analysed, listed, noted, of_rows, row, titled
from decks.analysed.words import (
    AGREED,
    AGREED_MOSTLY,
    BECAME,
    COMPARED,
    DISAGREE,
    DISAGREED,
    DISAGREED_FAR_APART,
    FIGURES,
    GAP,
    IS_USED,
    JACCARD,
    JUDGED,
    KNOW,
    LOOKED_AT,
    MAKES,
    NO_SEGMENTS,
    OPEN,
    OTHER_REASONS,
    ROWS,
    ROWS_USED,
    RULES,
    SEGMENTS,
    SET_ASIDE,
    SILHOUETTE,
    STRENGTH,
    TESTS,
    WAS_READ,
    WHY,
)
from decks.deck import Kind, Slide, Table
from decks.visible import line as on_one_line
from decks.words import Say
from segments.report import Report
from segments.telling import title
from segments.telling_words import CUSTOMERS_IN, GONE_BACK, MONEY_IN
from segments.told import UNDECIDED, Receipt, Scores
from segments.validation.enough import far_apart, halves

MOST_LEFT = 4
"""Reasons why rows are left out, on the page."""


def was_read(made: Analysed, say: Say) -> list[Slide]:
    """The receipt, which adds up, on one page; its notes have what was changed without leaving a row out."""
    report, receipt = made.report, made.report.receipt
    headline = titled(say(ROWS_USED, used=f"{receipt.used:,}", read=f"{receipt.read:,}"), say)
    left = [(f"−{each.rows:,}", on_one_line(each.why)) for each in receipt.left if each.rows]
    rows = [(f"{receipt.read:,}", say(WAS_READ)), *_most(receipt, left, say), (f"{receipt.used:,}", say(IS_USED))]
    worth = [(f"{receipt.customers:,}", say(CUSTOMERS_IN))] if receipt.customers else []
    worth += [(receipt.amount, say(MONEY_IN))] if receipt.amount else []
    worth += [(receipt.returned, say(GONE_BACK))] if receipt.returned else []
    counted = [rows[0], *left, rows[-1], *worth]
    looked_at = [f"{say(LOOKED_AT)}: {', '.join(report.features)}."] if report.features else []
    told = [*(f"{count} {why}" for count, why in counted), report.understanding.said, receipt.choice]
    table = Table(header=(say(ROWS), say(BECAME)), rows=(*rows, *worth))
    return [Slide(headline=headline, table=table, notes=noted([*told, *receipt.noted, *looked_at]))]


def _most(receipt: Receipt, left: Sequence[tuple[str, str]], say: Say) -> list[tuple[str, str]]:
    """The reasons why most rows are left out; those that a page has no room for, together."""
    if len(left) <= MOST_LEFT:
        return list(left)
    counts = [each.rows for each in receipt.left if each.rows]
    first = sorted(sorted(range(len(left)), key=lambda at: -counts[at])[: MOST_LEFT - 1])
    others = sum(counts) - sum(counts[at] for at in first)
    return [*(left[at] for at in first), (f"−{others:,}", say(OTHER_REASONS))]


def how_sure(made: Analysed, say: Say) -> list[Slide]:
    """Why there are so many segments, or none, and what each rule says; its notes have the figures behind the rules,
    where they disagree and how the segments were compared."""
    report = made.report
    rows = [row(WHY, report.why, say)]
    rows += [row(KNOW, report.sorted_already, say)] if report.sorted_already else []
    rows += listed(TESTS, (_says(rule, count, say) for rule, count in report.votes.items()), say)
    text = _agreement(report, say) if report.found and report.votes else title(report, say)
    headline = titled(text, say, kind=Kind.METHOD, label=JUDGED, sources=METHOD)
    return [of_rows(headline, rows, [*_labelled(report, say), *_figures(report.scores, say)])]


def _agreement(report: Report, say: Say) -> str:
    votes = set(report.votes.values())
    if len(votes - {UNDECIDED}) > 1:
        own = next((each for each in report.scores if each.count == len(report.segments)), None)
        return say(DISAGREED_FAR_APART if own and far_apart(own) else DISAGREED)
    return say(AGREED_MOSTLY if UNDECIDED in votes else AGREED)


def _says(rule: str, count: int, say: Say) -> str:
    """`How far apart the groups stand, beside how wide each is: 2 segments`"""
    counted = say(MAKES, count=count) if count > 1 else say(OPEN if count == UNDECIDED else NO_SEGMENTS)
    return f"{say(RULES[rule])}: {counted}" if rule in RULES else counted


def _labelled(report: Report, say: Say) -> list[str]:
    told = ((DISAGREE, report.disagreements), (SET_ASIDE, report.vetoes), (COMPARED, report.notes))
    return [f"{say(label)}: {each}" for label, texts in told for each in texts]


def _figures(given: Sequence[Scores], say: Say) -> list[str]:
    """A line for each number of segments that was tried."""
    header = tuple(map(say, (SEGMENTS, SILHOUETTE, GAP, STRENGTH, JACCARD)))
    lines = ["; ".join(f"{name} {cell}" for name, cell in zip(header, _scored(each), strict=True)) for each in given]
    return [say(FIGURES), *lines] if lines else []


def _scored(scores: Scores) -> tuple[str, ...]:
    return (
        f"{scores.count} ({', '.join(f'{size:,}' for size in scores.sizes)})",
        f"{scores.silhouette:.2f}",
        f"{scores.gap:.2f} ± {scores.gap_error:.2f}" if scores.has_gap else "not measured",
        halves(scores),
        ", ".join(f"{each:.2f}" for each in scores.jaccard),
    )
