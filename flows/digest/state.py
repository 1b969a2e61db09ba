"""What a digest knows between two turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple, NotRequired

from langgraph.runtime import Runtime
from pydantic import BaseModel, ConfigDict
from typing_extensions import TypedDict

from flows.news import WATCH
from flows.records import Record, ScheduleKept
from flows.replies import Reply
from flows.runtime import Context, Incoming, Timer
from studies.digest import Digest, Reason, Step
from studies.news import News
from studies.rhythm import Every, due_after
from studies.schedule import Schedule

PERIOD = {Every.DAY: timedelta(days=1), Every.WEEK: timedelta(days=7), Every.MONTH: timedelta(days=31)}
"""What the first edition looks back on."""
OVERDUE = timedelta(hours=1)
WATCHES = timedelta(minutes=30)
OVERLAP = timedelta(hours=1)
"""What was written down late is found all the same: an edition looks back a bit further, past what was told."""
MOST_TOLD, MOST_ALERTED = 2000, 500


class Setup(BaseModel):
    """What the form says."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    schedule: Schedule
    preview: bool = False
    """Whoever set it up wants to see at once what it would say."""


class Phase(StrEnum):
    NEW = "new"
    RUNNING = "running"
    PAUSED = "paused"
    DELETED = "deleted"


class DigestState(BaseModel):
    """One digest: whom it goes to, how often, and what was told already."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = 1
    phase: Phase = Phase.NEW
    schedule: Schedule | None = None
    owner: str = ""
    """Slack user id of whoever set it up."""
    due: float = 0.0
    """When the next edition is due, in Unix seconds; what rings for an earlier one is no longer meant."""
    since: float = 0.0
    """Until when everything was told."""
    before: float = 0.0
    """The same, before the last edition: Slack may refuse it."""
    told: tuple[str, ...] = ()
    """Keys of what was told and could be found once more."""
    told_last: int = 0
    """How many of them the last edition told."""
    posted_at: float = 0.0
    editions: int = 0
    tries: int = 0
    """How often the edition that is due was put off, because Slack did not say who may read what."""
    notices: int = 0
    muted: tuple[str, ...] = ()
    """Slack user ids of those who do not want to be named."""
    watched: float = 0.0
    """Until when was looked for what deserves an alert."""
    looks: int = 0
    """How often in a row that moment stayed, because Slack did not say who may read what."""
    alerted: tuple[str, ...] = ()
    language: str = ""

    @property
    def plan(self) -> Schedule:
        assert self.schedule is not None
        return self.schedule

    @property
    def to(self) -> str:
        """Where it comes: a channel, or somebody's direct message."""
        return self.owner if self.plan.personal else self.plan.channel

    def named(self, kind: str) -> tuple[DigestState, str]:
        number = self.notices + 1
        return self.model_copy(update={"notices": number}), f"{kind}-{number}"

    def changed(self, **fields: Any) -> DigestState:
        return self.model_copy(update=fields)


class Words(NamedTuple):
    """What a model adds to the facts of an edition; each may be empty."""

    headline: str = ""
    step: str = ""


UNRANKED, UNWORDED = Digest(step=Step(reason=Reason.QUIET)), Words()


@dataclass(frozen=True)
class Draft:
    """An edition on its way: what is new, then what is said of it and in which order, then the words around it."""

    news: News
    digest: Digest = UNRANKED
    words: Words = UNWORDED


class DigestTurn(TypedDict):
    state: DigestState
    incoming: tuple[Incoming, ...]
    replies: list[Reply]
    timers: list[Timer]
    records: list[Record]
    draft: NotRequired[Draft]


Run = Runtime[Context]


def scheduled(state: DigestState, context: Context, after: datetime | None = None) -> tuple[DigestState, list[Timer]]:
    """-> (state, timers) with the next edition due, or none where it does not run; later than `after`, should a clock
    have been set back since.

    A second timer rings an hour later: should the turn of the first fail for good, the series does not end with it.
    """
    if state.phase is not Phase.RUNNING:
        return state, [Timer("due", None), Timer("overdue", None), Timer(WATCH, None)]
    due = due_after(state.plan.rhythm, max(context.now, after or context.now))
    watch = context.now + WATCHES if state.plan.alerts.on else None
    timers = [Timer("due", due), Timer("overdue", due + OVERDUE), Timer(WATCH, watch)]
    return state.changed(due=due.timestamp(), tries=0), timers


def kept(state: DigestState) -> ScheduleKept:
    """What lists show of it."""
    due = state.due if state.phase is Phase.RUNNING else None
    return ScheduleKept(state.plan, state.phase.value, due, state.posted_at or None)


def done(
    state: DigestState, context: Context, replies: Sequence[Reply], *, after: datetime | None = None
) -> dict[str, Any]:
    """What a node returns that sets the timers anew."""
    state, timers = scheduled(state, context, after)
    return with_timers(state, timers, replies)


def with_timers(state: DigestState, timers: Sequence[Timer], replies: Sequence[Reply]) -> dict[str, Any]:
    """The same, where the timers are known already."""
    return {"state": state, "replies": list(replies), "timers": list(timers), "records": [kept(state)]}


async def looked(state: DigestState, context: Context, until: float, told: frozenset[str]) -> News:
    """-> what is new where everything up to `until` was looked through; the next look goes by this turn's moment."""
    back = OVERLAP.total_seconds()
    next_since = context.now.timestamp() - back
    return await context.news.since(state.plan, state.owner, until - back, told, next_since=next_since)


def setup_of(incoming: Incoming) -> Setup | None:
    """What a form said; None where it cannot be read any more."""
    try:
        return Setup.model_validate_json(incoming.value or "")
    except ValueError:
        return None


def at(seconds: float) -> datetime:
    """Unix seconds -> the same moment, aware, in UTC."""
    return datetime.fromtimestamp(seconds, UTC)
