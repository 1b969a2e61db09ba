"""The library: personas with every version of their cards, and the interviews held with them."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from personas.passages import Passage
from personas.schema import Persona
from store.connection import Transaction

_KEPT = "team_id, id, study_id, channel, made_by, version, name, occupation, quote, face, archived, updated_at"


@dataclass(frozen=True)
class Kept:
    """A persona as a list shows it. `id` is that of the conversation it was made in."""

    team_id: str
    id: str
    study_id: str
    channel: str
    made_by: str
    version: int
    name: str
    occupation: str
    quote: str
    face: str
    """Key of its picture."""
    archived: bool
    updated_at: float


@dataclass(frozen=True)
class Card:
    """One version of a card, with the material near it."""

    persona: Persona
    passages: tuple[Passage, ...]
    version: int


def keep(
    tx: Transaction, *, team_id: str, id: str, study_id: str, channel: str, changed_by: str, persona: Persona,
    passages: Collection[Passage], version: int, face: str, now: float,
) -> None:  # fmt: skip
    """A version more, which is the one in the library from now on."""
    tx.execute(
        "INSERT INTO personas (team_id, id, study_id, channel, made_by, version, name, occupation, quote, face,"
        " created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (team_id, id) DO UPDATE SET"
        " version = excluded.version, name = excluded.name, occupation = excluded.occupation, quote = excluded.quote,"
        " face = excluded.face, updated_at = excluded.updated_at",
        [team_id, id, study_id, channel, changed_by, version, persona.name, persona.occupation, persona.quote, face,
         now, now],
    )  # fmt: skip
    tx.execute(
        "INSERT OR IGNORE INTO persona_versions (team_id, persona_id, version, card, passages, face, changed_by,"
        " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [team_id, id, version, persona.model_dump_json(), _dumped(passages), face, changed_by, now],
    )


def shelve(tx: Transaction, team_id: str, id: str, archived: bool, now: float) -> None:
    tx.execute(
        "UPDATE personas SET archived = ?, updated_at = ? WHERE team_id = ? AND id = ?", [archived, now, team_id, id]
    )


def held(tx: Transaction, team_id: str, persona_id: str, conversation_id: str, version: int) -> None:
    """An interview with that version is held in that conversation; 0 while it has only been asked for."""
    tx.execute(
        "INSERT INTO persona_interviews (team_id, persona_id, conversation_id, version) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (team_id, persona_id, conversation_id) DO UPDATE SET version = excluded.version",
        [team_id, persona_id, conversation_id, version],
    )


def interviews(tx: Transaction, team_id: str, id: str) -> list[str]:
    """-> ids of the conversations in which the persona is or was interviewed, or is about to be."""
    rows = tx.execute(
        "SELECT conversation_id FROM persona_interviews WHERE team_id = ? AND persona_id = ? ORDER BY 1",
        [team_id, id],
    ).fetchall()
    return [row[0] for row in rows]


def get(tx: Transaction, team_id: str, id: str) -> Kept | None:
    row = tx.execute(f"SELECT {_KEPT} FROM personas WHERE team_id = ? AND id = ?", [team_id, id]).fetchone()
    return _kept(row) if row else None


def card(tx: Transaction, team_id: str, id: str, version: int | None = None) -> Card | None:
    """-> that version of the card, the newest where none is named. Raises ValueError where it cannot be read."""
    row = tx.execute(
        "SELECT card, passages, version FROM persona_versions WHERE team_id = ? AND persona_id = ?"
        " AND (? IS NULL OR version = ?) ORDER BY version DESC LIMIT 1",
        [team_id, id, version, version],
    ).fetchone()
    if row is None:
        return None
    passages = tuple(Passage.model_validate(each) for each in json.loads(row[1]))
    return Card(Persona.model_validate_json(row[0]), passages, row[2])


def listed(
    tx: Transaction, team_id: str, channels: Collection[str], *, words: str = "", archived: bool = False,
    most: int = 20, after: int = 0,
) -> list[Kept]:  # fmt: skip
    """-> personas of those channels, the last changed first; each of `words` stands in name, occupation or quote."""
    # SQLite's own lower() knows the letters of English alone.
    tx.conn.create_function("bare", 1, _bare, deterministic=True)
    conditions, values = list[str](), list[object]()
    for word in _bare(words).split()[:8]:
        conditions.append("instr(bare(name || ' ' || occupation || ' ' || quote), ?) > 0")
        values.append(word)
    where = "".join(f" AND {each}" for each in conditions)
    rows = tx.execute(
        f"SELECT {_KEPT} FROM personas WHERE team_id = ? AND archived = ?"
        f" AND channel IN (SELECT value FROM json_each(?)){where} ORDER BY updated_at DESC, id LIMIT ? OFFSET ?",
        [team_id, archived, json.dumps(sorted(channels)), *values, most, after],
    ).fetchall()
    return [_kept(row) for row in rows]


def channels(tx: Transaction, team_id: str) -> set[str]:
    """-> the channels in which personas were made: those whose members have to be known."""
    rows = tx.execute("SELECT DISTINCT channel FROM personas WHERE team_id = ?", [team_id]).fetchall()
    return {row[0] for row in rows}


def stored(tx: Transaction, team_id: str, id: str) -> list[tuple[int, str, str]]:
    """-> (version, card, passages) as they are kept, the first first."""
    rows = tx.execute(
        "SELECT version, card, passages FROM persona_versions WHERE team_id = ? AND persona_id = ? ORDER BY version",
        [team_id, id],
    ).fetchall()
    return [(row[0], row[1], row[2]) for row in rows]


def rewrite(
    tx: Transaction, team_id: str, id: str, version: int, persona: Persona, passages: Collection[Passage]
) -> None:
    """A version without some words; the library's line follows the newest."""
    tx.execute(
        "UPDATE persona_versions SET card = ?, passages = ? WHERE team_id = ? AND persona_id = ? AND version = ?",
        [persona.model_dump_json(), _dumped(passages), team_id, id, version],
    )
    tx.execute(
        "UPDATE personas SET name = ?, occupation = ?, quote = ? WHERE team_id = ? AND id = ? AND version = ?",
        [persona.name, persona.occupation, persona.quote, team_id, id, version],
    )


def erase(tx: Transaction, team_id: str, id: str) -> None:
    """Every version, and the pictures that no other persona shows."""
    tx.execute(
        "DELETE FROM faces WHERE team_id = ? AND key IN (SELECT face FROM persona_versions WHERE team_id = ? AND"
        " persona_id = ?) AND NOT EXISTS (SELECT 1 FROM persona_versions AS other WHERE other.team_id = faces.team_id"
        " AND other.face = faces.key AND other.persona_id <> ?)",
        [team_id, team_id, id, id],
    )
    for table, column in (("personas", "id"), ("persona_versions", "persona_id"), ("persona_interviews", "persona_id")):
        tx.execute(f"DELETE FROM {table} WHERE team_id = ? AND {column} = ?", [team_id, id])


def keep_face(tx: Transaction, team_id: str, key: str, png: bytes) -> None:
    """`key` is of the picture itself: the same key is always the same picture."""
    tx.execute("INSERT OR IGNORE INTO faces (team_id, key, png) VALUES (?, ?, ?)", [team_id, key, png])


def face(tx: Transaction, key: str) -> bytes | None:
    row = tx.execute("SELECT png FROM faces WHERE key = ? LIMIT 1", [key]).fetchone()
    return row[0] if row else None


def _bare(text: str) -> str:
    """However it is spelt: without case, and without the accents of Latin, Greek and Cyrillic letters."""
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text.casefold()))


def _dumped(passages: Collection[Passage]) -> str:
    return json.dumps([each.model_dump() for each in passages], ensure_ascii=False)


def _kept(row: tuple[object, ...]) -> Kept:
    values = dict(zip(_KEPT.split(", "), row, strict=True))
    return Kept(**{**values, "archived": bool(values["archived"])})  # type: ignore[arg-type]
