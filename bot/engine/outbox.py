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
from bot.engine.commit import says_what_stands
from bot.engine.look_up import GONE, landed, without_blocks
from bot.engine.pace import Pacer
from bot.engine.retried import WHY
from bot.engine.rows import ids_of, take_down_erased, tell_undelivered
from bot.engine.shut_out import NOT_BEGUN, SHUT_OUT
from bot.engine.uploads import is_upload, upload, uploaded
from bot.engine.wordings import Wordings
from bot.logs import about
from bot.slack_answers import CALL_ERRORS, Answer, Meaning, meaning_of
from bot.views.call import DELETE
from bot.views.notice import direct_note
from bot.watch import SILENT, Watch
from errors import StoreError
from flows.replies import DirectNote
from flows.wording import say
from store import conversations, inbox, outbox, transcripts
from store.connection import Store, Transaction
from store.outbox import OutboxRow

log = logging.getLogger("segue.outbox")

IDEMPOTENT = {"chat.update", "chat.delete", "canvases.edit"}
LONGEST_WAIT, MOST_LOOKS = 300.0, 8


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
        self._looks: dict[tuple[str, int], int] = {}
        """(conversation, row) -> how often Slack was asked in vain whether it has the post."""
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
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
        lanes = list(self._lanes.values())
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
                    await asyncio.sleep(min(LONGEST_WAIT, 2.0**failures))
                    continue
                if conversation_id not in self._again:
                    break
        finally:
            del self._lanes[conversation_id]
        self._settled(conversation_id)

    async def _empty(self, conversation_id: str) -> None:
        """Settle every row of the lane, one after the other."""
        while not self._stopping:
            try:
                row = await self._store.read(lambda tx: outbox.first_unsettled(tx, conversation_id))
                if row is None or not self._clients.serves(row.team_id):
                    return
                with about(**ids_of(row)):
                    await self._settle(row)
            except StoreError as error:
                log.error("outbox of %s: %s Trying again.", conversation_id, error)
                await asyncio.sleep(1.0)

    async def _settle(self, row: OutboxRow) -> None:
        """Bring a row one state further."""
        if row.state == "sending":
            await self._resolve_doubt(row)
            return
        if (missing := row.due_at - self._clock()) > 0:
            await asyncio.sleep(missing)
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
            payload["ts"] = await self._store.read(lambda tx: outbox.ts_of(tx, row.conversation_id, row.changes or ""))
            if payload["ts"] is None:
                await self._store.write(lambda tx: outbox.mark_dead(tx, row, "what it changes was never posted"))
                return
        elif row.thread_ts:
            payload["thread_ts"] = row.thread_ts
        try:
            client = self._clients.of(row.team_id)
            if is_upload(row):
                await upload(client, row, payload, lambda so: self._kept(row, so))
                await self._sent(row, None, None, "")
                return
            if canvases.rewrites(row):
                await canvases.rewrite(client, row, payload)
                await self._sent(row, None, None, "")
                return
            if canvases.is_canvas(row):
                payload = await canvases.with_card(self._store, row, payload)
                said = await canvases.keep(
                    client, row, payload, self._clients.workspace(row.team_id), lambda so: self._kept(row, so)
                )
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
        def keep(tx: Transaction) -> bool:
            """-> whether somebody's words were waiting for this post."""
            if not outbox.mark_sent(tx, row, ts, channel):
                if take_down_erased(tx, row, ts, channel, self._clock()):
                    self._again.add(row.conversation_id)
                return False
            if row.changes is not None and says_what_stands(row.name, row.changes):
                transcripts.reword(
                    tx, team_id=row.team_id, conversation_id=row.conversation_id, name=row.changes, text=text
                )
            adopted = 0
            unplaced = ts is not None and row.thread_ts is None and row.method == "chat.postMessage"
            if ts and unplaced and conversations.head_thread(tx, row.conversation_id, row.channel, ts):
                # Somebody may have answered below it before its ts was known here.
                adopted = inbox.adopt_strays(tx, row.team_id, row.channel, ts, row.conversation_id, since=ts)
            if ts and row.method == "chat.postMessage" and (channel or row.channel) == row.channel:
                transcripts.add(
                    tx,
                    team_id=row.team_id,
                    conversation_id=row.conversation_id,
                    ts=ts,
                    author=self._clients.bot_user(row.team_id),
                    text=text,
                    by_segue=True,
                    name=row.name,
                )
            return adopted > 0

        self._watch.slack_called(row.method, "sent")
        if await self._store.write(keep):
            self._woken(row.conversation_id)

    async def _not_sent(self, row: OutboxRow, answer: Answer) -> None:
        self._watch.slack_called(row.method, answer.outcome)
        now = self._clock()
        if answer.meaning is Meaning.UNCERTAIN and row.method not in IDEMPOTENT:
            log.warning("outbox %s/%d: uncertain (%s), will be looked up", row.conversation_id, row.seq, answer.error)
            return
        if answer.limited:
            self._pacer.hold(row.team_id, row.method, row.channel, answer.wait)
        bare = without_blocks(row.payload) if answer.meaning is Meaning.WITHOUT_BLOCKS else None
        if answer.meaning is Meaning.NEVER or (answer.meaning is Meaning.WITHOUT_BLOCKS and bare is None):
            log.error("outbox %s/%d: Slack refuses %s: %s", row.conversation_id, row.seq, row.method, answer.error)
            await self._store.write(lambda tx: self._bury(tx, row, answer.error))
            self._again.add(row.conversation_id)
            self._woken(row.conversation_id)
            return
        log.warning("outbox %s/%d: %s, trying again", row.conversation_id, row.seq, answer.error)
        # A limit's wait is known to the second; other waits grow with every attempt.
        wait = answer.wait if answer.limited or bare else min(LONGEST_WAIT, (answer.wait or 1.0) * (1 + row.attempts))
        await self._store.write(
            lambda tx: outbox.mark_pending(tx, row, due_at=now + wait, error=answer.error, payload=bare)
        )

    async def _look_again(self, row: OutboxRow, answer: Answer) -> None:
        """Slack would not say whether it has the post: ask later, and at last leave it, rather than post it twice."""
        place = (row.conversation_id, row.seq)
        looks = self._looks[place] = self._looks.get(place, 0) + 1
        final = answer.meaning is Meaning.NEVER and looks >= MOST_LOOKS
        if final:
            log.error("outbox %s/%d: Slack never said whether it has it: %s", *place, answer.error)
            await self._store.write(lambda tx: self._bury(tx, row, answer.error))
            return
        wait = answer.wait if answer.limited else max(answer.wait, min(LONGEST_WAIT, self._grace * 2.0 ** (looks - 1)))
        await asyncio.sleep(wait)

    def _bury(self, tx: Transaction, row: OutboxRow, error: str) -> None:
        """Slack will never take it. Where nothing could be said at all, whoever began is told by direct message."""
        outbox.mark_dead(tx, row, error)
        if starter := conversations.close_unheard(tx, row.conversation_id, row.channel):
            outbox.drop_pending(tx, row.conversation_id)
            inbox.drop_waiting(tx, row.conversation_id)
            self._tell(tx, row, starter, "not-begun", NOT_BEGUN)
            return
        # What should go and is not there has gone.
        if not (row.method == DELETE and error == "message_not_found"):
            tell_undelivered(tx, row, self._clock())
        if error in GONE and (starter := conversations.starter_in(tx, row.conversation_id, row.channel)):
            self._tell(tx, row, starter, "shut-out", SHUT_OUT)

    def _tell(self, tx: Transaction, row: OutboxRow, starter: str, name: str, text: str) -> None:
        """One direct message to whoever began, once for each kind."""
        if outbox.has_named(tx, row.conversation_id, name):
            return
        with self._wordings.speaking(conversations.language(tx, row.conversation_id), row.team_id):
            [call] = direct_note(DirectNote(name, starter, say(text), ()))
        outbox.add(
            tx, team_id=row.team_id, conversation_id=row.conversation_id, key=f"{row.key}-note", name=call.name,
            method=call.method, channel=starter, thread_ts=None,
            payload=json.dumps(call.payload, ensure_ascii=False), now=self._clock(),
        )  # fmt: skip

    async def _resolve_doubt(self, row: OutboxRow) -> None:
        """A call whose end nobody knows: wait until it must have ended, then ask Slack."""
        if (missing := (row.tried_at or 0.0) + self._grace - self._clock()) > 0:
            await asyncio.sleep(min(missing, self._grace))
        if row.method in IDEMPOTENT:
            await self._store.write(lambda tx: outbox.mark_pending(tx, row, due_at=self._clock(), error="in doubt"))
            return
        try:
            client = self._clients.of(row.team_id)
            if is_upload(row):
                arrived = await uploaded(client, row)
                found = ("", row.channel) if arrived else None
            else:
                found = await landed(client, row)
                if found and canvases.is_canvas(row):
                    payload = await canvases.with_card(self._store, row, json.loads(row.payload))
                    await canvases.share(client, row, payload, self._clients.workspace(row.team_id))
        except CALL_ERRORS as error:
            answer = meaning_of(error)
            if answer.error not in GONE:
                await self._look_again(row, answer)
                return
            # Slack no longer has the place: posting again will say so for certain.
            found = None
        self._looks.pop((row.conversation_id, row.seq), None)
        if found:
            text = str(json.loads(row.payload).get("text", ""))
            await self._sent(row, found[0] or None, found[1], text)
        else:
            await self._store.write(lambda tx: outbox.mark_pending(tx, row, due_at=self._clock(), error="not landed"))
