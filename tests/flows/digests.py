"""A digest with a clock that one can turn: what rings, what is posted, and when the house is down."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flows.digest import DIGEST
from flows.digest.state import DigestState, Setup
from flows.digest_replies import DigestPost
from flows.llm.rehearsal import RehearsalModel
from flows.llm.task import Model
from flows.news import DIGEST as NAME
from flows.replies import Reply
from flows.runtime import Context, Incoming, Outcome
from studies.news import News
from studies.rhythm import Every, Rhythm
from studies.schedule import Schedule
from tests.studies.news import held, item

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
WEEKLY = Rhythm(every=Every.WEEK, hour=9, zone="Europe/Berlin", weekday=0)
PLAN = Schedule(channel="C1", rhythm=WEEKLY)
NEXT = datetime(2026, 11, 30, 9, tzinfo=ZoneInfo("Europe/Berlin"))
LATELY = (MONDAY - timedelta(minutes=20)).timestamp()
NEWS = News(
    items=(item("i1", text="Couriers fear winter.", at=LATELY),), held=(held("tiva-melo", people=("U1", "U2")),)
)


@dataclass
class Newsroom:
    """Hands out what is laid ready, as far as it is asked for, and remembers what it was asked."""

    ready: News = field(default_factory=News)
    asked: list[tuple[float, frozenset[str]]] = field(default_factory=list)
    merged: dict[str, str] = field(default_factory=dict)

    async def since(
        self, schedule: Schedule, owner: str, since: float, told: frozenset[str], *, next_since: float
    ) -> News:
        self.asked.append((since, told))
        items = tuple(each for each in self.ready.items if each.at > since and each.insight not in told)
        held = tuple(each for each in self.ready.held if f"held:{each.id}" not in told)
        analysed = tuple(each for each in self.ready.analysed if each.at > since and each.key not in told)
        keys = [each.insight for each in items if each.at > next_since] + [f"held:{each.id}" for each in held]
        keys += [each.key for each in analysed if each.at > next_since]
        told_of = {"items": items, "held": held, "analysed": analysed}
        return self.ready.model_copy(update={**told_of, "keys": tuple(keys)})

    async def learned(self, schedule: Schedule, owner: str) -> News:
        return News(items=self.ready.items)

    async def present(self, study: str) -> str:
        return self.merged.get(study, study)

    async def names(self, users: Sequence[str]) -> Mapping[str, str]:
        return {user: f"Name of {user}" for user in users}


@dataclass
class Series:
    """One digest. State goes through JSON between turns; timers ring when the clock is turned past them."""

    model: Model = field(default_factory=RehearsalModel)
    now: datetime = MONDAY
    news: Newsroom = field(default_factory=Newsroom)
    state: DigestState = field(default_factory=DigestState)
    timers: dict[str, float] = field(default_factory=dict)
    said: list[tuple[datetime, Reply]] = field(default_factory=list)
    hints: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    last: Outcome | None = None

    async def begun(self, plan: Schedule = PLAN, *, preview: bool = False, user: str = "U1") -> list[Reply]:
        return await self.does("digest", Setup(schedule=plan, preview=preview), kind="command", user=user)

    async def presses(self, action: str, user: str = "U1") -> list[Reply]:
        return await self.does(action, None, kind="press", user=user)

    async def changes(self, plan: Schedule, user: str = "U1") -> list[Reply]:
        return await self.does("digest_change", Setup(schedule=plan), kind="submission", user=user)

    async def refused(self, name: str) -> list[Reply]:
        """Slack will never take the post of that name."""
        return await self.take("schedule", "undelivered", value=name)

    async def does(self, action: str, setup: Setup | None, *, kind: Any, user: str) -> list[Reply]:
        return await self.take(kind, action, user=user, value=setup.model_dump_json() if setup else None)

    async def until(self, instant: datetime) -> list[Reply]:
        """The clock goes on; whatever is due rings at its time."""
        found: list[Reply] = []
        while (due := min(self.timers.values(), default=None)) is not None and due <= instant.timestamp():
            self.now = max(self.now, datetime.fromtimestamp(due, UTC))
            found += await self.ring()
        self.now = max(self.now, instant)
        return found

    async def down_until(self, instant: datetime) -> list[Reply]:
        """The house is down; when it is back, what was due meanwhile rings late, each timer once."""
        self.now = instant
        found = []
        for _ in range(len(self.timers)):
            if min(self.timers.values(), default=instant.timestamp() + 1) <= instant.timestamp():
                found += await self.ring()
        return found

    async def ring(self) -> list[Reply]:
        name = min(self.timers, key=self.timers.__getitem__)
        return await self.take("schedule", name, ts=f"{self.timers.pop(name):.6f}")

    async def take(
        self, kind: Any, action: str, *, ts: str = "", user: str = "", value: str | None = None
    ) -> list[Reply]:
        incoming = Incoming(
            key=f"{kind}:{action}:{len(self.said)}", team="T1", kind=kind, channel="",
            ts=ts or f"{self.now.timestamp():.6f}", user=user, action=action, value=value,
        )  # fmt: skip
        context = Context(
            self.model, self.now, random.Random(0), news=self.news, starter="U1",
            hint=lambda user, words: self.hints.append((user, words)),
        )  # fmt: skip
        self.last = await DIGEST.turn(self.state, (incoming,), context)
        state = DIGEST.load(json.loads(self.last.state.model_dump_json()))
        assert isinstance(state, DigestState)
        self.state = state
        for timer in self.last.timers:
            if timer.due is None:
                self.timers.pop(timer.name, None)
            else:
                self.timers[timer.name] = timer.due.timestamp()
        for reply in self.last.replies:
            assert reply.name not in self.names, f"{reply.name} is used twice"
            self.names.add(reply.name)
            self.said.append((self.now, reply))
        return list(self.last.replies)


def posts(replies: list[Reply]) -> list[DigestPost]:
    return [each for each in replies if isinstance(each, DigestPost)]


def days(count: float) -> timedelta:
    return timedelta(days=count)


__all__ = ["LATELY", "MONDAY", "NAME", "NEWS", "NEXT", "PLAN", "WEEKLY", "Newsroom", "Series", "days", "posts"]
