"""What was said in a conversation goes: words, state, what waits to be read or sent. What happened once stays known by
its key, or Slack would be read again and bring it back."""

from __future__ import annotations

import json
from collections.abc import Collection

from store import claims, decisions, inbox, origins, segmentations, studies, texts, traces
from store.connection import Transaction
from store.outbox import UNDER_WAY


def erase_words(tx: Transaction, team_id: str, conversation_id: str) -> None:
    """Transcript with every wording, search included (its triggers follow the messages), and what it led to.

    Of what people wrote it stays known that there was something: an edit that comes later brings no words back.
    """
    of_it = [team_id, conversation_id]
    tx.execute("DELETE FROM revisions WHERE team_id = ? AND conversation_id = ?", of_it)
    tx.execute("DELETE FROM messages WHERE team_id = ? AND conversation_id = ? AND by_segue = 1", of_it)
    tx.execute(
        "UPDATE messages SET text = NULL, author = '', deleted = 1 WHERE team_id = ? AND conversation_id = ?", of_it
    )
    claims.erase(tx, team_id, conversation_id)
    decisions.erase(tx, team_id, conversation_id)
    origins.erase(tx, team_id, conversation_id)
    segmentations.erase(tx, team_id, conversation_id)
    texts.erase(tx, team_id, conversation_id)
    tx.execute(
        "UPDATE inbox SET payload = NULL WHERE team_id = ? AND conversation_id = ? AND state = 'dead'",
        [team_id, conversation_id],
    )
    tx.execute("UPDATE outbox SET payload = NULL WHERE team_id = ? AND conversation_id = ? AND state = 'dead'", of_it)
    tx.execute("UPDATE conversations SET title = '' WHERE team_id = ? AND id = ?", [team_id, conversation_id])
    studies.title_anew(tx, team_id=team_id, conversation=conversation_id)


def forget_workspace(tx: Transaction, team_id: str) -> dict[str, int]:
    """Every row of a workspace, in whatever table it stands: those that are to come too. -> table -> how many

    The index of the search follows by its triggers.
    """
    gone = {}
    for table in tables_of_teams(tx):
        if count := tx.execute(f"DELETE FROM [{table}] WHERE team_id = ?", [team_id]).rowcount:
            gone[table] = count
    traces.erased(tx)
    return gone


def tables_of_teams(tx: Transaction) -> list[str]:
    """-> every table with rows that belong to a workspace; what follows by triggers last."""
    rows = tx.execute(
        "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'team_id'"
        " WHERE m.type = 'table' ORDER BY m.name = 'search_rows', m.name"
    ).fetchall()
    return [row[0] for row in rows]


def erase_conversation(tx: Transaction, team_id: str, conversation_id: str, *, takes_down: bool = False) -> bool:
    """Closed, with nothing left of what was said; a turn that is under way does not commit, and a post that is under
    way is taken down where it landed. `takes_down`: what is to be taken down in Slack still is. -> whether somebody
    was waiting for an answer"""
    waits = inbox.has_waiting_person(tx, conversation_id)
    erase_words(tx, team_id, conversation_id)
    tx.execute("DELETE FROM timers WHERE team_id = ? AND conversation_id = ?", [team_id, conversation_id])
    tx.execute(
        "UPDATE inbox SET payload = NULL, state = 'done' WHERE team_id = ? AND conversation_id = ?",
        [team_id, conversation_id],
    )
    tx.execute(
        f"UPDATE outbox SET payload = CASE WHEN {UNDER_WAY} THEN '{{}}' END,"
        f" state = CASE WHEN {UNDER_WAY} THEN state ELSE 'dead' END, error = 'erased'"
        " WHERE team_id = ? AND conversation_id = ?"
        " AND state IN ('pending', 'sending') AND NOT (? AND method = 'chat.delete')",
        [team_id, conversation_id, takes_down],
    )
    tx.execute(
        "UPDATE conversations SET state = NULL, status = 'closed', epoch = epoch + 1, parked = NULL"
        " WHERE team_id = ? AND id = ?",
        [team_id, conversation_id],
    )
    return waits


def rewrite(tx: Transaction, team_id: str, id: str, *, state: str | None, title: str) -> None:
    """A conversation goes on without somebody's words; a turn that is under way with them does not commit."""
    tx.execute(
        "UPDATE conversations SET state = ?, title = ?, epoch = epoch + 1, settled = 0 WHERE team_id = ? AND id = ?",
        [state, title, team_id, id],
    )
    if not title:
        studies.title_anew(tx, team_id=team_id, conversation=id)


def erase_post(tx: Transaction, team_id: str, conversation_id: str, ts: str) -> None:
    """What Segue said there is no part of the transcript any more."""
    tx.execute(
        "DELETE FROM messages WHERE team_id = ? AND conversation_id = ? AND ts = ? AND by_segue = 1",
        [team_id, conversation_id, ts],
    )


def erase_schedule(tx: Transaction, team_id: str, conversation_id: str) -> None:
    tx.execute("DELETE FROM schedules WHERE team_id = ? AND id = ?", [team_id, conversation_id])


def held_in(tx: Transaction, team_id: str, study_id: str, channels: Collection[str]) -> list[str]:
    """-> ids of a study's conversations in these channels; all of them, with its desk, where there are no others."""
    rows = tx.execute(
        "SELECT id, channel FROM conversations WHERE team_id = ? AND study_id = ? AND flow <> 'digest'"
        " ORDER BY created_at, id",
        [team_id, study_id],
    ).fetchall()
    whole = all(row[1] in channels for row in rows if row[1])
    return [row[0] for row in rows if row[1] in channels or (whole and not row[1])]


def first_said(tx: Transaction, team_id: str, ids: Collection[str]) -> str | None:
    """-> ts of the first message in any of these conversations; None where there is none."""
    row = tx.execute(
        "SELECT min(ts) FROM messages WHERE team_id = ? AND conversation_id IN (SELECT value FROM json_each(?))",
        [team_id, json.dumps(sorted(ids))],
    ).fetchone()
    return row[0] if row else None


def erase_study(tx: Transaction, team_id: str, study_id: str) -> None:
    """Its name, where nothing is left of it; otherwise that stays with the rest."""
    left = tx.execute(
        "SELECT 1 FROM conversations WHERE team_id = ? AND study_id = ? AND flow NOT IN ('role_play', 'desk')"
        " AND (status <> 'closed' OR state IS NOT NULL) LIMIT 1",
        [team_id, study_id],
    ).fetchone()
    if left is None:
        tx.execute(
            "UPDATE studies SET title = '', titled_from = '', named_by = '' WHERE team_id = ? AND id = ?",
            [team_id, study_id],
        )
