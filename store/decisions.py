"""Decisions of a team, each known by the conversation it was made in."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from store.connection import Transaction
from studies.decisions import Decision, Kind, State

_FIELDS = "id, kind, text, state, owner, made_by, channel, created_at, decided_at, retired_at"


def keep(tx: Transaction, decision: Decision, *, team_id: str, study_id: str, now: float) -> None:
    """As it stands now; what it was before stands in its conversation."""
    tx.execute(
        f"INSERT INTO decisions (team_id, study_id, updated_at, {_FIELDS})"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (team_id, id) DO UPDATE SET text = excluded.text, state = excluded.state, owner = excluded.owner,"
        " decided_at = excluded.decided_at, retired_at = excluded.retired_at, updated_at = excluded.updated_at",
        [team_id, study_id, now, decision.id, decision.kind, decision.text, decision.state, decision.owner,
         decision.made_by, decision.channel, decision.created_at, decision.decided_at, decision.retired_at],
    )  # fmt: skip
    tx.execute("DELETE FROM decision_insights WHERE team_id = ? AND decision_id = ?", [team_id, decision.id])
    for each in decision.insights:
        # What was merged since lives on in another one.
        tx.execute(
            "INSERT OR IGNORE INTO decision_insights (team_id, decision_id, insight_id)"
            " SELECT ?, ?, COALESCE(NULLIF(merged_into, ''), id) FROM insights WHERE team_id = ? AND id = ?",
            [team_id, decision.id, team_id, each],
        )


def others_in_force(tx: Transaction, team_id: str, decision: Decision) -> list[str]:
    """-> ids of the others of its kind that are in force in its channel."""
    rows = tx.execute(
        "SELECT id FROM decisions WHERE team_id = ? AND channel = ? AND kind = ? AND state = 'adopted' AND id <> ?"
        " ORDER BY id",
        [team_id, decision.channel, decision.kind, decision.id],
    ).fetchall()
    return [row[0] for row in rows]


def in_channels(tx: Transaction, team_id: str, channels: Collection[str]) -> list[Decision]:
    """-> those made in these channels: in force first, then proposed, then retired; the last changed first."""
    marks = ",".join("?" * len(channels))
    return _listed(tx, f"team_id = ? AND channel IN ({marks})", [team_id, *channels])


def of_study(tx: Transaction, team_id: str, study_id: str) -> list[Decision]:
    return _listed(tx, "team_id = ? AND study_id = ?", [team_id, study_id])


def settled(tx: Transaction, team_id: str, *, channel: str, study: str, since: float) -> list[Decision]:
    """-> what was put in force after `since`, and what was in force and ended since then: of the study, or where there
    is none, made in the channel."""
    where, value = ("study_id = ?", study) if study else ("channel = ?", channel)
    return _listed(
        tx,
        f"team_id = ? AND {where} AND decided_at IS NOT NULL AND state <> 'proposed'"
        " AND COALESCE(retired_at, decided_at) > ?",
        [team_id, value, since],
    )


def erase(tx: Transaction, team_id: str, id: str) -> None:
    tx.execute("DELETE FROM decisions WHERE team_id = ? AND id = ?", [team_id, id])
    tx.execute("DELETE FROM decision_insights WHERE team_id = ? AND decision_id = ?", [team_id, id])


def _listed(tx: Transaction, where: str, values: list[Any]) -> list[Decision]:
    rows = tx.execute(
        f"SELECT {_FIELDS} FROM decisions WHERE {where} ORDER BY state, updated_at DESC, id", values
    ).fetchall()
    return [_decision(tx, values[0], dict(row)) for row in rows]


def _decision(tx: Transaction, team_id: str, row: dict[str, object]) -> Decision:
    insights = tx.execute(
        "SELECT insight_id FROM decision_insights WHERE team_id = ? AND decision_id = ? ORDER BY insight_id",
        [team_id, row["id"]],
    ).fetchall()
    told = {**row, "kind": Kind(str(row["kind"])), "state": State(str(row["state"]))}
    return Decision.model_validate({**told, "insights": tuple(each[0] for each in insights)})
