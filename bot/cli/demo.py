"""`segue demo`: a whole interview through the Slack protocol, as a dialogue in the terminal.

A playground, the bot as a process of its own, two team members. On the way one answer comes in three short
messages, one question is skipped, and the bot is killed and started again in the middle of a pause.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.cli import demo_alice, demo_week
from bot.cli.bot_process import BotProcess
from bot.cli.dialogue import names_in, spoken
from errors import SettingsError
from flows.llm.rehearsal.read_answer import topics_of
from interviews.language import content_stems
from playground.driver import CUSTOMERS, DANA, RAVI, Driver
from playground.server import Playground

SAMPLE = Path(__file__).with_name("sample_interview.json")
NAMES = {DANA: "Dana", RAVI: "Ravi"}
QUICK = {
    "SEGUE_QUIET_SECONDS": "0.4",
    "SEGUE_PACE": "off",
    "SEGUE_LOG": "ERROR",
    "OPENAI_API_KEY": "",
    "OPENAI_BASE_URL": "",
    "SEGUE_WORKSPACES": "",
}
PATIENCE = 30.0


def register(commands: Any) -> None:
    parser: argparse.ArgumentParser = commands.add_parser(
        "demo", help="play a whole interview in the terminal, one with Alice, or a week of a team"
    )
    parser.add_argument(
        "what", nargs="?", choices=("interview", "alice", "week"), default="interview", help="what is played"
    )
    parser.add_argument("--answers", type=Path, default=SAMPLE, help="a JSON file with a project and its answers")
    parser.set_defaults(start=start)


def start(chosen: argparse.Namespace) -> int:
    logging.basicConfig(level="ERROR")
    if chosen.what == "alice":
        return asyncio.run(demo_alice.play(QUICK))
    if chosen.what == "week":
        return asyncio.run(demo_week.play(QUICK))
    material = _material(chosen.answers)
    return asyncio.run(play(material["project"], material["answers"], in_order=bool(material.get("in_order"))))


def _material(path: Path) -> dict[str, Any]:
    """Raises SettingsError where the file is no project with answers."""
    try:
        material = json.loads(path.read_text(encoding="utf-8"))
        sound = isinstance(material["project"], str) and all(isinstance(each, str) for each in material["answers"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(f"{path} cannot be played: {error}.", now=ANSWERS_FORM) from error
    if not sound or not material["answers"]:
        raise SettingsError(f"{path} cannot be played: there are no answers in it.", now=ANSWERS_FORM)
    return dict(material)


async def play(project: str, answers: Sequence[str], *, in_order: bool) -> int:
    """Hold the interview. -> 0 when it ended with a summary. Keeps nothing.

    `in_order`: the answers were written for just these questions; otherwise the one is given that fits best.
    """
    with tempfile.TemporaryDirectory() as folder:
        async with Playground() as workspace:
            bot = BotProcess(workspace.api_url, f"sqlite:///{folder}/segue.db", QUICK)
            await bot.start()
            await workspace.driver.connected(PATIENCE)
            try:
                await _interview(
                    Scene(workspace.driver, bot, names_in(workspace.workspace)), project, list(answers), in_order
                )
            finally:
                await bot.stop()
    return 0


@dataclass
class Scene:
    """The thread on stage."""

    people: Driver
    bot: BotProcess
    names: dict[str, str]
    thread: str = ""
    shown: set[str] = field(default_factory=set)

    async def says(self, user: str, text: str) -> None:
        ts = await self.people.say(user, CUSTOMERS, text, self.thread or None)
        self.thread = self.thread or ts
        print(spoken(NAMES[user], {"text": text}), end="\n\n")

    async def hears(self) -> dict[str, Any]:
        """Wait for what Segue says next, and print it. -> the message"""
        message = await self.people.wait_for(self._next, PATIENCE)
        assert message is not None
        self.shown.add(message["ts"])
        print(spoken("Segue", message, self.names), end="\n\n")
        return message

    def _next(self) -> dict[str, Any] | None:
        thread = self.people.thread(CUSTOMERS, self.thread)
        return next((each for each in thread if each.get("bot_id") and each["ts"] not in self.shown), None)

    def narrates(self, what: str) -> None:
        print(f"{'':>9}  — {what} —\n")


ANSWERS_FORM = 'It must be JSON with "project", a text, and "answers", a list of texts.'
DETAILS = 4
"""Messages of a summary after the first, the one that asks for a rating included."""
FOLLOW_UP = "What did we say about how to reach them?"


async def _interview(scene: Scene, project: str, left: list[str], in_order: bool) -> None:
    length = max(3, min(len(left), 15))
    await scene.says(DANA, f"@Segue interview, {length} questions")
    await scene.hears()
    await scene.says(DANA, project)
    message = await scene.hears()
    for number in range(length):
        if number == 2:
            await scene.says(RAVI, "skip")
            message = await scene.hears()
        if number == 3:
            message = await _pause_and_restart(scene)
        answer = left.pop(0) if in_order else _fitting(message["text"], left)
        if number == 1:
            await _in_three_messages(scene, answer)
        else:
            await scene.says(RAVI if number % 3 == 2 else DANA, answer)
        message = await scene.hears()
    for _ in range(DETAILS):
        await scene.hears()
    await scene.says(RAVI, FOLLOW_UP)
    await scene.hears()
    await scene.says(DANA, "4")
    await scene.hears()


async def _pause_and_restart(scene: Scene) -> dict[str, Any]:
    await scene.says(DANA, "pause")
    await scene.hears()
    scene.narrates("the bot is killed (kill -9) and started again")
    await scene.bot.kill()
    await scene.bot.start()
    await scene.people.connected(PATIENCE)
    await scene.says(DANA, "resume")
    return await scene.hears()


async def _in_three_messages(scene: Scene, answer: str) -> None:
    words = answer.split()
    third = len(words) // 3 + 1
    for at in range(0, len(words), third):
        await scene.says(DANA, " ".join(words[at : at + third]))


def _fitting(question: str, left: list[str]) -> str:
    """The answer that shares most topics and words with the question; each is given once."""
    asked, topics = content_stems(question), set(topics_of(question))

    def fits(answer: str) -> int:
        return 3 * len(topics & set(topics_of(answer))) + len(asked & content_stems(answer))

    best = max(left, key=fits)
    left.remove(best)
    return best
