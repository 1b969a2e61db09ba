"""Digests in a campaign: set up before the bot runs, and due whenever it is dead and the last one has come."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.digest.state import DigestState, Phase
from flows.news import DIGEST
from playground.driver import DANA
from playground.server import Playground
from store import conversations, schedules, timers
from store.connection import Store, Transaction
from studies.rhythm import Every, Rhythm
from studies.schedule import Alerts, Schedule

TEAM, OFF = "T0PLAY00001", Alerts()


class Digests:
    """One in each of `channels`, which are its own: nothing happens there."""

    def __init__(self, playground: Playground, database: Path, count: int) -> None:
        self._driver, self._database = playground.driver, database
        self.channels = [f"C0DIGEST{number:02}" for number in range(count)]
        self.due: Counter[str] = Counter()
        """Channel -> how often its edition was due."""
        for channel in self.channels:
            self._driver.invite(self._driver.add_channel(channel, channel.lower(), [DANA]))

    async def set_up(self) -> None:
        for channel in self.channels:
            await kept(self._database, channel)

    def due_again(self) -> None:
        """While no bot runs: what would be due tomorrow is due now, where the last one has come."""
        due, came = round(time.time(), 2), self.came()
        with sqlite3.connect(self._database, timeout=10) as connection:
            for channel in self.channels:
                id = f"digest-of-{channel}"
                busy = "SELECT 1 FROM inbox WHERE conversation_id = ? AND state = 'waiting'"
                if came[channel] < self.due[channel] or connection.execute(busy, [id]).fetchone():
                    continue
                connection.execute("UPDATE timers SET due_at = ? WHERE name = 'due' AND conversation_id = ?", [due, id])
                connection.execute(
                    "UPDATE conversations SET state = json_set(state, '$.due', ?) WHERE id = ?", [due, id]
                )
                self.due[channel] += 1

    def came(self) -> Counter[str]:
        """Channel -> how many editions stand there."""
        return Counter(
            {
                channel: sum("Nothing new since" in each["text"] for each in self._driver.history(channel))
                for channel in self.channels
            }
        )

    async def all_came(self, patience: float) -> None:
        """Raises TimeoutError."""
        await self._driver.wait_for(
            lambda: all(self.came()[each] >= self.due[each] for each in self.channels), patience
        )


async def kept(database: Path, channel: str, alerts: Alerts = OFF) -> None:
    """Set up while no bot runs."""
    store = Store(database)
    await store.open()
    await store.write(lambda tx: _schedule(tx, channel, alerts))
    await store.close()


def _schedule(tx: Transaction, channel: str, alerts: Alerts) -> None:
    """A daily one, of which no date falls into the campaign by itself."""
    now = datetime.now(UTC)
    rhythm = Rhythm(every=Every.DAY, hour=(now + timedelta(hours=12)).hour, zone="UTC")
    plan, id = Schedule(channel=channel, rhythm=rhythm, alerts=alerts), f"digest-of-{channel}"
    state = DigestState(phase=Phase.RUNNING, schedule=plan, owner=DANA, since=now.timestamp() - 86_400)
    conversations.begin(
        tx, team_id=TEAM, id=id, study_id="", flow=DIGEST, channel="", thread_ts=None, direct=False, starter=DANA,
        now=now.timestamp(),
    )  # fmt: skip
    tx.execute("UPDATE conversations SET state = ? WHERE id = ?", [state.model_dump_json(), id])
    schedules.add(tx, team_id=TEAM, id=id, owner=DANA, plan=plan, now=now.timestamp())
    timers.set_timer(tx, team_id=TEAM, conversation_id=id, name="due", due_at=now.timestamp() + 1e6)
