"""What nobody has written in for long: found, so that it can be erased as if somebody had deleted it.

A persona counts as talked with as long as one of its interviews does. A decision that is proposed or in force stays;
once it was retired, its time runs like that of a conversation. Desks and digests hold no words of people.
"""

from __future__ import annotations

from store.connection import Transaction

AT_ONCE = 100
_LAST_WORD = (
    "coalesce((SELECT max(CAST(m.ts AS REAL)) FROM messages m WHERE m.team_id = {of}.team_id"
    " AND m.conversation_id = {of}.id AND m.by_segue = 0), {of}.created_at)"
)
_OLD = (
    "c.flow NOT IN ('desk', 'digest') AND c.channel <> '' AND NOT (c.status = 'closed' AND c.state IS NULL)"
    " AND NOT (c.flow = 'role_play' AND c.status = 'closed' AND c.title = '')"
    f" AND {_LAST_WORD.format(of='c')} < :before"
    " AND NOT EXISTS (SELECT 1 FROM inbox i WHERE i.conversation_id = c.id AND i.state = 'waiting')"
    " AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.team_id = c.team_id AND d.id = c.id AND d.state <> 'retired')"
    " AND NOT EXISTS (SELECT 1 FROM persona_interviews p JOIN conversations t ON t.id = p.conversation_id"
    f" WHERE p.team_id = c.team_id AND p.persona_id = c.id AND {_LAST_WORD.format(of='t')} >= :before)"
)

_TOLD = (
    "SELECT k.team_id FROM inbox i JOIN conversations k ON k.id = i.conversation_id"
    " WHERE i.state = 'waiting' AND k.flow = 'personal' AND k.channel = ''"
)


def old(tx: Transaction, before: float) -> dict[str, list[str]]:
    """-> team -> ids of conversations in which nobody has written since `before` (Unix seconds), the oldest first.

    Of workspaces to which time has written already, and which have not taken it up, none: they would hold up others.
    """
    rows = tx.conn.execute(
        f"SELECT c.team_id, c.id FROM conversations c WHERE {_OLD} AND c.team_id NOT IN ({_TOLD})"
        f" ORDER BY c.created_at LIMIT {AT_ONCE}",
        {"before": before},
    ).fetchall()
    found: dict[str, list[str]] = {}
    for team_id, id in map(tuple, rows):
        found.setdefault(team_id, []).append(id)
    return found


def is_old(tx: Transaction, team_id: str, id: str, before: float) -> bool:
    row = tx.conn.execute(
        f"SELECT 1 FROM conversations c WHERE c.team_id = :team AND c.id = :id AND {_OLD}",
        {"team": team_id, "id": id, "before": before},
    ).fetchone()
    return row is not None


def posts_of_digests(tx: Transaction, before: float) -> list[tuple[str, str, str]]:
    """-> (team, digest, name) of what digests posted before that moment and Slack still shows."""
    rows = tx.execute(
        "SELECT o.team_id, o.conversation_id, o.name FROM conversations k JOIN outbox o ON o.conversation_id = k.id"
        " WHERE k.flow = 'digest' AND o.ts IS NOT NULL AND CAST(o.ts AS REAL) < ? AND o.method <> 'chat.delete'"
        " AND NOT EXISTS (SELECT 1 FROM outbox d WHERE d.conversation_id = o.conversation_id"
        " AND d.method = 'chat.delete' AND d.changes = o.name) ORDER BY o.seq",
        [before],
    ).fetchall()
    return [(row[0], row[1], row[2]) for row in rows]


def keeper(tx: Transaction, team_id: str) -> str | None:
    """-> id of the conversation to which time writes what is over; it has no place in Slack."""
    row = tx.execute(
        "SELECT id FROM conversations WHERE team_id = ? AND flow = 'personal' AND channel = ''", [team_id]
    ).fetchone()
    return row[0] if row else None
