"""Studies: everything belongs to one."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from store import claims, conversations
from store.connection import Transaction
from store.titles import seen_title

DESK = "desk"
"""Flow of the conversation at which all that concerns a study's insights is done."""
_HANGS_ON_IT = ("claims", "personas", "insights", "decisions")


@dataclass(frozen=True)
class Study:
    """A study as a list shows it, counted over the channels that whoever looks may read. Times in Unix seconds.

    An interview runs until it is summed up.
    """

    id: str
    title: str
    interviews: int
    running: int
    role_plays: int
    personas: int
    analyses: int
    updated_at: float


@dataclass(frozen=True)
class Belonging:
    """A conversation of a study."""

    id: str
    flow: str
    title: str


def begin(tx: Transaction, *, team_id: str, id: str, now: float) -> None:
    tx.execute("INSERT INTO studies (team_id, id, created_at, updated_at) VALUES (?, ?, ?, ?)", [team_id, id, now, now])


def name(tx: Transaction, *, team_id: str, id: str, title: str, conversation: str) -> None:
    """Give a study the title of one of its conversations, if it has none yet."""
    tx.execute(
        "UPDATE studies SET title = ?, titled_from = ? WHERE team_id = ? AND id = ? AND title = ''",
        [title, conversation, team_id, id],
    )


def title_anew(tx: Transaction, *, team_id: str, conversation: str) -> None:
    """What this conversation is about titles a study no more; the first other one in it that has a title does."""
    tx.execute(
        "UPDATE studies SET title = COALESCE((SELECT title FROM conversations c WHERE c.team_id = studies.team_id"
        " AND c.study_id = studies.id AND c.id <> ? AND c.title <> '' ORDER BY created_at, id LIMIT 1), ''),"
        " titled_from = COALESCE((SELECT id FROM conversations c WHERE c.team_id = studies.team_id"
        " AND c.study_id = studies.id AND c.id <> ? AND c.title <> '' ORDER BY created_at, id LIMIT 1), '')"
        " WHERE team_id = ? AND titled_from = ?",
        [conversation, conversation, team_id, conversation],
    )


def rename(tx: Transaction, *, team_id: str, id: str, title: str, by: str, now: float) -> None:
    """Somebody gives it a title, which stays whatever is said in it later."""
    tx.execute(
        "UPDATE studies SET title = ?, named_by = ?, titled_from = '', updated_at = ? WHERE team_id = ? AND id = ?",
        [title, by, now, team_id, id],
    )


def moved_on(tx: Transaction, *, team_id: str, id: str, now: float) -> None:
    tx.execute("UPDATE studies SET updated_at = ? WHERE team_id = ? AND id = ?", [now, team_id, id])


def merge(tx: Transaction, *, team_id: str, id: str, into: str, now: float) -> list[str]:
    """All that belongs to one study belongs to the other from now on; what names the first means the other, and what
    waits at its desk waits at the other's. -> id of that desk, where something waits there now

    Where the other was merged meanwhile, its heir is meant; nothing is done where that is this one, or this is gone.
    """
    into = present(tx, team_id, into)
    if into == id or title(tx, team_id, id) is None:
        return []
    desks = {each: conversations.of_study(tx, team_id, each, DESK) for each in (id, into)}
    waits = _one_desk(tx, team_id, desks[id], desks[into])
    tx.execute(
        "UPDATE conversations SET study_id = ? WHERE team_id = ? AND study_id = ? AND (flow <> ? OR ?)",
        [into, team_id, id, DESK, not desks[into]],
    )
    for table in _HANGS_ON_IT:
        tx.execute(f"UPDATE {table} SET study_id = ? WHERE team_id = ? AND study_id = ?", [into, team_id, id])
    tx.execute(
        "UPDATE studies SET title = '', titled_from = '', merged_into = ? WHERE team_id = ? AND id = ?",
        [into, team_id, id],
    )
    tx.execute("UPDATE studies SET merged_into = ? WHERE team_id = ? AND merged_into = ?", [into, team_id, id])
    moved_on(tx, team_id=team_id, id=into, now=now)
    return waits


def _one_desk(tx: Transaction, team_id: str, old: Sequence[str], new: Sequence[str]) -> list[str]:
    if not new:
        return []
    moved = tx.execute(
        "UPDATE inbox SET conversation_id = ? WHERE team_id = ? AND state = 'waiting' AND conversation_id IN"
        " (SELECT value FROM json_each(?))",
        [new[0], team_id, json.dumps(list(old))],
    ).rowcount
    return [new[0]] if moved else []


def move(
    tx: Transaction, *, team_id: str, conversation: str, into: str, stay: Collection[str] = (), now: float
) -> None:
    """A conversation, with what it led to, belongs to another study; its claims belong to no insight any more. Since
    when they were known stays, so that none is told as news once more.

    A persona takes along the interviews that were held with it, but for those that `stay`.
    """
    into = present(tx, team_id, into)
    moving = [conversation, *(each for each in _interviews(tx, team_id, conversation) if each not in stay)]
    for id in moving:
        title_anew(tx, team_id=team_id, conversation=id)
        tx.execute(
            "UPDATE insight_claims SET insight_id = '' WHERE team_id = ? AND claim_id IN"
            " (SELECT id FROM claims WHERE team_id = ? AND conversation_id = ?)",
            [team_id, team_id, id],
        )
        tx.execute("UPDATE claims SET study_id = ? WHERE team_id = ? AND conversation_id = ?", [into, team_id, id])
        for table in ("conversations", "personas", "decisions"):
            tx.execute(f"UPDATE {table} SET study_id = ? WHERE team_id = ? AND id = ?", [into, team_id, id])
    claims.forget_empty(tx, team_id)
    moved_on(tx, team_id=team_id, id=into, now=now)


def recent_in(tx: Transaction, team_id: str, channel: str, *, since: float, but: str) -> list[tuple[str, str]]:
    """-> (id, title) of studies worked on in that channel since then, the last first; `but` is left out."""
    rows = tx.execute(
        "SELECT s.id, s.title FROM studies s WHERE s.team_id = ? AND s.id <> ? AND s.updated_at >= ? AND EXISTS"
        " (SELECT 1 FROM conversations c WHERE c.team_id = s.team_id AND c.study_id = s.id AND c.channel = ?"
        " AND c.title <> '') ORDER BY s.updated_at DESC LIMIT 50",
        [team_id, but, since, channel],
    ).fetchall()
    return [(row[0], row[1]) for row in rows]


def analysed_in(tx: Transaction, team_id: str, channel: str, *, since: float, but: str) -> list[tuple[str, str]]:
    """-> (id of the study, title) of analyses that were worked on in that channel since then, the last first."""
    rows = tx.execute(
        "SELECT study_id, title FROM conversations WHERE team_id = ? AND channel = ? AND flow = 'segmentation'"
        " AND title <> '' AND updated_at >= ? AND study_id NOT IN ('', ?) ORDER BY updated_at DESC LIMIT 50",
        [team_id, channel, since, but],
    ).fetchall()
    return [(row[0], row[1]) for row in rows]


def join(tx: Transaction, *, team_id: str, conversation: str, own: str, into: str, now: float) -> None:
    """A conversation that was alone in a study of its own goes into another one."""
    move(tx, team_id=team_id, conversation=conversation, into=into, now=now)
    tx.execute(
        "DELETE FROM studies WHERE team_id = ? AND id = ? AND NOT EXISTS (SELECT 1 FROM conversations c"
        " WHERE c.team_id = studies.team_id AND c.study_id = studies.id)",
        [team_id, own],
    )


def latest_in(tx: Transaction, team_id: str, channel: str) -> str:
    """-> id of the study that was last worked on in that channel; empty where there is none."""
    row = tx.execute(
        "SELECT study_id FROM conversations WHERE team_id = ? AND channel = ? AND title <> ''"
        " ORDER BY updated_at DESC LIMIT 1",
        [team_id, channel],
    ).fetchone()
    return row[0] if row else ""


def present(tx: Transaction, team_id: str, id: str) -> str:
    """-> the study that this one was merged into; itself where it was not."""
    row = tx.execute("SELECT merged_into FROM studies WHERE team_id = ? AND id = ?", [team_id, id]).fetchone()
    return (row[0] or id) if row else id


def title(tx: Transaction, team_id: str, id: str) -> str | None:
    """-> its title; None where there is no such study."""
    row = tx.execute(
        "SELECT title FROM studies WHERE team_id = ? AND id = ? AND merged_into = ''", [team_id, id]
    ).fetchone()
    return row[0] if row else None


def channels(tx: Transaction, team_id: str, id: str = "") -> set[str]:
    """-> where the conversations of a study, or of all studies, are held."""
    rows = tx.execute(
        "SELECT DISTINCT channel FROM conversations WHERE team_id = ? AND channel <> ''"
        + (" AND study_id = ?" if id else ""),
        [team_id, *([id] if id else [])],
    ).fetchall()
    return {row[0] for row in rows}


def listed(tx: Transaction, team_id: str, channels: Collection[str], *, most: int = 20, after: int = 0) -> list[Study]:
    """-> studies with a conversation in these channels, the last changed first."""
    rows = tx.conn.execute(
        f"SELECT s.id, {seen_title(':channels')} AS title,"
        " interviews, running, role_plays, personas, analyses, s.updated_at FROM ("
        "SELECT s.team_id, s.id, s.title, s.named_by, s.titled_from, s.updated_at,"
        " SUM(c.flow = 'interview') AS interviews,"
        " SUM(c.flow = 'interview' AND c.status IN ('open', 'paused') AND NOT EXISTS (SELECT 1 FROM outbox o"
        " WHERE o.conversation_id = c.id AND o.name = 'summary')) AS running,"
        " SUM(c.flow = 'role_play') AS role_plays, SUM(c.flow = 'segmentation') AS analyses,"
        " SUM(c.flow = 'persona' AND EXISTS (SELECT 1 FROM personas p WHERE p.team_id = c.team_id AND p.id = c.id))"
        " AS personas FROM studies s JOIN conversations c ON c.team_id = s.team_id AND c.study_id = s.id"
        " WHERE s.team_id = :team AND c.channel IN (SELECT value FROM json_each(:channels))"
        " AND c.title <> '' GROUP BY s.id"
        " ORDER BY s.updated_at DESC, s.id LIMIT :most OFFSET :after) s ORDER BY s.updated_at DESC, s.id",
        {"team": team_id, "channels": json.dumps(sorted(channels)), "most": most, "after": after},
    ).fetchall()
    return [Study(**dict(row)) for row in rows]


def conversations_in(tx: Transaction, team_id: str, id: str, channels: Collection[str], most: int) -> list[Belonging]:
    """-> what belongs to a study in these channels, the last changed first."""
    marks = ",".join("?" * len(channels))
    rows = tx.execute(
        "SELECT id, flow, title FROM conversations WHERE team_id = ? AND study_id = ? AND title <> ''"
        f" AND channel IN ({marks}) AND flow <> 'decision' ORDER BY updated_at DESC, id LIMIT ?",
        [team_id, id, *channels, most],
    ).fetchall()
    return [Belonging(*row) for row in map(tuple, rows)]


def _interviews(tx: Transaction, team_id: str, persona: str) -> list[str]:
    rows = tx.execute(
        "SELECT conversation_id FROM persona_interviews WHERE team_id = ? AND persona_id = ?", [team_id, persona]
    ).fetchall()
    return [row[0] for row in rows]
