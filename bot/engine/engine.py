"""The engine, put together: inbox, turns, outbox, schedules, courtesies."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bot.access import Access
from bot.audit import Audit
from bot.budgets import Standing
from bot.deck.making import make_deck
from bot.engine import desks
from bot.engine.admission import FULL, Admission
from bot.engine.analysing import analyses, cleared
from bot.engine.bound import Clients, ModelsOf
from bot.engine.courtesies import NOTHING_RUNS, Courtesies
from bot.engine.fate import Fate
from bot.engine.house import House, Pace
from bot.engine.in_turn import DRAWING_AT_ONCE, READING_AT_ONCE, InTurn
from bot.engine.outbox import Outbox
from bot.engine.pace import Pacer
from bot.engine.patience import Patience
from bot.engine.placing import place
from bot.engine.reader import Reader
from bot.engine.retention import Retention
from bot.engine.retried import Retried
from bot.engine.rooms import rooms
from bot.engine.schedules import Schedules
from bot.engine.showing import Showing
from bot.engine.side_door import SideDoor
from bot.engine.stopping import stop
from bot.engine.turns import Turns
from bot.engine.wishes import Wishes
from bot.engine.wordings import Wordings
from bot.listeners.aside import Aside
from bot.listeners.library import OpenLibrary
from bot.listeners.search import OpenSearch
from bot.names import STOP
from bot.people import People
from bot.views.text import safe
from bot.watch import SILENT, Watch
from flows.runtime import Flow, Incoming
from store.connection import Store
from store.conversations import Conversation

log = logging.getLogger("segue.engine")


@dataclass(frozen=True)
class Limits:
    """How long the engine waits for what; seconds unless the name says otherwise (bot/config.py)."""

    quiet: float
    grows: int
    grace: float
    stray: float
    reminder_after: timedelta
    close_after: timedelta
    paced: bool
    retention_days: float | None = None
    """Without a word; then a conversation is erased. None: never."""
    audit_days: float = 400.0
    clock_believed: Callable[[], bool] = lambda: True
    """Whether our clock is right, as far as Slack knows."""
    face_url: Callable[[str], str] = lambda key: ""
    """Key of a picture -> where Slack can fetch it."""
    analyses: Path = Path("data/analyses")
    """The folder for what is being analysed."""
    standing: Callable[[str], Awaitable[Standing | None]] | None = None
    """Team -> how much of its budget is spent."""


class Engine:
    """`accept` what happened; everything that follows is committed before it is visible."""

    def __init__(
        self,
        store: Store,
        clients: Clients,
        flows: Mapping[str, Flow],
        first_flow: Callable[[Incoming], str],
        models: ModelsOf,
        limits: Limits,
        clock: Callable[[], float],
        begins_anew: Callable[[str, str | None, Incoming], bool] = lambda flow, state, incoming: False,
        watch: Watch = SILENT,
    ) -> None:
        self._store, self._flows, self._clock, self._watch = store, flows, clock, watch
        self._place = partial(
            place, first_flow=first_flow, begins_anew=begins_anew, stops=self._stops, interrupts=self._interrupts
        )
        self._courtesies = Courtesies(clients)
        self._wordings = Wordings(store, models)
        self._audit = Audit(store, clock)
        self._patience = Patience(store, self._courtesies, self._wordings)
        access, people = Access(clients, denied=self._audit.denied), People(clients)
        self._admission = Admission(store, clients, access)
        self._rooms = rooms(
            store, clients, flows, access, people, self._audit, clock, face_url=limits.face_url,
            retention_days=limits.retention_days, standing=limits.standing,
        )  # fmt: skip
        self._side_door = SideDoor(
            store, clients, flows, self._courtesies, self._wordings, self._rooms, self._admission.may_read,
            self._audit,
        )  # fmt: skip
        self._outbox = Outbox(
            store,
            clients,
            Pacer(on=limits.paced),
            grace=limits.grace,
            clock=clock,
            wordings=self._wordings,
            may_be_seen=Retried(store, clients, access).may_be_seen,
            settled=lambda conversation_id: self._turns.lane_emptied(conversation_id),
            woken=self._go_on_with,
            watch=watch,
        )
        self._schedules = Schedules(
            store, clock=clock, stray_seconds=limits.stray, due=self._go_on_with,
            over=Retention(
                days=limits.retention_days, audit_days=limits.audit_days, believed=limits.clock_believed
            ).due,
        )  # fmt: skip

        def places(team: str) -> str:
            vectors = models(team).vectors
            return vectors.description if vectors else ""

        self._analyses = analyses(limits.analyses, store, clients.fetch_file, places)
        self.cleared = partial(cleared, store, self._analyses)
        self._wishes = Wishes(store, clock=clock, woken=self._take_up)
        reader = partial(Reader, store, clients, access, people, flows, self._rooms.offering)
        self._turns = Turns(self._house(models, clients, reader, limits))

    def _house(
        self, models: ModelsOf, clients: Clients, reader: Callable[[Conversation, str], Reader], limits: Limits
    ) -> House:
        """What the workers share. They tell the outbox, the schedules and people of what they did."""
        return House(
            store=self._store,
            flows=self._flows,
            models=models,
            pace=Pace(limits.quiet, limits.grows, limits.reminder_after, limits.close_after),
            clock=self._clock,
            call_queued=self._outbox.notify,
            work_queued=self._go_on_with,
            timer_set=self._schedules.changed,
            reader=reader,
            make_deck=make_deck,
            reads=InTurn(READING_AT_ONCE),
            draws=InTurn(DRAWING_AT_ONCE),
            analyst=self._analyses.of,
            cleared=self.cleared,
            face_url=limits.face_url,
            serves=clients.serves,
            moved_on=self._rooms.homes.changed,
            titled=self._courtesies.title,
            wordings=self._wordings,
            hint=lambda conversation, user, words: self._courtesies.hint(
                conversation.team_id, conversation.channel, conversation.thread_ts or "", user, safe(words)
            ),
            showing=lambda conversation: Showing(
                self._store, clients, conversation, clock=self._clock, call_queued=self._outbox.notify
            ),
            show_thinking=self._courtesies.show_thinking,
            watch=self._watch,
        )

    async def start(self) -> None:
        """Go on where the last process stopped."""
        await self._wordings.open()
        await self._store.write(lambda tx: desks.wake(tx, self._clock()))
        await self.go_on()
        await self._analyses.sweep()
        self._schedules.start()
        self._wishes.start()

    async def go_on(self) -> None:
        """With whatever was left: after a start, or once a workspace is served again."""
        for conversation_id in await self._turns.unfinished():
            self._take_up(conversation_id)

    def _stops(self, flow: str) -> bool:
        """Whether conversations of that flow stop by themselves what they have begun."""
        return self._flows[flow].stops

    def _interrupts(self, flow: str, incoming: Incoming) -> bool:
        return self._flows[flow].interrupts(incoming)

    def _go_on_with(self, conversation_id: str) -> None:
        """There is something to do."""
        self._turns.notify(conversation_id)

    def _take_up(self, conversation_id: str) -> None:
        """There may be something to send or to do."""
        self._outbox.notify(conversation_id)
        self._turns.notify(conversation_id)

    async def accept(self, incoming: Incoming, live: bool = True) -> Fate:
        """Returns once it is durable. Raises StoreError when it could not be kept: do not acknowledge it then.

        `live`: it happens now; what is only read again later gets no hints.
        """
        now = self._clock()
        if incoming.action == STOP:
            return await self._stop_thinking(incoming, now)
        with self._watch.span("inbox", team=incoming.team, inbox=incoming.key) as ids:
            placed = await self._store.write(lambda tx: self._place(tx, incoming, now=now))
            ids["conversation"] = placed.conversation_id or ""
        if placed.conversation_id is not None:
            self._turns.notify(placed.conversation_id, placed.grew)
            self._patience.ask(incoming, placed.conversation_id)
        elif live:
            self._hint(incoming, placed.fate)
        return placed.fate

    def _hint(self, incoming: Incoming, fate: Fate) -> None:
        """To whoever did something that leads nowhere."""
        if incoming.kind in ("press", "submission") and fate is Fate.NOT_OURS:
            self._courtesies.stale_button(incoming)
        elif fate is Fate.ELSEWHERE:
            self._courtesies.held_elsewhere(incoming)
        elif fate is Fate.NOTHING_RUNS:
            self.tell(incoming, NOTHING_RUNS)
        elif fate is Fate.FULL:
            self._courtesies.hint(incoming.team, incoming.channel, "", incoming.user, FULL)
        elif fate is Fate.TAKEN:
            self._courtesies.already_there(incoming)

    async def refusal(self, incoming: Incoming) -> str:
        """-> why it cannot be taken in, in words for whoever asked; empty when it can. Raises StoreError."""
        return await self._admission.refusal(incoming)

    def tell(self, incoming: Incoming, words: str) -> None:
        """Tell whoever asked, and nobody else: in the thread where it was asked, or by direct message."""
        self._courtesies.hint(incoming.team, incoming.channel, incoming.thread_ts or "", incoming.user, words)

    async def _stop_thinking(self, incoming: Incoming, now: float) -> Fate:
        stopped = await self._store.write(lambda tx: stop(tx, incoming, now, self._wordings, self._stops))
        if stopped is None:
            return Fate.NOT_OURS
        self._turns.notify(stopped, grew=True)
        self._outbox.notify(stopped)
        return Fate.PLACED

    def aside(self, asked: Aside) -> None:
        """A form is to open: by the side door, before any queue."""
        self._side_door.take(asked)

    async def search(self, asked: OpenSearch | OpenLibrary) -> dict[str, Any]:
        """-> the answer to a window's own *Search*: the same window with what was found."""
        if isinstance(asked, OpenLibrary):
            return await self._rooms.libraries.answer(asked)
        return await self._rooms.searches.answer(asked)

    async def stop(self, seconds: float) -> None:
        """Finish or leave for the next start, within `seconds`."""
        await self._schedules.stop()
        await self._wishes.stop()
        await asyncio.gather(self._turns.stop(seconds), self._outbox.stop(seconds))
        await self._analyses.close()
        await self._wordings.stop()
        await self._side_door.stop()
        await self._rooms.homes.stop()
        await self._courtesies.stop()
        await self._audit.stop()
