"""What was read, and whether there are segments: the receipt, the decision, and where the rules disagree."""

from __future__ import annotations

from decks.analysed.material import METHOD, Analysed, listed, noted, of_rows, row, titled
from decks.analysed.words import (
    AGREED,
    AGREED_MOSTLY,
    ASKS,
    BECAME,
    COMPARED,
    DISAGREE,
    DISAGREED,
    FIGURES,
    GAP,
    IS_USED,
    JACCARD,
    JUDGED,
    KNOW,
    LOOKED_AT,
    NO_SEGMENTS,
    OPEN,
    ROWS,
    ROWS_USED,
    RULE,
    RULES,
    SAYS,
    SEGMENTS,
    SET_ASIDE,
    SILHOUETTE,
    STRENGTH,
    WAS_READ,
    WHY,
)
from decks.deck import Kind, Line, Slide, Table
from decks.visible import line as on_one_line
from decks.words import Say
from segments.report import Report
from segments.telling import title
from segments.telling_words import CUSTOMERS_IN, GONE_BACK, MONEY_IN
from segments.told import UNDECIDED, Scores


def was_read(made: Analysed, say: Say) -> list[Slide]:
    """The receipt, which adds up."""
    report, receipt = made.report, made.report.receipt
    rows = [(f"{receipt.read:,}", say(WAS_READ))]
    rows += [(f"−{left.rows:,}", on_one_line(left.why)) for left in receipt.left if left.rows]
    rows.append((f"{receipt.used:,}", say(IS_USED)))
    headline = titled(say(ROWS_USED, used=f"{receipt.used:,}", read=f"{receipt.read:,}"), say)
    rows += [(f"{receipt.customers:,}", say(CUSTOMERS_IN))] if receipt.customers else []
    rows += [(receipt.amount, say(MONEY_IN))] if receipt.amount else []
    rows += [(receipt.returned, say(GONE_BACK))] if receipt.returned else []
    told = [f"{count} {why}" for count, why in rows]
    looked_at = [f"{say(LOOKED_AT)}: {', '.join(report.features)}."] if report.features else []
    beside = [each for each in (report.understanding.said, receipt.choice, *receipt.noted, *looked_at) if each]
    notes = noted([*told, *beside])
    table = Table(header=(say(ROWS), say(BECAME)), rows=(*rows, *(("", on_one_line(each)) for each in beside)))
    return [Slide(headline=headline, table=table, notes=notes)]


def whether(made: Analysed, say: Say) -> list[Slide]:
    """The decision with its reasons; then what each rule says, the figures, and how they were compared."""
    report = made.report
    rows = [
        row(WHY, report.why, say),
        *([row(KNOW, report.sorted_already, say)] if report.sorted_already else []),
        *listed(DISAGREE, report.disagreements, say, kind=Kind.UNKNOWN),
        *listed(SET_ASIDE, report.vetoes, say, kind=Kind.UNKNOWN),
    ]
    slides = [of_rows(_judged(title(report, say), say), rows)]
    slides += [_rules(report, say)] if report.votes else []
    slides += [_figures(report, say)] if report.scores else []
    return [*slides, *_compared(report, say)]


def _judged(text: str, say: Say) -> Line:
    return titled(text, say, kind=Kind.METHOD, label=JUDGED, sources=METHOD)


def _rules(report: Report, say: Say) -> Slide:
    votes = set(report.votes.values())
    agreed = len(votes - {UNDECIDED}) < 2
    headline = DISAGREED if not agreed else AGREED_MOSTLY if UNDECIDED in votes else AGREED
    rows = tuple(
        (rule, _vote(count, say), say(RULES[rule]) if rule in RULES else "") for rule, count in report.votes.items()
    )
    notes = noted([*(f"{rule}: {count}" for rule, count, _ in rows), *report.disagreements, *report.vetoes])
    table = Table(header=(say(RULE), say(SAYS), say(ASKS)), rows=rows)
    return Slide(headline=_judged(say(headline), say), table=table, notes=notes)


def _vote(count: int, say: Say) -> str:
    return str(count) if count > 1 else say(OPEN if count == UNDECIDED else NO_SEGMENTS)


def _figures(report: Report, say: Say) -> Slide:
    header = tuple(map(say, (SEGMENTS, SILHOUETTE, GAP, STRENGTH, JACCARD)))
    rows = tuple(map(_scored, report.scores))
    notes = noted("; ".join(f"{name} {cell}" for name, cell in zip(header, each, strict=True)) for each in rows)
    return Slide(headline=_judged(say(FIGURES), say), table=Table(header=header, rows=rows), notes=notes)


def _scored(scores: Scores) -> tuple[str, ...]:
    return (
        f"{scores.count} ({', '.join(f'{size:,}' for size in scores.sizes)})",
        f"{scores.silhouette:.2f}",
        f"{scores.gap:.2f} ± {scores.gap_error:.2f}",
        f"{scores.prediction_strength:.2f}",
        ", ".join(f"{each:.2f}" for each in scores.jaccard),
    )


def _compared(report: Report, say: Say) -> list[Slide]:
    rows = listed(KNOW, report.notes, say)
    return [of_rows(_judged(say(COMPARED), say), rows)] if rows else []
