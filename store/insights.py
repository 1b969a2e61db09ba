"""What was learned, claim by claim, each with the words it stands on and the message they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from personas.synthesis import Claim
from store.connection import Transaction

SYNTHETIC = "synthetic"
"""Said by an invented person: a hypothesis."""


@dataclass(frozen=True)
class Evidence:
    """Words as they stand in a message. `ts` is empty where the message has not arrived in Slack."""

    conversation_id: str
    answer: str
    ts: str
    quote: str


@dataclass(frozen=True)
class Insight:
    """`origin` says whether an invented person said so (`synthetic`)."""

    id: str
    conversation_id: str
    channel: str
    persona_id: str
    persona_version: int
    kind: str
    claim: str
    confidence: str
    echo: bool
    against: str
    decides: str
    origin: str
    evidence: tuple[Evidence, ...]


def replace(
    tx: Transaction, *, team_id: str, conversation_id: str, study_id: str, channel: str, persona_id: str,
    persona_version: int, claims: tuple[Claim, ...], posted: Mapping[str, str], now: float,
) -> None:  # fmt: skip
    """The claims of an interview, in the place of those kept of it before."""
    erase(tx, team_id, conversation_id)
    for position, claim in enumerate(claims, 1):
        id = f"{conversation_id}-{position}"
        tx.execute(
            "INSERT INTO insights (team_id, id, study_id, conversation_id, channel, persona_id, persona_version,"
            " position, kind, claim, confidence, echo, against, decides, origin, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [team_id, id, study_id, conversation_id, channel, persona_id, persona_version, position, claim.kind,
             claim.text, claim.confidence.value, claim.echo, claim.against, claim.decides, SYNTHETIC, now],
        )  # fmt: skip
        for place, quote in enumerate(claim.quotes, 1):
            tx.execute(
                "INSERT INTO evidence (team_id, insight_id, position, conversation_id, answer, ts, quote)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                [team_id, id, place, conversation_id, quote.answer, posted.get(quote.answer, ""), quote.text],
            )


def of_interview(tx: Transaction, team_id: str, conversation_id: str) -> list[Insight]:
    """-> what an interview led to, in the order in which it was shown."""
    rows = tx.execute(
        "SELECT id, conversation_id, channel, persona_id, persona_version, kind, claim, confidence, echo, against,"
        " decides, origin FROM insights WHERE team_id = ? AND conversation_id = ? ORDER BY position",
        [team_id, conversation_id],
    ).fetchall()
    return [_insight(tx, team_id, dict(row)) for row in rows]


def erase(tx: Transaction, team_id: str, conversation_id: str) -> None:
    """What an interview led to goes, with its evidence."""
    tx.execute(
        "DELETE FROM evidence WHERE team_id = ? AND insight_id IN"
        " (SELECT id FROM insights WHERE team_id = ? AND conversation_id = ?)",
        [team_id, team_id, conversation_id],
    )
    tx.execute("DELETE FROM insights WHERE team_id = ? AND conversation_id = ?", [team_id, conversation_id])


def _insight(tx: Transaction, team_id: str, fields: dict[str, Any]) -> Insight:
    return Insight(**{**fields, "echo": bool(fields["echo"])}, evidence=_evidence(tx, team_id, fields["id"]))


def _evidence(tx: Transaction, team_id: str, insight_id: str) -> tuple[Evidence, ...]:
    rows = tx.execute(
        "SELECT conversation_id, answer, ts, quote FROM evidence WHERE team_id = ? AND insight_id = ?"
        " ORDER BY position",
        [team_id, insight_id],
    ).fetchall()
    return tuple(Evidence(*row) for row in map(tuple, rows))
