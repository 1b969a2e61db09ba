"""What was said in a conversation goes: words, state, what waits to be read or sent. What happened once stays known by
its key, or Slack would be read again and bring it back."""

from __future__ import annotations

from store import insights
from store.connection import Transaction


def erase_words(tx: Transaction, team_id: str, conversation_id: str) -> None:
    """Transcript with every wording, search included (its triggers follow the messages), and what it led to."""
    for table in ("messages", "revisions"):
        tx.execute(f"DELETE FROM {table} WHERE team_id = ? AND conversation_id = ?", [team_id, conversation_id])
    insights.erase(tx, team_id, conversation_id)
    tx.execute(
        "UPDATE inbox SET payload = NULL WHERE team_id = ? AND conversation_id = ? AND state = 'dead'",
        [team_id, conversation_id],
    )
    tx.execute("UPDATE conversations SET title = '' WHERE team_id = ? AND id = ?", [team_id, conversation_id])
    tx.execute("UPDATE studies SET title = '' WHERE team_id = ? AND id = ?", [team_id, conversation_id])


def erase_conversation(tx: Transaction, team_id: str, conversation_id: str) -> None:
    """Closed, with nothing left of what was said; a turn that is under way does not commit."""
    erase_words(tx, team_id, conversation_id)
    tx.execute("DELETE FROM timers WHERE team_id = ? AND conversation_id = ?", [team_id, conversation_id])
    tx.execute(
        "UPDATE inbox SET payload = NULL, state = 'done' WHERE team_id = ? AND conversation_id = ?",
        [team_id, conversation_id],
    )
    tx.execute(
        "UPDATE outbox SET payload = NULL, state = 'dead', error = 'erased' WHERE team_id = ? AND conversation_id = ?"
        " AND state = 'pending'",
        [team_id, conversation_id],
    )
    tx.execute(
        "UPDATE conversations SET state = NULL, status = 'closed', epoch = epoch + 1, parked = NULL"
        " WHERE team_id = ? AND id = ?",
        [team_id, conversation_id],
    )
