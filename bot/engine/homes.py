"""App Home, drawn from committed data by the side door: when somebody opens it, and when something there moves on."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime

from bot.access import Access
from bot.budgets import Standing
from bot.engine.bound import Clients
from bot.engine.libraries import Libraries
from bot.engine.studies import Studies
from bot.permalinks import permalink
from bot.slack_answers import CALL_ERRORS
from bot.views.home import PER_PAGE, Allowance, HomeEntry, ScheduleEntry, StudyEntry, Usage, home
from bot.views.rhythm import how_often, on_day
from errors import StoreError
from flows.runtime import Flow
from store import insights, model_calls, schedules, studies
from store.connection import Store, Transaction
from store.conversations import Conversation
from store.home import Held, held_by, people_in
from store.outbox import has_unposted, ts_of
from studies.rhythm import local

log = logging.getLogger("segue.home")

PERSONAS_SHOWN, STUDIES_SHOWN, DIGESTS_SHOWN = 5, 6, 8
MONTH = 30 * 86400.0
SOON = 0.5
"""Seconds: several changes at once are drawn once."""
RUNNING = ("open", "paused")
MOST_REDRAWN = 20
"""Of those who looked last, for whom it is drawn anew when a study moves on."""
MOST_OPENED = 500
"""Who has not looked for longest is no longer drawn for; opening it draws it."""


class Homes:
    """Draws Home for those who have opened it since the start; never relied on."""

    def __init__(
        self, store: Store, clients: Clients, flows: Mapping[str, Flow], access: Access, libraries: Libraries,
        studies: Studies, clock: Callable[[], float], retention_days: float | None = None,
        standing: Callable[[str], Awaitable[Standing | None]] | None = None,
    ) -> None:  # fmt: skip
        """`standing`: team -> how much of its budget is spent."""
        self._standing = standing
        self._retention_days = retention_days
        self._libraries, self._studies, self._clock = libraries, studies, clock
        self._store, self._clients, self._flows, self._access = store, clients, flows, access
        self._opened: dict[tuple[str, str], int] = {}
        """(team, user) -> which page they look at; whoever opened it last comes last."""
        self._direct: dict[tuple[str, str], str] = {}
        """(team, user) -> their direct message."""
        self._moved: set[tuple[str, str]] = set()
        """(team, user) for whom something moved on while it was drawn."""
        self._tasks: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._telling: set[asyncio.Task[None]] = set()

    def open(self, team: str, user: str, after: int = 0, direct: str = "") -> None:
        """Draw it now, leaving out the newest `after`. `direct`: id of their direct message, where it is known."""
        if direct:
            self._direct[team, user] = direct
        self._opened.pop((team, user), None)
        self._opened[team, user] = after
        if len(self._opened) > MOST_OPENED:
            longest_ago = next(iter(self._opened))
            del self._opened[longest_ago]
            self._direct.pop(longest_ago, None)
        self._draw_soon(team, user, 0.0)

    def changed(self, conversation: Conversation) -> None:
        """It moved on: drawn anew for whoever began it or wrote in it."""
        if any(team == conversation.team_id for team, _ in self._opened):
            telling = asyncio.create_task(self._tell(conversation))
            self._telling.add(telling)
            telling.add_done_callback(self._telling.discard)

    async def _tell(self, conversation: Conversation) -> None:
        team, id = conversation.team_id, conversation.id
        try:
            people = await self._store.read(lambda tx: people_in(tx, team, id))
        except StoreError as error:
            log.info("Home was not drawn: %s", error)
            return
        # What a desk does, and what is decided, concerns everybody who looks at studies.
        if conversation.flow in ("desk", "decision", "digest"):
            people |= {user for of, user in list(self._opened)[-MOST_REDRAWN:] if of == team}
        for user in people | {conversation.starter}:
            if (team, user) in self._opened:
                self._draw_soon(team, user, SOON)

    async def stop(self) -> None:
        tasks = [*self._tasks.values(), *self._telling]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _draw_soon(self, team: str, user: str, wait: float) -> None:
        if (team, user) in self._tasks and wait:
            self._moved.add((team, user))
            return
        task = asyncio.create_task(self._draw(team, user, wait))
        self._tasks[team, user] = task
        task.add_done_callback(lambda done: self._forget(team, user, done))

    def _forget(self, team: str, user: str, task: asyncio.Task[None]) -> None:
        if self._tasks.get((team, user)) is task:
            del self._tasks[team, user]
            if (team, user) in self._moved and not task.cancelled():
                self._draw_soon(team, user, SOON)
            self._moved.discard((team, user))

    async def _draw(self, team: str, user: str, wait: float) -> None:
        """Once, and a second time where something was still on its way to Slack: it has no address before."""
        await asyncio.sleep(wait)
        if await self._drawn(team, user):
            await asyncio.sleep(SOON)
            await self._drawn(team, user)

    async def _drawn(self, team: str, user: str) -> bool:
        """-> whether what it shows was still on its way to Slack."""
        after, direct = self._opened.get((team, user), 0), self._direct.get((team, user), "")
        try:
            found = await self._store.read(lambda tx: held_by(tx, team, user, most=PER_PAGE + 1, after=after))
            readable = [each for each in found[:PER_PAGE] if await self._readable(team, user, each)]
            on_its_way = await self._store.read(lambda tx: any(has_unposted(tx, each.id) for each in readable))
            entries = await self._store.read(lambda tx: [self._entry(tx, team, each) for each in readable])
            people = await self._libraries.first_of(team, user, PERSONAS_SHOWN)
            channels = await self._studies.readable(team, user)
            subjects = await self._store.read(lambda tx: _subjects(tx, team, channels))
            digests = await self._store.read(lambda tx: _digests(tx, team, user, channels))
            month = self._clock() - MONTH
            used = await self._store.read(lambda tx: model_calls.since(tx, team, month))
            standing = await self._standing(team) if self._standing else None
            view = home(
                entries, after=after, more=len(found) > PER_PAGE, personas=people, direct=direct, studies=subjects,
                digests=digests, used=Usage(used.calls, used.tokens, used.cost_usd), erased_after=self._retention_days,
                allowed=_allowance(standing) if standing else None,
            )  # fmt: skip
            await self._clients.of(team).api_call("views.publish", json={"user_id": user, "view": view})
        except (*CALL_ERRORS, StoreError) as error:
            log.info("Home was not drawn: %s", error)
            return False
        return on_its_way

    async def _readable(self, team: str, user: str, held: Held) -> bool:
        return await self._access.may_read(team, user, held.channel)

    def _entry(self, tx: Transaction, team: str, held: Held) -> HomeEntry:
        flow, summary, workspace = self._flows[held.flow], None, self._clients.workspace(team)
        try:
            state = flow.read(held.state)
            standing, result = flow.standing(state), flow.result(state)
        except ValueError:
            standing, result = "cannot be read any more", ""
        if result and (ts := ts_of(tx, held.id, result)):
            summary = permalink(workspace, held.channel, ts, held.thread_ts)
        running = held.status in RUNNING and not result
        resumes = running and held.flow == "interview"
        link = permalink(workspace, held.channel, held.thread_ts, None) if held.thread_ts else None
        return HomeEntry(held.id, held.title, standing, link, running, summary, resumes)


def _allowance(standing: Standing) -> Allowance:
    spent, limit = standing.spent, standing.limit
    return Allowance(
        standing.scope, spent.cost_usd, limit.usd, spent.tokens, limit.tokens, standing.is_nearly_spent,
        standing.is_spent,
    )  # fmt: skip


def _digests(tx: Transaction, team: str, user: str, channels: frozenset[str]) -> list[ScheduleEntry]:
    own = [each for each in schedules.personal(tx, team, user) if each.state == schedules.RUNNING]
    return [
        ScheduleEntry(
            how_often(each.plan.rhythm),
            on_day(local(each.plan.rhythm, datetime.fromtimestamp(each.next_at, UTC))) if each.next_at else "",
            "" if each.plan.personal else each.plan.channel,
        )
        for each in (*schedules.in_channels(tx, team, channels), *own)[:DIGESTS_SHOWN]
    ]


def _subjects(tx: Transaction, team: str, channels: frozenset[str]) -> list[StudyEntry]:
    """The studies that were last worked on, as far as whoever looks may see them; one more than is shown."""
    return [
        StudyEntry(
            each.id,
            each.title,
            each.interviews,
            each.running,
            each.role_plays,
            each.personas,
            each.analyses,
            insights.count(tx, team, each.id, channels),
        )
        for each in studies.listed(tx, team, channels, most=STUDIES_SHOWN)
    ]
