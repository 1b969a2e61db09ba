"""The steps before anything is looked for: what the file is, what of it is compared, its texts. Quick to import."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from segments.comparing import compared, texts_in
from segments.features.placed import places_in
from segments.keeping import DECISION, MODEL, WORDS, keep_customers
from segments.privacy.table import in_words, look_through, regions_in, without_people
from segments.readings import Given
from segments.receipt import clean, nothing_left
from segments.tables import Table, read
from segments.tables.table import kept
from segments.told import Kind
from segments.understanding import understand
from segments.voices import given
from segments.whole_files import keep
from segments.wish import Understood, Wish

FILE, UNDERSTOOD, REPORT, DRAWN = "file", "understood.json", "report.json", "drawn.json"
TEXTS = "texts.json"
"""What the step of that name tells: whoever reads texts portion by portion asks for it again and again."""


def understand_file(folder: Path, wish: Wish) -> dict[str, Any]:
    """What the file is, and what of it is used."""
    plain = understood(folder, wish).model_dump(mode="json")
    return {"understanding": plain["understanding"], "receipt": plain["receipt"]}


def understood(folder: Path, wish: Wish) -> Understood:
    """What people say of a column is taken in without reading the file again."""
    path = folder / UNDERSTOOD
    if path.exists():
        found = Understood.model_validate_json(path.read_bytes())
        if found.roles == wish.roles:
            return found
    with table_of(folder, wish) as table:
        findings = look_through(table)
        understanding = without_people(understand(table, wish.roles), findings)
        receipt = clean(table, understanding)
    people = in_words(findings, understanding)
    found = Understood(understanding=understanding, receipt=receipt, roles=wish.roles, people=people)
    for later in (WORDS, DECISION, REPORT, DRAWN, MODEL):
        (folder / later).unlink(missing_ok=True)
    keep(folder, UNDERSTOOD, found.model_dump_json().encode())
    return found


def table_of(folder: Path, wish: Wish) -> Table:
    """The file as a table, read once."""
    held = folder / "table"
    table = kept(held)
    if table is None:
        table = read(folder / FILE, wish.name, held)
        table.keep()
    return table


def compare(folder: Path, wish: Wish) -> dict[str, Any]:
    """What is compared of whom. Raises AnalysisError where there is nothing to compare."""
    found = understood(folder, wish)
    if not found.receipt.used:
        raise nothing_left(wish.name, found.receipt)
    if not (folder / WORDS).exists():
        places = places_in(folder, sent_of(folder, wish)) if wish.placed else None
        with table_of(folder, wish) as table:
            keep_customers(folder, compared(table, found.understanding, wish.salt, places))
    return {}


def texts(folder: Path, wish: Wish) -> dict[str, Any]:
    """Taken only when asked, as the next one: as they may leave the machine; none where it is no file of texts."""
    sent = sent_of(folder, wish)
    told = {"texts": [each.model_dump() for each in {each.key: each for each in sent.values()}.values()]}
    keep(folder, TEXTS, json.dumps(told).encode())
    return told


def sent_of(folder: Path, wish: Wish) -> dict[str, Given]:
    """Text -> as it may leave the machine."""
    understanding = understood(folder, wish).understanding
    if understanding.kind is not Kind.TEXTS:
        return {}
    with table_of(folder, wish) as table:
        return given(texts_in(table, understanding), wish.salt, regions_in(table))
