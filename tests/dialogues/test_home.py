"""App Home and the direct message: where somebody finds their interviews, and what they may say first."""

from __future__ import annotations

from typing import Any

from bot.engine.admission import ASKER_OUT
from bot.names import HOME_PAGE, HOME_RESUME, HOME_START, PROMPTS
from bot.views.home import NEARLY_SPENT, PER_PAGE
from playground.driver import CUSTOMERS, DANA, MEI, RAVI
from tests.dialogues.stage import PATIENCE, PROJECT, Bot, Stage


async def shown(bot: Bot, user: str, *words: str, without: str = "\0") -> dict[str, Any]:
    """Home as soon as it shows all of the words. -> its definition"""
    driver = bot.playground.driver

    def there() -> dict[str, Any] | None:
        view = driver.home(user)
        whole = str(view.definition) if view else ""
        return view.definition if view and all(word in whole for word in words) and without not in whole else None

    found = await driver.wait_for(there, PATIENCE)
    assert found is not None
    return found


async def test_an_empty_home_invites_to_begin(bot: Bot) -> None:
    await bot.playground.driver.open_home(DANA)
    await shown(bot, DANA, "Three ways to begin", "Start an interview")
    await bot.playground.driver.press_at_home(DANA, HOME_START)
    view = await bot.playground.driver.wait_for(lambda: bot.playground.driver.modal(DANA), PATIENCE)
    assert view is not None
    assert "In which channel?" in str(view.definition)


async def test_home_lists_what_one_takes_part_in_and_moves_on_with_it(bot: Bot, thread: Stage) -> None:
    await bot.playground.driver.open_home(DANA)
    await shown(bot, DANA, "Three ways to begin")
    await thread.begins()
    await shown(bot, DANA, "Running", "We sell a benefits portal", "question 1 of 3", "/archives/")
    await thread.says("pause")
    await thread.hears("Paused")
    await shown(bot, DANA, "paused at question 1 of 3")
    await bot.playground.driver.open_home(MEI)
    # A colleague in the channel finds the study, and takes part in nothing.
    await shown(bot, MEI, "Three ways to begin", "benefits portal", "1 running", without="paused at")


async def test_home_says_what_of_this_month_s_budget_is_spent(bot: Bot) -> None:
    people = bot.playground.driver
    await people.open_home(DANA)
    view = await shown(bot, DANA, "Three ways to begin")
    assert "for models are spent" not in str(view)
    await bot.stop()
    await bot.again(SEGUE_TOKENS_MONTH="20000")
    await people.open_home(DANA)
    await shown(bot, DANA, "This month, 0 of 20,000 tokens for models are spent.", without=NEARLY_SPENT)


async def test_a_summed_up_interview_is_past_and_links_to_its_newest_summary(bot: Bot, thread: Stage) -> None:
    await thread.begins()
    await thread.says("HR told us that 60 percent of the calls are about words.")
    await thread.hears("Question 2 of 3")
    await thread.says("finish")
    first = await thread.hears("What we know about your customers")
    await bot.playground.driver.open_home(DANA)
    place = f"p{first['ts'].replace('.', '')}?thread_ts={thread.thread}"
    view = await shown(bot, DANA, "Past", "summed up", place, "Open the summary", without="Running")
    assert HOME_RESUME not in str(view)
    await thread.says("correct: HR told us that 70 percent of the calls are about words.")
    await shown(bot, DANA, "Open the summary", without=place)


async def test_an_interview_that_ended_without_an_answer_runs_no_more(bot: Bot, thread: Stage) -> None:
    await bot.playground.driver.open_home(DANA)
    await thread.begins()
    await shown(bot, DANA, "Running", "question 1 of 3")
    await thread.says("finish")
    view = await shown(bot, DANA, "Past", "finished without a summary", without="Running")
    assert "running" not in str(view)
    assert HOME_RESUME not in str(view)


async def test_an_interview_that_ended_before_it_had_a_project_is_no_past_one(bot: Bot, thread: Stage) -> None:
    await bot.playground.driver.open_home(DANA)
    await thread.says("@Segue interview")
    await thread.hears("I'm ready")
    await shown(bot, DANA, "Running", "waiting for the project")
    await thread.says("finish")
    await shown(bot, DANA, "Three ways to begin", without="without a project")


async def test_home_moves_on_for_whoever_answered_too(bot: Bot, thread: Stage) -> None:
    await thread.begins()
    await thread.says("HR told us that 60 percent of the calls are about words.", user=RAVI)
    await thread.hears("Question 2 of 3")
    await bot.playground.driver.open_home(RAVI)
    await shown(bot, RAVI, "question 2 of 3")
    await thread.says("pause")
    await shown(bot, RAVI, "paused at question 2 of 3")


async def test_resume_at_home_goes_on_in_the_thread(bot: Bot, thread: Stage) -> None:
    await thread.begins()
    await thread.says("pause")
    await thread.hears("Paused")
    await bot.playground.driver.open_home(DANA)
    await shown(bot, DANA, "paused at question 1 of 3")
    await bot.playground.driver.press_at_home(DANA, HOME_RESUME)
    await thread.hears("Here we go on", "Question 1 of 3")


async def test_what_one_may_read_no_more_is_not_shown(bot: Bot) -> None:
    driver = bot.playground.driver
    secret = driver.add_channel("C0SECRET", "secret", [DANA, RAVI])
    driver.invite(secret)
    thread = Stage(bot, secret)
    await thread.begins()
    await thread.says("HR told us that 60 percent of the calls are about words.", user=RAVI)
    await thread.hears("Question 2 of 3")
    driver.leave(secret, RAVI)
    await driver.open_home(RAVI)
    await shown(bot, RAVI, "Three ways to begin", without="benefits portal")
    await driver.open_home(DANA)
    await shown(bot, DANA, "benefits portal")


async def test_resume_at_a_home_drawn_before_one_left_the_channel_goes_nowhere(bot: Bot) -> None:
    driver = bot.playground.driver
    secret = driver.add_channel("C0SECRET", "secret", [DANA, RAVI])
    driver.invite(secret)
    thread = Stage(bot, secret)
    await thread.begins()
    await thread.says("pause")
    await thread.hears("Paused")
    await driver.open_home(DANA)
    await shown(bot, DANA, "paused at question 1 of 3")
    driver.leave(secret, DANA)
    await driver.press_at_home(DANA, HOME_RESUME)
    direct = bot.direct(DANA)
    await direct.hears(ASKER_OUT)
    await thread.hears_nothing_more()


async def test_many_interviews_are_paged(bot: Bot) -> None:
    driver = bot.playground.driver
    for _ in range(PER_PAGE + 1):
        await driver.say(DANA, CUSTOMERS, f"@Segue interview: {PROJECT}")
    await driver.wait_for(lambda: driver.calls("chat.postMessage") >= PER_PAGE + 1, PATIENCE)
    await driver.open_home(DANA)
    first = await shown(bot, DANA, "Earlier")
    assert len(first["blocks"]) <= 100
    await driver.press_at_home(DANA, HOME_PAGE)
    await shown(bot, DANA, "Later", without="Earlier")


async def test_the_direct_message_suggests_what_to_say_first(bot: Bot) -> None:
    driver = bot.playground.driver
    await driver.open_home(DANA, "messages")
    prompts = await driver.wait_for(lambda: driver.prompts(DANA), PATIENCE)
    assert [(each["title"], each["message"]) for each in prompts] == list(PROMPTS)
    direct = Stage(bot, driver.direct_channel(DANA))
    await direct.says(prompts[0]["message"])
    await direct.hears("Hello, I'm Segue", "I'll ask 5 questions")


async def test_a_thread_of_the_direct_message_holds_an_interview_and_gets_a_title(bot: Bot) -> None:
    """As in Slack's agent view: below a message that no interview has, one begins, and stays in that thread."""
    driver = bot.playground.driver
    channel = driver.direct_channel(DANA)
    await bot.stop()
    root = await driver.say(DANA, channel, "a thread that was there before Segue")
    await bot.again(SEGUE_RECONCILE_HOURS="0.0000001")
    direct = Stage(bot, channel)
    direct.threaded, direct.thread = True, root
    await direct.says("quick interview")
    await direct.hears("Hello, I'm Segue", "I'll ask 5 questions")
    await direct.says(PROJECT)
    await direct.hears("Question 1 of 5")
    await driver.wait_for(lambda: "benefits portal" in driver.title(channel, root), PATIENCE)
