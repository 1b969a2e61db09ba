"""Studies: every interview belongs to one."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from store.connection import Transaction


def begin(tx: Transaction, *, team_id: str, id: str, now: float) -> None:
    tx.execute("INSERT INTO studies (team_id, id, created_at) VALUES (?, ?, ?)", [team_id, id, now])


def name(tx: Transaction, *, team_id: str, id: str, title: str) -> None:
    """Give a study its title, if it has none yet."""
    tx.execute("UPDATE studies SET title = ? WHERE team_id = ? AND id = ? AND title = ''", [title, team_id, id])


@dataclass(frozen=True)
class Titled:
    """A study as it is called in one of its conversations."""

    title: str
    conversation_id: str


def seen(tx: Transaction, team_id: str, channels: Collection[str]) -> dict[str, Titled]:
    """-> by id, the studies whose title somebody who reads `channels` may see, the newest first.

    A title counts as said in the first conversation that has one; a title given by hand, in every conversation.
    """
    rows = tx.conn.execute(
        "SELECT s.id, s.title, CASE WHEN s.named_by <> '' THEN (SELECT id FROM conversations c WHERE"
        " c.team_id = s.team_id AND c.study_id = s.id AND c.channel IN (SELECT value FROM json_each(:channels))"
        " ORDER BY c.created_at LIMIT 1) ELSE (SELECT id FROM conversations c WHERE c.team_id = s.team_id AND"
        " c.study_id = s.id AND c.title <> '' ORDER BY c.created_at LIMIT 1) END AS shown"
        " FROM studies s WHERE s.team_id = :team AND s.title <> '' ORDER BY s.created_at DESC, s.id",
        {"team": team_id, "channels": json.dumps(sorted(channels))},
    ).fetchall()
    readable = {
        row[0] for row in tx.execute(
            "SELECT id FROM conversations WHERE team_id = ? AND channel IN (SELECT value FROM json_each(?))",
            [team_id, json.dumps(sorted(channels))],
        ).fetchall()
    }  # fmt: skip
    return {row[0]: Titled(row[1], row[2]) for row in rows if row[2] in readable}
