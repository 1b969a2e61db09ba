"""What was given as material in a conversation, and what was said of where it is from. Nothing said is ever changed:
what is said later counts, and what was said before stays beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from store.connection import Transaction
from studies.provenance import Provenance

_SAID = "came_from, words, purpose, basis, said_by, said_at"


@dataclass(frozen=True)
class Material:
    """A file or a page. `id`: Slack's of the file, or the address. `upload`: the message it came with."""

    conversation: str
    id: str
    upload: str
    kind: str
    name: str
    given_by: str
    given_at: float


@dataclass(frozen=True)
class Said:
    """What somebody said of it. `by`: Slack user id. `at`: Unix seconds."""

    provenance: Provenance
    by: str
    at: float


def give(tx: Transaction, team_id: str, material: Material) -> None:
    """What was given before is known already."""
    tx.execute(
        "INSERT OR IGNORE INTO materials (team_id, conversation_id, id, upload, kind, name, given_by, given_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            team_id, material.conversation, material.id, material.upload, material.kind, material.name,
            material.given_by, material.given_at,
        ],
    )  # fmt: skip


def say(tx: Transaction, team_id: str, conversation: str, upload: str, said: Said) -> None:
    """Nothing where no such material was given there, or the same person has just said the same."""
    before = history(tx, team_id, conversation, upload)
    same = bool(before) and (before[-1].provenance, before[-1].by) == (said.provenance, said.by)
    if same or not names(tx, team_id, conversation, upload):
        return
    told = said.provenance
    tx.execute(
        f"INSERT INTO origins (team_id, conversation_id, upload, number, {_SAID})"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            team_id, conversation, upload, len(before) + 1, told.came_from, told.words, told.purpose, told.basis,
            said.by, said.at,
        ],
    )  # fmt: skip


def names(tx: Transaction, team_id: str, conversation: str, upload: str) -> list[str]:
    """-> what the material that came with a message is called, in the order in which it came."""
    rows = tx.execute(
        "SELECT name FROM materials WHERE team_id = ? AND conversation_id = ? AND upload = ? ORDER BY rowid",
        [team_id, conversation, upload],
    ).fetchall()
    return [row[0] for row in rows]


def history(tx: Transaction, team_id: str, conversation: str, upload: str) -> list[Said]:
    """-> all that was said of it; the last counts."""
    rows = tx.execute(
        f"SELECT {_SAID} FROM origins WHERE team_id = ? AND conversation_id = ? AND upload = ? ORDER BY number",
        [team_id, conversation, upload],
    ).fetchall()
    return [_said(row) for row in rows]


def of_conversations(tx: Transaction, team_id: str, ids: Iterable[str]) -> list[Material]:
    """-> the material of these conversations, the first given first."""
    rows = tx.execute(
        "SELECT conversation_id, id, upload, kind, name, given_by, given_at FROM materials WHERE team_id = ?"
        " AND conversation_id IN (SELECT value FROM json_each(?)) ORDER BY given_at, rowid",
        [team_id, json.dumps(sorted(ids))],
    ).fetchall()
    return [Material(*row) for row in map(tuple, rows)]


def told(tx: Transaction, team_id: str, uploads: Collection[tuple[str, str]], channel: str) -> dict[str, Provenance]:
    """-> upload -> what is said of it now, of those (conversation, upload) that were given in that channel."""
    found = {}
    for conversation, upload in uploads:
        there = tx.execute(
            "SELECT 1 FROM conversations WHERE team_id = ? AND id = ? AND channel = ?", [team_id, conversation, channel]
        ).fetchone()
        if there and (said := history(tx, team_id, conversation, upload)):
            found[upload] = said[-1].provenance
    return found


def erase(tx: Transaction, team_id: str, conversation: str) -> None:
    """With the conversation in which it was given."""
    for table in ("origins", "materials"):
        tx.execute(f"DELETE FROM {table} WHERE team_id = ? AND conversation_id = ?", [team_id, conversation])


def put_out(tx: Transaction, team_id: str, conversation: str, spoken: Callable[[str], bool], instead: str) -> None:
    """Material whose name was made of somebody's words has none any more."""
    for material in of_conversations(tx, team_id, [conversation]):
        if spoken(material.name):
            tx.execute(
                "UPDATE materials SET name = ? WHERE team_id = ? AND conversation_id = ? AND id = ?",
                [instead, team_id, conversation, material.id],
            )


def let_go(tx: Transaction, team_id: str, user: str) -> None:
    """What they chose stays without them; their own words go."""
    tx.execute(
        "UPDATE origins SET said_by = '', words = '', purpose = '' WHERE team_id = ? AND said_by = ?", [team_id, user]
    )
    tx.execute("UPDATE materials SET given_by = '' WHERE team_id = ? AND given_by = ?", [team_id, user])


def _said(row: tuple[object, ...]) -> Said:
    told = dict(zip(("came_from", "words", "purpose", "basis"), row, strict=False))
    return Said(Provenance.model_validate(told), str(row[4]), float(str(row[5])))
