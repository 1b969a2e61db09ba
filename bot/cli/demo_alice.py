"""`segue demo alice`: from a brochure to a posted insight, as a dialogue in the terminal."""

from __future__ import annotations

import html
import re
import tempfile
from dataclasses import dataclass, field
from typing import Any

from bot.cli.bot_process import BotProcess
from bot.cli.dialogue import names_in, spoken
from bot.cli.dropping import dropped
from playground.driver import CUSTOMERS, DANA, RAVI, Driver
from playground.server import Playground

BRIEF = (
    "@Segue make me Alice, a cost-conscious employee who does not understand benefits. "
    "We have to decide whether costs are shown per pay cheque or per year."
)
NAMES = {DANA: "Dana", RAVI: "Ravi"}
PATIENCE = 30.0
QUESTIONS = (
    (DANA, "What worries you most when you choose a plan?"),
    (RAVI, "What does deductible mean to you?"),
    (DANA, "next"),
    (RAVI, "How should we reach you?"),
    (DANA, "Would a “recommended” badge help you?"),
)


async def play(settings: dict[str, str]) -> int:
    """Hold the interview. -> 0 when its synthesis stands in the channel. Keeps nothing."""
    with tempfile.TemporaryDirectory() as folder:
        async with Playground() as workspace:
            bot = BotProcess(workspace.api_url, f"sqlite:///{folder}/segue.db", settings)
            await bot.start()
            await workspace.driver.connected(PATIENCE)
            try:
                await _alice(Stage(workspace.driver, names_in(workspace.workspace)), workspace)
            finally:
                await bot.stop()
    return 0


@dataclass
class Stage:
    """The channel, and the thread in which people speak just now."""

    people: Driver
    names: dict[str, str]
    thread: str = ""
    shown: set[str] = field(default_factory=set)

    async def says(self, user: str, text: str, files: list[dict[str, Any]] | None = None) -> None:
        ts = await self.people.say(user, CUSTOMERS, text, self.thread or None, files)
        self.thread = self.thread or ts
        dropped = "".join(f"\n[{file['name']}]" for file in files or ())
        print(spoken(NAMES[user], {"text": text + dropped}), end="\n\n")

    async def hears(self, *, in_channel: bool = False) -> dict[str, Any]:
        """Wait for what is said next in the thread, or at the channel's top level, and print it. -> the message"""
        message = await self.people.wait_for(lambda: self._next(in_channel), PATIENCE)
        assert message is not None
        self.shown.add(message["ts"])
        name = str(message.get("username") or "Segue").split()[0]
        print(spoken(name, message, self.names), end="\n\n")
        return message

    async def presses(self, message: dict[str, Any], action: str, label: str) -> None:
        print(f"{'':>9}  — Dana presses “{label}” —\n")
        await self.people.press(DANA, CUSTOMERS, message["ts"], action)

    def _next(self, in_channel: bool) -> dict[str, Any] | None:
        found = self.people.history(CUSTOMERS) if in_channel else self.people.thread(CUSTOMERS, self.thread)
        return next((each for each in found if each.get("bot_id") and each["ts"] not in self.shown), None)


async def _alice(stage: Stage, workspace: Playground) -> None:
    await stage.says(DANA, BRIEF, [await dropped(workspace)])
    await stage.hears()
    await stage.hears()
    card = await stage.hears()
    await stage.says(DANA, "card")
    await stage.hears()
    await stage.presses(card, "interview_persona", "Interview Alice")
    head = await stage.hears(in_channel=True)
    stage.thread = head["ts"]
    for user, question in QUESTIONS:
        await stage.says(user, question)
        if question == "next":
            await stage.hears()
        await stage.hears()
    await stage.says(DANA, "finish")
    synthesis = await stage.hears()
    await stage.presses(synthesis, "share", "Share in the channel")
    preview = await stage.hears()
    await stage.presses(preview, "share_now", "Post it")
    await stage.hears(in_channel=True)
    await stage.hears()
    print(f"{'':>9}  — each [a1] in the post is a link to the words it stands on: {_link(synthesis)} —\n")


def _link(message: dict[str, Any]) -> str:
    found = re.search(r"<(http[^|>]+)\|\[a\d+\]>", str(message["blocks"]))
    return html.unescape(found[1]) if found else "none"
