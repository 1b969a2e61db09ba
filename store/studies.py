"""Studies: every interview belongs to one."""

from __future__ import annotations

import json
from collections.abc import Collection

from store.connection import Transaction


def begin(tx: Transaction, *, team_id: str, id: str, now: float) -> None:
    tx.execute("INSERT INTO studies (team_id, id, created_at) VALUES (?, ?, ?)", [team_id, id, now])


def name(tx: Transaction, *, team_id: str, id: str, title: str) -> None:
    """Give a study its title, if it has none yet."""
    tx.execute("UPDATE studies SET title = ? WHERE team_id = ? AND id = ? AND title = ''", [title, team_id, id])


def seen(
    tx: Transaction, team_id: str, channels: Collection[str], ids: Collection[str] | None = None, *, newest: int = -1
) -> dict[str, str]:
    """-> id and title of the studies whose title somebody who reads `channels` may see, the newest first: of those in
    `ids` where they are named, else of the `newest`, all where there is no number.

    A title counts as said in the first conversation that has one; a title given by hand, in every conversation.
    """
    rows = tx.conn.execute(
        "SELECT s.id, s.title FROM (SELECT id, title, named_by, team_id, created_at FROM studies"
        " WHERE team_id = :team AND title <> '' AND (:ids IS NULL OR id IN (SELECT value FROM json_each(:ids)))"
        " ORDER BY created_at DESC LIMIT :newest) s WHERE CASE WHEN s.named_by <> '' THEN EXISTS (SELECT 1"
        " FROM conversations c WHERE c.team_id = s.team_id AND c.study_id = s.id"
        " AND c.channel IN (SELECT value FROM json_each(:channels)))"
        " ELSE (SELECT channel FROM conversations c WHERE c.team_id = s.team_id AND c.study_id = s.id"
        " AND c.title <> '' ORDER BY c.created_at LIMIT 1) IN (SELECT value FROM json_each(:channels)) END"
        " ORDER BY s.created_at DESC, s.id",
        {
            "team": team_id,
            "ids": None if ids is None else json.dumps(sorted(ids)),
            "channels": json.dumps(sorted(channels)),
            "newest": newest,
        },
    ).fetchall()
    return {row[0]: row[1] for row in rows}
