"""What people look at, take along and erase is in the log; what it said is not."""

from __future__ import annotations

from bot.names import CHOOSES
from playground.driver import CUSTOMERS, DANA, RAVI
from tests.dialogues.stage import PATIENCE, Bot, Stage
from tests.dialogues.test_export import exports, file_of, form, summed_up

LINES = "SELECT actor, act, kind, allowed, detail FROM audit ORDER BY id"


async def test_searches_exports_and_windows_are_written_down_without_their_words(bot: Bot, thread: Stage) -> None:
    await summed_up(thread)
    people = bot.playground.driver
    await people.command(DANA, CUSTOMERS, "/segue", "search leaflet")
    await people.wait_for(lambda: people.modal(DANA), PATIENCE)
    await form(bot, RAVI)
    await exports(bot, RAVI)
    direct = bot.direct(RAVI)
    await direct.hears("is below as a file")
    await file_of(direct, RAVI)
    [study] = {row[0] for row in await bot.kept("SELECT id FROM studies")}
    await bot.start()
    await people.open_home(DANA)
    await people.wait_for(lambda: study in str((home := people.home(DANA)) and home.definition), PATIENCE)
    await people.press_at_home(DANA, f"home_study_{study}")
    await people.wait_for(
        lambda: "Forget this study" in str((view := people.modal(DANA)) and view.definition), PATIENCE
    )
    lines = await bot.kept(LINES)
    assert (RAVI, "exported", "study", 1, "json") in lines
    assert (DANA, "read", "study", 1, "") in lines
    assert [line[:2] for line in lines if line[1] == "searched"] == [(DANA, "searched")]
    assert "leaflet" not in str(lines)


async def test_whoever_is_not_in_the_channel_is_denied_and_that_is_written_down(bot: Bot, thread: Stage) -> None:
    """A form that was left open, by somebody who was removed meanwhile."""
    people = bot.playground.driver
    await thread.begins()
    await thread.says("We found two of them last year.")
    await thread.presses("edit", await thread.hears("Question 2 of 3"), user=RAVI)
    view = await people.wait_for(lambda: people.modal(RAVI), PATIENCE)
    people.leave(CUSTOMERS, RAVI)
    block = view.definition["blocks"][0]
    await people.choose(RAVI, CHOOSES, block["accessory"]["options"][-1]["value"])
    await people.wait_for(lambda: [*people.ephemeral(RAVI), *people.history(people.direct_channel(RAVI))], PATIENCE)
    lines = await bot.kept("SELECT actor, act, kind, object, allowed FROM audit ORDER BY id")
    assert [line[:3] + line[4:] for line in lines] == [(RAVI, "read", "edit", 1), (RAVI, "read", "form", 0)]
    assert lines[-1][3] == thread.channel
