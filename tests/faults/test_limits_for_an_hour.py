"""Slack asks to wait for an hour, whatever it is asked: it is not asked before, and everything comes once, in order."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from bot.engine.pace import POSTS_IN_A_BURST, Pacer
from flows.runtime import Incoming
from tests.faults.house_of_cards import PATIENT, HouseOfCards
from tests.faults.time_that_jumps import JumpingLoop

HOUR = 3_600.0
THREADS = 12
ON_THE_WAY = 0.05
"""Seconds that an answer of Slack's takes, at most."""


@dataclass
class Limited:
    """A Slack that asks to wait until `until`, each time for as long as it likes."""

    house: HouseOfCards
    until: float
    rng: random.Random = field(default_factory=lambda: random.Random(7))
    told: dict[tuple[str, str], tuple[float, float]] = field(default_factory=dict)
    """(method, channel) -> when it was said that it has to wait, and until when."""
    early: list[tuple[str, float]] = field(default_factory=list)
    """What was asked although that was known."""
    calls: list[tuple[float, str]] = field(default_factory=list)

    def asks(self, method: str, arguments: dict[str, Any]) -> float:
        now, place = self.house.now(), (method, str(arguments.get("channel", "")))
        self.calls.append((now, method))
        said, until = self.told.get(place, (now, 0.0))
        if said + ON_THE_WAY < now < until - 0.001:
            self.early.append((method, until - now))
        if now >= self.until:
            return 0.0
        wait = self.rng.choice([30.0, 60.0, 300.0, 1_200.0, 3_600.0])
        self.told[place] = now, now + wait
        return wait


@pytest.fixture
def paced(tmp_path: Path) -> Iterator[HouseOfCards]:
    house = HouseOfCards(tmp_path, replace(PATIENT, paced=True))
    house.wait(30.0)
    yield house
    house.close()


def begun(house: HouseOfCards, number: int) -> str:
    """Another interview in the same channel. -> its thread"""
    return heard(house, "interview", user=f"U{number}", mention=True)


def heard(house: HouseOfCards, text: str, **more: Any) -> str:
    """-> its ts"""
    ts = house.slack.ts()
    given = Incoming(
        key=f"message:C1:{ts}", team="T1", kind="message", channel="C1", ts=ts, text=text, said=text,
        **{"user": "U1", **more},
    )  # fmt: skip
    house._do(house._engine.accept(given))
    return ts


def test_an_hour_of_limits_loses_nothing_doubles_nothing_and_ends_without_a_flood(paced: HouseOfCards) -> None:
    house = paced
    threads = [begun(house, number) for number in range(THREADS)]
    house.wait(60.0)
    slack = Limited(house, house.now() + HOUR)
    house.slack.asks_to_wait = slack.asks
    for number, thread in enumerate(threads):
        text = f"We sell bread number {number} to cafes in Leeds, and decide by May whom to serve."
        heard(house, text, thread_ts=thread)
        house.wait(20.0)
    house.wait(HOUR - 20.0 * THREADS)
    during = len(slack.calls)
    ended = house.now()
    house.wait(HOUR + 300.0)
    house.settle()
    posts = [each for each in house.slack.kept if each.get("thread_ts") in threads]
    for thread in threads:
        said = [each["first_text"] for each in posts if each["thread_ts"] == thread]
        assert len(said) == len(set(said)) == 2, said
        assert "Question 1 of" in said[1]
    assert slack.early == [], "nothing is asked before Slack said that it may be"
    assert during <= 8 * THREADS
    after = sorted(at for at, method in slack.calls if at >= ended and method == "chat.postMessage")
    assert all(sum(start <= at < start + 4.0 for at in after) <= 2 * POSTS_IN_A_BURST for start in after), (
        "no flood of posts in a channel"
    )


def test_who_waits_for_the_pace_hears_that_slack_asked_another_to_wait() -> None:
    loop = JumpingLoop()

    async def calls() -> list[float]:
        pacer, at = Pacer(on=True), list[float]()

        async def call() -> None:
            await pacer.wait("T1", "chat.postMessage", "C1")
            at.append(loop.time())
            if len(at) == 1:
                pacer.hold("T1", "chat.postMessage", "C1", 600.0)

        await asyncio.gather(*(call() for _ in range(10)))
        return at

    at = loop.run_until_complete(calls())
    loop.close()
    assert at[0] < 1.0
    assert all(each >= 599.0 for each in at[POSTS_IN_A_BURST:])
