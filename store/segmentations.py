"""The frozen model of an analysis and which customer was in which segment, until the next file is held against it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from store.connection import Transaction


@dataclass(frozen=True)
class Kept:
    """An analysis that the next file may be held against. `at` in Unix seconds."""

    run: str
    conversation: str
    study: str
    channel: str
    thread_ts: str | None
    file: str
    kind: str
    at: float
    first_day: str | None = None
    """Of its file, with `last_day`, as 2026-11-30; None where that is not known."""
    last_day: str | None = None


def keep(
    tx: Transaction, *, team_id: str, conversation_id: str, run: str, before: str, model: str, customers: bytes,
    now: float,
) -> None:  # fmt: skip
    """A run that is corrected stays of the day on which it was first kept. Of a conversation the run that it was held
    against stays beside it, for the same file looked at again."""
    tx.execute(
        "INSERT INTO segmentations (team_id, run, conversation_id, model, customers, kept_at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (team_id, run)"
        " DO UPDATE SET model = excluded.model, customers = excluded.customers",
        [team_id, run, conversation_id, model, customers, now],
    )
    tx.execute(
        "DELETE FROM segmentations WHERE team_id = ? AND conversation_id = ? AND run NOT IN (?, ?)",
        [team_id, conversation_id, run, before],
    )


def of(tx: Transaction, team_id: str, run: str) -> tuple[str, bytes] | None:
    """-> (the model, the customers); None where it was erased."""
    row = tx.execute(
        "SELECT model, customers FROM segmentations WHERE team_id = ? AND run = ?", [team_id, run]
    ).fetchone()
    return None if row is None else (str(row[0]), bytes(row[1]))


def around(tx: Transaction, team_id: str, *, study: str, channel: str) -> list[Kept]:
    """-> those of a study, and the others of a channel; the newest first."""
    rows = tx.execute(
        "SELECT s.run, s.conversation_id, c.study_id, c.channel, c.thread_ts, json_extract(s.model, '$.file'),"
        " json_extract(s.model, '$.kind'), s.kept_at, json_extract(s.model, '$.days.first'),"
        " json_extract(s.model, '$.days.last') FROM segmentations s JOIN conversations c"
        " ON c.team_id = s.team_id AND c.id = s.conversation_id WHERE s.team_id = ? AND (c.study_id = ?"
        " OR c.channel = ?) ORDER BY s.kept_at DESC, s.run LIMIT 100",
        [team_id, study, channel],
    ).fetchall()
    return [Kept(*row) for row in map(tuple, rows)]


def put_out(tx: Transaction, team_id: str, conversation_id: str, spoken: Callable[[str], bool], instead: str) -> None:
    """A segment or a file whose name was made of somebody's words has none any more."""
    rows = tx.execute(
        "SELECT run, model FROM segmentations WHERE team_id = ? AND conversation_id = ?", [team_id, conversation_id]
    ).fetchall()
    for run, model in rows:
        told = json.loads(model)
        for segment in told.get("model", {}).get("segments", ()):
            segment["name"] = instead if spoken(segment["name"]) else segment["name"]
        if spoken(told.get("file", "")):
            told["file"] = instead
        if told != json.loads(model):
            tx.execute(
                "UPDATE segmentations SET model = ? WHERE team_id = ? AND run = ?", [json.dumps(told), team_id, run]
            )


def erase(tx: Transaction, team_id: str, conversation_id: str) -> None:
    """With the conversation in which the file was dropped."""
    tx.execute("DELETE FROM segmentations WHERE team_id = ? AND conversation_id = ?", [team_id, conversation_id])
