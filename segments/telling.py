"""The report as Markdown: for the command line, a file, a canvas."""

from __future__ import annotations

import re

from segments.report import Report
from segments.said import Stage
from segments.told import Scores, Segment

MARKS = {"met": "✓", "not met": "✗", "unknown": "?"}
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")


def markdown(report: Report) -> str:
    """All of it, the useful part first."""
    title = f"{len(report.segments)} segments among {report.customers:,} {report.whom}"
    lines = [f"# {title if report.found else 'There are no real segments here'}", "", _safe(report.why), ""]
    for segment in report.segments:
        lines += _segment(report, segment)
    for segment, stages in zip(report.segments, report.journeys, strict=False):
        lines += _listed(f"The way of {_safe(segment.name)}", tuple(map(_stage, stages)))
    lines += _listed("What I would do next", report.next_steps)
    lines += _listed("Who brings most", report.best)
    lines += _listed("What is likely to come", report.predictions)
    lines += _listed("To know before using this", report.cautions)
    lines += _listed("How they were compared", report.notes)
    lines += ["## What each rule says", "", *_votes(report), ""]
    lines += _table(report.scores)
    lines += _listed("Where they disagree", (*report.disagreements, *report.vetoes))
    return "\n".join([*lines, *_receipt(report)]).rstrip() + "\n"


def _segment(report: Report, segment: Segment) -> list[str]:
    share = f"{segment.size:,} of {report.customers:,} {report.whom} ({100 * segment.share:.0f} %)"
    if segment.value_share is not None:
        share += f", {100 * segment.value_share:.0f} % of the money"
    lines = [f"## {segment.label + 1}. {_safe(segment.name)}", "", f"{share}.", ""]
    lines += [f"- {_safe(trait.words)}" for trait in segment.traits]
    lines += ["", _safe(segment.rule), ""] if segment.rule else [""]
    lines += [f"- {MARKS[each.verdict]} {each.name}: {_safe(each.words)}" for each in segment.criteria]
    return [*lines, ""]


def _stage(stage: Stage) -> str:
    return f"{stage.name}: {stage.words if stage.known else f'not known; what would tell: {stage.missing}'}"


def _votes(report: Report) -> list[str]:
    return [f"- {rule}: {'no segments' if count < 2 else count}" for rule, count in report.votes.items()]


def _table(scores: tuple[Scores, ...]) -> list[str]:
    if not scores:
        return []
    head = "| segments | silhouette | gap ± error | prediction strength | Jaccard of each | sizes |"
    rows = [
        f"| {each.count} | {each.silhouette:.2f} | {each.gap:.2f} ± {each.gap_error:.2f} | "
        f"{each.prediction_strength:.2f} | {', '.join(f'{one:.2f}' for one in each.jaccard)} | "
        f"{', '.join(f'{size:,}' for size in each.sizes)} |"
        for each in scores
    ]
    return [head, "|---|---|---|---|---|---|", *rows, ""]


def _receipt(report: Report) -> list[str]:
    receipt = report.receipt
    lines = ["## The rows", "", _safe(report.understanding.said), "", "| rows | |", "|---|---|"]
    lines.append(f"| {receipt.read:,} | read |")
    lines += [f"| −{left.rows:,} | {_safe(left.why)} |" for left in receipt.left]
    lines.append(f"| {receipt.used:,} | used |")
    lines += [f"| {receipt.customers:,} | customers in them |"] if receipt.customers else []
    lines += [f"| {receipt.amount} | money in them |"] if receipt.amount else []
    noted = [each for each in (receipt.choice, *receipt.noted) if each]
    return [*lines, "", *(f"- {_safe(each)}" for each in noted)]


def _listed(title: str, lines: tuple[str, ...]) -> list[str]:
    return [f"## {title}", "", *(f"- {_safe(line)}" for line in lines), ""] if lines else []


def _safe(text: str) -> str:
    """What stood in a file is words, never markup."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
