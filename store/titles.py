"""What a study is called, and to whom: a title that was taken from a conversation is words of that conversation.

A title given by hand belongs to the whole study: whoever may read something of it may read its title.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from store.connection import Transaction


def said_in(channels: str = "") -> str:
    """-> SQL for the conversation in which the title of a study `s` counts as said: of one that was given by hand the
    first, and before all one in `channels` (SQL for a JSON list of those that whoever looks may read)."""
    readable = f"x.channel IN (SELECT value FROM json_each({channels})) DESC, " if channels else ""
    return (
        "CASE WHEN s.named_by = '' THEN s.titled_from ELSE (SELECT x.id FROM conversations x"
        " WHERE x.team_id = s.team_id AND x.study_id = s.id AND x.channel <> ''"
        f" ORDER BY {readable}x.created_at LIMIT 1) END"
    )


def may_see(channels: str) -> str:
    """-> SQL for whether somebody who reads `channels` may read the title of a study `s`."""
    return (
        f"(SELECT c.channel FROM conversations c WHERE c.team_id = s.team_id AND c.id = {said_in(channels)})"
        f" IN (SELECT value FROM json_each({channels}))"
    )


def seen_title(channels: str) -> str:
    """-> SQL for what a study `s` is called by somebody who reads `channels`: by its title, or after the first of its
    conversations there that is about something."""
    return (
        f"CASE WHEN {may_see(channels)} THEN s.title ELSE COALESCE((SELECT t.title FROM conversations t"
        " WHERE t.team_id = s.team_id AND t.study_id = s.id AND t.title <> ''"
        f" AND t.channel IN (SELECT value FROM json_each({channels})) ORDER BY t.created_at LIMIT 1), '') END"
    )


def title_for(tx: Transaction, team_id: str, id: str, channels: Collection[str]) -> str | None:
    """-> what a study is called by somebody who reads `channels`; None where there is no such study, or nothing of it
    there."""
    row = tx.conn.execute(
        f"SELECT {seen_title(':channels')} FROM studies s WHERE s.team_id = :team AND s.id = :id AND EXISTS"
        " (SELECT 1 FROM conversations c WHERE c.team_id = s.team_id AND c.study_id = s.id"
        " AND c.channel IN (SELECT value FROM json_each(:channels)))",
        {"team": team_id, "id": id, "channels": json.dumps(sorted(channels))},
    ).fetchone()
    return row[0] if row else None


def seen(
    tx: Transaction, team_id: str, channels: Collection[str], ids: Collection[str] | None = None, *, newest: int = -1
) -> dict[str, str]:
    """-> id and title of the studies whose title somebody who reads `channels` may see, the newest first: of those in
    `ids` where they are named, else of the `newest`, all where there is no number."""
    rows = tx.conn.execute(
        "SELECT s.id, s.title FROM (SELECT id, title, named_by, titled_from, team_id, created_at FROM studies"
        " WHERE team_id = :team AND title <> '' AND (:ids IS NULL OR id IN (SELECT value FROM json_each(:ids)))"
        f" ORDER BY created_at DESC LIMIT :newest) s WHERE {may_see(':channels')} ORDER BY s.created_at DESC, s.id",
        {
            "team": team_id,
            "ids": None if ids is None else json.dumps(sorted(ids)),
            "channels": json.dumps(sorted(channels)),
            "newest": newest,
        },
    ).fetchall()
    return {row[0]: row[1] for row in rows}
