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
    tx: Transaction, team_id: str, channels: Collection[str], ids: Collection[str] | None = None
) -> list[tuple[str, str]]:
    """-> (id, title) of the studies, of those in `ids` where given, whose title somebody who reads `channels` may see,
    the newest first.

    A title counts as said in the first conversation that has one; a title given by hand, in every conversation.
    """
    rows = tx.execute(
        "SELECT id, title FROM studies s WHERE team_id = ? AND title <> ''"
        " AND (? IS NULL OR id IN (SELECT value FROM json_each(?))) AND CASE WHEN named_by <> ''"
        " THEN EXISTS (SELECT 1 FROM conversations c WHERE c.team_id = s.team_id AND c.study_id = s.id"
        " AND channel IN (SELECT value FROM json_each(?)))"
        " ELSE (SELECT channel FROM conversations c WHERE c.team_id = s.team_id AND c.study_id = s.id"
        " AND c.title <> '' ORDER BY c.created_at LIMIT 1) IN (SELECT value FROM json_each(?)) END"
        " ORDER BY created_at DESC, id",
        [team_id, *[None if ids is None else json.dumps(sorted(ids))] * 2, *[json.dumps(sorted(channels))] * 2],
    ).fetchall()
    return [(row[0], row[1]) for row in rows]
