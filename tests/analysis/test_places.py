"""Whose turn it is when more is to be analysed than the machine has cores to spare for."""

from __future__ import annotations

import asyncio

import pytest

from bot.analysis import places
from bot.analysis.places import Places, Task


class Queue:
    """Tasks that take their place in turn and keep it until they are told to go."""

    def __init__(self, most: int) -> None:
        self.places, self.began = Places(most), list[str]()
        self.tasks: dict[str, asyncio.Task[None]] = {}
        self.go: dict[str, asyncio.Event] = {}

    async def comes(self, *names: str) -> None:
        """A name begins with the workspace: `A1`."""
        for name in names:
            self.go[name] = asyncio.Event()
            self.tasks[name] = asyncio.create_task(self._take(name))
            await settled()

    async def ends(self, name: str) -> None:
        self.go[name].set()
        await settled()

    async def _take(self, name: str) -> None:
        async with self.places.place((name[0], name)):
            self.began.append(name)
            await self.go[name].wait()


async def settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_so_many_are_taken_at_once_and_the_others_wait() -> None:
    queue = Queue(2)
    await queue.comes("A1", "B1", "C1")
    assert queue.began == ["A1", "B1"]
    assert not queue.places.is_free(("C", "C1"))
    await queue.ends("A1")
    assert queue.began == ["A1", "B1", "C1"]


async def test_a_workspace_with_much_to_do_lets_the_others_in_between() -> None:
    queue = Queue(1)
    await queue.comes("A1", "A2", "A3", "A4", "B1", "B2", "C1")
    for place in range(6):
        await queue.ends(queue.began[place])
    assert queue.began == ["A1", "B1", "C1", "A2", "B2", "A3", "A4"]


async def test_a_workspace_that_has_a_place_waits_behind_one_that_has_none() -> None:
    queue = Queue(3)
    await queue.comes("B1", "A1", "A2", "A3", "B2", "C1")
    await queue.ends("A1")
    assert queue.began[-1] == "C1"


async def test_whoever_goes_away_while_waiting_or_working_takes_up_no_place() -> None:
    queue = Queue(1)
    await queue.comes("A1", "B1", "C1")
    queue.tasks["B1"].cancel()
    queue.tasks["A1"].cancel()
    await settled()
    assert queue.began == ["A1", "C1"]
    await queue.ends("C1")
    assert queue.places.is_free(("D", "D1"))


async def test_a_place_is_kept_for_whoever_waited_for_it_and_is_used_once() -> None:
    queue = Queue(1)
    await queue.comes("A1")
    task: Task = ("B", "B1")
    waiting = asyncio.create_task(queue.places.hold(task))
    await settled()
    await queue.ends("A1")
    await waiting
    assert queue.places.is_free(task)
    assert not queue.places.is_free(("C", "C1"))
    await queue.comes("C1", "B1")
    assert queue.began == ["A1", "B1"]
    await queue.ends("B1")
    assert queue.began == ["A1", "B1", "C1"]


async def test_a_place_that_is_kept_and_not_taken_lapses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "HELD_SECONDS", 0.01)
    queue = Queue(1)
    await queue.places.hold(("B", "B1"))
    await queue.comes("A1")
    async with asyncio.timeout(10):
        while not queue.began:
            await asyncio.sleep(0.005)
    assert queue.began == ["A1"]


async def test_a_place_that_is_given_up_is_the_next_ones() -> None:
    queue = Queue(1)
    await queue.places.hold(("B", "B1"))
    await queue.comes("A1")
    assert queue.began == []
    queue.places.give_up(("B", "B1"))
    queue.places.give_up(("B", "B1"))
    await settled()
    assert queue.began == ["A1"]
    assert not queue.places.is_free(("B", "B1"))


def test_at_least_one_is_taken_on_the_smallest_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    cores: list[int | None] = [None, 1, 2, 8]
    monkeypatch.setattr(places.os, "cpu_count", lambda: cores.pop(0))
    assert [places.cores_to_spare() for _ in range(4)] == [1, 1, 1, 7]
