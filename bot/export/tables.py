"""Insights and evidence as tables for a spreadsheet.

RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180): commas, doubled quotation marks, CRLF. UTF-8 with a byte order mark,
without which Excel takes it for something else. What a spreadsheet would take for a formula stands behind an apostrophe
(segments/formulas.py).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from bot.export.report_material import cited_in
from bot.export.study import AnalysisRecord, ClaimRecord, MaterialRecord, StudyExport
from segments.formulas import inert
from segments.report import Report
from studies.provenance import NOT_SAID

INSIGHTS = (
    "insight", "text", "status", "reason", "pinned", "synthetic", "real_sources", "how_known",
    "synthetic_sources", "against", "claims",
)  # fmt: skip
EVIDENCE = (
    "insight", "claim", "relation", "claim_text", "strength", "origin", "synthetic", "persona", "quote", "who",
    "who_name", "at", "reads", "conversation", "permalink", "material",
)  # fmt: skip
MATERIAL = (
    "material", "kind", "name", "given_by", "given_by_name", "given_at", "came_from", "words", "purpose", "basis",
    "said_by", "said_by_name", "said_at", "cited_by", "conversation",
)  # fmt: skip

SEGMENTS = (
    "conversation", "file", "reported", "segment", "name", "size", "share", "share_of_money", "rule", "sets_apart",
    "criteria",
)  # fmt: skip


def insights_csv(export: StudyExport) -> bytes:
    """A row for each insight."""
    return _table(
        INSIGHTS,
        (
            (
                each.id, each.text, each.status, each.reason, _yes(each.pinned), _yes(each.synthetic),
                each.real_sources, each.how_known, each.synthetic_sources, each.against, len(each.claims),
            )
            for each in export.insights
        ),
    )  # fmt: skip


def evidence_csv(export: StudyExport) -> bytes:
    """A row for each quote; a claim without one has a row all the same."""
    cited = cited_in(export)
    return _table(EVIDENCE, (row for claim in export.claims for row in _rows(claim, cited)))


def material_csv(export: StudyExport) -> bytes:
    """A row for each file or page; where nobody has said where it is from, it says so."""
    return _table(MATERIAL, map(_given, export.material))


def segments_csv(export: StudyExport) -> bytes:
    """A row for each segment that was found in a file."""
    return _table(SEGMENTS, (row for each in export.analyses for row in _found(each)))


def _found(each: AnalysisRecord) -> list[tuple[str | int, ...]]:
    report = Report.model_validate(each.report)
    return [
        (
            each.conversation, each.file, each.at or "", segment.number, segment.name, segment.size,
            f"{segment.share:.4f}", "" if segment.value_share is None else f"{segment.value_share:.4f}", segment.rule,
            "; ".join(trait.words for trait in segment.traits),
            "; ".join(f"{one.name}: {one.verdict}" for one in segment.criteria),
        )
        for segment in report.segments
    ]  # fmt: skip


def _given(each: MaterialRecord) -> tuple[str, ...]:
    said = each.origin
    told = (
        (said.came_from, said.words, said.purpose, said.basis, said.said_by, said.said_by_name, said.said_at)
        if said
        else (NOT_SAID, "", "", NOT_SAID, "", "", "")
    )
    cited = ", ".join(each.persona for each in each.cited_by)
    return (
        each.id, each.kind, each.name, each.given_by, each.given_by_name, each.given_at, *told, cited,
        each.conversation,
    )  # fmt: skip


def _rows(claim: ClaimRecord, cited: Mapping[str, str]) -> list[tuple[str, ...]]:
    said = (
        claim.insight or "", claim.id, claim.relation or "", claim.text, claim.strength, claim.origin,
        _yes(claim.synthetic), claim.persona,
    )  # fmt: skip
    if not claim.evidence:
        return [(*said, "", "", "", "", "unknown", claim.conversation, "", cited.get(claim.conversation, ""))]
    return [
        (
            *said,
            each.quote or "",
            each.who,
            each.who_name,
            each.at or "",
            each.reads,
            claim.conversation,
            each.permalink or "",
            cited.get(claim.conversation, ""),
        )
        for each in claim.evidence
    ]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    page = io.StringIO(newline="")
    writer = csv.writer(page, dialect="excel")
    writer.writerow(heads)
    writer.writerows([inert(str(cell)) for cell in row] for row in rows)
    return page.getvalue().encode("utf-8-sig")


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"
