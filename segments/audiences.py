"""The customers of one segment, as a list that a mail tool takes: their numbers, and what they brought."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass

from segments.labels import BEFORE, CORRECTION, NUMBER, READ

ROW = "row "
"""Before the number of a line whose customer has none: it is nobody's number elsewhere."""
OURS = (NUMBER, BEFORE, *READ, CORRECTION)
"""Titles among the labelled rows of what a list of customers leaves out."""
_NOBODY = re.compile(rf"{ROW}\d+")


@dataclass(frozen=True)
class Audience:
    """`members` of the segment, of whom those that have a number are `listed` in `data`, as CSV."""

    data: bytes
    members: int
    listed: int


def audience(labelled: bytes, id: str) -> Audience:
    """The labelled rows (segments/labels.py), packed or not -> those of the segment `id`.

    Cells stand as they do there: what a spreadsheet would take for a formula has a quote in front already.
    """
    header, *rows = csv.reader(io.StringIO(_plain(labelled).decode("utf-8-sig"), newline=""))
    told = [0, 2, *(at for at, title in enumerate(header) if at > 2 and title not in OURS)]
    members = [row for row in rows if row[1] == id]
    listed = [[row[at] for at in told] for row in members if not _NOBODY.fullmatch(row[0])]
    held = io.StringIO(newline="")
    lines = csv.writer(held, lineterminator="\r\n")
    lines.writerows([[header[at] for at in told], *listed])
    return Audience(held.getvalue().encode("utf-8-sig"), len(members), len(listed))


def _plain(rows: bytes) -> bytes:
    if not rows.startswith(b"PK"):
        return rows
    with zipfile.ZipFile(io.BytesIO(rows)) as archive:
        return archive.read(archive.namelist()[0])
