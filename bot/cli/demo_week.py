"""`segue demo week`: a week of a team in fast motion, from the first interview to Monday's digest.

The clock of the bot is turned from day to day; everything else is as always: a playground, real sockets, the rehearsal
model. What is said in between is told in a line; the decision, the deck's outline and the digest are shown whole.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.app import run
from bot.cli.bot_process import TOKENS
from bot.cli.dialogue import names_in, parts, spoken
from bot.cli.dropping import dropped
from bot.config import Settings
from bot.names import CHANNEL, DIGEST_NEW
from playground.chosen import began_with
from playground.driver import CUSTOMERS, DANA, MEI, RAVI, Driver
from playground.modals import View
from playground.server import Playground

NAMES = {DANA: "Dana", RAVI: "Ravi", MEI: "Mei"}
PATIENCE = 30.0
PROJECT = "We sell a benefits portal to mid-size employers. We must choose by March whom to design it for."
MONDAY = (
    "HR told us that about 60 percent of the employees who call the help desk ask about words like deductible.",
    "We counted 41 of 90 new employees who never opened the portal last year.",
    "Two bosses said they would rather pay for a telephone line than for a portal.",
)
WEDNESDAY = (
    "We counted: about 60 percent of the employees who call the help desk ask about words like deductible.",
    "Warehouse workers read the letter on the phone in the break room, three of them showed me.",
    "Two bosses said they would not rather pay for a telephone line than for a portal.",
)
ALICE = "@Segue make me Alice, a cost-conscious employee who does not understand benefits"
ASKED = (
    "What does deductible mean to you?",
    "What did you do the last time a letter came?",
    "Who do you ask for help?",
)
DECIDED = "@Segue we decided to explain words like deductible right where they stand"


class Clock:
    """Runs as the real one does, and can be set ahead."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def now(self) -> float:
        return time.time() + self._ahead

    def set(self, to: datetime) -> None:
        self._ahead = to.timestamp() - time.time()


@dataclass
class Week:
    """The channel, the clock, and what of the channel was shown."""

    people: Driver
    names: dict[str, str]
    clock: Clock
    monday: datetime
    shown: set[str] = field(default_factory=set)

    def day(self, number: int, hour: int, what: str) -> None:
        """`number`: 0 is Monday, 7 the next one."""
        self.clock.set(self.monday + timedelta(days=number, hours=hour))
        when = f"{self.monday + timedelta(days=number):%A}, {hour:02}:00"
        print(f"\n── {when} ── {what}\n")

    async def says(self, user: str, text: str, thread: str | None = None, files: Any = None) -> str:
        ts = await self.people.say(user, CUSTOMERS, text, thread, files)
        print(spoken(NAMES[user], {"text": text}), end="\n\n")
        return ts

    async def hears(self, thread: str, words: str, *, aloud: bool = False) -> dict[str, Any]:
        """Wait for the next message below `thread` that says so. -> the message"""

        def found() -> dict[str, Any] | None:
            messages = [each for each in self.people.thread(CUSTOMERS, thread) if self._is_new(each)]
            return next((each for each in messages if words in " ".join(parts(each))), None)

        message = await self.people.wait_for(found, PATIENCE)
        assert message is not None
        self.shown.add(message["ts"])
        if aloud:
            self.shows(message)
        return message

    def shows(self, message: dict[str, Any]) -> None:
        print(spoken("Segue", message, self.names), end="\n\n")

    def tells(self, what: str) -> None:
        print(f"{'':>9}  — {what} —\n")

    def _is_new(self, message: dict[str, Any]) -> bool:
        return bool(message.get("bot_id")) and message["ts"] not in self.shown


async def play(settings: dict[str, str]) -> int:
    """-> 0 when the digest stands in the channel. Keeps nothing."""
    clock, stop = Clock(), asyncio.Event()
    with tempfile.TemporaryDirectory() as folder:
        async with Playground() as workspace:
            told = {
                **TOKENS,
                "SLACK_API_URL": workspace.api_url,
                "SEGUE_DATABASE_URL": f"sqlite:///{folder}/segue.db",
                "SEGUE_STRAY_SECONDS": "0.2",
                **settings,
            }
            bot = asyncio.create_task(run(Settings.read(told), stop, clock.now))
            await workspace.driver.connected(PATIENCE)
            try:
                await _week(Week(workspace.driver, names_in(workspace.workspace), clock, _monday()), workspace)
            finally:
                stop.set()
                await bot
    return 0


def _monday() -> datetime:
    """Midnight of the Monday that comes."""
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + timedelta(days=7 - today.weekday())


async def _week(week: Week, workspace: Playground) -> None:
    week.day(0, 10, "a digest is wanted, and the first interview is held")
    await _wants_digest(week)
    first = await _interview(week, DANA, MONDAY)
    week.day(1, 14, "Alice, made from a brochure, is interviewed")
    await _alice(week, workspace)
    week.day(2, 11, "a second interview, by somebody else")
    await _interview(week, RAVI, WEDNESDAY)
    week.day(3, 16, "something is decided")
    await _decides(week)
    week.day(4, 9, "the deck of the first interview")
    await _deck(week, first)
    week.day(7, 9, "the digest")
    await _digest(week)


async def _wants_digest(week: Week) -> None:
    people = week.people
    week.tells("Dana writes /segue digest, and keeps the form as it is: #customers, every Monday at 09:00")
    await people.command(DANA, CUSTOMERS, "/segue", "digest")
    await people.wait_for(lambda: people.modal(DANA), PATIENCE)
    await people.press_in_modal(DANA, DIGEST_NEW)
    form = await people.wait_for(lambda: _form_of(people.modal(DANA)), PATIENCE)
    assert form is not None
    values = _as_it_stands(form)
    values[CHANNEL] = {CHANNEL: {"type": "conversations_select", "selected_conversation": CUSTOMERS}}
    values["now"] = {name: {"type": "checkboxes", "selected_options": []} for name in values.get("now", {})}
    await people.submit(DANA, values)
    await _top(week, "set up a digest here", aloud=True)


def _form_of(view: View | None) -> View | None:
    return view if view is not None and "timepicker" in str(view.definition) else None


def _as_it_stands(view: View) -> dict[str, dict[str, Any]]:
    """What the form says before anybody touched it."""
    fields = [(each["block_id"], each["element"]) for each in view.definition["blocks"] if each["type"] == "input"]
    return {name: {each["action_id"]: began_with(each) or {"type": each["type"]}} for name, each in fields}


async def _interview(week: Week, user: str, answers: Iterable[str]) -> str:
    """-> its thread"""
    answers = tuple(answers)
    thread = await week.says(user, f"@Segue interview, {len(answers)} questions")
    await week.hears(thread, "I'm ready")
    await week.says(user, PROJECT, thread)
    for number, answer in enumerate(answers, 1):
        await week.hears(thread, f"Question {number}")
        await week.says(user, answer, thread)
    review = await week.hears(thread, "How useful is this summary")
    week.tells("Segue sums up: what is known, candidate segments, what is missing")
    week.shown.add(review["ts"])
    return thread


async def _alice(week: Week, workspace: Playground) -> None:
    people = week.people
    thread = await week.says(DANA, ALICE, files=[await dropped(workspace)])
    card = await week.hears(thread, "Interview Alice")
    week.tells("Alice's card stands in the thread; Dana presses “Interview Alice”")
    await people.press(DANA, CUSTOMERS, card["ts"], "interview_persona")
    head = await _top(week, "Interview with Alice")
    for question in ASKED:
        await week.says(DANA, question, head["ts"])
        answer = await people.wait_for(lambda: _answer(week, head["ts"]), PATIENCE)
        assert answer is not None
        week.shown.add(answer["ts"])
        print(spoken("Alice", answer, week.names), end="\n\n")
    await week.says(DANA, "finish", head["ts"])
    await week.hears(head["ts"], "What Alice said")
    week.tells("Segue sums up what Alice said: synthetic, each claim with its quote")


def _answer(week: Week, thread: str) -> dict[str, Any] | None:
    found = [each for each in week.people.thread(CUSTOMERS, thread) if each.get("username")]
    return next((each for each in found if each["ts"] not in week.shown), None)


async def _decides(week: Week) -> None:
    thread = await week.says(MEI, DECIDED)
    card = await week.hears(thread, "Decided")
    await week.says(MEI, "rests on 1", thread)
    await week.people.wait_for(lambda: "✓" in str(week.people.message(CUSTOMERS, card["ts"])), PATIENCE)
    week.shows(week.people.message(CUSTOMERS, card["ts"]) or card)


async def _deck(week: Week, thread: str) -> None:
    await week.says(DANA, "deck", thread)
    outline = await week.hears(thread, "Make the deck", aloud=True)
    await week.people.press(DANA, CUSTOMERS, outline["ts"], "make_deck")
    files = await week.people.wait_for(lambda: _files(week, thread), PATIENCE)
    week.tells(f"in the thread: {', '.join(files)}")


def _files(week: Week, thread: str) -> list[str]:
    return [file["name"] for each in week.people.thread(CUSTOMERS, thread) for file in each.get("files") or ()]


async def _digest(week: Week) -> None:
    week.clock.set(week.monday + timedelta(days=7, hours=9, minutes=1))
    await _top(week, "What we learned", aloud=True)


async def _top(week: Week, words: str, *, aloud: bool = False) -> dict[str, Any]:
    """Wait for a post at the channel's top level that says so. -> the message"""

    def found() -> dict[str, Any] | None:
        posts = [each for each in week.people.history(CUSTOMERS) if each.get("bot_id")]
        return next((each for each in posts if each["ts"] not in week.shown and words in " ".join(parts(each))), None)

    message = await week.people.wait_for(found, PATIENCE)
    assert message is not None
    week.shown.add(message["ts"])
    if aloud:
        week.shows(message)
    return message
