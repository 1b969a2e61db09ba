"""Kill -9 again and again while digests are due, in bad weather: each comes once, and the series goes on."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from flows.digest.state import DigestState, Phase
from flows.news import DIGEST
from playground.driver import DANA
from playground.server import Playground
from store import conversations, schedules, timers
from store.connection import Store, Transaction
from studies.rhythm import Every, Rhythm
from studies.schedule import Schedule
from tests.kill.campaign import WarmBots, Watch, add_faults

CHANNELS = tuple(f"C0DIGEST{number:02}" for number in range(16))
EFFECTIVE, MOST_ROUNDS, KILLS = 12, 20, 8
TEAM = "T0PLAY00001"


async def test_whatever_is_killed_when_each_edition_comes_once(tmp_path: Path) -> None:
    database, dice = tmp_path / "segue.db", random.Random(5)
    async with Playground(seed=5, ack_seconds=0.4, retries=1000, replay_seconds=600) as playground:
        for number, channel in enumerate(CHANNELS):
            playground.driver.invite(playground.driver.add_channel(channel, f"digest-{number}", [DANA]))
        add_faults(playground)
        await _set_up(database)
        bots, watch = WarmBots(playground.api_url, database, ack_first=False), Watch(database)
        effective = rounds = 0
        await bots.open()
        try:
            while effective < EFFECTIVE and rounds < MOST_ROUNDS:
                rounds += 1
                _all_due_now(database)
                for _ in range(KILLS):
                    if _all_have(playground, rounds):
                        break
                    await bots.start()
                    watch.begin()
                    await _in_the_middle(watch, dice)
                    effective += watch.kill_would_be_effective()
                    await bots.kill()
                await bots.start()
                await playground.driver.wait_for(partial(_all_have, playground, rounds), 60)
                await watch.rest(patience=20.0)
                await bots.kill()
        finally:
            await bots.close()
            watch.close()
        assert effective >= EFFECTIVE
        assert _posts(playground) == dict.fromkeys(CHANNELS, rounds)
    assert _kept(database) == (len(CHANNELS), 0)


async def _in_the_middle(watch: Watch, dice: random.Random) -> None:
    """Until a kill would hit something, and an instant longer: all of it is done in half a second."""
    deadline = time.monotonic() + 3.0
    while not watch.kill_would_be_effective() and time.monotonic() < deadline:
        await asyncio.sleep(0.002)
    await asyncio.sleep(dice.random() ** 2 * 0.2)


def _all_have(playground: Playground, count: int) -> bool:
    return min(_posts(playground).values()) >= count


def _posts(playground: Playground) -> Counter[str]:
    return Counter(
        {
            channel: sum("Nothing new since" in each["text"] for each in playground.driver.history(channel))
            for channel in CHANNELS
        }
    )


async def _set_up(database: Path) -> None:
    store = Store(database)
    await store.open()
    await store.write(lambda tx: [_schedule(tx, channel) for channel in CHANNELS])
    await store.close()


def _schedule(tx: Transaction, channel: str) -> None:
    """A daily one, of which no date falls into the test by itself."""
    now = datetime.now(UTC)
    rhythm = Rhythm(every=Every.DAY, hour=(now + timedelta(hours=12)).hour, zone="UTC")
    plan, id = Schedule(channel=channel, rhythm=rhythm), f"digest-of-{channel}"
    state = DigestState(phase=Phase.RUNNING, schedule=plan, owner=DANA, since=now.timestamp() - 86_400)
    conversations.begin(
        tx, team_id=TEAM, id=id, study_id="", flow=DIGEST, channel="", thread_ts=None, direct=False, starter=DANA,
        now=now.timestamp(),
    )  # fmt: skip
    tx.execute("UPDATE conversations SET state = ? WHERE id = ?", [state.model_dump_json(), id])
    schedules.add(tx, team_id=TEAM, id=id, owner=DANA, plan=plan, now=now.timestamp())
    timers.set_timer(tx, team_id=TEAM, conversation_id=id, name="due", due_at=now.timestamp() + 1e6)


def _all_due_now(database: Path) -> None:
    """While no bot runs: what would be due tomorrow is due now."""
    due = round(time.time(), 2)
    with sqlite3.connect(database, timeout=10) as connection:
        connection.execute("UPDATE timers SET due_at = ? WHERE name = 'due'", [due])
        connection.execute("UPDATE conversations SET state = json_set(state, '$.due', ?) WHERE flow = 'digest'", [due])


def _kept(database: Path) -> tuple[int, int]:
    """-> (how many wait for their next date, how many rows are not settled)"""
    with sqlite3.connect(database) as connection:
        [waiting] = connection.execute("SELECT count(*) FROM timers WHERE name = 'due' AND due_at > ?", [time.time()])
        [left] = connection.execute(
            "SELECT (SELECT count(*) FROM inbox WHERE state != 'done')"
            " + (SELECT count(*) FROM outbox WHERE state != 'sent')"
        )
    return waiting[0], left[0]
