"""The search in Slack: what was said, learned and made is found, by whoever may read it."""

from __future__ import annotations

import pytest

from bot.names import HOME_SEARCH, SEARCH, SEARCH_PAGE, SEARCH_PERSONA, SEARCH_SINCE, SEARCH_WORDS
from playground.driver import CUSTOMERS, DANA, RAVI
from playground.modals import View
from tests.dialogues.personas import made, opened, shown
from tests.dialogues.stage import PATIENCE, Bot, Stage


async def looked(bot: Bot, words: str, user: str = DANA, channel: str = CUSTOMERS) -> str:
    """-> the modal that the command opens."""
    people = bot.playground.driver
    while people.modal(user) is not None:
        await people.dismiss(user)
    await people.command(user, channel, "/segue", f"search {words}".strip())
    view: View = await people.wait_for(lambda: people.modal(user), PATIENCE)
    assert view.definition["callback_id"] == SEARCH
    return shown(view)


async def alice_said(bot: Bot, thread: Stage) -> None:
    """Alice is made, asked about a zebra, and summed up."""
    alice = await opened(bot, thread, await made(thread))
    for question in ("What about the zebra in your kitchen?", "What annoyed you most the last time?"):
        await alice.says(question)
        await alice.hears()
    await alice.says("finish")
    await alice.hears("What Alice said")


async def test_what_was_said_is_found_with_who_and_where(bot: Bot, thread: Stage) -> None:
    await alice_said(bot, thread)
    there = await looked(bot, "zebra kitchen")
    assert f"<@{DANA}>" in there
    assert "*zebra*" in there
    assert f"/archives/{CUSTOMERS}/p" in there
    assert "|Open>" in there


async def test_a_persona_and_what_she_said_are_called_synthetic(bot: Bot, thread: Stage) -> None:
    await alice_said(bot, thread)
    there = await looked(bot, "persona:alice")
    assert "Persona *Alice" in there
    assert "Learned from *Alice" in there
    assert there.count(", synthetic") >= 3


async def test_a_claim_in_the_very_words_of_an_answer_is_shown_once(bot: Bot, thread: Stage) -> None:
    await thread.begins()
    await thread.says("Couriers leave in winter.")
    await thread.hears("Question 2 of 3")
    await thread.says("finish")
    await thread.hears("What we know about your customers")
    await bot.playground.driver.quiet(PATIENCE)
    await looked(bot, "courier")
    finds = [each["text"]["text"] for each in bot.playground.driver.modal(DANA).definition["blocks"] if "text" in each]
    [learned] = [each for each in finds if "Learned from the team" in each]
    assert " · a guess of the team · " in learned
    assert learned.count("leave in winter") == 1
    assert f"<@{DANA}>" in learned
    assert [each for each in finds if "leave in winter" in each] == [learned]


async def test_the_green_button_looks_for_what_was_typed(bot: Bot, thread: Stage) -> None:
    await alice_said(bot, thread)
    assert "|Open>" not in await looked(bot, "submarine")
    people = bot.playground.driver
    before = people.modal(DANA)
    assert before.definition["submit"]["text"] == "Search"
    typed = {SEARCH_WORDS: {SEARCH_WORDS: {"type": "plain_text_input", "value": "zebra"}}}
    assert await people.submit(DANA, typed) == {}
    assert people.modal(DANA) is before
    assert "*zebra*" in now(bot)


async def test_whoever_has_left_the_channel_finds_nothing_of_it(
    bot: Bot, thread: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The minute for which Slack's answer is remembered is over at once."""
    monkeypatch.setattr("bot.access.REMEMBERED_SECONDS", 0.0)
    await alice_said(bot, thread)
    people = bot.playground.driver
    people.leave(CUSTOMERS, RAVI)
    for words in ("zebra", "alice", "persona:alice", "since:7d"):
        there = await looked(bot, words, RAVI, people.direct_channel(RAVI))
        assert "|Open>" not in there
        assert "Alice" not in there.replace("persona:alice", "")
    assert "Nothing was found for “zebra”" in await looked(bot, "zebra", RAVI, people.direct_channel(RAVI))


@pytest.mark.parametrize("words", ['"', "*", "NEAR(", "🚀", "客户", "", "since:forever", "x" * 4000])
async def test_no_words_are_a_mistake(bot: Bot, words: str) -> None:
    assert "|Open>" not in await looked(bot, words)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('"', "There is no word in that"),
        ("-", "There is no word in that"),
        ("NEAR(", "Nothing was found for “NEAR(”"),
        ("الشركة", "Nothing was found for “الشركة”"),
        ("study:", "I left out “study:”"),
        ("since:forever", "Nothing else is left to look for"),
        ("x " * 1500, "the first 200 characters count"),
        ("", "Type words and press *Search*"),
    ],
)
async def test_what_finds_nothing_says_why(bot: Bot, words: str, told: str) -> None:
    assert told in await looked(bot, words)


async def test_menus_and_pages_lead_on(bot: Bot, thread: Stage) -> None:
    await alice_said(bot, thread)
    people = bot.playground.driver
    await people.open_home(DANA)
    await people.wait_for(lambda: people.home(DANA), PATIENCE)
    await people.press_at_home(DANA, HOME_SEARCH)
    first = await people.wait_for(lambda: people.modal(DANA), PATIENCE)
    [menu] = [each for each in first.definition["blocks"][1]["elements"] if each["action_id"] == SEARCH_PERSONA]
    await people.choose(DANA, SEARCH_PERSONA, menu["options"][1]["value"])
    await people.wait_for(lambda: "Persona *Alice" in now(bot), PATIENCE)
    await people.choose(DANA, SEARCH_SINCE, "7d")
    await people.wait_for(lambda: '"since": "7d"' in str(people.modal(DANA).definition["private_metadata"]), PATIENCE)
    await people.press_in_modal(DANA, f"{SEARCH_PAGE}_everywhere")
    await people.wait_for(lambda: "where-1" in now(bot), PATIENCE)


def now(bot: Bot) -> str:
    view = bot.playground.driver.modal(DANA)
    return shown(view) if view else ""
