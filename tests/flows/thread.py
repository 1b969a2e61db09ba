"""A thread with any flow, turn by turn: what a turn hands on to itself follows by itself, as in the engine."""

from __future__ import annotations

import json
import random
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from flows.analyses import Analyst, NoAnalyst
from flows.keeping import NothingKept
from flows.libraries import EmptyLibrary, Library
from flows.llm.rehearsal import RehearsalModel
from flows.llm.task import Model
from flows.made_of_texts import MadeOfTexts, NothingMade
from flows.memories import Memory, NoMemory
from flows.records import Record
from flows.replies import Reply
from flows.runtime import Audience, Context, File, Flow, Incoming, Outcome, Sheet
from personas.formats import Imported

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ID = "calm-river-1"
Found = TypeVar("Found")


class Of(NothingKept):
    """Somebody who is a member of the team, or none."""

    def __init__(self, member: bool | None) -> None:
        self._member = member

    async def may_forget(self, id: str) -> bool | None:
        return self._member


@dataclass
class Thread:
    """State goes through JSON between turns, as it does in the database; every reply gets a ts, as in Slack."""

    flow: Flow
    model: Model = field(default_factory=RehearsalModel)
    state: Any = None
    now: datetime = MONDAY
    library: Library = field(default_factory=EmptyLibrary)
    memory: Memory = field(default_factory=NoMemory)
    member: bool | None = True
    """Whether whoever acts belongs to the team; None where Slack does not say."""
    analyst: Analyst = field(default_factory=NoAnalyst)
    made_of_texts: MadeOfTexts = field(default_factory=NothingMade)
    vectors: Model | None = None
    pictures: Model | None = None
    price: float | None = None
    """US dollars of a thousand tokens; a picture costs as much."""
    audiences: dict[str, Audience] = field(default_factory=dict)
    files: dict[str, Sheet] = field(default_factory=dict)
    pages: dict[str, Sheet] = field(default_factory=dict)
    cards: dict[str, Imported] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """Slack user id -> what they are called."""
    direct: bool = False
    waits: bool = False
    """The rows that turns hand on are left lying, for the test to take up."""
    posted: dict[str, str] = field(default_factory=dict)
    heard: list[Reply] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    hints: list[tuple[str, str]] = field(default_factory=list)
    elsewhere: list[Incoming] = field(default_factory=list)
    """Rows for other conversations."""
    rows: list[Incoming] = field(default_factory=list)
    """Rows for this one that lie there, where it `waits`."""
    status: str = "open"
    clock: int = 1000

    def __post_init__(self) -> None:
        self.state = self.flow.state() if self.state is None else self.state

    async def say(self, *texts: str, **more: Any) -> list[Reply]:
        """Messages taken up together. -> the replies, those of the steps that follow included"""
        return await self.take(*(self.message(text, **more) for text in texts))

    async def press(self, action: str, on: str = "", **more: Any) -> list[Reply]:
        """A button on the reply called `on`."""
        ts = self.posted.get(on, "0.000000")
        return await self.take(self.incoming("press", action=action, message_ts=ts, **more))

    async def submit(self, action: str, value: str, text: str, **more: Any) -> list[Reply]:
        """A form that was filled in."""
        return await self.take(self.incoming("submission", action=action, value=value, text=text, said=text, **more))

    def message(self, text: str, **more: Any) -> Incoming:
        return self.incoming("message", **{"text": text, "said": text, **more})

    def incoming(self, kind: str, **more: Any) -> Incoming:
        ts = self.tick()
        place = {"channel": "D1", "direct": True} if self.direct else {"channel": "C1", "thread_ts": "1.000000"}
        given = {"key": f"{kind}:C1:{ts}", "team": "T1", "kind": kind, "ts": ts, "user": "U1", **place}
        return Incoming.model_validate(given | more)

    async def take(self, *incoming: Incoming) -> list[Reply]:
        heard, waiting = list[Reply](), deque([incoming])
        while waiting:
            outcome = await self._turn(*waiting.popleft())
            heard += outcome.replies
            for row in outcome.next:
                own = row.begins is None and row.conversation is None
                if own and self.waits:
                    self.rows.append(row)
                elif own:
                    waiting.append((row,))
                else:
                    self.elsewhere.append(row)
        return heard

    async def _turn(self, *incoming: Incoming) -> Outcome:
        outcome = await self.flow.turn(self.state, incoming, self._context())
        self.state = self.flow.load(json.loads(outcome.state.model_dump_json()))
        for reply in outcome.replies:
            assert reply.name not in self.posted, f"{reply.name} is used twice"
            self.posted[reply.name] = self.tick()
        self.heard += outcome.replies
        self.records += outcome.records
        self.status = outcome.status
        return outcome

    def _context(self) -> Context:
        return Context(
            self.model,
            self.now,
            random.Random(self.clock),
            dict(self.posted),
            conversation=ID,
            starter="U1",
            link=lambda ts: f"https://slack.test/p{ts}" if ts else None,
            hint=lambda user, words: self.hints.append((user, words)),
            library=self.library,
            memory=self.memory,
            keeping=Of(self.member),
            analyst=self.analyst,
            made_of_texts=self.made_of_texts,
            vectors=self.vectors,
            pictures=self.pictures,
            cost=self._cost,
            audience=self._audience,
            names=self._names,
            read_file=self._file,
            read_page=self._page,
            read_card=self._card,
        )

    def _cost(self, prompt: int, answer: int, pictures: int) -> float | None:
        return None if self.price is None else (prompt + answer) / 1000 * self.price + pictures * self.price

    async def _audience(self, channel: str, user: str) -> Audience | None:
        return self.audiences.get(channel)

    async def _names(self, users: Sequence[str]) -> dict[str, str]:
        return {user: self.names[user] for user in users if user in self.names}

    async def _file(self, file: File, number: int) -> Sheet:
        return self.files[file.name]

    async def _page(self, address: str, number: int) -> Sheet:
        return self.pages[address]

    async def _card(self, file: File) -> Imported:
        return self.cards[file.name]

    def tick(self) -> str:
        self.clock += 1
        return f"{self.clock}.000000"

    def last(self, kind: type[Found]) -> Found:
        """What was said last of that kind."""
        return next(each for each in reversed(self.heard) if isinstance(each, kind))

    def kept(self, kind: type[Found]) -> list[Found]:
        return [each for each in self.records if isinstance(each, kind)]


def stored(flow: Flow, name: str) -> Any:
    """A state that an earlier version kept, as it is read today."""
    return flow.load(json.loads((Path(__file__).parent / "states" / f"{name}.json").read_text()))
