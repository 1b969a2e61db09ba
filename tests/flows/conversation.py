"""A conversation with a flow, turn by turn: said, heard, said, heard."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from flows.interview import INTERVIEW
from flows.interview.state import InterviewState
from flows.llm.rehearsal import RehearsalModel
from flows.llm.task import Model
from flows.replies import Outdated, QuestionCard, Reply, ReviewCard, SettledCard, TakenDown
from flows.runtime import Context, Incoming, Outcome

PROJECT = "We sell a benefits portal to mid-size employers. We must choose by March whom to design it for."
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@dataclass
class Conversation:
    """State goes through JSON between turns, as it does in the database; every reply gets a ts, as in Slack."""

    model: Model = field(default_factory=RehearsalModel)
    state: InterviewState = field(default_factory=InterviewState)
    posted: dict[str, str] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    """Every name a reply has had."""
    settled: dict[str, str] = field(default_factory=dict)
    """Name of a card that shrank -> what became of its question."""
    redrawn: list[QuestionCard] = field(default_factory=list)
    """Cards that took the place of themselves, with more known."""
    gone: list[str] = field(default_factory=list)
    """Names of posts that were replaced or deleted."""
    last: Outcome | None = None
    timers: dict[str, datetime] = field(default_factory=dict)
    """Name -> when it was last due, kept when it is dropped: what is late rings all the same."""
    clock: int = 1000
    now: datetime = MONDAY

    async def say(self, *texts: str, user: str = "U1", **more: Any) -> list[Reply]:
        """Messages taken up together. -> the replies"""
        return await self.take(*(self.message(text, user=user, **more) for text in texts))

    async def press(self, action: str, card: str) -> list[Reply]:
        """A button on the reply called `card`."""
        ts = self.tick()
        press = Incoming(
            key=f"press:{ts}", team="T1", kind="press", channel="C1", ts=ts, user="U1", action=action,
            message_ts=self.posted.get(card, "0.000000"),
        )  # fmt: skip
        return await self.take(press)

    async def edit(self, ts: str, text: str) -> list[Reply]:
        at = self.tick()
        return await self.take(
            Incoming(
                key=f"edit:{ts}:{at}", team="T1", kind="edit", channel="C1", ts=at, user="U1", text=text, said=text,
                message_ts=ts, edited_ts=at,
            )
        )  # fmt: skip

    async def delete(self, ts: str) -> list[Reply]:
        at = self.tick()
        return await self.take(
            Incoming(key=f"del:{ts}", team="T1", kind="deletion", channel="C1", ts=at, user="U1", message_ts=ts)
        )

    async def ring(self, action: str) -> list[Reply]:
        """A timer is due: the one that was set last."""
        at = f"{self.timers[action].timestamp():.6f}"
        return await self.take(
            Incoming(key=f"schedule:{at}", team="T1", kind="schedule", channel="C1", ts=at, action=action)
        )

    def message(self, text: str, *, user: str = "U1", ts: str | None = None, **more: Any) -> Incoming:
        ts = ts or self.tick()
        return Incoming(
            key=f"message:C1:{ts}", team="T1", kind="message", channel="C1", ts=ts, user=user, thread_ts="1.0",
            text=text, said=text, **more,
        )  # fmt: skip

    async def take(self, *incoming: Incoming) -> list[Reply]:
        context = Context(
            self.model,
            self.now,
            random.Random(0),
            dict(self.posted),
            starter="U1",
            link=lambda ts: f"https://slack.test/p{ts}" if ts else None,
        )
        self.last = await INTERVIEW.turn(self.state, incoming, context)
        state = INTERVIEW.load(json.loads(self.last.state.model_dump_json()))
        assert isinstance(state, InterviewState)
        self.state = state
        for timer in self.last.timers:
            if timer.due is not None:
                self.timers[timer.name] = timer.due
        goes_on_elsewhere = not self.posted
        for reply in self.last.replies:
            assert reply.name not in self.named, f"{reply.name} is used twice"
            self.named.add(reply.name)
            if isinstance(reply, QuestionCard) and reply.changes:
                self.redrawn.append(reply)
            elif isinstance(reply, Outdated | TakenDown):
                self.gone.append(reply.card if isinstance(reply, Outdated) else reply.post)
            elif isinstance(reply, SettledCard):
                assert reply.card in self.posted or goes_on_elsewhere, f"{reply.card} was never posted"
                self.settled[reply.card] = reply.fate
            else:
                self.posted[reply.name] = self.tick()
        return [reply for reply in self.last.replies if not _only_changes(reply)]

    def tick(self) -> str:
        self.clock += 1
        return f"{self.clock}.000000"

    async def begun(self, length: int = 10) -> Conversation:
        """Introduced, with the project said: question 1 waits."""
        await self.say(f"interview, {length} questions", mention=True)
        await self.say(PROJECT)
        return self


def _only_changes(reply: Reply) -> bool:
    """Nothing new on the screen besides the summary's own last line."""
    redrawn = isinstance(reply, QuestionCard) and bool(reply.changes)
    return redrawn or isinstance(reply, SettledCard | ReviewCard | Outdated | TakenDown)
