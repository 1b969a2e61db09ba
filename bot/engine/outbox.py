"""Sends what was committed: one lane per conversation, in order, each call at most once in effect.

`sending` is committed before the call. What a crash, a time-out or a 5xx leaves in doubt is looked up
after a grace period longer than the client's time-out, and made again only if Slack does not have it.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from contextvars import Context

from bot.engine import canvases
from bot.engine.bound import Clients
from bot.engine.doubts import LONGEST_REST, LONGEST_WAIT, MOST_FAILURES, MOST_LOOKS, Doubts, rarely
from bot.engine.look_up import GONE, found_in_slack, is_there, without_blocks
from bot.engine.pace import Pacer
from bot.engine.refused import bury
from bot.engine.retried import WHY
from bot.engine.rows import ids_of
from bot.engine.sent import Taken, write_down
from bot.engine.uploads import is_upload, upload
from bot.engine.wordings import Wordings
from bot.logs import about
from bot.slack_answers import CALL_ERRORS, Answer, Meaning, meaning_of
from bot.views.call import DELETE
from bot.watch import SILENT, Watch
from errors import StoreError
from store import outbox
from store.connection import Store
from store.outbox import OutboxRow

log = logging.getLogger("segue.outbox")

IDEMPOTENT = {"chat.update", DELETE, "canvases.edit"}


class Outbox:
    """The lanes. `settled` hears when a conversation has nothing left to send, `woken` when it got something to do."""

    def __init__(
        self,
        store: Store,
        clients: Clients,
        pacer: Pacer,
        *,
        grace: float,
        clock: Callable[[], float],
        settled: Callable[[str], None],
        woken: Callable[[str], None],
        wordings: Wordings,
        may_be_seen: Callable[[OutboxRow], Awaitable[bool]],
        watch: Watch = SILENT,
    ) -> None:
        self._store, self._clients, self._pacer = store, clients, pacer
        self._grace, self._clock, self._settled = grace, clock, settled
        self._woken, self._wordings, self._watch, self._may_be_seen = woken, wordings, watch, may_be_seen
        self._doubts = Doubts(grace)
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._resting: dict[str, asyncio.Task[None]] = {}
        self._calls: set[asyncio.Task[None]] = set()
        self._stopping = False

    def notify(self, conversation_id: str) -> None:
        """There is something to send for a conversation."""
        if self._stopping:
            return
        if conversation_id in self._lanes:
            self._again.add(conversation_id)
            return
        self._lanes[conversation_id] = asyncio.create_task(self._lane(conversation_id), context=Context())

    async def stop(self, seconds: float) -> None:
        """Let calls that are under way end for `seconds`; the rest stays in the outbox."""
        self._stopping = True
        if self._calls:
            await asyncio.wait(set(self._calls), timeout=seconds)
        lanes = [*self._lanes.values(), *self._resting.values()]
        for lane in lanes:
            lane.cancel()
        await asyncio.gather(*lanes, return_exceptions=True)

    async def _lane(self, conversation_id: str) -> None:
        failures = 0
        try:
            while True:
                self._again.discard(conversation_id)
                try:
                    await self._empty(conversation_id)
                # A lane must not end: its rows are committed. It rests, longer each time, and tries again.
                except Exception:
                    log.exception("outbox of %s: its lane failed, and rests", conversation_id)
                    failures += 1
                    await asyncio.sleep(min(LONGEST_WAIT, 2.0 ** min(failures, 10)))
                    continue
                if conversation_id not in self._again:
                    break
        finally:
            del self._lanes[conversation_id]
        self._settled(conversation_id)

    async def _empty(self, conversation_id: str) -> None:
        """Settle every row of the lane, one after the other. A deletion that rests holds up nothing."""
        while not self._stopping:
            try:
                row, rest = await self._next(conversation_id)
                if row is None or not self._clients.serves(row.team_id):
                    return
                if rest:
                    if earlier := self._resting.pop(conversation_id, None):
                        earlier.cancel()
                    waking = self._notify_after(rest, conversation_id)
                    self._resting[conversation_id] = asyncio.create_task(waking, context=Context())
                    return
                with about(**ids_of(row)):
                    await self._settled_or_left(row)
            except StoreError as error:
                log.error("outbox of %s: %s Trying again.", conversation_id, error)
                await asyncio.sleep(1.0)

    async def _next(self, conversation_id: str) -> tuple[OutboxRow | None, float]:
        """-> the row that is next, and for how many seconds it rests."""
        now = self._clock()
        row = await self._store.read(lambda tx: outbox.first_unsettled(tx, conversation_id, now, LONGEST_REST))
        return row, row.due_at - now if row and row.rests(now, LONGEST_REST) else 0.0

    async def _notify_after(self, seconds: float, conversation_id: str) -> None:
        await asyncio.sleep(seconds)
        self.notify(conversation_id)

    async def _settled_or_left(self, row: OutboxRow) -> None:
        """What fails again and again by a fault of ours holds up its conversation no longer."""
        try:
            await self._settle(row)
        except StoreError:
            raise
        except Exception:
            if (times := self._doubts.again(row, "failed")) < MOST_FAILURES:
                raise
            log.exception("outbox %s/%d: it is set aside", row.conversation_id, row.seq)
            if row.method == DELETE:
                await self._rest(row, rarely(times - MOST_FAILURES), "a fault of ours")
            else:
                await self._give_up(row, "a fault of ours")

    async def _settle(self, row: OutboxRow) -> None:
        """Bring a row one state further."""
        if row.state == "sending":
            await self._resolve_doubt(row)
            return
        # What was never tried is due at once, and a clock that was set back makes nobody wait for long.
        if row.attempts and (missing := row.due_at - self._clock()) > 0:
            await asyncio.sleep(min(missing, LONGEST_WAIT))
        await self._pacer.wait(row.team_id, row.method, row.channel)
        if row.asks and not await self._may_be_seen(row):
            log.warning("outbox %s/%d: it is not made again: %s", row.conversation_id, row.seq, WHY)
            await self._store.write(lambda tx: outbox.mark_dead(tx, row, WHY))
            return
        if not self._stopping and await self._store.write(lambda tx: outbox.mark_sending(tx, row, self._clock())):
            # Once begun, a call is finished with its own bookkeeping even when the lane is told to stop.
            call = asyncio.create_task(self._watch.during("post", self._call(row), **ids_of(row)))
            self._calls.add(call)
            call.add_done_callback(self._calls.discard)
            await asyncio.shield(call)

    async def _call(self, row: OutboxRow) -> None:
        payload = json.loads(row.payload)
        payload["channel"] = row.channel
        if row.changes is not None:
            ts = row.takes_down or await self._store.read(lambda tx: outbox.ts_changed_by(tx, row))
            if not ts:
                await self._store.write(lambda tx: outbox.mark_dead(tx, row, "what it changes was never posted"))
                return
            payload["ts"] = ts
        elif row.thread_ts:
            payload["thread_ts"] = row.thread_ts
        try:
            client = self._clients.of(row.team_id)
            if is_upload(row):
                await upload(client, row, payload, lambda so: self._kept(row, so))
                await self._sent(row, None, None, "")
                return
            if canvases.rewrites(row):
                await canvases.rewrite(client, row, payload, self._clients.bot_user(row.team_id))
                await self._sent(row, None, None, "")
                return
            if canvases.is_canvas(row):
                payload = await canvases.with_card(self._store, row, payload)
                place = (self._clients.workspace(row.team_id), self._clients.bot_user(row.team_id))
                said = await canvases.keep(client, row, payload, *place, lambda so: self._kept(row, so))
                await self._sent(row, said.get("ts"), said.get("channel"), "")
                return
            response = await client.api_call(row.method, json=payload)
        except CALL_ERRORS as error:
            await self._not_sent(row, meaning_of(error))
            return
        # A change has no ts of its own: the message keeps the name under which it was posted.
        ts = response.get("ts") if row.changes is None else None
        await self._sent(row, ts, response.get("channel"), str(payload.get("text", "")))

    async def _kept(self, row: OutboxRow, payload: str) -> None:
        await self._store.write(lambda tx: outbox.remember(tx, row, payload))

    async def _sent(self, row: OutboxRow, ts: str | None, channel: str | None, text: str) -> None:
        taken, bot_user = Taken(ts, channel, text), self._clients.bot_user(row.team_id)
        self._watch.slack_called(row.method, "sent")
        self._doubts.settled(row)
        goes, waited_for = await self._store.write(lambda tx: write_down(tx, row, taken, bot_user, self._clock()))
        if goes:
            self._again.add(row.conversation_id)
        if waited_for:
            self._woken(row.conversation_id)

    async def _not_sent(self, row: OutboxRow, answer: Answer) -> None:
        self._watch.slack_called(row.method, answer.outcome)
        now = self._clock()
        if answer.meaning is Meaning.UNCERTAIN:
            log.warning("outbox %s/%d: uncertain (%s)", row.conversation_id, row.seq, answer.error)
            # What does no harm a second time is not looked up.
            if row.method in IDEMPOTENT:
                await self._make_again_if_there(row)
            return
        if answer.limited:
            self._pacer.hold(row.team_id, row.method, row.channel, answer.wait)
        bare = without_blocks(row.payload) if answer.meaning is Meaning.WITHOUT_BLOCKS else None
        if answer.meaning is Meaning.NEVER or (answer.meaning is Meaning.WITHOUT_BLOCKS and bare is None):
            log.error("outbox %s/%d: Slack refuses %s: %s", row.conversation_id, row.seq, row.method, answer.error)
            await self._give_up(row, answer.error)
            return
        log.warning("outbox %s/%d: %s, trying again", row.conversation_id, row.seq, answer.error)
        # A limit's wait is known to the second; other waits grow with every attempt.
        wait = answer.wait if answer.limited or bare else min(LONGEST_WAIT, (answer.wait or 1.0) * (1 + row.attempts))
        await self._store.write(
            lambda tx: outbox.mark_pending(tx, row, due_at=now + wait, error=answer.error, payload=bare)
        )

    async def _look_again(self, row: OutboxRow, answer: Answer) -> None:
        """Slack would not say whether it has the post: ask later, and at last leave it, rather than post it twice."""
        looks = self._doubts.again(row, "unsaid")
        if answer.meaning is Meaning.NEVER and looks >= MOST_LOOKS:
            log.error("outbox %s/%d: Slack never says if it has it: %s", row.conversation_id, row.seq, answer.error)
            await self._give_up(row, answer.error)
            return
        await asyncio.sleep(answer.wait if answer.limited else max(answer.wait, self._doubts.asks_after(looks)))

    async def _make_again(self, row: OutboxRow) -> None:
        """Slack is there, stumbled over this call and does not have it. What it always stumbles over goes without
        blocks; at last it is left, or only tried now and then."""
        wait = self._doubts.missing(row)
        if wait is None:
            log.error("outbox %s/%d: Slack stumbled over it time and again", row.conversation_id, row.seq)
            await self._give_up(row, "never landed")
            return
        bare = without_blocks(row.payload) if self._doubts.goes_bare(row) else None
        await self._rest(row, wait, "not landed", bare)

    async def _make_again_if_there(self, row: OutboxRow) -> None:
        """An error says something of the call only where Slack answers others; else it is waited for, however long."""
        if await is_there(self._clients.of(row.team_id), row):
            await self._make_again(row)
        else:
            await self._rest(row, self._doubts.away(row), "Slack was not there")

    async def _rest(self, row: OutboxRow, seconds: float, error: str, payload: str | None = None) -> None:
        due_at = self._clock() + seconds
        await self._store.write(lambda tx: outbox.mark_pending(tx, row, due_at=due_at, error=error, payload=payload))

    async def _give_up(self, row: OutboxRow, error: str) -> None:
        now = self._clock()
        await self._store.write(lambda tx: bury(tx, row, error, self._wordings, now))
        self._doubts.settled(row)
        self._again.add(row.conversation_id)
        self._woken(row.conversation_id)

    async def _resolve_doubt(self, row: OutboxRow) -> None:
        """A call whose end nobody knows: wait until it must have ended, then ask Slack."""
        if (missing := (row.tried_at or 0.0) + self._grace - self._clock()) > 0:
            await asyncio.sleep(min(missing, self._grace))
        if row.method in IDEMPOTENT:
            await self._store.write(lambda tx: outbox.mark_pending(tx, row, due_at=self._clock(), error="in doubt"))
            return
        try:
            workspace = self._clients.workspace(row.team_id)
            found = await found_in_slack(self._clients.of(row.team_id), self._store, row, workspace)
        except CALL_ERRORS as error:
            answer = meaning_of(error)
            if answer.error not in GONE:
                await self._look_again(row, answer)
                return
            # Slack no longer has the place: posting again will say so for certain.
            found = None
        if found:
            await self._sent(row, *found, str(json.loads(row.payload).get("text", "")))
        elif row.erased:
            await self._store.write(lambda tx: outbox.mark_dead(tx, row, "erased"))
        else:
            await self._make_again(row)
