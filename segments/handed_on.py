"""What an analysis hands on: every customer with the segment, and what the next file is held against."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from segments.best import best, to_list
from segments.evolution.again import Before
from segments.evolution.baseline import Earlier, earlier, kept_for_later, shortened
from segments.evolution.stands import Stands
from segments.keeping import MODEL
from segments.labels import labelled, only
from segments.report import Report
from segments.shapes import Customers
from segments.whole_files import keep
from segments.wish import Wish

ROWS = "segments.csv"
LARGE_ROWS = 5_000_000
"""Bytes of labelled rows from which on they are packed."""
ALIKE = "alike.csv"
"""Of the labelled rows those who resemble the best customers."""
CHANCES = "chances.json"
"""To leave, of each customer as it stands in a list."""
_CHANCES = TypeAdapter(tuple[str, ...])
CUSTOMERS = "customers.gz"
"""What is kept for the next file, beside the model."""
BEFORE, OWN = "before", "own"
"""In front of the same, kept of the file that this one is held against, and of what the thread told last."""


def before_in(folder: Path, wish: Wish) -> Before:
    """What is not in the folder is None."""
    own = earlier_in(folder, OWN)
    return Before(earlier_in(folder, BEFORE), own, wish.ids, wish.given, wish.corrected)


def earlier_in(folder: Path, whose: str) -> Earlier | None:
    """`whose`: BEFORE or OWN. None where nothing was put there."""
    model, customers = folder / f"{whose}-{MODEL}", folder / f"{whose}-{CUSTOMERS}"
    return earlier(model.read_bytes(), customers.read_bytes()) if model.exists() and customers.exists() else None


def write_rows(
    folder: Path, called: str, written: Sequence[str], report: Report, customers: Customers, standing: Stands,
    names: Mapping[str, str], bought: Mapping[str, Sequence[str]],
) -> None:  # fmt: skip
    """`written`: each customer as in the file's column `called`. `names`: what people call segments, by id. `bought`:
    what each brought."""
    clustering = standing.decision.clustering
    assert clustering is not None
    known = _segments_before(folder, report, customers, standing, names)
    held = standing.corrected.held if standing.corrected else {}
    rows = labelled(called, written, clustering.labels, report.segments, known, held=held, bought=bought)
    keep(folder, ROWS, rows)
    listed = None if report.alike == 0 else to_list(customers, best(customers))
    if listed is None:
        (folder / ALIKE).unlink(missing_ok=True)
        return
    keep(folder, ALIKE, only(rows, listed.tolist()))


def keep_chances(folder: Path, chances: Sequence[str]) -> None:
    """Before the report: where it is, so are they."""
    if chances:
        keep(folder, CHANCES, _CHANCES.dump_json(tuple(chances)))
    else:
        (folder / CHANCES).unlink(missing_ok=True)


def kept_chances(folder: Path) -> tuple[str, ...]:
    """Nothing where no single chance may be told."""
    path = folder / CHANCES
    return _CHANCES.validate_json(path.read_bytes()) if path.exists() else ()


def keep_for_later(folder: Path, wish: Wish, report: Report, customers: Customers, standing: Stands) -> None:
    """The model last: where it is, so are the customers."""
    found = standing.found.clustering
    assert found is not None
    own = earlier_in(folder, OWN) if wish.kept else None
    before, corrected = earlier_in(folder, BEFORE), standing.corrected
    later = kept_for_later(report, customers, found.labels, before, corrected, own, wish.given, wish.corrected)
    if later is not None:
        keep(folder, CUSTOMERS, later[1])
        keep(folder, MODEL, later[0])


def handed_on(folder: Path) -> dict[str, Any]:
    """Names of what a step leaves in its folder, by what it is."""
    later = {"model": MODEL, "customers": CUSTOMERS} if (folder / MODEL).exists() else {}
    alike = {"alike": ALIKE} if (folder / ALIKE).exists() else {}
    return {**rows_in(folder), **alike, **later}


def rows_in(folder: Path) -> dict[str, Any]:
    """The labelled rows as they go out: packed where there are very many."""
    if (folder / ROWS).stat().st_size <= LARGE_ROWS:
        return {"rows": ROWS}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo(ROWS), (folder / ROWS).read_bytes(), zipfile.ZIP_DEFLATED)
    keep(folder, f"{ROWS}.zip", packed.getvalue())
    return {"rows": f"{ROWS}.zip", "packed": True}


def _segments_before(
    folder: Path, report: Report, customers: Customers, standing: Stands, names: Mapping[str, str]
) -> list[str] | None:  # fmt: skip
    """-> the name of the segment that each customer was in by the earlier file, as it is called now where it is still
    there; None where nobody is known again."""
    before = earlier_in(folder, BEFORE)
    if before is None or report.since is None or report.since.both is None:
        return None
    ids, now = list(before.baseline.names), {each.label: each.name for each in report.segments}
    stayed = {ids[old]: now[label] for label, old in enumerate(standing.again.old) if old >= 0 and label in now}
    called = {**before.baseline.names, **stayed, **names}
    were = dict(zip(before.keys, before.segments, strict=True))
    return [called.get(were.get(key, ""), "") for key in shortened(customers.keys)]
