"""kill -9 while a study is forgotten: it goes whole, in the folder and in Slack, and whoever asked hears so once."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest

from bot.cli.dialogue import parts
from playground.chosen import NotPossible
from playground.driver import CUSTOMERS, DANA
from playground.server import Playground
from tests.faults.bots import WarmBots
from tests.faults.test_each_step_of_an_end import House
from tests.faults.test_the_rest_killed import ANSWERS, PATIENCE, PROJECT, SECRET

GONE = "The study is gone"
STEPS = (
    "while the turn commits",
    "after the turn has committed",
    "after a post was taken down, before it is noted",
)


@pytest.mark.parametrize("step", STEPS)
async def test_killed_while_a_study_is_forgotten_nothing_of_it_is_left(
    playground: Playground, bots: WarmBots, tmp_path: Path, step: str
) -> None:
    house = House(playground, bots, tmp_path / "segue.db")
    people = house.people
    await house.alive()
    thread = await people.say(DANA, CUSTOMERS, "@Segue interview, 3 questions")
    await house.heard("I'm ready", thread)
    for number, text in enumerate((PROJECT, *ANSWERS), 1):
        await people.say(DANA, CUSTOMERS, text, thread)
        await house.heard("What we know about" if number == 4 else f"Question {number} of 3", thread)
    await house.rest()
    [(study,)] = set(house.kept("SELECT id FROM studies"))
    await people.open_home(DANA)
    await people.wait_for(lambda: study in json.dumps((home := people.home(DANA)) and home.definition), PATIENCE)
    await house.killed(step)
    await people.press_at_home(DANA, f"home_study_{study}")
    await people.wait_for(
        lambda: (view := people.modal(DANA)) and "open_forget_study" in json.dumps(view.definition), PATIENCE
    )
    await people.press_in_modal(DANA, "open_forget_study")
    await people.wait_for(
        lambda: (view := people.modal(DANA)) and "This cannot be undone" in json.dumps(view.definition), PATIENCE
    )
    with suppress(NotPossible):
        assert await people.submit(DANA, {}) == {}
    with suppress(TimeoutError):
        await bots.dead(PATIENCE)
    await bots.kill()
    await house.alive()
    await people.wait_for(lambda: told(house), PATIENCE)
    await house.rest()
    assert len(told(house)) == 1
    assert [each for each in house.said("", thread) if not each.get("files")] == []
    assert house.kept("SELECT text FROM messages WHERE text IS NOT NULL AND by_segue = 0") == []
    await house.killed("")
    await house.killed("")
    holding = [each.name for each in tmp_path.rglob("*") if each.is_file() and SECRET.encode() in each.read_bytes()]
    assert holding == []


def told(house: House) -> list[str]:
    posts = house.people.history(house.people.direct_channel(DANA))
    return [text for each in posts if GONE in (text := "\n".join(parts(each)))]
