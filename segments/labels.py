"""Every customer with the segment, as CSV that a spreadsheet opens without running anything in it.

What a spreadsheet would work out stands behind an apostrophe (segments/formulas.py).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from segments.formulas import inert
from segments.readings import Reading
from segments.told import Segment

if TYPE_CHECKING:  # Whoever only asks for the titles of its columns needs no arrays.
    from segments.shapes import Labels

NUMBER, BEFORE = "segment_number", "segment_before"
READ, CORRECTION = ("sentiment", "topic", "keywords"), "correction"
"""Titles of its columns."""
IN_THE_FILE = "{title} (in the file)"
"""A column of the file that is called as one of ours."""
NOBODY = ""
"""Of whom no segment can be told."""


def labelled(
    called: str,
    customers: Iterable[str],
    labels: Labels,
    segments: Sequence[Segment],
    before: Sequence[str] | None = None,
    readings: Sequence[Reading | None] | None = None,
    held: Mapping[int, Sequence[int]] = MappingProxyType({}),
    bought: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> bytes:
    """-> a line for each customer, in their order; `called`: the column of their numbers in the file; `before`: the
    names of the segments that they were in by an earlier file; `readings`: what was read in their texts; `held`: row ->
    the corrections by which it is there; `bought`: title -> what each brought (segments/bought.py)."""
    named = {each.label: (each.id, each.name, str(each.number)) for each in segments}
    file = io.StringIO()
    lines = csv.writer(file, lineterminator="\r\n")
    titles, beside = list[str](), [list[str]() for _ in labels]
    if before is not None:
        titles, beside = [BEFORE], [[name] for name in before]
    if readings is not None:
        titles += READ
        beside = [[*cells, *_read(each)] for cells, each in zip(beside, readings, strict=True)]
    if held:
        titles += [CORRECTION]
        beside = [[*cells, " ".join(map(str, held.get(row, ())))] for row, cells in enumerate(beside)]
    ours = ("segment_id", "segment", NUMBER, *titles)
    worth = [apart(title, ours) for title in bought]
    lines.writerow([*map(safe, [apart(called, (*ours, *worth)), *ours[:3], *worth]), *titles])
    told = zip(*bought.values(), strict=True) if bought else [()] * len(beside)
    for customer, label, brought, cells in zip(customers, labels.tolist(), told, beside, strict=True):
        id, name, number = named.get(label, (NOBODY,) * 3)
        lines.writerow([safe(customer), id, safe(name), number, *map(safe, brought), *map(safe, cells)])
    return file.getvalue().encode("utf-8-sig")


def only(rows: bytes, listed: Sequence[bool]) -> bytes:
    """`rows` as they were labelled, of the customers that are `listed`, in their order."""
    header, *lines = csv.reader(io.StringIO(rows.decode("utf-8-sig"), newline=""))
    file = io.StringIO(newline="")
    written = csv.writer(file, lineterminator="\r\n")
    written.writerows([header, *(line for line, kept in zip(lines, listed, strict=True) if kept)])
    return file.getvalue().encode("utf-8-sig")


def apart(title: str, taken: Sequence[str]) -> str:
    """No two columns are called the same."""
    return IN_THE_FILE.format(title=title) if title.casefold() in {each.casefold() for each in taken} else title


def _read(reading: Reading | None) -> list[str]:
    if reading is None:
        return ["", "", ""]
    return [reading.sentiment or "", reading.topic, ", ".join(reading.keywords)]


def safe(cell: str) -> str:
    """Numbers stay what they are: `-5` is no formula."""
    if not (cell.startswith("-") and cell[1:2].isdigit()):
        return inert(cell)
    try:
        float(cell)
    except ValueError:
        return inert(cell)
    return cell
