"""What every call to a model cost, also of turns that were cancelled."""

from __future__ import annotations

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
