"""A follow-up to a digest: answered below it, from what those may read who see it, with the words and their links."""

from __future__ import annotations

import asyncio
from typing import Any

from pydantic import BaseModel, ConfigDict

from flows.digest.state import DigestTurn, Run
from flows.digest_replies import DigestAnswer
from flows.runtime import Incoming
from studies.asking import MOST, nearest
from studies.digest import brief

LONGEST = 300


class Asked(BaseModel):
    """What the form says: the question, and the post that it was asked below."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    question: str
    channel: str
    ts: str


def asked_in(incoming: Incoming) -> Asked | None:
    """What was asked; None where it cannot be read."""
    try:
        return Asked.model_validate_json(incoming.value or "")
    except ValueError:
        return None


async def answer(turn: DigestTurn, runtime: Run) -> dict[str, Any]:
    """Everything that was learned counts, however long ago; the next edition is none the poorer for it."""
    state, first, context = turn["state"], turn["incoming"][0], runtime.context
    asked = asked_in(first)
    if asked is None:
        return {}
    question = " ".join(asked.question.split())[:LONGEST]
    known = await context.news.learned(state.plan, state.owner)
    # Thousands of claims take a moment to be held against a question: beside the loop.
    found = await asyncio.to_thread(nearest, question, known.items, MOST)
    state, name = state.named("answer")
    names = await context.news.names([first.user])
    reply = DigestAnswer(
        name,
        to=asked.channel if state.plan.personal and asked.channel.startswith("D") else state.to,
        thread=asked.ts,
        question=question,
        by=names.get(first.user, ""),
        items=tuple(brief(each) for each in found),
        whole=known.whole,
    )
    return {"state": state, "replies": [reply]}
