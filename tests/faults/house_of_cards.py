"""One interview in one channel, and everything that can happen to it, as hands for a state machine."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.engine.engine import Engine, Limits
from bot.model import Gates
from errors import ModelUnavailable
from flows.llm.gate import Gate
from flows.llm.rehearsal import RehearsalModel
from flows.registry import FLOWS, begins_anew, first_flow
from flows.runtime import Incoming
from tests.engine.stage import LIMITS
from tests.faults.slack_that_keeps import SlackThatKeeps
from tests.faults.time_that_jumps import CountedStore, JumpingLoop

PATIENT = replace(LIMITS, quiet=0.05, grace=1.0, stray=600.0)
BEGAN = 1_800_000_000.0


class UnsteadyModel(RehearsalModel):
    """Thinks for a tenth of a second; `down`: for so many calls it cannot be had."""

    down = 0

    async def run(self, task: Any, inputs: Any, on_text: Any = None) -> Any:
        await asyncio.sleep(0.1)
        if self.down:
            self.down -= 1
            raise ModelUnavailable("it is down")
        return await super().run(task, inputs, on_text)


@dataclass
class Said:
    """A message of somebody's, as Slack has it now."""

    ts: str
    text: str
    deleted: bool = False


class HouseOfCards:
    """Store, engine, model and Slack, all of which may fail at any moment."""

    def __init__(self, folder: Path, limits: Limits = PATIENT) -> None:
        self._limits = limits
        self._folder, self._ahead, self._off, self._presses = folder, 0.0, 0.0, 0
        self.loop, self.model = JumpingLoop(), UnsteadyModel()
        self.slack = SlackThatKeeps(clock=self.now)
        self.said: list[Said] = []
        self.held_back: deque[Incoming] = deque()
        """What Slack has not delivered yet."""
        self._open()
        self.say("interview, 3 questions", mention=True)

    def now(self) -> float:
        """By Slack's clock."""
        return BEGAN + self._ahead + self.loop.time()

    def our_clock(self) -> float:
        return self.now() + self._off

    # What people do

    def say(self, text: str, *, copies: int = 1, late: bool = False, mention: bool = False) -> None:
        ts = self.slack.ts()
        root = None if mention else self.said[0].ts
        self.said.append(Said(ts, text))
        self._happens(
            Incoming(
                key=f"message:C1:{ts}", team="T1", kind="message", channel="C1", ts=ts, user="U1", thread_ts=root,
                text=text, said=text, mention=mention,
            ), copies, late,
        )  # fmt: skip

    def edit(self, number: int, text: str, copies: int = 1, late: bool = False) -> None:
        said, at = self.said[number], self.slack.ts()
        said.text = text
        self._happens(
            Incoming(
                key=f"edit:C1:{said.ts}:{at}", team="T1", kind="edit", channel="C1", ts=at, user="U1", edited_ts=at,
                thread_ts=self.said[0].ts, message_ts=said.ts, text=text, said=text,
            ), copies, late,
        )  # fmt: skip

    def delete(self, number: int, copies: int = 1, late: bool = False) -> None:
        said = self.said[number]
        said.deleted = True
        self._happens(
            Incoming(
                key=f"deletion:C1:{said.ts}", team="T1", kind="deletion", channel="C1", ts=self.slack.ts(), user="U1",
                thread_ts=self.said[0].ts, message_ts=said.ts,
            ), copies, late,
        )  # fmt: skip

    def press(self, action: str, copies: int = 1) -> None:
        """On the newest post that has such a button, whoever knows how old it is."""
        for post in reversed(self.slack.kept):
            if f'"{action}"' in json.dumps(post.get("blocks", [])):
                at = self.slack.ts()
                self._happens(
                    Incoming(
                        key=f"press:{post['ts']}:{action}:{at}", team="T1", kind="press", channel="C1", ts=at,
                        user="U1", thread_ts=self.said[0].ts, message_ts=post["ts"], action=action,
                    ), copies, False,
                )  # fmt: skip
                return

    def deliver(self) -> None:
        """What was held back longest arrives."""
        if self.held_back:
            self._do(self._engine.accept(self.held_back.popleft()))

    # What happens besides

    def wait(self, seconds: float) -> None:
        self._do(asyncio.sleep(seconds))

    def pass_time(self, seconds: float) -> None:
        """Long: nothing but what was due rings."""
        self._ahead += seconds
        self._engine._schedules.changed(0.0)
        self.wait(0.01)

    def set_our_clock(self, seconds: float) -> None:
        """It is ahead of Slack's by so much from now on."""
        self._off = seconds

    def crash(self) -> None:
        """Everything stops where it stands, and begins anew on what is kept."""
        self._store.cut_off()
        self._do(_all_stopped())
        self.slack.next.clear()
        self._open()

    def settle(self) -> None:
        """Everything goes well from now on, until nothing is left to do."""
        self.slack.next.clear()
        self.slack.next_reads.clear()
        self.model.down = 0
        while self.held_back:
            self.deliver()
        for _ in range(40):
            if not self.rows(UNSETTLED):
                return
            self.wait(400.0)
        raise AssertionError(f"it never came to rest: {self.rows(UNSETTLED)}")

    def close(self) -> None:
        self._store.cut_off()
        self._do(_all_stopped())
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self._do(self._store.read(lambda tx: [tuple(row) for row in tx.execute(query).fetchall()]))

    def _open(self) -> None:
        self._store = CountedStore(self._folder / "segue.db")
        self._do(self._store.open())
        gate = Gate(self.model, at_once=2, tries=1, rest=0.0)
        self._engine = Engine(
            self._store,
            self.slack,
            FLOWS,
            first_flow,
            lambda team: Gates(gate),
            self._limits,
            self.our_clock,
            begins_anew=begins_anew,
        )
        self._do(self._engine.start())

    def _happens(self, incoming: Incoming, copies: int, late: bool) -> None:
        if late:
            self.held_back += [incoming] * copies
        else:
            self._do(_together([self._engine.accept(incoming) for _ in range(copies)]))

    def _do(self, something: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(something)


UNSETTLED = (
    "SELECT 'inbox', key, state FROM inbox WHERE state IN ('waiting', 'stray')"
    " UNION ALL SELECT 'outbox', name, state FROM outbox WHERE state IN ('pending', 'sending')"
)


async def _together(calls: list[Coroutine[Any, Any, Any]]) -> None:
    await asyncio.gather(*calls)


async def _all_stopped() -> None:
    """What a dead process had under way goes no further: its store is closed."""
    logging.disable(logging.CRITICAL)
    try:
        while tasks := asyncio.all_tasks() - {asyncio.current_task()}:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks, timeout=1.0)
    finally:
        logging.disable(logging.NOTSET)
