"""Insights: what claims of a study say together, with everything that happened to each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from store import claims
from store.connection import Transaction
from studies.learned import Insight, Member, Relation, Status

_MEMBERS = (
    "SELECT m.insight_id, m.relation, m.joined_at, c.id, c.conversation_id, c.channel, c.kind, c.claim, c.confidence,"
    " c.origin, c.echo, c.against, c.decides,"
    " CASE WHEN json_valid(p.card) THEN json_extract(p.card, '$.name') ELSE '' END"
    " AS persona"
    " FROM insight_claims m"
    " JOIN claims c ON c.team_id = m.team_id AND c.id = m.claim_id"
    " LEFT JOIN persona_versions p ON p.team_id = c.team_id AND p.persona_id = c.persona_id"
    " AND p.version = c.persona_version"
)


@dataclass(frozen=True)
class Event:
    """Something that happened to an insight. `actor`: Slack user id, or `rule`, or `model`."""

    insight_id: str
    at: float
    kind: str
    actor: str
    claim_id: str
    other_id: str
    note: str


def begin(tx: Transaction, *, team_id: str, id: str, study_id: str, now: float) -> None:
    tx.execute(
        "INSERT INTO insights (team_id, id, study_id, created_at, updated_at) VALUES (?, ?, ?, ?, ?)",
        [team_id, id, study_id, now, now],
    )


def join(
    tx: Transaction, *, team_id: str, id: str, claim_id: str, relation: Relation, judged_by: str, now: float
) -> None:
    """The claim belongs to that insight from now on, and to no other; one that was moved, since when it first did."""
    tx.execute(
        "INSERT INTO insight_claims (team_id, claim_id, insight_id, relation, judged_by, joined_at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (team_id, claim_id) DO UPDATE SET insight_id = excluded.insight_id,"
        " relation = excluded.relation, judged_by = excluded.judged_by,"
        " joined_at = CASE insight_claims.insight_id WHEN '' THEN insight_claims.joined_at ELSE excluded.joined_at END",
        [team_id, claim_id, id, relation, judged_by, now],
    )
    _note(tx, team_id, id, relation, judged_by, now, claim_id=claim_id)


def change(
    tx: Transaction, *, team_id: str, id: str, kind: str, actor: str, now: float, note: str = "", **fields: Any
) -> None:
    """Some fields of an insight, and what happened to it: `kind` is a word such as `rejected`."""
    for name, value in fields.items():
        tx.execute(f"UPDATE insights SET {name} = ? WHERE team_id = ? AND id = ?", [value, team_id, id])
    _note(tx, team_id, id, kind, actor, now, note=note)


def merge(tx: Transaction, *, team_id: str, gone: str, into: str, actor: str, now: float) -> None:
    """All claims of one are the other's, and what rested on the one rests on the other."""
    tx.execute(
        "UPDATE insight_claims SET insight_id = ?, relation = CASE relation WHEN 'first' THEN 'same' ELSE relation END,"
        " judged_by = ? WHERE team_id = ? AND insight_id = ?",
        [into, actor, team_id, gone],
    )
    tx.execute(
        "UPDATE OR IGNORE decision_insights SET insight_id = ? WHERE team_id = ? AND insight_id = ?",
        [into, team_id, gone],
    )
    tx.execute("DELETE FROM decision_insights WHERE team_id = ? AND insight_id = ?", [team_id, gone])
    tx.execute(
        "UPDATE insights SET status = 'merged', merged_into = ? WHERE team_id = ? AND id = ?", [into, team_id, gone]
    )
    tx.execute("UPDATE insights SET merged_into = ? WHERE team_id = ? AND merged_into = ?", [into, team_id, gone])
    _note(tx, team_id, gone, "merged", actor, now, other_id=into)
    _note(tx, team_id, into, "took another one in", actor, now, other_id=gone)


def of_study(
    tx: Transaction, team_id: str, study_id: str, *, statuses: Collection[Status] = (Status.STANDING,)
) -> list[Insight]:
    """-> those with claims, pinned ones first, then the last changed."""
    marks = ",".join("?" * len(statuses))
    rows = tx.execute(
        f"SELECT * FROM insights WHERE team_id = ? AND study_id = ? AND status IN ({marks})"
        " ORDER BY pinned DESC, updated_at DESC, id",
        [team_id, study_id, *statuses],
    ).fetchall()
    members = _members(tx, team_id, "m.insight_id IN (SELECT id FROM insights WHERE team_id = ? AND study_id = ?)",
                       [team_id, study_id])  # fmt: skip
    return [_insight(dict(row), members[row["id"]]) for row in rows if row["id"] in members]


def count(tx: Transaction, team_id: str, study_id: str, channels: Collection[str]) -> int:
    """-> how many of a study stand of which something was said in these channels that stands on no card already."""
    marks = ",".join("?" * len(channels))
    row = tx.execute(
        "SELECT count(DISTINCT m.insight_id) FROM insight_claims m JOIN claims c ON c.team_id = m.team_id"
        " AND c.id = m.claim_id JOIN insights i ON i.team_id = m.team_id AND i.id = m.insight_id"
        f" WHERE i.team_id = ? AND i.study_id = ? AND i.status = 'standing' AND c.echo = 0 AND c.channel IN ({marks})",
        [team_id, study_id, *channels],
    ).fetchone()
    return int(row[0])


def some(tx: Transaction, team_id: str, ids: Collection[str]) -> list[Insight]:
    """-> those of these that there are, with all their claims."""
    marks = ",".join("?" * len(ids))
    rows = tx.execute(f"SELECT * FROM insights WHERE team_id = ? AND id IN ({marks})", [team_id, *ids]).fetchall()
    members = _members(tx, team_id, f"m.insight_id IN ({marks})", list(ids))
    return [_insight(dict(row), members[row["id"]]) for row in rows if row["id"] in members]


def get(tx: Transaction, team_id: str, id: str) -> Insight | None:
    """-> the insight, also one that was rejected or merged; None where there is none, or no claim of it is left."""
    row = tx.execute("SELECT * FROM insights WHERE team_id = ? AND id = ?", [team_id, id]).fetchone()
    members = _members(tx, team_id, "m.insight_id = ?", [id])
    return _insight(dict(row), members.get(id, ())) if row else None


def events(tx: Transaction, team_id: str, id: str) -> list[Event]:
    """-> its history, the first first."""
    rows = tx.execute(
        "SELECT insight_id, at, kind, actor, claim_id, other_id, note FROM insight_events"
        " WHERE team_id = ? AND insight_id = ? ORDER BY number",
        [team_id, id],
    ).fetchall()
    return [Event(*row) for row in map(tuple, rows)]


def _members(tx: Transaction, team_id: str, where: str, values: list[str]) -> dict[str, tuple[Member, ...]]:
    rows = tx.execute(
        f"{_MEMBERS} WHERE m.team_id = ? AND {where} ORDER BY m.joined_at, c.created_at, c.conversation_id, c.position",
        [team_id, *values],
    ).fetchall()
    found: dict[str, list[Member]] = {}
    said = claims.learned(tx, team_id, [dict(row) for row in rows])
    for row, claim in zip(map(dict, rows), said, strict=True):
        member = Member(
            id=row["id"],
            relation=Relation(row["relation"]),
            conversation=row["conversation_id"],
            channel=row["channel"],
            joined_at=row["joined_at"],
            claim=claim,
            persona=row["persona"],
        )
        found.setdefault(row["insight_id"], []).append(member)
    return {id: tuple(each) for id, each in found.items()}


def _insight(row: dict[str, Any], members: tuple[Member, ...]) -> Insight:
    return Insight(
        id=row["id"],
        study=row["study_id"],
        status=Status(row["status"]),
        reason=row["reason"],
        pinned=bool(row["pinned"]),
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        members=members,
    )


def _note(
    tx: Transaction, team_id: str, id: str, kind: str, actor: str, now: float,
    *, claim_id: str = "", other_id: str = "", note: str = "",
) -> None:  # fmt: skip
    tx.execute(
        "INSERT INTO insight_events (team_id, insight_id, number, at, kind, actor, claim_id, other_id, note)"
        " SELECT ?, ?, COALESCE(MAX(number), 0) + 1, ?, ?, ?, ?, ?, ? FROM insight_events"
        " WHERE team_id = ? AND insight_id = ?",
        [team_id, id, now, kind, actor, claim_id, other_id, note, team_id, id],
    )
    tx.execute("UPDATE insights SET updated_at = ? WHERE team_id = ? AND id = ?", [now, team_id, id])
