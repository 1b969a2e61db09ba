"""kill -9 while beliefs are held against a file, a canvas is made, a correction is laid over it, a study leaves as a
file, and while somebody is forgotten: each comes once, and what was to go is gone."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from bot.cli.dialogue import parts
from bot.views.beliefs import TITLE as BELIEVED
from flows.personal import FORGOTTEN
from flows.segmentation.handing_out import CANVAS
from playground.chosen import NotPossible
from playground.driver import CUSTOMERS, DANA, RAVI
from playground.server import Playground
from tests.dialogues.uploads import uploaded
from tests.faults.bots import WarmBots
from tests.faults.test_each_step_of_an_end import House
from tests.sample_orders import write_orders

PATIENCE = 60.0
PROJECT = "We sell bread to cafes in Leeds. We must choose by March whom to serve first."
SECRET = "xylophagous"
ANSWERS = (
    f"About half of the {SECRET} cafes order every fortnight, twenty of forty told us so.",
    f"The other {SECRET} ones ordered once and never came back; we counted 120 of 240.",
    f"Those who come often spend some 90 pounds each time, {SECRET} or not.",
)
PLANS = (
    ("while the turn commits",) * 5,
    (
        "after the post, before it is noted", "before a canvas is opened", "after a file was shown, before it is noted",
        "before a file is shown", "after a post was taken down, before it is noted",
    ),
    (
        "after the turn has committed", "after a canvas was opened, before it is noted",
        "after a canvas was written anew, before it is noted", "after a file was shown, before it is noted",
        "after the turn has committed",
    ),
)  # fmt: skip
"""Where it dies while beliefs are compared, a canvas made, a correction laid over it, a study exported, and somebody
forgotten."""


class Study(House):
    """An interview with a summary, and a file that was analysed, in one channel."""

    thread = ""
    analysed = ""
    folder = Path()

    async def begins(self, playground: Playground, folder: Path) -> None:
        self.folder = folder
        await self.alive()
        self.thread = await self.people.say(DANA, CUSTOMERS, "@Segue interview, 3 questions")
        await self.heard("I'm ready", self.thread)
        for number, text in enumerate((PROJECT, *ANSWERS), 1):
            await self.people.say(DANA, CUSTOMERS, text, self.thread)
            await self.heard("What we know about" if number == 4 else f"Question {number} of 3", self.thread)
        data = write_orders(folder / "orders.csv").read_bytes()
        (folder / "orders.csv").unlink()
        file = await uploaded(playground, "orders.csv", data)
        self.analysed = await self.people.say(DANA, CUSTOMERS, "@Segue two segments", None, [file])
        await self.people.wait_for(lambda: self.files("-segments.csv"), PATIENCE)
        await self.rest()

    def files(self, ending: str, channel: str = CUSTOMERS) -> list[str]:
        posts = self.people.thread(channel, self.analysed) if channel == CUSTOMERS else self.people.history(channel)
        ours = [each for each in posts if each.get("bot_id")]
        return [each["name"] for post in ours for each in post.get("files", ()) if each["name"].endswith(ending)]

    def offering(self, action: str) -> dict[str, Any]:
        posts = self.people.thread(CUSTOMERS, self.analysed)
        return next(each for each in reversed(posts) if f'"{action}"' in json.dumps(each.get("blocks", [])))

    async def dies(self) -> None:
        """It dies at its step, where it comes there; and the next one brings it to its end."""
        with suppress(TimeoutError):
            await self._bots.dead(10.0)
        await self._bots.kill()
        await self.alive()
        await self.rest()


@pytest.fixture
async def study(playground: Playground, bots: WarmBots, tmp_path: Path) -> Study:
    study = Study(playground, bots, tmp_path / "segue.db")
    await study.begins(playground, tmp_path)
    return study


async def exported(study: Study) -> None:
    people = study.people
    await people.command(RAVI, CUSTOMERS, "/segue", "export")
    view = await people.wait_for(lambda: people.modal(RAVI), PATIENCE)
    chosen = next(each for each in view.definition["blocks"] if each.get("block_id") == "study")
    values: dict[str, Any] = {
        "study": {"study": {"type": "static_select", "selected_option": chosen["element"]["initial_option"]}},
        "form": {"form": {"type": "radio_buttons", "selected_option": {"value": "zip"}}},
        "more": {"more": {"type": "checkboxes", "selected_options": []}},
    }
    await submitted(study, RAVI, values)


async def forgotten(study: Study) -> None:
    people = study.people
    await people.command(DANA, CUSTOMERS, "/segue", "forget me")
    await people.wait_for(lambda: people.modal(DANA), PATIENCE)
    await submitted(study, DANA, {})


async def submitted(study: Study, user: str, values: dict[str, Any]) -> None:
    """It may be kept, and Segue dead before Slack hears of that."""
    with suppress(NotPossible):
        assert await study.people.submit(user, values) == {}


@pytest.mark.parametrize("steps", PLANS, ids=["at every commit", "around what is posted", "around what was opened"])
async def test_killed_there_the_rest_comes_once_and_what_was_to_go_is_gone(
    study: Study, playground: Playground, steps: tuple[str, ...]
) -> None:
    people, (believing, keeping, correcting, exporting, forgetting) = study.people, steps
    await study.killed(believing)
    await people.say(DANA, CUSTOMERS, "compare with the interview", study.analysed)
    await study.dies()
    assert len(study.said(BELIEVED, study.analysed)) == 1
    assert not list((study.folder / "analyses").glob("*/*")), "what was worked on is put away"

    await study.killed(keeping)
    await people.press(DANA, CUSTOMERS, study.offering(CANVAS)["ts"], CANVAS)
    await study.dies()
    [canvas] = playground.workspace.canvases.values()
    assert CUSTOMERS in canvas.channels, "it is opened to its readers"

    await study.killed(correcting)
    await people.say(DANA, CUSTOMERS, "customers C0001 and C0002 belong together", study.analysed)
    await study.dies()
    assert len(study.files(".csv")) == 2
    assert list(playground.workspace.canvases) == [canvas.id]
    texts = ["\n".join(parts(each)) for each in study.said("", study.analysed) if not each.get("files")]
    assert len(texts) == len(set(texts)), "nothing stands there twice"

    await study.killed(exporting)
    await exported(study)
    await study.dies()
    assert len(study.files(".zip", people.direct_channel(RAVI))) == 1

    await study.killed(forgetting)
    await forgotten(study)
    await study.dies()
    told = ["\n".join(parts(each)) for each in people.history(people.direct_channel(DANA))]
    assert sum(FORGOTTEN in each for each in told) == 1
    left = [each for each in people.thread(CUSTOMERS, study.thread) if each.get("bot_id") and not each.get("files")]
    assert left == []
    assert study.kept("SELECT text FROM messages WHERE text IS NOT NULL AND by_segue = 0") == []
    await study.killed("")
    await study.killed("")
    holding = [each.name for each in study.folder.rglob("*") if each.is_file() and SECRET.encode() in each.read_bytes()]
    assert holding == []
