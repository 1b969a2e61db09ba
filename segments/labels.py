"""Every customer with the segment, as CSV that a spreadsheet opens without running anything in it.

A cell that begins with `= + - @`, a tab or a return gets a quote in front
(https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from segments.shapes import Labels
from segments.told import Segment

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
NOBODY = ""
"""Of whom no segment can be told."""


def labelled(
    called: str,
    customers: Iterable[str],
    labels: Labels,
    segments: Sequence[Segment],
    before: Sequence[str] | None = None,
) -> bytes:
    """-> a line for each customer, in their order; `called`: the column of their numbers in the file; `before`: the
    names of the segments that they were in by an earlier file."""
    named = {segment.label: (segment.id, segment.name) for segment in segments}
    held = io.StringIO()
    lines = csv.writer(held, lineterminator="\r\n")
    beside = [] if before is None else ["segment_before"]
    lines.writerow([safe(called), "segment_id", "segment", *beside])
    earlier: Iterable[list[str]] = ([] for _ in labels) if before is None else ([safe(name)] for name in before)
    for customer, label, was in zip(customers, labels.tolist(), earlier, strict=True):
        id, name = named.get(label, (NOBODY, NOBODY))
        lines.writerow([safe(customer), id, safe(name), *was])
    return held.getvalue().encode("utf-8-sig")


def safe(cell: str) -> str:
    """Numbers stay what they are: `-5` is no formula."""
    if not cell.startswith(RISKY):
        return cell
    try:
        float(cell)
    except ValueError:
        return f"'{cell}"
    return cell if cell.startswith("-") and cell[1:2].isdigit() else f"'{cell}"
