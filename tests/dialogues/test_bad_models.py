"""A model that is down, slow, refuses or answers rubbish: nothing lost, nobody left waiting without a word."""

from __future__ import annotations

import asyncio
import sqlite3

import pytest

from bot.engine.stopping import STOPPED
from flows.llm.tasks import ASK_QUESTION, READ_ANSWER, SUMMARISE
from playground.driver import DANA
from tests.dialogues.models import sensible
from tests.dialogues.stage import PROJECT, Bot, Stage
from tests.openai_server import Fault, OpenAIServer, refuses, says, status

TASKS = [task.name for task in (READ_ANSWER, ASK_QUESTION, SUMMARISE)]
ANSWER = "HR told us that 60 percent of the calls to the help desk are about words."


async def test_a_connected_model_holds_a_whole_interview(connected: Bot, server: OpenAIServer) -> None:
    for task in TASKS:
        server.answers(task, *(sensible() for _ in range(6)))
    thread = Stage(connected)
    await thread.begins()
    for number in (2, 3):
        await thread.says(ANSWER.replace("60", f"{number}0"))
        await thread.hears(f"Question {number} of 3")
    await thread.says("They open the portal once a year, we counted that.")
    summary = await thread.hears("What we know about your customers")
    assert "rehearse" not in str(summary)


async def test_a_model_that_is_down_parks_the_interview_until_somebody_tries_again(
    connected: Bot, server: OpenAIServer
) -> None:
    thread = Stage(connected)
    await thread.says("@Segue interview, 3 questions")
    await thread.hears("Hello, I'm Segue")
    server.answers("read_answer", status(503), status(503))
    await thread.says(PROJECT)
    parked = await thread.hears("I can't reach my language model just now", "Nothing is lost", "[ Try again ]")
    await thread.says("Are you still there?")
    await thread.hears_nothing_more()
    server.answers("read_answer", sensible(), sensible()).answers("ask_question", sensible())
    await thread.presses("retry", parked)
    await thread.hears("Question 1 of 3")
    await thread.hears_nothing_more()


async def test_plain_words_try_again_too(connected: Bot, server: OpenAIServer) -> None:
    thread = Stage(connected)
    await thread.says("@Segue interview, 3 questions")
    await thread.hears("Hello, I'm Segue")
    server.answers("read_answer", status(401), sensible()).answers("ask_question", sensible())
    await thread.says(PROJECT)
    await thread.hears("I can't reach my language model just now")
    await thread.says("try again")
    await thread.hears("Question 1 of 3")


@pytest.mark.parametrize("fault", [says("I'd rather talk about the weather."), refuses()], ids=["rubbish", "refusal"])
async def test_rubbish_and_refusals_are_replaced_by_rules(connected: Bot, server: OpenAIServer, fault: Fault) -> None:
    for task in TASKS:
        server.answers(task, *(fault for _ in range(12)))
    thread = Stage(connected)
    await thread.begins()
    await thread.says(ANSWER)
    await thread.hears("Question 2 of 3")
    await thread.says("finish")
    await thread.hears("What we know about your customers", "made by simple rules")


async def test_a_hiccup_is_not_even_noticed(connected: Bot, server: OpenAIServer) -> None:
    server.answers("read_answer", status(500), sensible()).answers("ask_question", status(429, retry_after="0"))
    server.answers("ask_question", sensible())
    thread = Stage(connected)
    await thread.begins()
    assert server.unexpected == []


async def test_what_comes_while_the_model_thinks_joins_the_answer_and_was_paid_for(
    connected: Bot, server: OpenAIServer
) -> None:
    thread = Stage(connected)
    server.answers("read_answer", sensible()).answers("ask_question", sensible())
    await thread.begins()
    never = asyncio.Event()
    server.arrived.clear()
    server.answers("read_answer", sensible(never), sensible()).answers("ask_question", sensible())
    await thread.says("Mostly warehouse workers")
    await server.arrived.wait()
    await thread.says("in Ohio")
    await thread.hears("Question 2 of 3")
    await thread.hears_nothing_more()
    read = [asked for asked in server.asked if asked.task == "read_answer"][-1]
    assert "Mostly warehouse workers" in read.messages[1]
    assert "in Ohio" in read.messages[1]
    await connected.stop()
    with sqlite3.connect(connected.database) as database:
        outcomes = [row[0] for row in database.execute("SELECT outcome FROM model_calls ORDER BY at")]
    assert outcomes.count("cancelled") == 1
    assert outcomes.count("ok") == 4
    await connected.start()


async def test_people_see_that_it_thinks(connected: Bot, server: OpenAIServer) -> None:
    thread = Stage(connected)
    await thread.says("@Segue interview, 3 questions")
    await thread.hears("Hello, I'm Segue")
    done = asyncio.Event()
    server.answers("read_answer", sensible(done)).answers("ask_question", sensible())
    await thread.says(PROJECT)
    assert thread.thread is not None
    await thread.driver.wait_for(
        lambda: "is reading your answer" in thread.driver.status(thread.channel, thread.thread or "")
    )
    done.set()
    await thread.hears("Question 1 of 3")
    assert thread.driver.status(thread.channel, thread.thread) == ""


async def test_stop_ends_the_thinking_and_try_again_takes_it_up(connected: Bot, server: OpenAIServer) -> None:
    thread = Stage(connected)
    await thread.says("@Segue interview, 3 questions")
    await thread.hears("Hello, I'm Segue")
    never = asyncio.Event()
    server.answers("read_answer", sensible(never))
    await thread.says(PROJECT)
    root = thread.thread
    assert root is not None
    await thread.driver.wait_for(lambda: "is reading your answer" in thread.driver.status(thread.channel, root))
    await thread.driver.stop(DANA, thread.channel, root)
    stopped = await thread.hears(STOPPED, "[ Try again ]")
    await thread.driver.stop(DANA, thread.channel, root)
    await thread.says("And we sell to schools.")
    await thread.hears_nothing_more()
    server.answers("read_answer", sensible()).answers("ask_question", sensible())
    await thread.presses("retry", stopped)
    await thread.hears("Question 1 of 3")
    never.set()
    await thread.hears_nothing_more()


async def test_a_budget_that_is_spent_keeps_everything_and_goes_on_when_more_is_allowed(
    connected: Bot, server: OpenAIServer
) -> None:
    for task in TASKS:
        server.answers(task, *(sensible() for _ in range(6)))
    thread = Stage(connected)
    await thread.begins()
    await connected.stop()
    await connected.again(SEGUE_TOKENS_DAY="1")
    await thread.says(ANSWER)
    spent = await thread.hears("What may be spent on my language model today is spent", "Nothing is lost")
    await thread.says("Are you still there?")
    await thread.presses("retry", spent)
    spent = await thread.hears("What may be spent on my language model today is spent")
    await thread.hears_nothing_more()
    await connected.stop()
    await connected.again(SEGUE_TOKENS_DAY="1000000")
    await thread.presses("retry", spent)
    await thread.hears("Question 2 of 3")
