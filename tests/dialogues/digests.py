"""Digests on stage: set up by the form, and a clock that can be turned."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.cli.dialogue import parts
from bot.names import CHANNEL, DIGEST_NEW
from playground.chosen import began_with
from playground.driver import CUSTOMERS, DANA
from playground.modals import View
from store.reading import reading
from studies.rhythm import Every, Rhythm, due_after
from tests.dialogues.stage import PATIENCE, Bot, Stage

ANSWERS = (
    "HR told us that about 60 percent of the calls to the help desk are about words like deductible.",
    "We counted 41 of 90 new employees who never opened the portal last year.",
    "Two bosses said they would rather pay for a telephone line than for a portal.",
)
QUICK_CLOCK = {"SEGUE_STRAY_SECONDS": "0.1"}
"""The house looks at its timers that often; they are turned in tests."""
SOON = timedelta(days=7, hours=1)


def turned(bot: Bot, ahead: timedelta) -> None:
    """From now on the bot's clock is that much ahead."""
    bot.clock = lambda: time.time() + ahead.total_seconds()


def to_next_monday(bot: Bot, zone: str = "Europe/London", minutes: float = 1.0) -> datetime:
    """The clock stands a bit after the next Monday at nine. -> when that was due"""
    rhythm = Rhythm(every=Every.WEEK, hour=9, zone=zone)
    now = datetime.fromtimestamp(bot.clock(), UTC)
    due = due_after(rhythm, now)
    turned(bot, due - datetime.now(UTC) + timedelta(minutes=minutes))
    return due


async def listed(bot: Bot, user: str = DANA, channel: str = CUSTOMERS) -> View:
    """-> the modal that the command opens"""
    people = bot.playground.driver
    while people.modal(user) is not None:
        await people.dismiss(user)
    await people.command(user, channel, "/segue", "digest")
    return await people.wait_for(lambda: people.modal(user), PATIENCE)


async def new_form(bot: Bot, user: str = DANA, channel: str = CUSTOMERS) -> View:
    people = bot.playground.driver
    await listed(bot, user, channel)
    await people.press_in_modal(user, DIGEST_NEW)
    return await form_on_top(bot, user)


async def form_on_top(bot: Bot, user: str = DANA) -> View:
    people = bot.playground.driver

    def form() -> View | None:
        view = people.modal(user)
        return view if view is not None and "timepicker" in str(view.definition) else None

    return await people.wait_for(form, PATIENCE)


async def sent_in(bot: Bot, view: View, user: str = DANA, **chosen: Any) -> dict[str, str]:
    """The form as it stands, but for what is `chosen`: name of a field -> value. -> complaints"""
    return await bot.playground.driver.submit(user, filled(view, **chosen))


def filled(view: View, **chosen: Any) -> dict[str, dict[str, Any]]:
    values: dict[str, dict[str, Any]] = {}
    for block in view.definition["blocks"]:
        if block["type"] != "input":
            continue
        name, element = block["block_id"], block["element"]
        state = began_with(element) or {"type": element["type"]}
        if name in chosen:
            state = _state(element, chosen[name])
        values[name] = {element["action_id"]: state}
    return values


def _state(element: dict[str, Any], value: Any) -> dict[str, Any]:
    kind = element["type"]
    if kind in ("static_select", "radio_buttons"):
        return {"type": kind, "selected_option": {"value": value}}
    if kind == "checkboxes":
        return {"type": kind, "selected_options": [{"value": each} for each in value]}
    names = {"timepicker": "selected_time", "conversations_select": "selected_conversation"}
    return {"type": kind, names.get(kind, "value"): value}


async def set_up(bot: Bot, user: str = DANA, channel: str = CUSTOMERS, **chosen: Any) -> dict[str, str]:
    """-> complaints; without any, it is said by now where it will come."""
    chosen = {"now": [], CHANNEL: channel, **chosen}
    before = _announced(bot, user, channel)
    wrong = await sent_in(bot, await new_form(bot, user, channel), user, **chosen)
    if not wrong:
        await bot.playground.driver.wait_for(lambda: _announced(bot, user, channel) > before, PATIENCE)
    return wrong


def _announced(bot: Bot, user: str, channel: str) -> int:
    people = bot.playground.driver
    said = [*people.history(channel), *people.history(people.direct_channel(user))]
    return sum("set up a digest here" in text_of(each) or "Your own digest" in text_of(each) for each in said)


async def held(bot: Bot, channel: str = CUSTOMERS, answers: tuple[str, ...] = ANSWERS, user: str = DANA) -> Stage:
    """An interview, from the mention to its summary. -> its thread"""
    stage = Stage(bot, channel)
    await stage.says(f"@Segue interview, {len(answers)} questions", user)
    await stage.hears("I'm ready")
    await stage.says("We sell a benefits portal to employers. We must choose by March whom to design it for.", user)
    for number, answer in enumerate(answers, 1):
        await stage.hears(f"Question {number}")
        await stage.says(answer, user)
    await stage.driver.wait_for(
        lambda: any("six criteria" in each["text"] for each in stage.driver.thread(channel, stage.thread or "")),
        PATIENCE,
    )
    await stage.driver.quiet(PATIENCE)
    return stage


def text_of(message: dict[str, Any]) -> str:
    return "\n".join(parts(message))


def editions(bot: Bot, channel: str = CUSTOMERS) -> list[dict[str, Any]]:
    """What was posted of digests at the top level of a channel."""
    found = [each for each in bot.playground.driver.history(channel) if each.get("bot_id")]
    marks = ("What we learned", "Nothing new since")
    return [each for each in found if each["text"].startswith(marks)]


async def edition(bot: Bot, number: int = 1, channel: str = CUSTOMERS) -> dict[str, Any]:
    """-> the post, once Segue has heard that it stands there: nobody presses a button sooner."""
    await bot.playground.driver.wait_for(lambda: len(editions(bot, channel)) >= number, PATIENCE)
    post = editions(bot, channel)[number - 1]
    await heard_of(bot, post)
    return post


async def heard_of(bot: Bot, post: dict[str, Any]) -> None:
    """Until then Slack shows it, and Segue has no answer yet that says so."""

    def is_sent() -> bool:
        with reading(bot.database) as tx:
            return tx.execute("SELECT 1 FROM outbox WHERE ts = ?", [post["ts"]]).fetchone() is not None

    await bot.playground.driver.wait_for(is_sent, PATIENCE)


def direct(bot: Bot, user: str = DANA) -> list[str]:
    people = bot.playground.driver
    return [text_of(each) for each in people.history(people.direct_channel(user)) if each.get("bot_id")]
