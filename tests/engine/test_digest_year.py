"""A year of digests through the whole house, by a clock that is turned: every date once, whatever was slept through."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.engine.engine import Engine
from bot.model import Gates
from flows.digest.state import Setup
from flows.llm.gate import Gate
from flows.llm.rehearsal import RehearsalModel
from flows.news import DIGEST
from flows.registry import FLOWS, first_flow
from flows.runtime import Incoming
from store import timers
from store.connection import Store
from studies.rhythm import Every, Rhythm, due_after
from studies.schedule import Schedule
from tests.engine.stage import LIMITS, HandPlayedSlack

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia")
BEGINS, ENDS = datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
LENGTHS = {40: 0.5, 85: 10, 300: 40}
"""Day of the year -> for how many days the house is down."""
OUTAGES = tuple((BEGINS + timedelta(days=day), timedelta(days=length)) for day, length in LENGTHS.items())
RHYTHMS = {
    f"C{every}{number}": Rhythm(every=every, hour=2, minute=30, zone=zone, weekday=6, monthday=31)
    for every in (Every.WEEK, Every.MONTH)
    for number, zone in enumerate(ZONES)
}


class House:
    """An engine whose clock stands until it is turned."""

    def __init__(self, folder: Path) -> None:
        self.store, self.slack, self.now = Store(folder / "segue.db"), HandPlayedSlack(), BEGINS.timestamp()
        self.engine = self._engine()

    def _engine(self) -> Engine:
        gate = Gate(RehearsalModel(), at_once=2, tries=1, rest=0.0)
        return Engine(self.store, self.slack, FLOWS, first_flow, lambda team: Gates(gate), LIMITS, lambda: self.now)

    async def set_up(self, channel: str, rhythm: Rhythm) -> None:
        setup = Setup(schedule=Schedule(channel=channel, rhythm=rhythm))
        incoming = Incoming(
            key=f"submission:{channel}", team="T1", kind="command", channel=channel, ts=f"{self.now:.6f}", user="U1",
            action=DIGEST, value=setup.model_dump_json(),
        )  # fmt: skip
        await self.engine.accept(incoming)

    async def turned_to(self, instant: float) -> None:
        """And everything that was due by then is done."""
        self.now = max(self.now, instant)
        self.engine._schedules.changed(0.0)
        async with asyncio.timeout(20):
            while not await self._rests():
                await asyncio.sleep(0.001)

    async def down_until(self, instant: float) -> None:
        await self.engine.stop(5.0)
        self.now = instant
        self.engine = self._engine()
        await self.engine.start()
        await self.turned_to(instant)

    async def next_due(self) -> float:
        due = await self.store.read(timers.next_due)
        assert due is not None
        return due

    async def _rests(self) -> bool:
        query = (
            "SELECT NOT EXISTS (SELECT 1 FROM inbox WHERE state = 'waiting')"
            " AND NOT EXISTS (SELECT 1 FROM outbox WHERE state IN ('pending', 'sending'))"
        )
        due = await self.store.read(timers.next_due)
        done = await self.store.read(lambda tx: bool(tx.execute(query).fetchone()[0]))
        # Between the ring and the turn that sets the next date there may be no timer at all.
        return done and due is not None and due > self.now


async def test_a_year_in_five_zones_every_date_comes_once(tmp_path: Path) -> None:
    house = House(tmp_path)
    await house.store.open()
    await house.engine.start()
    for channel, rhythm in RHYTHMS.items():
        await house.set_up(channel, rhythm)
    async with asyncio.timeout(20):
        while len(house.slack.posts()) < len(RHYTHMS):
            await asyncio.sleep(0.01)
    outages = list(OUTAGES)
    while (due := await house.next_due()) < ENDS.timestamp():
        if outages and due > outages[0][0].timestamp():
            down, length = outages.pop(0)
            await house.down_until((down + length).timestamp())
        else:
            await house.turned_to(due)
    await house.engine.stop(5.0)
    kept = await house.store.read(
        lambda tx: [tuple(row) for row in tx.execute("SELECT channel, last_at, next_at FROM schedules").fetchall()]
    )
    await house.store.close()
    assert _editions(house) == {channel: _expected(rhythm) for channel, rhythm in RHYTHMS.items()}
    assert all(following > ENDS.timestamp() - 1 for _, _, following in kept)


def _editions(house: House) -> dict[str, int]:
    said = [arguments for method, arguments in house.slack.calls if method == "chat.postMessage"]
    return dict(Counter(each["channel"] for each in said if each["text"].startswith("Nothing new")))


def _expected(rhythm: Rhythm) -> int:
    """How many dates there are, where those of one outage are one."""
    dates, due = set(), due_after(rhythm, BEGINS)
    while due < ENDS:
        dates.add(next((down for down, length in OUTAGES if down < due <= down + length), due))
        due = due_after(rhythm, due)
    return len(dates)
