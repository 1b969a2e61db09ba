"""The steps of an analysis, each resting on what the ones before it left in the folder.

A step that was taken is not taken again; one whose predecessors are missing takes them first. So whoever works in a
folder may be killed at any moment, and the folder lost: the same is told in the end.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict, TypeAdapter

from segments.comparing import compared, known_as, texts_in
from segments.deciding import decided
from segments.describing import described
from segments.evolution.baseline import Earlier, earlier, kept_for_later, shortened
from segments.features.placed import places_in
from segments.foretelling import foretold
from segments.journeys import journeys
from segments.keeping import (
    DECISION,
    WORDS,
    keep,
    keep_customers,
    keep_decision,
    kept_customers,
    kept_decision,
)  # fmt: skip
from segments.labels import labelled
from segments.privacy.table import look_through, regions_in, without_people
from segments.readings import Given, Reading
from segments.receipt import clean
from segments.report import Picture, Report
from segments.said import Belief, Said
from segments.shapes import Labels
from segments.tables import Table, read
from segments.tables.table import kept
from segments.told import Kind, Receipt, Role, Understanding
from segments.understanding import understand
from segments.voices import given, reading_of, voices

TASK, FILE, UNDERSTOOD, REPORT, ROWS, DRAWN = (
    "task.json", "file", "understood.json", "report.json", "segments.csv", "drawn.json"
)  # fmt: skip
TEXTS = "texts.json"
"""What the step of that name tells: whoever reads texts portion by portion asks for it again and again."""
LARGE_ROWS = 5_000_000
"""Bytes of labelled rows from which on they are packed."""
MODEL, CUSTOMERS = "model.json", "customers.gz"
"""What is kept for the next file; of the one before, the same with `before-` in front."""


class Wish(BaseModel):
    """What people want of an analysis."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: str
    """Of the file, as it was dropped."""
    salt: str
    roles: dict[str, Role] = {}
    wanted: int | None = None
    statements: tuple[Said, ...] = ()
    """What is held against the file, where that is asked for."""
    readings: tuple[Reading, ...] = ()
    """What was read in its texts, where that is to be told."""
    placed: bool = False
    """A model has placed its texts by what they mean."""


class Understood(BaseModel):
    """What a file is taken for. `roles`: what people had said of it by then."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    understanding: Understanding
    receipt: Receipt
    roles: dict[str, Role]
    people: tuple[str, ...] = ()
    """What stands in it of people, column by column."""


_BELIEFS = TypeAdapter(tuple[Belief, ...])
_PICTURES = TypeAdapter(tuple[Picture, ...])


def take(step: str, folder: Path) -> dict[str, Any]:
    """-> what is told of a step. Raises SegueError, in words for people."""
    wish = Wish.model_validate_json((folder / TASK).read_bytes())
    told = STEPS[step](folder, wish)
    return json.loads(json.dumps(told))  # type: ignore[no-any-return]


def _read(folder: Path, wish: Wish) -> dict[str, Any]:
    understood = _understood(folder, wish)
    plain = understood.model_dump(mode="json")
    return {"understanding": plain["understanding"], "receipt": plain["receipt"]}


def _understood(folder: Path, wish: Wish) -> Understood:
    """What people say of a column is taken in without reading the file again."""
    path = folder / UNDERSTOOD
    if path.exists():
        found = Understood.model_validate_json(path.read_bytes())
        if found.roles == wish.roles:
            return found
    with _table(folder, wish) as table:
        findings = look_through(table)
        understanding = without_people(understand(table, wish.roles), findings)
        receipt = clean(table, understanding)
    people = tuple(each.words for each in findings if each.words)
    found = Understood(understanding=understanding, receipt=receipt, roles=wish.roles, people=people)
    for later in (WORDS, DECISION, REPORT, DRAWN, MODEL):
        (folder / later).unlink(missing_ok=True)
    keep(folder, UNDERSTOOD, found.model_dump_json().encode())
    return found


def _table(folder: Path, wish: Wish) -> Table:
    held = folder / "table"
    table = kept(held)
    if table is None:
        table = read(folder / FILE, wish.name, held)
        table.keep()
    return table


def _compare(folder: Path, wish: Wish) -> dict[str, Any]:
    understood = _understood(folder, wish)
    if not (folder / WORDS).exists():
        places = places_in(folder, _sent(folder, wish)) if wish.placed else None
        with _table(folder, wish) as table:
            keep_customers(folder, compared(table, understood.understanding, wish.salt, places))
    return {}


def _find(folder: Path, wish: Wish) -> dict[str, Any]:
    _compare(folder, wish)
    if not (folder / DECISION).exists():
        keep_decision(folder, decided(kept_customers(folder), wish.wanted))
    return {}


def _describe(folder: Path, wish: Wish) -> dict[str, Any]:
    return {"report": _report(folder, wish).model_dump(mode="json")}


def _report(folder: Path, wish: Wish) -> Report:
    _find(folder, wish)
    path = folder / REPORT
    if path.exists():
        return Report.model_validate_json(path.read_bytes())
    understood, customers = _understood(folder, wish), kept_customers(folder)
    decision = kept_decision(folder)
    with _table(folder, wish) as table:
        predictions = foretold(table, understood.understanding)
        ways = journeys(table, understood.understanding, decision)
    report = described(
        wish.name,
        understood.understanding,
        understood.receipt,
        customers,
        decision,
        predictions,
        understood.people,
        _before(folder),
        ways,
    )
    keep(folder, REPORT, report.model_dump_json().encode())
    return report


def _draw(folder: Path, wish: Wish) -> dict[str, Any]:
    report, drawn = _report(folder, wish), folder / DRAWN
    clustering = kept_decision(folder).clustering
    if clustering is None:
        return {}
    if not drawn.exists():
        # Drawing takes a while to load, and most steps draw nothing.
        from segments.pictures import drawn as pictures

        shown = []
        for picture, data in pictures(kept_customers(folder), clustering.labels, report):
            keep(folder, picture.file, data)
            shown.append(picture)
        with _table(folder, wish) as table:
            called, customers = known_as(table, report.understanding)
            known = _segments_before(folder, report)
            keep(folder, ROWS, labelled(called, customers, clustering.labels, report.segments, known))
        _keep_for_later(folder, report, clustering.labels)
        keep(folder, DRAWN, _PICTURES.dump_json(tuple(shown)))
    pictures_told = _PICTURES.dump_python(_PICTURES.validate_json(drawn.read_bytes()), mode="json")
    later = {"model": MODEL, "customers": CUSTOMERS} if (folder / MODEL).exists() else {}
    return {"pictures": pictures_told, **_rows(folder), **later}


def _rows(folder: Path) -> dict[str, Any]:
    """The labelled rows as they go out: packed where there are very many."""
    if (folder / ROWS).stat().st_size <= LARGE_ROWS:
        return {"rows": ROWS}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo(ROWS), (folder / ROWS).read_bytes(), zipfile.ZIP_DEFLATED)
    keep(folder, f"{ROWS}.zip", packed.getvalue())
    return {"rows": f"{ROWS}.zip", "packed": True}


def _before(folder: Path) -> Earlier | None:
    model, customers = folder / f"before-{MODEL}", folder / f"before-{CUSTOMERS}"
    return earlier(model.read_bytes(), customers.read_bytes()) if model.exists() and customers.exists() else None


def _segments_before(folder: Path, report: Report) -> list[str] | None:
    """-> the name of the segment that each customer was in by the earlier file; None where nobody is known again."""
    before = _before(folder)
    if before is None or report.since is None or report.since.both is None:
        return None
    names = before.baseline.names
    were = dict(zip(before.keys, before.segments, strict=True))
    return [names.get(were.get(key, ""), "") for key in shortened(kept_customers(folder).keys)]


def _keep_for_later(folder: Path, report: Report, labels: Labels) -> None:
    """The model last: where it is there, so are the customers."""
    later = kept_for_later(report, kept_customers(folder), labels, _before(folder))
    if later is not None:
        keep(folder, CUSTOMERS, later[1])
        keep(folder, MODEL, later[0])


def _believe(folder: Path, wish: Wish) -> dict[str, Any]:
    """Taken only when asked: what people said, held against the file."""
    from segments.believing import held

    report = _report(folder, wish)
    found = held(kept_customers(folder), kept_decision(folder).clustering, report, wish.statements)
    return {"beliefs": _BELIEFS.dump_python(found, mode="json")}


def _texts(folder: Path, wish: Wish) -> dict[str, Any]:
    """Taken only when asked, as the next one: as they may leave the machine; none where it is no file of texts."""
    sent = _sent(folder, wish)
    told = {"texts": [each.model_dump() for each in {each.key: each for each in sent.values()}.values()]}
    keep(folder, TEXTS, json.dumps(told).encode())
    return told


def _sent(folder: Path, wish: Wish) -> dict[str, Given]:
    understanding = _understood(folder, wish).understanding
    if understanding.kind is not Kind.TEXTS:
        return {}
    with _table(folder, wish) as table:
        return given(texts_in(table, understanding), wish.salt, regions_in(table))


def _hear(folder: Path, wish: Wish) -> dict[str, Any]:
    """What the texts say, told of each segment and beside each row."""
    report, customers, clustering = _report(folder, wish), kept_customers(folder), kept_decision(folder).clustering
    assert customers.texts is not None
    labels = np.full(customers.count, -1, dtype=np.int64) if clustering is None else clustering.labels
    sent, readings = _sent(folder, wish), {each.key: each for each in wish.readings}
    report = report.model_copy(update={"voices": voices(customers.texts, sent, readings, labels)})
    beside = [reading_of(text, sent, readings) for text in customers.texts.tolist()]
    with _table(folder, wish) as table:
        called, rows = known_as(table, report.understanding)
        keep(folder, ROWS, labelled(called, rows, labels, report.segments, readings=beside))
    return {"report": report.model_dump(mode="json"), **_rows(folder)}


STEPS: dict[str, Callable[[Path, Wish], dict[str, Any]]] = {
    "read": _read,
    "compare": _compare,
    "find": _find,
    "describe": _describe,
    "draw": _draw,
    "believe": _believe,
    "texts": _texts,
    "hear": _hear,
}
