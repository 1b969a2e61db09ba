"""What Slack may answer: limits, errors after storing, lost answers, archived channels."""

from __future__ import annotations

import pytest

from tests.dialogues.stage import Stage

POST = "chat.postMessage"


async def test_a_rate_limit_is_waited_out(thread: Stage) -> None:
    thread.driver.faults.add("rate_limit", POST, next=1, retry_after=1)
    await thread.begins()
    assert thread.driver.counts()["faults"]


@pytest.mark.parametrize("kind", ["error_after", "reset_after"])
async def test_a_post_that_landed_without_an_answer_is_not_repeated(thread: Stage, kind: str) -> None:
    thread.driver.faults.add(kind, POST, next=1)
    await thread.says("@Segue interview, 3 questions")
    await thread.hears("Hello, I'm Segue")
    await thread.says("We sell bicycles to couriers in Ghent.")
    await thread.hears("Question 1 of 3")
    await thread.hears_nothing_more()
    assert thread.driver.calls("conversations.replies") >= 1


async def test_a_post_that_failed_is_made_again(thread: Stage) -> None:
    thread.driver.faults.add("error_before", POST, next=1)
    await thread.says("@Segue interview, 3 questions")
    await thread.hears("Hello, I'm Segue")
    await thread.hears_nothing_more()


async def test_blocks_that_slack_refuses_are_said_in_plain_text(thread: Stage) -> None:
    thread.driver.faults.add("refuse", POST, next=1, error="invalid_blocks")
    await thread.says("@Segue interview, 3 questions")
    message = await thread.hears("Hello, I'm Segue")
    assert not message.get("blocks")


async def test_an_archived_channel_does_not_stop_the_others(thread: Stage) -> None:
    await thread.begins()
    await thread.says("Mostly warehouse workers.")
    thread.driver.archive(thread.channel)
    other = Stage(thread.bot, "#general")
    await other.begins()


async def test_doubled_deliveries_are_answered_once(thread: Stage) -> None:
    thread.driver.faults.add("double", probability=1.0)
    await thread.begins()
    await thread.says("Mostly warehouse workers.")
    await thread.hears("Question 2 of 3")
    await thread.hears_nothing_more()


async def test_a_cut_socket_comes_back(thread: Stage) -> None:
    await thread.begins()
    await thread.driver.cut()
    await thread.driver.connected(20)
    await thread.says("Mostly warehouse workers.")
    await thread.hears("Question 2 of 3")
