"""What a workspace has spent on models: by day and month (UTC), by conversation, and by study through those."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from store.connection import Transaction


@dataclass(frozen=True)
class Spent:
    """`cost_usd`: of the calls whose price is known."""

    tokens: int = 0
    cost_usd: float = 0.0


def day_of(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d")


def add(tx: Transaction, *, team_id: str, conversation_id: str, at: float, tokens: int, cost_usd: float | None) -> None:
    """In the commit that keeps the call itself (store/model_calls.py)."""
    day = day_of(at)
    for scope, name in (("day", day), ("month", day[:7]), ("conversation", conversation_id)):
        tx.execute(
            "INSERT INTO spending (team_id, scope, name, tokens, cost_usd) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (team_id, scope, name) DO UPDATE SET tokens = tokens + excluded.tokens,"
            " cost_usd = cost_usd + excluded.cost_usd",
            [team_id, scope, name, tokens, cost_usd or 0.0],
        )


def of_workspace(tx: Transaction, team_id: str, at: float) -> Mapping[str, Spent]:
    """-> what was spent on the `day` and in the `month` of that moment."""
    day = day_of(at)
    rows = tx.execute(
        "SELECT scope, tokens, cost_usd FROM spending WHERE team_id = ?"
        " AND (scope, name) IN (VALUES ('day', ?), ('month', ?))",
        [team_id, day, day[:7]],
    )
    return {scope: Spent(tokens, cost) for scope, tokens, cost in rows}


def of_study(tx: Transaction, team_id: str, conversation_id: str) -> Spent:
    """-> what the study of a conversation has cost so far."""
    row = tx.execute(
        "SELECT COALESCE(SUM(s.tokens), 0), COALESCE(SUM(s.cost_usd), 0) FROM conversations c"
        " JOIN spending s ON s.team_id = c.team_id AND s.scope = 'conversation' AND s.name = c.id"
        " WHERE c.team_id = ? AND c.study_id <> ''"
        " AND c.study_id = (SELECT study_id FROM conversations WHERE team_id = ? AND id = ?)",
        [team_id, team_id, conversation_id],
    ).fetchone()
    return Spent(*row)


def beside(tx: Transaction, team_id: str, conversation_id: str) -> frozenset[str]:
    """-> ids of the conversations of its study."""
    rows = tx.execute(
        "SELECT id FROM conversations WHERE team_id = ? AND study_id <> ''"
        " AND study_id = (SELECT study_id FROM conversations WHERE team_id = ? AND id = ?)",
        [team_id, team_id, conversation_id],
    )
    return frozenset(id for (id,) in rows)


def has_begun(tx: Transaction, team_id: str, conversation_id: str) -> bool:
    """Whether a call to a model was paid for in this conversation before."""
    row = tx.execute(
        "SELECT 1 FROM spending WHERE team_id = ? AND scope = 'conversation' AND name = ?", [team_id, conversation_id]
    ).fetchone()
    return row is not None
