"""The steps that look for segments, tell of them, and tell what was found with what people said since.

What finds and draws takes seconds of processor to load: only these steps import it (segments/steps.py).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from segments.bought import bought, returned_all, with_chances
from segments.comparing import known_as
from segments.deciding import decided
from segments.describing import described
from segments.evolution.stands import Stands, stands
from segments.file_steps import DRAWN, REPORT, compare, sent_of, table_of, understood
from segments.foretelling import foretold
from segments.handed_on import (
    BEFORE,
    ROWS,
    before_in,
    earlier_in,
    handed_on,
    keep_chances,
    keep_for_later,
    kept_chances,
    rows_in,
    write_rows,
)
from segments.journeys import journeys
from segments.keeping import DECISION, MODEL, keep_decision, kept_customers, kept_decision
from segments.labels import labelled
from segments.renaming import renamed
from segments.report import Picture, Report
from segments.said import Belief
from segments.shapes import Customers
from segments.voices import reading_of, voices
from segments.whole_files import keep
from segments.wish import Wish

CORRECTED = "corrected.json"
_BELIEFS = TypeAdapter(tuple[Belief, ...])
_PICTURES = TypeAdapter(tuple[Picture, ...])


def _find(folder: Path, wish: Wish) -> dict[str, Any]:
    compare(folder, wish)
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
    file, customers = understood(folder, wish), kept_customers(folder)
    standing = _stands(folder, wish, customers)
    with table_of(folder, wish) as table:
        likely = foretold(table, file.understanding, customers, file.receipt.returned)
        ways = journeys(table, file.understanding, standing.decision)
        sent_back = returned_all(table, customers) if file.receipt.returned else None
    report = described(
        wish.name,
        file.understanding,
        file.receipt,
        customers,
        standing.found,
        likely,
        file.people,
        earlier_in(folder, BEFORE),
        ways,
        standing,
    )
    report = report.model_copy(update={"since": report.since or wish.since, "returned_all": sent_back})
    report = renamed(report, wish.corrected.names, before_in(folder, wish).names)
    keep_chances(folder, likely.chances)
    keep(folder, REPORT, report.model_dump_json().encode())
    return report


def _corrected(folder: Path, wish: Wish) -> None:
    """What was told with other corrections, or held against another file, is told no longer."""
    said, kept_said = f"{wish.before}\n{wish.corrected.model_dump_json()}".encode(), folder / CORRECTED
    if not kept_said.exists() or kept_said.read_bytes() != said:
        for later in (REPORT, DRAWN, MODEL):
            (folder / later).unlink(missing_ok=True)
        keep(folder, CORRECTED, said)


def _stands(folder: Path, wish: Wish, customers: Customers) -> Stands:
    understanding, found = understood(folder, wish).understanding, kept_decision(folder)
    return stands(before_in(folder, wish), understanding, customers, found, wish.corrected.customers)


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
    with table_of(folder, wish) as table:
        called, written = known_as(table, report.understanding)
        brought = bought(table, report.understanding, customers, returns=bool(report.receipt.returned))
    brought = with_chances(brought, kept_chances(folder))
    names = {each.id: each.name for each in report.segments if each.id in wish.corrected.names}
    write_rows(folder, called, written, report, customers, standing, {**wish.corrected.names, **names}, brought)
    keep_for_later(folder, wish, report, customers, standing)


def _believe(folder: Path, wish: Wish) -> dict[str, Any]:
    """Taken only when asked: what people said, held against the file."""
    from segments.believing import held

    report, customers = _report(folder, wish), kept_customers(folder)
    found = held(customers, _stands(folder, wish, customers).decision.clustering, report, wish.statements)
    return {"beliefs": _BELIEFS.dump_python(found, mode="json")}


def _hear(folder: Path, wish: Wish) -> dict[str, Any]:
    """What the texts say, told of each segment and beside each row."""
    report, customers = _report(folder, wish), kept_customers(folder)
    clustering = _stands(folder, wish, customers).decision.clustering
    assert customers.texts is not None
    labels = np.full(customers.count, -1, dtype=np.int64) if clustering is None else clustering.labels
    sent, readings = sent_of(folder, wish), {each.key: each for each in wish.readings}
    place = {each.label: at for at, each in enumerate(report.segments)}
    heard = sorted(voices(customers.texts, sent, readings, labels), key=lambda each: place.get(each.label, 0))
    report = report.model_copy(update={"voices": tuple(heard)})
    beside = [reading_of(text, sent, readings) for text in customers.texts.tolist()]
    with table_of(folder, wish) as table:
        called, rows = known_as(table, report.understanding)
        keep(folder, ROWS, labelled(called, rows, labels, report.segments, readings=beside))
    return {"report": report.model_dump(mode="json"), **rows_in(folder)}


STEPS: dict[str, Callable[[Path, Wish], dict[str, Any]]] = {
    "find": _find,
    "describe": _describe,
    "draw": _draw,
    "correct": _correct,
    "believe": _believe,
    "hear": _hear,
}
