"""What was found in the files that were analysed in a study: gathered, and each report as it was told."""

from __future__ import annotations

from collections.abc import Collection

from bot.export.markdown import line
from bot.export.states import loaded
from bot.export.study import AnalysisRecord, StudyExport
from flows.segmentation.state import SegmentationState
from segments.report import Report
from segments.telling import markdown
from store.study_records import Held


def analyses(held: Collection[Held]) -> tuple[AnalysisRecord, ...]:
    """`held`: the conversations that may be read."""
    states = ((each.id, loaded(each.flow, each.state)) for each in held if each.flow == "segmentation")
    return tuple(
        AnalysisRecord(
            conversation=id,
            file=state.report.file,
            at=state.reported.isoformat() if state.reported else None,
            report=state.report.model_dump(mode="json"),
        )
        for id, state in states
        if isinstance(state, SegmentationState) and state.report is not None
    )


def in_words(export: StudyExport) -> list[str]:
    """Nothing where no file was analysed."""
    lines = ["", "## Segments found in files", ""] if export.analyses else []
    for each in export.analyses:
        lines.append(f"File: {line(each.file)}{f', analysed on {each.at}' if each.at else ''}.")
        lines += ["", markdown(Report.model_validate(each.report), safe=line, level=3)]
    return lines
