"""Somebody is forgotten: what they wrote and who they are goes from every table; what others said stays.

What is told in words of theirs elsewhere (states, cards, posts of Segue's) is put out by the engine, which knows the
flows (bot/engine/forgetting.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from store import claims, origins
from store.connection import Transaction

# A payload that another program spoilt belongs to nobody.
_WHO = "CASE WHEN json_valid(payload) THEN coalesce(json_extract(payload, '$.user'), '') END"
_WHOSE = "CASE WHEN json_valid(payload) THEN coalesce(json_extract(payload, '$.author'), '') END"
_BY = "team_id = ? AND author = ? AND by_segue = 0"
# Where somebody stands as who did something: that it was done stays.
_NAMED = (
    ("decisions", "owner"),
    ("decisions", "made_by"),
    ("schedules", "owner"),
    ("personas", "made_by"),
    ("persona_versions", "changed_by"),
    ("insight_events", "actor"),
    ("insight_claims", "judged_by"),
    ("installations", "installed_by"),
)


@dataclass(frozen=True)
class Kept:
    """How much is kept of somebody."""

    messages: int = 0
    alone: int = 0
    """Conversations in which nobody else wrote."""
    shared: int = 0
    """Conversations in which others wrote too."""
    personas: int = 0
    """Made in conversations in which nobody else wrote."""
    shared_personas: int = 0
    digests: int = 0
    """Which they alone set up: they end with them."""
    decisions: int = 0
    """Which they own or made."""


def kept_of(tx: Transaction, team_id: str, user: str) -> Kept:
    talks = {id: flow for id, flow in _talks(tx, team_id, user) if flow not in ("personal", "export")}
    alone = {id for id in talks if is_alone(tx, team_id, id, user)}
    made = {row[0] for row in tx.execute("SELECT id FROM personas WHERE team_id = ?", [team_id])} & set(talks)
    decided = {id for id, flow in talks.items() if flow == "decision"}
    digests = {id for id, flow in talks.items() if flow == "digest"} & alone
    return Kept(
        messages=tx.execute(f"SELECT count(*) FROM messages WHERE {_BY}", [team_id, user]).fetchone()[0],
        alone=len(alone - made - decided - digests),
        shared=len(set(talks) - alone - made - decided),
        personas=len(made & alone),
        shared_personas=len(made - alone),
        digests=len(digests),
        decisions=tx.execute(
            "SELECT count(*) FROM decisions WHERE team_id = ? AND ? IN (owner, made_by)", [team_id, user]
        ).fetchone()[0],
    )


def talks(tx: Transaction, team_id: str, user: str) -> list[str]:
    """-> ids of the conversations that they began or wrote in, what is not taken up yet included."""
    return [id for id, _ in _talks(tx, team_id, user)]


def _talks(tx: Transaction, team_id: str, user: str) -> list[tuple[str, str]]:
    rows = tx.execute(
        "SELECT id, flow FROM conversations c WHERE team_id = ? AND (starter = ? OR EXISTS (SELECT 1 FROM messages m"
        " WHERE m.team_id = c.team_id AND m.conversation_id = c.id AND m.author = ? AND m.by_segue = 0)"
        " OR EXISTS (SELECT 1 FROM inbox i WHERE i.conversation_id = c.id AND payload IS NOT NULL"
        f" AND ? IN ({_WHO}, {_WHOSE}))) ORDER BY created_at, id",
        [team_id, user, user, user],
    ).fetchall()
    return [(row[0], row[1]) for row in rows]


def is_alone(tx: Transaction, team_id: str, id: str, user: str) -> bool:
    """Whether it is theirs: nobody else began it, wrote in it or waits to be heard there. A desk is the study's."""
    row = tx.execute(
        "SELECT 1 FROM conversations WHERE team_id = ? AND id = ? AND (starter NOT IN ('', ?) OR flow = 'desk')"
        " UNION ALL SELECT 1 FROM messages WHERE team_id = ? AND conversation_id = ? AND by_segue = 0"
        " AND author NOT IN ('', ?)"
        " UNION ALL SELECT 1 FROM inbox WHERE team_id = ? AND conversation_id = ? AND payload IS NOT NULL"
        f" AND {_WHO} NOT IN ('', ?) LIMIT 1",
        [team_id, id, user] * 3,
    ).fetchone()
    return row is None


def beside(tx: Transaction, team_id: str, ids: list[str]) -> list[str]:
    """-> conversations in which what was said in these may have been taken up: personas and talks with them, desks and
    decisions of the same studies; digests of the team."""
    marks = ",".join("?" * len(ids))
    rows = tx.execute(
        "SELECT id FROM conversations WHERE team_id = ? AND (flow = 'digest' OR (flow NOT IN ('interview', 'export')"
        f" AND study_id IN (SELECT study_id FROM conversations WHERE id IN ({marks}) AND study_id <> '')))"
        f" AND id NOT IN ({marks}) ORDER BY created_at, id",
        [team_id, *ids, *ids],
    ).fetchall()
    return [row[0] for row in rows]


def first_said(tx: Transaction, team_id: str, user: str) -> dict[str, str]:
    """-> conversation -> ts of the first they wrote there, or of what waits to be taken up."""
    rows = tx.execute(
        f"SELECT conversation_id, min(ts) FROM (SELECT conversation_id, ts FROM messages WHERE {_BY} UNION ALL"
        " SELECT conversation_id, ts FROM inbox WHERE team_id = ? AND conversation_id IS NOT NULL"
        f" AND payload IS NOT NULL AND ? IN ({_WHO}, {_WHOSE})) GROUP BY conversation_id",
        [team_id, user] * 2,
    ).fetchall()
    return {row[0]: row[1] for row in rows}


def said(tx: Transaction, team_id: str, user: str) -> list[str]:
    """-> all they wrote, every wording, and what waits or could not be taken up."""
    rows = tx.execute(
        f"SELECT text FROM messages WHERE {_BY} AND text IS NOT NULL UNION SELECT r.text FROM revisions r"
        " JOIN messages m ON m.team_id = r.team_id AND m.conversation_id = r.conversation_id AND m.ts = r.ts"
        " WHERE m.team_id = ? AND m.author = ? AND m.by_segue = 0 UNION SELECT json_extract(payload, '$.said')"
        f" FROM inbox WHERE team_id = ? AND payload IS NOT NULL AND {_WHO} = ?",
        [team_id, user, team_id, user, team_id, user],
    ).fetchall()
    return [row[0] for row in rows if row[0]]


def said_by_others(tx: Transaction, team_id: str, user: str) -> list[str]:
    """-> all they wrote, and what the files and pages that they gave are called."""
    rows = tx.execute(
        "SELECT text FROM messages WHERE team_id = ? AND author NOT IN ('', ?) AND by_segue = 0 AND text IS NOT NULL"
        " UNION SELECT name FROM materials WHERE team_id = ? AND given_by NOT IN ('', ?)",
        [team_id, user] * 2,
    ).fetchall()
    return [row[0] for row in rows]


def take_out(tx: Transaction, team_id: str, id: str, user: str) -> None:
    """Their messages in a conversation of several leave a tombstone; what stood on them alone goes."""
    spoken = tx.execute(f"SELECT ts FROM messages WHERE {_BY} AND conversation_id = ?", [team_id, user, id]).fetchall()
    for (ts,) in map(tuple, spoken):
        claims.withdraw(tx, team_id, id, ts, "")
        tx.execute("DELETE FROM revisions WHERE team_id = ? AND conversation_id = ? AND ts = ?", [team_id, id, ts])
    tx.execute(
        f"UPDATE messages SET text = NULL, author = '', deleted = 1 WHERE {_BY} AND conversation_id = ?",
        [team_id, user, id],
    )


def let_go(tx: Transaction, team_id: str, user: str) -> None:
    """Nobody stands where they stood, and nothing of theirs waits. The keys of what happened stay: Slack is read again,
    and would else bring it back."""
    tx.execute(
        "UPDATE inbox SET payload = NULL, state = 'done' WHERE team_id = ? AND payload IS NOT NULL"
        f" AND (NOT json_valid(payload) OR ? IN ({_WHO}, {_WHOSE}))",
        [team_id, user],
    )
    tx.execute(
        "UPDATE insights SET reason = '' WHERE team_id = ? AND id IN (SELECT insight_id FROM insight_events e"
        " WHERE team_id = ? AND actor = ? AND kind = 'rejected' AND NOT EXISTS (SELECT 1 FROM insight_events later"
        " WHERE later.team_id = e.team_id AND later.insight_id = e.insight_id AND later.kind = 'rejected'"
        " AND later.actor <> e.actor AND later.at > e.at))",
        [team_id, team_id, user],
    )
    tx.execute("UPDATE insight_events SET note = '' WHERE team_id = ? AND actor = ?", [team_id, user])
    origins.let_go(tx, team_id, user)
    for table, column in _NAMED:
        tx.execute(f"UPDATE {table} SET {column} = '' WHERE team_id = ? AND {column} = ?", [team_id, user])
    tx.execute(
        "UPDATE studies SET named_by = '', title = '', titled_from = '' WHERE team_id = ? AND named_by = ?",
        [team_id, user],
    )
    tx.execute(
        "UPDATE conversations SET starter = coalesce((SELECT author FROM messages m WHERE m.team_id ="
        " conversations.team_id AND m.conversation_id = conversations.id AND by_segue = 0 AND author <> ''"
        " ORDER BY ts LIMIT 1), '') WHERE team_id = ? AND starter = ?",
        [team_id, user],
    )
