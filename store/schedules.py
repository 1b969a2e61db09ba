"""Which digests somebody set up. Each is known by its conversation, which has no place in Slack: its posts have."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from store import studies
from store.connection import Transaction
from studies.schedule import Schedule

RUNNING, PAUSED, DELETED = "running", "paused", "deleted"


@dataclass(frozen=True)
class Kept:
    """`owner`: Slack user id of whoever set it up; `plan`: about the study that its own was merged into, where it was.

    Times in Unix seconds.
    """

    id: str
    owner: str
    plan: Schedule
    state: str
    next_at: float | None
    last_at: float | None


def add(tx: Transaction, *, team_id: str, id: str, owner: str, plan: Schedule, now: float) -> None:
    tx.execute(
        "INSERT INTO schedules (team_id, id, channel, study_id, owner, personal, plan, state, created_at, updated_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [team_id, id, plan.channel, plan.study, owner, plan.personal, plan.model_dump_json(), RUNNING, now, now],
    )


def change(
    tx: Transaction, *, team_id: str, id: str, plan: Schedule, state: str, next_at: float | None,
    last_at: float | None, now: float,
) -> None:  # fmt: skip
    plan = _present(tx, team_id, plan)
    tx.execute(
        "UPDATE schedules SET channel = ?, study_id = ?, personal = ?, plan = ?, state = ?, next_at = ?, last_at = ?,"
        " updated_at = ? WHERE team_id = ? AND id = ?",
        [plan.channel, plan.study, plan.personal, plan.model_dump_json(), state, next_at, last_at, now, team_id, id],
    )


def get(tx: Transaction, team_id: str, id: str) -> Kept | None:
    found = _some(tx, team_id, "id = ?", [id])
    return found[0] if found else None


def in_channel(tx: Transaction, team_id: str, channel: str) -> list[Kept]:
    """-> those that come in a channel, the oldest first; neither personal editions nor deleted ones."""
    return _some(tx, team_id, "channel = ? AND personal = 0 AND state != ?", [channel, DELETED])


def in_channels(tx: Transaction, team_id: str, channels: Collection[str]) -> list[Kept]:
    """-> those that run in one of these channels, the one that comes next first."""
    found = _some(
        tx, team_id, "channel IN (SELECT value FROM json_each(?)) AND personal = 0 AND state = ?",
        [json.dumps(sorted(channels)), RUNNING],
    )  # fmt: skip
    return sorted(found, key=lambda each: each.next_at or 0.0)


def personal(tx: Transaction, team_id: str, owner: str) -> list[Kept]:
    """-> somebody's own editions, the oldest first."""
    return _some(tx, team_id, "owner = ? AND personal = 1 AND state != ?", [owner, DELETED])


def telling_of(tx: Transaction, team_id: str, *, study: str, channels: Collection[str]) -> list[str]:
    """-> ids of those, over or not, that may have told of that study, or of what was said in these channels."""
    some = _some(tx, team_id, "TRUE", [])
    return [
        each.id for each in some if (each.plan.study == study if each.plan.study else each.plan.channel in channels)
    ]


def watching_segments(tx: Transaction, team_id: str, *, channel: str, study: str) -> list[str]:
    """-> ids of those that run, are about that study or channel, and want to hear at once what became of segments."""
    some = [each for each in _some(tx, team_id, "state = ?", [RUNNING]) if each.plan.alerts.of_segments]
    return [each.id for each in some if (each.plan.study == study if each.plan.study else each.plan.channel == channel)]


def beside(tx: Transaction, team_id: str, plan: Schedule, owner: str) -> int:
    """-> how many there are where this one is to be."""
    some = personal(tx, team_id, owner) if plan.personal else in_channel(tx, team_id, plan.channel)
    return len(some)


def _some(tx: Transaction, team_id: str, where: str, values: list[object]) -> list[Kept]:
    rows = tx.execute(
        "SELECT id, owner, plan, state, next_at, last_at FROM schedules"
        f" WHERE team_id = ? AND {where} ORDER BY created_at, id",
        [team_id, *values],
    ).fetchall()
    plans = [_present(tx, team_id, Schedule.model_validate_json(row[2])) for row in rows]
    return [Kept(row[0], row[1], plan, row[3], row[4], row[5]) for row, plan in zip(rows, plans, strict=True)]


def _present(tx: Transaction, team_id: str, plan: Schedule) -> Schedule:
    """-> the plan, about the study that its own was merged into, where it was."""
    return plan.model_copy(update={"study": studies.present(tx, team_id, plan.study)}) if plan.study else plan
