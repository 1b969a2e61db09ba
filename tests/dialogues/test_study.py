"""The study behind its interviews, from App Home: what was learned is pinned, rejected, merged and named there."""

from __future__ import annotations

import json
from typing import Any

from bot.engine.studies import GONE
from bot.names import HOME_STUDY, STUDY_ACT, TEND_CHOICE, TEND_TEXT
from playground.driver import BOT_USER, DANA, MEI, RAVI
from tests.dialogues.stage import PATIENCE, Bot, Stage

LONG = "Twelve warehouse workers told us in May that the plan comparison is too long."
LOST = "Four employees lost money in the flexible account last year, one said in a call."


async def interviewed(bot: Bot, *said: str, channel: str = "") -> Stage:
    """One interview with those answers, summed up."""
    thread = Stage(bot, channel) if channel else Stage(bot)
    await thread.begins()
    for number, each in enumerate(said, 2):
        await thread.says(each)
        await thread.hears(f"Question {number} of 3")
    await thread.says("finish")
    while "How useful is this summary" not in str(await thread.hears()):
        pass
    return thread


async def opened(bot: Bot, user: str = DANA) -> str:
    """The study that was last worked on, opened from the Home of that person. -> what it shows"""
    people = bot.playground.driver

    async def drawn() -> str:
        await people.open_home(user)
        home = await people.wait_for(lambda: people.home(user), PATIENCE)
        rows = [each.get("accessory", {}) for each in home.definition["blocks"]]
        return next((each["action_id"] for each in rows if str(each.get("action_id")).startswith(HOME_STUDY)), "")

    for _ in range(50):
        if action := await drawn():
            break
    await people.press_at_home(user, action, action.removeprefix(f"{HOME_STUDY}_"))
    await people.wait_for(lambda: people.modal(user), PATIENCE)
    return shown(bot, user)


def shown(bot: Bot, user: str = DANA) -> str:
    modal = bot.playground.driver.modal(user)
    return json.dumps(modal.definition, ensure_ascii=False) if modal else ""


def blocks(bot: Bot, user: str = DANA) -> list[dict[str, Any]]:
    modal = bot.playground.driver.modal(user)
    assert modal is not None
    found: list[dict[str, Any]] = modal.definition["blocks"]
    return found


def insight(bot: Bot, words: str, user: str = DANA) -> str:
    """-> id of the insight that says so in the open study."""
    [row] = [each for each in blocks(bot, user) if words in str(each.get("text")) and "accessory" in each]
    value: str = row["accessory"]["options"][0]["value"]
    return value.partition(":")[2]


async def sees(bot: Bot, words: str, there: bool = True, user: str = DANA) -> None:
    people = bot.playground.driver
    await people.wait_for(lambda: shown(bot, user) and (words in shown(bot, user)) == there, PATIENCE)


async def does(bot: Bot, act: str, id: str, user: str = DANA) -> None:
    await bot.playground.driver.choose(user, STUDY_ACT, f"{act}:{id}")


def written(text: str) -> dict[str, Any]:
    return {TEND_TEXT: {TEND_TEXT: {"type": "plain_text_input", "value": text}}}


def chosen(bot: Bot, place: int = 0, user: str = DANA) -> dict[str, Any]:
    [select] = [each for each in blocks(bot, user) if each.get("block_id") == TEND_CHOICE]
    option = select["element"]["options"][place]
    return {TEND_CHOICE: {TEND_CHOICE: {"type": "static_select", "selected_option": option}}}


async def test_what_was_learned_is_found_from_home_with_its_words_and_who_said_them(bot: Bot) -> None:
    await interviewed(bot, LONG)
    await opened(bot)
    await sees(bot, "too long")
    assert "said in 1 interview with the team" in shown(bot)
    assert f"<@{DANA}>" in shown(bot)
    assert "the message" in shown(bot)
    await does(bot, "show_insight", insight(bot, "too long"))
    await sees(bot, "first said")
    await sees(bot, "What happened to it")


async def test_an_insight_is_pinned_rejected_with_a_reason_and_brought_back(bot: Bot) -> None:
    people = bot.playground.driver
    await interviewed(bot, LONG)
    await opened(bot)
    id = insight(bot, "too long")
    await does(bot, "pin_insight", id)
    await sees(bot, "📌")
    await does(bot, "reject_insight", id)
    await sees(bot, "Why does it not hold?")
    assert await people.submit(DANA, written("One company only.")) == {}
    await sees(bot, "too long", there=False)
    await people.press_in_modal(DANA, "study_page_shelf")
    await sees(bot, "Rejected: One company only.")
    await does(bot, "restore_insight", insight(bot, "too long"))
    await sees(bot, "Nothing was rejected here")


async def test_two_insights_are_merged_and_split_again(bot: Bot) -> None:
    people = bot.playground.driver
    await interviewed(bot, LONG, LOST)
    await opened(bot)
    first, second = insight(bot, "too long"), insight(bot, "flexible account")
    await does(bot, "merge_insights", second)
    await sees(bot, "Which one says the same?")
    [select] = [each for each in blocks(bot) if each.get("block_id") == TEND_CHOICE]
    place = [each["value"] for each in select["element"]["options"]].index(first)
    await people.submit(DANA, chosen(bot, place))
    await sees(bot, "flexible account", there=False)
    await does(bot, "show_insight", first)
    await sees(bot, "said again")
    [split] = [each["accessory"] for each in blocks(bot) if "flexible" in str(each.get("text")) and "accessory" in each]
    await people.press_in_modal(DANA, split["action_id"], split["value"])
    await people.dismiss(DANA)
    await sees(bot, "flexible account")


async def test_a_study_is_named_by_hand_and_keeps_that_name(bot: Bot) -> None:
    people = bot.playground.driver
    await interviewed(bot, LONG)
    await opened(bot)
    rename = blocks(bot)[-1]["elements"][0]
    await people.press_in_modal(DANA, rename["action_id"], rename["value"])
    await sees(bot, "What is it called?")
    await people.submit(DANA, written("  Spring\nresearch "))
    await sees(bot, "*Spring research*")


async def test_nobody_finds_what_was_said_where_they_are_not(bot: Bot) -> None:
    people = bot.playground.driver
    board = people.add_channel("C0BOARD", "board", [DANA, RAVI, BOT_USER])
    await interviewed(bot, LONG, channel=board)
    await opened(bot)
    await sees(bot, "too long")
    await people.open_home(MEI)
    home = await people.wait_for(lambda: people.home(MEI), PATIENCE)
    assert "benefits portal" not in str(home.definition)
    assert HOME_STUDY not in str(home.definition)


async def test_whoever_left_the_channel_opens_and_changes_nothing_of_it_any_more(bot: Bot) -> None:
    people = bot.playground.driver
    board = people.add_channel("C0BOARD", "board", [DANA, RAVI, BOT_USER])
    await interviewed(bot, LONG, channel=board)
    await opened(bot, RAVI)
    await sees(bot, "too long", user=RAVI)
    people.leave(board, RAVI)
    # What Slack said of members is remembered for a minute; a new process remembers nothing.
    await bot.stop()
    await bot.again()
    await does(bot, "pin_insight", insight(bot, "too long", RAVI), RAVI)
    await sees(bot, GONE, user=RAVI)
    assert "too long" not in shown(bot, RAVI)
    await opened(bot)
    await sees(bot, "too long")
    assert "📌" not in shown(bot)
