"""One process, two workspaces over HTTP in which channels and people bear the same ids."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from playground.driver import CUSTOMERS, DANA
from playground.ports import free_port
from playground.server import Playground
from tests.http.stage import MANY, PATIENCE, Segue, installs
from tests.http.test_dialogue import heard, said
from tests.http.two_workspaces import TEAMS, Front, two_workspaces

PROJECTS = (
    "We sell bread to cafes in Leeds, and decide by May whom to serve first.",
    "We rent boats to anglers in Bergen, and decide by June where to moor them.",
)
ANSWERS = ("Cafes order at night, we counted 12 of 30.", "Anglers book on Fridays, we counted 40 of 60.")
NOTHING = "fewer words"
OTHERS_WORDS = (("boat", "angler", "Bergen"), ("bread", "cafe", "Leeds"))


@pytest.fixture
async def front() -> AsyncIterator[Front]:
    async with two_workspaces(free_port()) as made:
        yield made


@pytest.fixture
async def segue(front: Front, tmp_path: Path) -> AsyncIterator[Segue]:
    made = Segue(tmp_path, front.app_port, front.api_url, **MANY)
    await made.start()
    for front.chosen in (0, 1):
        assert (await installs(made))[0] == 200
    yield made
    await made.stop()


async def begun(front: Front) -> list[str]:
    """An interview in each, at once. -> their threads"""
    people = [each.driver for each in front.workspaces]
    threads = [
        await each.say(DANA, CUSTOMERS, f"@Segue interview, 3 questions: {project}")
        for each, project in zip(people, PROJECTS, strict=True)
    ]
    await all_hear(front, threads, "Question 1 of 3")
    return threads


async def all_hear(front: Front, threads: list[str], words: str) -> None:
    await asyncio.gather(*(heard(each, thread, words) for each, thread in zip(front.workspaces, threads, strict=True)))


async def test_two_interviews_at_once_keep_to_their_own_workspace(front: Front, segue: Segue) -> None:
    threads = await begun(front)
    for each, thread, answer in zip(front.workspaces, threads, ANSWERS, strict=True):
        await each.driver.say(DANA, CUSTOMERS, answer, thread)
    await all_hear(front, threads, "Question 2 of 3")
    for each, thread, foreign in zip(front.workspaces, threads, OTHERS_WORDS, strict=True):
        spoken = said([m for m in each.driver.thread(CUSTOMERS, thread) if m.get("bot_id")])
        assert not any(word in spoken for word in foreign)
    with sqlite3.connect(segue.database) as database:
        for team, foreign in zip(TEAMS, OTHERS_WORDS, strict=True):
            kept = database.execute("SELECT text FROM messages WHERE team_id = ?", [team]).fetchall()
            assert kept
            assert not any(word in (text or "") for (text,) in kept for word in foreign)


async def test_a_search_and_home_show_what_is_of_their_own_workspace(front: Front, segue: Segue) -> None:
    await begun(front)
    for each, own, foreign in zip(front.workspaces, (OTHERS_WORDS[1], OTHERS_WORDS[0]), OTHERS_WORDS, strict=True):
        assert NOTHING not in await searched(each, own[2])
        shown = await searched(each, foreign[2])
        assert NOTHING in shown
        assert foreign[0] not in shown
        home = await opened_home(each)
        assert not any(word in home for word in foreign)


async def searched(workspace: Playground, word: str) -> str:
    """What the search's window shows."""
    people = workspace.driver
    await people.command(DANA, CUSTOMERS, "/segue", f"search {word}")
    view = await people.wait_for(lambda: people.modal(DANA), PATIENCE)
    assert view is not None
    workspace.modals.close(DANA, all_of_them=True)
    return str(view.as_slack()["blocks"])


async def opened_home(workspace: Playground) -> str:
    people = workspace.driver
    await people.open_home(DANA)
    view = await people.wait_for(lambda: people.home(DANA), PATIENCE)
    assert view is not None
    return str(view.as_slack()["blocks"])


async def test_one_that_takes_segue_out_rests_and_the_other_goes_on(front: Front, segue: Segue) -> None:
    threads = await begun(front)
    front.workspaces[1].uninstall()
    await front.workspaces[1].driver.quiet(PATIENCE)
    before = sum(team == TEAMS[1] for team, _ in front.calls)
    for each, thread, answer in zip(front.workspaces, threads, ANSWERS, strict=True):
        await each.driver.say(DANA, CUSTOMERS, answer, thread)
    await heard(front.workspaces[0], threads[0], "Question 2 of 3")
    await front.workspaces[1].driver.quiet(PATIENCE)
    assert sum(team == TEAMS[1] for team, _ in front.calls) == before
