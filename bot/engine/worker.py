"""One worker per conversation: it takes up what waits, in Slack's order, one turn at a time.

A turn that was not committed never happened: it runs again with whatever lies in the inbox then.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from functools import partial

from pydantic import BaseModel

from bot.engine.amending import amended
from bot.engine.commit import TurnOvertaken, commit_turn, drop_batch, finish_batch, queue_calls, rendered
from bot.engine.forgetting import ERASING
from bot.engine.house import House
from bot.engine.parking import PARKS, RETRY_MINUTES, park, why
from bot.engine.snapshot import Snapshot, asks_to_retry, look, read_rows
from bot.engine.surely import committed, surely
from bot.engine.taking import taken, until_complete
from bot.engine.thought import Thought
from bot.engine.timed import Stopwatch
from errors import SegueError, StoreError, StoreFault
from flows.replies import Notice
from flows.runtime import Flow, Incoming, Outcome
from flows.wording import fixed, say
from store import conversations, inbox
from store.connection import Transaction

log = logging.getLogger("segue.turns")

SORRY = fixed(
    "Sorry, I stumbled over your last message and could not use it. It is kept in the transcript, and so is "
    "everything before it. Please go on, or put it in other words."
)
ATTEMPTS = 3


class Worker:
    """Runs until its conversation has nothing left to do. `wake` when something new lies in the inbox."""

    def __init__(self, house: House, conversation_id: str) -> None:
        self._house, self._id = house, conversation_id
        self._woken = asyncio.Event()
        self._thought: Thought | None = None
        self._leaving = False
        self._restarts, self._asked_to_retry = 0, False
        self.held_up = False
        """It has something to do, and waits until what was said before is on the screen."""

    def wake(self, grew: bool) -> None:
        self._woken.set()
        if grew and self._thought is not None and self._restarts < self._house.pace.grows:
            self._thought.void()

    def leave(self) -> None:
        """Begin nothing any more; what is under way may come to its end."""
        self._leaving = True
        self._woken.set()

    def last_call(self) -> None:
        """What a model has answered is brought to its commit; no answer is waited for."""
        if self._thought is not None:
            self._thought.last_call()

    @property
    def resting(self) -> bool:
        return not self._woken.is_set()

    async def run(self) -> None:
        """Work until nothing waits; whoever calls it checks `resting` before letting go."""
        while not self._leaving:
            self._woken.clear()
            try:
                if not await self._step():
                    return
            except StoreError as error:
                log.error("conversation %s: %s Trying again.", self._id, error)
                await self.rest(1.0)

    async def _step(self) -> bool:
        """One look and, if there is something to do, one turn. -> whether to look again."""
        self.held_up = False
        snapshot = await self._look()
        if snapshot is None:
            return False
        with self._house.wordings.speaking(snapshot.conversation.language, snapshot.conversation.team_id):
            if snapshot.lane_busy:
                # What was said last is not on the screen yet: nothing can be an answer to it before it is.
                self.held_up = True
                self._house.call_queued(self._id)
                return False
            return await self._go_on(snapshot)

    async def _look(self) -> Snapshot | None:
        """-> the conversation, where something waits in it and its workspace is served."""
        snapshot = await self._house.store.read(lambda tx: look(tx, self._id))
        return snapshot if snapshot is not None and self._house.serves(snapshot.conversation.team_id) else None

    async def _go_on(self, snapshot: Snapshot, *, in_its_place: bool = False) -> bool:
        """`in_its_place`: it has one among the turns of its channel, for which it had to wait."""
        incoming = await self._readable(snapshot)
        if not incoming:
            return True
        if snapshot.conversation.parked is not None:
            return await self._leave_parking(snapshot, incoming)
        try:
            state = self._flow(snapshot).read(snapshot.conversation.state)
            joins = partial(self._flow(snapshot).joins, state)
            batch, full = taken(incoming, joins)
            may_grow, long = joins(batch[0]) and not full, self._flow(snapshot).long(state, batch)
        # Whatever a stored state or a row makes the flow raise: the row is set aside, the conversation goes on.
        except Exception:
            log.exception("conversation %s: its stored state cannot be read", self._id)
            await self._failed(snapshot, incoming[:1], give_up=True)
            return True
        if full and self._restarts < self._house.pace.grows:
            await self._settle()
            return True
        if in_its_place:
            return await self._answer(snapshot, state, batch, incoming)
        if may_grow:
            missing = until_complete(snapshot.waiting[: len(batch)], self._house.pace.quiet, self._house.clock())
            if missing > 0 and await self.rest(missing):
                return True
        conversation = snapshot.conversation
        async with self._house.channels.place(conversation.team_id, conversation.channel, long=long) as free:
            if free:
                return await self._answer(snapshot, state, batch, incoming)
            # Where it had to wait, more may have been said meanwhile.
            fresh = await self._look()
            return fresh is not None and await self._go_on(fresh, in_its_place=True)

    async def _answer(
        self, snapshot: Snapshot, state: BaseModel, batch: Sequence[Incoming], incoming: Sequence[Incoming]
    ) -> bool:
        if self._leaving:
            return False
        said, changes = amended(batch, incoming)
        rows = [*batch, *changes]
        if said:
            await self._watched_turn(snapshot, state, said, rows)
        else:
            now = self._house.clock()
            await self._house.store.write(lambda tx: drop_batch(tx, snapshot.conversation, rows, now))
            self._house.call_queued(self._id)
        return True

    async def _readable(self, snapshot: Snapshot) -> list[Incoming]:
        """What waits; nothing when a row cannot be read, which is then set aside."""
        incoming, unreadable = read_rows(snapshot.waiting)
        if unreadable:
            log.error("conversation %s: inbox rows cannot be read and are set aside: %s", self._id, unreadable)
            team_id = snapshot.conversation.team_id
            await self._house.store.write(lambda tx: inbox.finish(tx, team_id, unreadable, "dead"))
        return [] if unreadable else incoming

    def _flow(self, snapshot: Snapshot) -> Flow:
        return self._house.flows[snapshot.conversation.flow]

    async def _watched_turn(
        self, snapshot: Snapshot, state: BaseModel, batch: list[Incoming], rows: list[Incoming]
    ) -> None:
        """One turn over `batch`, as it reads now; `rows` is what it settles, edits and deletions included."""
        conversation, watch, stopwatch = snapshot.conversation, self._house.watch, Stopwatch()
        ids = {"team": conversation.team_id, "conversation": self._id, "inbox": " ".join(row.key for row in rows)}
        with watch.span("turn", flow=conversation.flow, **ids):
            outcome = await self._turn(snapshot, state, batch, rows, stopwatch)
        watch.turn(conversation.flow, outcome, stopwatch.total, stopwatch.seconds)

    async def _turn(
        self, snapshot: Snapshot, state: BaseModel, batch: list[Incoming], rows: list[Incoming], stopwatch: Stopwatch
    ) -> str:
        """-> how it ended (bot/watch.py)."""
        self._thought = thought = Thought(self._house, snapshot, batch, stopwatch)
        thinking = await thought.over(self._flow(snapshot), state, batch)
        if thinking.cancelled():
            return "dropped" if self._leaving else await self._start_again()
        if (error := thinking.exception()) is None:
            with self._house.watch.span("commit"):
                return await self._commit(snapshot, rows, thinking.result(), thought.shown)
        if isinstance(error, PARKS):
            await self._park(snapshot, error)
            return "parked"
        log.error("conversation %s: a turn failed", self._id, exc_info=error)
        return await self._failed(snapshot, rows)

    async def _start_again(self) -> str:
        """The answer grew while the model thought about it."""
        self._restarts += 1
        if self._restarts >= self._house.pace.grows:
            await self._settle()
        return "overtaken"

    async def _settle(self) -> None:
        """The answer grows no more: what comes until its turn is committed is for the turn after it."""
        self._restarts = max(self._restarts, self._house.pace.grows)
        await self._house.store.write(lambda tx: conversations.settle(tx, self._id))

    async def _commit(
        self, snapshot: Snapshot, batch: list[Incoming], outcome: Outcome, shown: Mapping[str, str]
    ) -> str:
        try:
            calls = rendered(outcome.replies)
            state = outcome.state.model_dump_json()
        # A reply that cannot be drawn must not stop the conversation: it counts as a failed turn.
        except Exception:
            log.exception("conversation %s: a reply could not be drawn", self._id)
            return await self._failed(snapshot, batch)
        held, now = snapshot.conversation, self._house.clock()
        try:
            woken = await committed(
                self._house.store,
                held,
                batch,
                lambda tx: commit_turn(tx, held, batch, outcome, state, calls, now, shown),
            )
        except TurnOvertaken:
            self._house.call_queued(self._id)
            return await self._start_again()
        except StoreFault:
            log.exception("conversation %s: a turn's outcome cannot be written", self._id)
            return await self._failed(snapshot, batch)
        self._restarts, self._asked_to_retry = 0, False
        self._house.moved_on(held)
        if outcome.title and outcome.title != held.title:
            self._house.titled(held, outcome.title)
        self._house.wordings.learn(outcome.language, held.team_id, self._id)
        for conversation_id in woken:
            self._house.work_queued(conversation_id)
            # Where somebody is forgotten, the talk in which they asked for it is among them: its own calls come last.
            if conversation_id != self._id:
                self._house.call_queued(conversation_id)
        if any(isinstance(each, ERASING) for each in outcome.records):
            # Before anybody hears that it is gone.
            await self._house.cleared(held.team_id, woken)
        if calls or self._id in woken:
            self._house.call_queued(self._id)
        for timer in outcome.timers:
            if timer.due is not None:
                self._house.timer_set(timer.due.timestamp())
        return "committed"

    async def _park(self, snapshot: Snapshot, error: SegueError) -> None:
        """The model cannot be had, or not be paid for: say so once, keep everything, try again later."""
        conversation, now = snapshot.conversation, self._house.clock()
        log.warning("conversation %s is parked: %s", self._id, error)
        told = conversation.parked_times > 0 and not self._asked_to_retry
        name = f"parked-{conversation.epoch}-{conversation.parked_times}"
        calls = [] if told else rendered([Notice(name, say(why(error)), ("retry",))])
        due_at = now + 60.0 * RETRY_MINUTES[min(conversation.parked_times, len(RETRY_MINUTES) - 1)]
        self._asked_to_retry = False
        await surely(self._house.store, lambda tx: park(tx, conversation, type(error).__name__, calls, now, due_at))
        self._house.call_queued(self._id)
        self._house.timer_set(due_at)

    async def _leave_parking(self, snapshot: Snapshot, incoming: Sequence[Incoming]) -> bool:
        """Go on if somebody, or the clock, asked for it. -> whether it goes on."""
        asking = [each for each in incoming if asks_to_retry(each)]
        if not asking:
            return False
        self._asked_to_retry = any(each.kind != "schedule" for each in asking)

        def unpark(tx: Transaction) -> None:
            conversations.unpark(tx, self._id)
            finish_batch(tx, snapshot.conversation, asking)

        await self._house.store.write(unpark)
        return True

    async def _failed(self, snapshot: Snapshot, batch: Sequence[Incoming], *, give_up: bool = False) -> str:
        """Count a failure; after the third, set the row aside and apologise."""
        conversation, now = snapshot.conversation, self._house.clock()
        keys = [each.key for each in batch]
        attempts = 1 + max(row.attempts for row in snapshot.waiting if row.key in keys)
        if attempts < ATTEMPTS and not give_up:
            await surely(self._house.store, lambda tx: inbox.count_attempt(tx, conversation.team_id, keys))
            await self.rest(0.2 * attempts)
            return "failed"
        log.error("conversation %s: %d inbox rows are set aside as dead: %s", self._id, len(keys), keys)
        from_people = any(each.user for each in batch)
        calls = rendered([Notice(f"sorry-{batch[-1].ts}", say(SORRY))]) if from_people else []

        def set_aside(tx: Transaction) -> None:
            drop_batch(tx, conversation, batch, now, state="dead")
            queue_calls(tx, conversation, calls, now)

        await surely(self._house.store, set_aside)
        self._house.call_queued(self._id)
        return "dead"

    async def rest(self, seconds: float) -> bool:
        """Wait, or until something new arrives. -> whether something did"""
        try:
            async with asyncio.timeout(seconds):
                return await self._woken.wait()
        except TimeoutError:
            return False
