"""What of a study stands, in the order in which it deserves to be read."""

from __future__ import annotations

from bot.export.phrases import counted
from bot.export.study import InsightRecord, StudyExport
from studies.learned import Strength


def standing(export: StudyExport) -> tuple[list[InsightRecord], list[InsightRecord]]:
    """-> (what people said, what only invented people did): what is pinned first, then what most stands behind."""
    best = dict.fromkeys((each.id for each in export.insights), 0)
    for claim in export.claims:
        if claim.insight is not None and claim.relation != "contradicts":
            best[claim.insight] = max(best[claim.insight], Strength(claim.strength).rank)
    found = sorted(
        (each for each in export.insights if each.status == "standing"),
        key=lambda each: (not each.pinned, -each.real_sources, -each.synthetic_sources, -best[each.id]),
    )
    return [each for each in found if not each.synthetic], [each for each in found if each.synthetic]


def in_numbers(export: StudyExport) -> str:
    """How much of it there is; what is invented apart, and nothing that was rejected."""
    real, invented = standing(export)
    held = sum(each.kind == "interview" for each in export.conversations)
    contested = sum(1 for each in real if each.against)
    against = f", {contested} of them contested" if contested else ""
    apart = f"; {counted(len(invented), 'hypothesis', 'hypotheses')} of invented people apart" if invented else ""
    analysed = sum(each.kind == "segmentation" for each in export.conversations)
    files = f"; {counted(analysed, 'file')} analysed" if analysed else ""
    return f"{counted(len(real), 'insight')} from {counted(held, 'interview')} with the team{against}{files}{apart}"
