"""All that is kept of a study, for whoever takes it elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from store.connection import Transaction

# A study's desk, a question which interview is meant, and an export are nothing that was found out; what was erased,
# and a direct message in which somebody only looked round, say nothing.
_TALKS = (
    "c.flow IN ('interview', 'persona', 'role_play', 'segmentation') AND NOT (c.status = 'closed' AND c.state IS NULL)"
    " AND NOT (c.direct = 1 AND c.title = '')"
)


@dataclass(frozen=True)
class Held:
    """A conversation of a study. `state` is its flow's JSON; `started_at` and `changed_at` are in Unix seconds."""

    team_id: str
    study_id: str
    id: str
    flow: str
    channel: str
    thread_ts: str | None
    direct: bool
    starter: str
    title: str
    status: str
    state: str | None
    started_at: float
    changed_at: float


@dataclass(frozen=True)
class Study:
    """A study with the conversations held in it, the first first. `created_at`: Unix seconds."""

    team_id: str
    id: str
    title: str
    created_at: float
    held: tuple[Held, ...]

    @property
    def changed_at(self) -> float:
        return max((each.changed_at for each in self.held), default=self.created_at)


@dataclass(frozen=True)
class Said:
    """A message that a quote may stand in, as it reads now."""

    author: str
    by_segue: bool
    text: str | None
    deleted: bool


def studies(tx: Transaction, team_id: str | None = None) -> list[Study]:
    """-> those in which anything was said, of one team or of all, the last changed first; without their states."""
    where, values = ("AND c.team_id = ?", [team_id]) if team_id is not None else ("", [])
    held: dict[tuple[str, str], list[Held]] = {}
    for each in _held(tx, f"{_TALKS} {where}", values, state="NULL"):
        held.setdefault((each.team_id, each.study_id), []).append(each)
    rows = tx.execute("SELECT team_id, id, title, created_at FROM studies").fetchall()
    found = [Study(**dict(row), held=tuple(held[row[0], row[1]])) for row in rows if (row[0], row[1]) in held]
    return sorted(found, key=lambda study: (-study.changed_at, study.id))


def study(tx: Transaction, id: str, team_id: str | None = None) -> Study | None:
    """-> the study with all that is held in it, which may be nothing; None where that team has none of this id."""
    row = tx.execute(
        "SELECT team_id, id, title, created_at FROM studies WHERE id = ? AND (? IS NULL OR team_id = ?)",
        [id, team_id, team_id],
    ).fetchone()
    if row is None:
        return None
    held = _held(tx, f"{_TALKS} AND c.team_id = ? AND c.study_id = ?", [row[0], id])
    return Study(**dict(row), held=tuple(held))


def channels(tx: Transaction, team_id: str, id: str) -> list[str]:
    """-> every channel in which something of a study was said, learned, made or decided."""
    of_study = "team_id = ? AND study_id = ?"
    places = [f"SELECT channel FROM {table} WHERE {of_study}" for table in ("claims", "personas", "decisions")]
    places.append(f"SELECT channel FROM conversations c WHERE {of_study} AND {_TALKS}")
    rows = tx.execute(" UNION ".join(places), [team_id, id] * len(places)).fetchall()
    return sorted(row[0] for row in rows)


def analyses(tx: Transaction, team_id: str, id: str) -> list[tuple[str, str]]:
    """-> (id, channel) of the conversations of a study in which files of customers were analysed, the first first."""
    rows = tx.execute(
        "SELECT id, channel FROM conversations WHERE team_id = ? AND study_id = ? AND flow = 'segmentation'"
        " ORDER BY created_at, id",
        [team_id, id],
    ).fetchall()
    return [(row[0], row[1]) for row in rows]


def personas(tx: Transaction, team_id: str, id: str) -> list[tuple[str, str, bool]]:
    """-> (id, channel, whether it was put away) of the personas that were made in a study, the first first."""
    rows = tx.execute(
        "SELECT id, channel, archived FROM personas WHERE team_id = ? AND study_id = ? ORDER BY created_at, id",
        [team_id, id],
    ).fetchall()
    return [(row[0], row[1], bool(row[2])) for row in rows]


def quoted(tx: Transaction, team_id: str, id: str) -> dict[tuple[str, str], Said]:
    """-> (conversation, ts) -> the message, for every message that the evidence of a study names."""
    rows = tx.execute(
        "SELECT DISTINCT m.conversation_id, m.ts, m.author, m.by_segue, m.text, m.deleted FROM claims c"
        " JOIN evidence e ON e.team_id = c.team_id AND e.claim_id = c.id"
        " JOIN messages m ON m.team_id = e.team_id AND m.conversation_id = e.conversation_id AND m.ts = e.ts"
        " WHERE c.team_id = ? AND c.study_id = ?",
        [team_id, id],
    ).fetchall()
    return {(row[0], row[1]): Said(row[2], bool(row[3]), row[4], bool(row[5])) for row in rows}


def segue(tx: Transaction, team_id: str) -> str:
    """-> Slack user id under which Segue posted in that workspace; empty before it did."""
    row = tx.execute("SELECT author FROM messages WHERE team_id = ? AND by_segue = 1 LIMIT 1", [team_id]).fetchone()
    return row[0] if row else ""


def _held(tx: Transaction, where: str, values: Sequence[Any], *, state: str = "c.state") -> list[Held]:
    rows = tx.execute(
        f"SELECT c.team_id, c.study_id, c.id, c.flow, c.channel, c.thread_ts, c.direct, c.starter, c.title, c.status,"
        f" {state} AS state, c.created_at AS started_at, c.updated_at AS changed_at FROM conversations c WHERE {where}"
        " ORDER BY c.created_at, c.id",
        list(values),
    ).fetchall()
    return [Held(**{**dict(row), "direct": bool(row["direct"])}) for row in rows]
