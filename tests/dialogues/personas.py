"""Alice on stage: made, interviewed, looked up in the library, mended, deleted."""

from __future__ import annotations

from typing import Any

from flows.persona import keeping
from playground.driver import CUSTOMERS, DANA
from playground.modals import View
from tests.dialogues.stage import PATIENCE, Bot, Stage, another_thread
from tests.dialogues.uploads import uploaded

ALICE = "@Segue make me Alice, a cost-conscious employee who does not understand benefits"


async def made(thread: Stage) -> dict[str, Any]:
    """-> her card"""
    await thread.says(ALICE)
    await thread.hears()
    return await thread.hears("Interview Alice")


async def opened(bot: Bot, thread: Stage, card: dict[str, object]) -> Stage:
    """An interview begins from the card. -> its thread"""
    async with another_thread(bot, thread.channel) as stage:
        await thread.presses("interview_persona", card)
    await stage.hears("Interview with Alice", "Next question", "Synthetic")
    await thread.hears("The interview with Alice is open")
    return stage


async def deleted(thread: Stage) -> dict[str, Any]:
    """-> the message that says so"""
    await thread.says("delete")
    asked = await thread.hears(keeping.SURE.split("{name}")[0])
    await thread.presses("erase", asked)
    return await thread.hears(keeping.GONE)


async def edited(thread: Stage, card: dict[str, Any], line: str, text: str) -> dict[str, str]:
    """Dana writes another text for a line of the card (`P1`, `age_band`) in its form. -> complaints"""
    people = thread.people
    await people.press(DANA, thread.channel, card["ts"], "more", "edit_card")
    form = await people.wait_for(lambda: people.modal(DANA), PATIENCE)
    options = [
        each for block in form.definition["blocks"] for each in (block.get("accessory") or {}).get("options", [])
    ]
    chosen = next(each["value"] for each in options if each["value"].startswith(f"{line}:"))
    await people.choose(DANA, "which_answer", chosen)
    field = f"text:{chosen}"
    await people.wait_for(lambda: field in str(top(thread.bot, DANA)), PATIENCE)
    return await people.submit(DANA, {field: {"text": {"type": "plain_text_input", "value": text}}})


async def dropped(bot: Bot, name: str, data: bytes) -> dict[str, Any]:
    """A file of Dana's that can go with a message."""
    return await uploaded(bot.playground, name, data)


async def library(bot: Bot, user: str = DANA, words: str = "", channel: str = CUSTOMERS) -> View:
    """-> the modal that the command opens."""
    people = bot.playground.driver
    while people.modal(user) is not None:
        await people.dismiss(user)
    await people.command(user, channel, "/segue", f"personas {words}".strip())
    return await people.wait_for(lambda: people.modal(user), PATIENCE)


def shown(view: View) -> str:
    return str(view.definition["blocks"])


def top(bot: Bot, user: str) -> object:
    """The window somebody has on top."""
    view = bot.playground.driver.modal(user)
    return view.definition if view else None


def persona_id(view: View) -> str:
    """Of the only persona in the library."""
    [row] = [block for block in view.definition["blocks"] if str(block.get("block_id", "")).startswith("persona-")]
    return str(row["block_id"]).removeprefix("persona-")
