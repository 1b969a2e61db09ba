"""A study's memory made by hand: interviews held, what was said in them, and the insights that came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from store import claims, conversations, insights, studies, transcripts
from store.connection import Store, Transaction
from studies.learned import Evidence, Learned, Origin, Relation, Strength

TEAM = "T1"
STUDY = "study-one"


@dataclass
class Memory:
    """Written into the store; times are Unix seconds."""

    store: Store

    async def said(self, claim: str, text: str, **more: Any) -> None:
        await self.store.write(lambda tx: said(tx, claim, text, **more))

    async def does(self, what: Callable[[Transaction], Any]) -> None:
        await self.store.write(what)


def said(
    tx: Transaction, claim: str, text: str, *, channel: str = "C1", insight: str = "",
    relation: Relation = Relation.FIRST, origin: Origin = Origin.TEAM, at: float = 100.0, study: str = STUDY,
    judged_by: str = "rule", answer: str = "a1",
) -> None:  # fmt: skip
    """An interview in `channel` in which one thing was said; its claim begins the insight, or joins it."""
    if tx.execute("SELECT 1 FROM studies WHERE id = ?", [study]).fetchone() is None:
        studies.begin(tx, team_id=TEAM, id=study, now=0.0)
    thread = tx.execute("SELECT count(*) + 1 FROM conversations").fetchone()[0]
    conversations.begin(
        tx, team_id=TEAM, id=claim, study_id=study, flow="interview", channel=channel, thread_ts=f"{thread}.0",
        direct=False, starter="U1", now=at,
    )  # fmt: skip
    transcripts.add(tx, team_id=TEAM, conversation_id=claim, ts="2.0", author="U1", text=f"Well, {text}")
    learned = Learned(
        id="a1.1", kind="finding", text=text, strength=Strength.MEDIUM, origin=origin,
        evidence=(Evidence(answer=answer, ts="2.0", quote=text),),
    )  # fmt: skip
    [id] = claims.replace(
        tx, team_id=TEAM, conversation_id=claim, study_id=study, channel=channel, claims=[learned], now=at
    )
    insight = insight or f"i-{claim}"
    if relation is Relation.FIRST:
        insights.begin(tx, team_id=TEAM, id=insight, study_id=study, now=at)
    insights.join(tx, team_id=TEAM, id=insight, claim_id=id, relation=relation, judged_by=judged_by, now=at)
