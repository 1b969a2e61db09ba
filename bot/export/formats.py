"""The forms in which a study can be taken elsewhere.

Another one is an entry more in FORMATS: `segue export`, the form in Slack and the zip offer whatever stands there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.export import study
from bot.export.deck import deck_of
from bot.export.report import report
from bot.export.study import StudyExport
from bot.export.tables import evidence_csv, insights_csv, material_csv, segments_csv
from decks.archive import zipped

ZIP = "zip"
LONGEST_STEM = 100
"""Bytes of a file's name that come from the title."""


@dataclass(frozen=True)
class Written:
    """A file of an export."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Format:
    """`label`: what people choose. `write`: export -> its files; several of them leave in one zip."""

    label: str
    write: Callable[[StudyExport], Sequence[Written]]


FORMATS: Mapping[str, Format] = {
    "md": Format("Report to read (Markdown)", lambda export: [Written("report.md", report(export).encode())]),
    "json": Format(
        "Everything, for programs (JSON)", lambda export: [Written("study.json", study.as_json(export).encode())]
    ),
    "csv": Format(
        "Tables for a spreadsheet (CSV)",
        lambda export: [
            Written("insights.csv", insights_csv(export)),
            Written("evidence.csv", evidence_csv(export)),
            Written("material.csv", material_csv(export)),
            Written("segments.csv", segments_csv(export)),
        ],
    ),
    "deck": Format("Deck to present (PowerPoint)", lambda export: [Written("deck.pptx", deck_of(export))]),
}
CHOICES: Mapping[str, str] = {**{name: each.label for name, each in FORMATS.items()}, ZIP: "All of these in one zip"}
"""Name of a form -> what people call it."""


def files(export: StudyExport, form: str) -> list[Written]:
    """The files of a form, or of all. Raises KeyError for one that is none of CHOICES."""
    chosen = FORMATS.values() if form == ZIP else [FORMATS[form]]
    return [each for format in chosen for each in format.write(export)]


def one_file(export: StudyExport, form: str) -> Written:
    """The same as one file, named after the study; several files are in a zip."""
    stem = stem_of(export)
    found = files(export, form)
    if len(found) == 1:
        return Written(f"{stem}-{found[0].name}", found[0].data)
    name = f"{stem}.zip" if form == ZIP else f"{stem}.{form}.zip"
    return Written(name, zipped((f"{stem}/{each.name}", each.data) for each in found))


def stem_of(export: StudyExport) -> str:
    """What its files are called: words of the title that every file system takes; the id where there are none."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", export.study.title))
    name = "-".join(words).encode()[:LONGEST_STEM].decode(errors="ignore").strip("-")
    return name or re.sub(r"[^\w-]", "_", export.study.id, flags=re.ASCII)
