"""Who is in the channel reads and writes there, and nobody else; what nobody could see is not answered."""

from __future__ import annotations

import pytest

from bot.engine.admission import ASKER_OUT
from bot.names import CHOOSES
from playground.driver import BOT_USER, DANA, MEI, RAVI
from tests.dialogues.stage import PATIENCE, Bot, Stage

NOT_THERE = "chat.postMessage not_in_channel"


@pytest.fixture
def board(bot: Bot) -> Stage:
    """A private channel of Dana, Ravi and Segue."""
    return Stage(bot, bot.playground.driver.add_channel("C0BOARD", "board", [DANA, RAVI, BOT_USER]))


async def refused(stage: Stage, user: str) -> None:
    direct = stage.driver.direct_channel(user)
    await stage.driver.wait_for(lambda: [m for m in heard(stage, user, direct) if m["text"] == ASKER_OUT], PATIENCE)


def heard(stage: Stage, user: str, direct: str) -> list[dict[str, object]]:
    return [*stage.driver.ephemeral(user), *stage.driver.history(direct)]


async def test_a_form_left_open_shows_and_takes_nothing_from_whoever_was_removed(board: Stage) -> None:
    people = board.driver
    await board.begins()
    await board.says("We found two of them last year.")
    await board.presses("edit", await board.hears("Question 2 of 3"), user=RAVI)
    view = await people.wait_for(lambda: people.modal(RAVI), PATIENCE)
    assert view is not None
    people.leave(board.channel, RAVI)
    await board.says("The secret is in the cellar.")
    await board.hears("Question 3 of 3")
    block, field = view.definition["blocks"][0], view.definition["blocks"][1]
    await people.choose(RAVI, CHOOSES, block["accessory"]["options"][-1]["value"])
    await refused(board, RAVI)
    assert "cellar" not in str(people.modal(RAVI).definition)  # type: ignore[union-attr]
    said = {field["block_id"]: {"text": {"type": "plain_text_input", "value": "Ravi was here."}}}
    assert await people.submit(RAVI, said) == {field["block_id"]: ASKER_OUT}
    await board.hears_nothing_more()
    assert "Ravi was here." not in [message.text for message in await board.transcript()]


async def test_a_note_resumes_nothing_in_a_channel_one_is_not_in(board: Stage) -> None:
    people = board.driver
    await board.begins()
    await board.says(f"hand over to <@{MEI}>")
    await board.hears("Handed over")
    await board.hears_nothing_more()
    direct = people.direct_channel(MEI)
    [note] = await people.wait_for(lambda: [m for m in people.history(direct) if "hands an" in m["text"]], PATIENCE)
    await people.press(MEI, direct, note["ts"], "resume")
    await refused(board, MEI)
    await board.hears_nothing_more()
    people.invite(board.channel, MEI)
    await people.press(MEI, direct, note["ts"], "resume")
    await board.hears("Here we go on", "Question 1 of 3")


async def test_a_question_nobody_could_see_is_shown_before_anything_answers_it(board: Stage) -> None:
    people = board.driver
    await board.begins()
    board.bot.playground.faults.add("delay", "chat.postMessage", seconds=0.3)
    await board.says("The forms in January cost them ten hours, one of them said.")
    people.leave(board.channel, BOT_USER)
    await people.wait_for(lambda: people.counts()["refused"].get(NOT_THERE, 0) >= 2, PATIENCE)
    await board.hears_nothing_more()
    board.bot.playground.faults.clear()
    people.invite(board.channel)
    await board.says("And they told us so in May.")
    await board.hears("Here we go on", "Question 2 of 3")
    await board.says("They look it up on the phone, we watched three of them.")
    await board.hears("Question 3 of 3")
