"""The steps of an analysis, each resting on what the ones before it left in the folder.

A step that was taken is not taken again; one whose predecessors are missing takes them first. So whoever works in a
folder may be killed at any moment, and the folder lost: the same is told in the end.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict, TypeAdapter

from segments.comparing import compared, known_as, texts_in
from segments.deciding import decided
from segments.describing import described
from segments.evolution.stands import Stands, stands
from segments.features.placed import places_in
from segments.foretelling import foretold
from segments.handed_on import (
    BEFORE,
    MODEL,
    ROWS,
    before_in,
    earlier_in,
    handed_on,
    keep_for_later,
    rows_in,
    write_rows,
)
from segments.journeys import journeys
from segments.keeping import DECISION, WORDS, keep, keep_customers, keep_decision, kept_customers, kept_decision
from segments.labels import labelled
from segments.privacy.table import look_through, regions_in, without_people
from segments.readings import Given, Reading
from segments.receipt import clean, nothing_left
from segments.renaming import renamed
from segments.report import Picture, Report
from segments.said import Belief, Said
from segments.shapes import Customers
from segments.standing import Corrections
from segments.tables import Table, read
from segments.tables.table import kept
from segments.told import Kind, Receipt, Role, Understanding
from segments.understanding import understand
from segments.voices import given, reading_of, voices

TASK, FILE, UNDERSTOOD, REPORT, DRAWN = "task.json", "file", "understood.json", "report.json", "drawn.json"
TEXTS = "texts.json"
"""What the step of that name tells: whoever reads texts portion by portion asks for it again and again."""
CORRECTED = "corrected.json"


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
    corrected: Corrections = Corrections()
    kept: bool = False
    """What is kept of this very analysis is in the folder, and its model stays."""
    ids: tuple[str, ...] = ()
    """Of the segments by label, where this very analysis was told already."""
    given: int = 0
    """The highest number that a segment had so far, where an id must not come twice."""


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
    if not understood.receipt.used:
        raise nothing_left(wish.name, understood.receipt)
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
    _corrected(folder, wish)
    path = folder / REPORT
    if path.exists():
        return Report.model_validate_json(path.read_bytes())
    understood, customers = _understood(folder, wish), kept_customers(folder)
    standing = _stands(folder, wish, customers)
    with _table(folder, wish) as table:
        predictions = foretold(table, understood.understanding, customers)
        ways = journeys(table, understood.understanding, standing.decision)
    report = described(
        wish.name,
        understood.understanding,
        understood.receipt,
        customers,
        standing.found,
        predictions,
        understood.people,
        earlier_in(folder, BEFORE),
        ways,
        standing,
    )
    report = renamed(report, wish.corrected.names, before_in(folder, wish.ids, wish.given).names)
    keep(folder, REPORT, report.model_dump_json().encode())
    return report


def _corrected(folder: Path, wish: Wish) -> None:
    """What was told with other corrections is told no longer."""
    said, kept_said = wish.corrected.model_dump_json().encode(), folder / CORRECTED
    if not kept_said.exists() or kept_said.read_bytes() != said:
        for later in (REPORT, DRAWN, MODEL):
            (folder / later).unlink(missing_ok=True)
        keep(folder, CORRECTED, said)


def _stands(folder: Path, wish: Wish, customers: Customers) -> Stands:
    understanding, found = _understood(folder, wish).understanding, kept_decision(folder)
    return stands(before_in(folder, wish.ids, wish.given), understanding, customers, found, wish.corrected.customers)


def _draw(folder: Path, wish: Wish) -> dict[str, Any]:
    report, drawn = _report(folder, wish), folder / DRAWN
    if not report.found:
        return {}
    if not drawn.exists():
        customers = kept_customers(folder)
        standing = _stands(folder, wish, customers)
        clustering = standing.decision.clustering
        assert clustering is not None
        # Drawing takes a while to load, and most steps draw nothing.
        from segments.pictures import drawn as pictures

        shown = []
        for picture, data in pictures(customers, clustering.labels, report):
            keep(folder, picture.file, data)
            shown.append(picture)
        _hand_on(folder, wish, report, customers, standing)
        keep(folder, DRAWN, _PICTURES.dump_json(tuple(shown)))
    pictures_told = _PICTURES.dump_python(_PICTURES.validate_json(drawn.read_bytes()), mode="json")
    return {"pictures": pictures_told, **handed_on(folder)}


def _correct(folder: Path, wish: Wish) -> dict[str, Any]:
    """Taken when somebody corrected something: what is told of the segments, and the rows, without the pictures."""
    report = _report(folder, wish)
    told = {"report": report.model_dump(mode="json")}
    if not report.found:
        return told
    customers = kept_customers(folder)
    _hand_on(folder, wish, report, customers, _stands(folder, wish, customers))
    return {**told, **handed_on(folder)}


def _hand_on(folder: Path, wish: Wish, report: Report, customers: Customers, standing: Stands) -> None:
    with _table(folder, wish) as table:
        called, written = known_as(table, report.understanding)
    names = {each.id: each.name for each in report.segments if each.id in wish.corrected.names}
    write_rows(folder, called, written, report, customers, standing, {**wish.corrected.names, **names})
    keep_for_later(folder, report, customers, standing, kept=wish.kept)


def _believe(folder: Path, wish: Wish) -> dict[str, Any]:
    """Taken only when asked: what people said, held against the file."""
    from segments.believing import held

    report, customers = _report(folder, wish), kept_customers(folder)
    found = held(customers, _stands(folder, wish, customers).decision.clustering, report, wish.statements)
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
    report, customers = _report(folder, wish), kept_customers(folder)
    clustering = _stands(folder, wish, customers).decision.clustering
    assert customers.texts is not None
    labels = np.full(customers.count, -1, dtype=np.int64) if clustering is None else clustering.labels
    sent, readings = _sent(folder, wish), {each.key: each for each in wish.readings}
    report = report.model_copy(update={"voices": voices(customers.texts, sent, readings, labels)})
    beside = [reading_of(text, sent, readings) for text in customers.texts.tolist()]
    with _table(folder, wish) as table:
        called, rows = known_as(table, report.understanding)
        keep(folder, ROWS, labelled(called, rows, labels, report.segments, readings=beside))
    return {"report": report.model_dump(mode="json"), **rows_in(folder)}


STEPS: dict[str, Callable[[Path, Wish], dict[str, Any]]] = {
    "read": _read,
    "compare": _compare,
    "find": _find,
    "describe": _describe,
    "draw": _draw,
    "correct": _correct,
    "believe": _believe,
    "texts": _texts,
    "hear": _hear,
}
