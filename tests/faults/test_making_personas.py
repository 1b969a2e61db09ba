"""kill -9 at every step of making a persona, and in the middle of an answer: one card, one answer."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cli.bot_process import BotProcess
from bot.cli.dialogue import parts
from playground.driver import CUSTOMERS, DANA, Driver
from playground.server import Playground
from tests.dialogues.models import sensible
from tests.dialogues.personas import ALICE
from tests.dialogues.stage import QUICK
from tests.dialogues.uploads import uploaded
from tests.openai_server import OpenAIServer, pauses, says

PATIENCE = 30.0
STEPS = ("write_persona", "judge_support", "write_guide")
BROCHURE = Path("bot/cli/sample_material.md")


class Scene:
    """A workspace, a model and a bot that can be killed."""

    def __init__(self, playground: Playground, model: OpenAIServer, folder: Path) -> None:
        self.playground, self.model, self.people = playground, model, playground.driver
        settings = {**QUICK, "OPENAI_BASE_URL": model.base_url, "SEGUE_MODEL": "test-model", "SEGUE_LOG": "ERROR"}
        settings = {name: value for name, value in settings.items() if not name.startswith("SLACK_")}
        self.bot = BotProcess(playground.api_url, f"sqlite:///{folder}/segue.db", settings)

    async def killed_and_started(self) -> None:
        await self.bot.kill()
        await self.people.wait_for(lambda: self.playground.socket_mode.connected == 0, PATIENCE)
        await self.bot.start()
        await self.people.connected(PATIENCE)

    async def asked(self, task: str, times: int = 1) -> None:
        async with asyncio.timeout(PATIENCE):
            while self.counted()[task] < times:
                self.model.arrived.clear()
                await self.model.arrived.wait()

    def counted(self) -> Counter[str]:
        return Counter(each.task for each in self.model.asked)


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with Playground(ack_seconds=0.5) as playground, OpenAIServer() as model:
        scene = Scene(playground, model, tmp_path)
        await scene.bot.start()
        await scene.people.connected(PATIENCE)
        yield scene
        await scene.bot.stop()


def said(people: Driver, thread: str, words: str) -> list[str]:
    """What Segue said in a thread with these words in it."""
    shown = ["\n".join(parts(each)) for each in people.thread(CUSTOMERS, thread) if each.get("bot_id")]
    return [each for each in shown if words in each]


async def test_a_kill_at_every_step_of_making_leaves_one_card_and_pays_no_step_twice(scene: Scene) -> None:
    never = asyncio.Event()
    for task in STEPS:
        scene.model.answers(task, sensible(never), sensible())
    people = scene.people
    file = await uploaded(scene.playground, BROCHURE.name, BROCHURE.read_bytes())
    thread = await people.say(DANA, CUSTOMERS, ALICE, None, [file])
    for task in STEPS:
        await scene.asked(task)
        await scene.killed_and_started()
    await people.wait_for(lambda: said(people, thread, "Interview Alice"), PATIENCE)
    await people.quiet(PATIENCE)
    assert len(said(people, thread, "Interview Alice")) == 1
    assert scene.counted() == dict.fromkeys(STEPS, 2), "each was under way once when the kill came, and done once"


async def test_a_kill_in_the_middle_of_an_answer_leaves_one_answer(scene: Scene) -> None:
    never, people = asyncio.Event(), scene.people
    for task in STEPS:
        scene.model.answers(task, sensible())
    cut_off = [pauses("I keep them in a drawer. ", never, "x") for _ in range(3)]
    scene.model.answers("answer_as", *cut_off, says("In a drawer. All of it."))
    thread = await people.say(DANA, CUSTOMERS, ALICE)
    await people.wait_for(lambda: said(people, thread, "Interview Alice"), PATIENCE)
    card = next(each for each in people.thread(CUSTOMERS, thread) if "Interview Alice" in "\n".join(parts(each)))
    before = {each["ts"] for each in people.history(CUSTOMERS)}
    await people.press(DANA, CUSTOMERS, card["ts"], "interview_persona")
    [head] = await people.wait_for(
        lambda: [each for each in people.history(CUSTOMERS) if each["ts"] not in before], PATIENCE
    )
    await people.say(DANA, CUSTOMERS, "Where do you keep them?", head["ts"])
    for times in (1, 2, 3):
        await scene.asked("answer_as", times)
        await people.wait_for(lambda: said(people, head["ts"], "I keep them in a drawer."), PATIENCE)
        await scene.killed_and_started()
    await people.wait_for(lambda: said(people, head["ts"], "In a drawer. All of it."), PATIENCE)
    await people.quiet(PATIENCE)
    answers = [each for each in people.thread(CUSTOMERS, head["ts"]) if "synthetic" in str(each.get("username"))]
    assert ["\n".join(parts(each)) for each in answers] == ["In a drawer. All of it."]
