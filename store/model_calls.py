"""What every call to a model cost, also of turns that were cancelled."""

from __future__ import annotations

from dataclasses import dataclass

from store import spending
from store.connection import Transaction


def add(
    tx: Transaction,
    *,
    team_id: str,
    conversation_id: str,
    at: float,
    task: str,
    model: str,
    prompt_tokens: int,
    completion_tokens: int,
    cached_tokens: int,
    cost_usd: float | None,
    seconds: float,
    outcome: str,
) -> None:
    tx.execute(
        "INSERT INTO model_calls (team_id, conversation_id, at, task, model, prompt_tokens, completion_tokens,"
        " cached_tokens, cost_usd, seconds, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            team_id,
            conversation_id,
            at,
            task,
            model,
            prompt_tokens,
            completion_tokens,
            cached_tokens,
            cost_usd,
            seconds,
            outcome,
        ],
    )
    tokens = prompt_tokens + completion_tokens
    spending.add(tx, team_id=team_id, conversation_id=conversation_id, at=at, tokens=tokens, cost_usd=cost_usd)


@dataclass(frozen=True)
class Used:
    """What calls to models cost. `cost_usd` is None where the price of a model is not known."""

    calls: int
    tokens: int
    cost_usd: float | None


def since(tx: Transaction, team_id: str, at: float) -> Used:
    """-> all calls of a team since then."""
    row = tx.execute(
        "SELECT count(*), COALESCE(SUM(prompt_tokens + completion_tokens), 0), SUM(cost_usd) FROM model_calls"
        " WHERE team_id = ? AND at >= ?",
        [team_id, at],
    ).fetchone()
    return Used(*tuple(row))
