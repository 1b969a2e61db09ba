"""What every call to a model cost, also of turns that were cancelled."""

from __future__ import annotations

from dataclasses import astuple, dataclass, field, fields
from uuid import uuid4

from store import spending
from store.connection import Transaction


@dataclass(frozen=True)
class PaidCall:
    """One request to a model. `at`: when its usage was known, in Unix seconds; `seconds`: how long it took."""

    team_id: str
    conversation_id: str
    at: float
    task: str
    model: str
    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int
    cost_usd: float | None
    """None where the price of the model is not known."""
    seconds: float
    outcome: str
    id: str = field(default_factory=lambda: uuid4().hex)
    """By which it is known that it was written already."""

    @property
    def tokens(self) -> int:
        return self.prompt_tokens + self.completion_tokens


_COLUMNS = [each.name for each in fields(PaidCall)]


def add(tx: Transaction, call: PaidCall) -> None:
    """Counts it in what was spent (store/spending.py), too."""
    places = ", ".join("?" * len(_COLUMNS))
    tx.execute(f"INSERT INTO model_calls ({', '.join(_COLUMNS)}) VALUES ({places})", astuple(call))
    spending.add(
        tx,
        team_id=call.team_id,
        conversation_id=call.conversation_id,
        at=call.at,
        tokens=call.tokens,
        cost_usd=call.cost_usd,
    )


def is_kept(tx: Transaction, call: PaidCall) -> bool:
    row = tx.execute("SELECT 1 FROM model_calls WHERE team_id = ? AND id = ?", [call.team_id, call.id]).fetchone()
    return row is not None


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
