"""What was said in a conversation goes: words, state, what waits to be read or sent. What happened once stays known by
its key, or Slack would be read again and bring it back."""

from __future__ import annotations

from store import claims, decisions, inbox, studies
from store.connection import Transaction


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
    tx.execute(
        "UPDATE inbox SET payload = NULL WHERE team_id = ? AND conversation_id = ? AND state = 'dead'",
        [team_id, conversation_id],
    )
    tx.execute("UPDATE outbox SET payload = NULL WHERE team_id = ? AND conversation_id = ? AND state = 'dead'", of_it)
    tx.execute("UPDATE conversations SET title = '' WHERE team_id = ? AND id = ?", [team_id, conversation_id])
    studies.title_anew(tx, team_id=team_id, conversation=conversation_id)


def erase_conversation(tx: Transaction, team_id: str, conversation_id: str) -> bool:
    """Closed, with nothing left of what was said; a turn that is under way does not commit, and a call that is under
    way is not remembered. -> whether somebody was waiting for an answer"""
    waits = inbox.has_waiting_person(tx, conversation_id)
    erase_words(tx, team_id, conversation_id)
    tx.execute("DELETE FROM timers WHERE team_id = ? AND conversation_id = ?", [team_id, conversation_id])
    tx.execute(
        "UPDATE inbox SET payload = NULL, state = 'done' WHERE team_id = ? AND conversation_id = ?",
        [team_id, conversation_id],
    )
    tx.execute(
        "UPDATE outbox SET payload = NULL, state = 'dead', error = 'erased' WHERE team_id = ? AND conversation_id = ?"
        " AND state IN ('pending', 'sending')",
        [team_id, conversation_id],
    )
    tx.execute(
        "UPDATE conversations SET state = NULL, status = 'closed', epoch = epoch + 1, parked = NULL"
        " WHERE team_id = ? AND id = ?",
        [team_id, conversation_id],
    )
    return waits
