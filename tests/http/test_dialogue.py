"""An interview over HTTP, with the real process: asked, answered, killed, summed up."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.cli.dialogue import parts
from playground.driver import CUSTOMERS, DANA
from playground.ports import free_port
from playground.server import Playground
from tests.http.stage import ONE, PATIENCE, Segue, playground

PROJECT = "We sell a benefits portal to mid-size employers. We must choose by March whom to design it for."
ANSWER = "Mostly small firms: we counted 40 of 60 sign-ups in May with fewer than 50 employees."


@pytest.fixture
async def workspace() -> AsyncIterator[Playground]:
    async with playground(free_port()) as made:
        yield made


@pytest.fixture
async def segue(workspace: Playground, tmp_path: Path) -> AsyncIterator[Segue]:
    port = int(workspace.http.request_url.split(":")[2].split("/")[0])
    made = Segue(tmp_path, port, workspace.api_url, **ONE)
    await made.start()
    yield made
    await made.stop()


def said(messages: list[dict[str, Any]]) -> str:
    return "\n".join(line for each in messages for line in parts(each))


def pressed(message: dict[str, Any], action: str) -> tuple[str, ...]:
    """Where an action of a card is: a button of its own, or in its menu."""
    elements = [each for block in message["blocks"] for each in block.get("elements", ())]
    return (action,) if any(each.get("action_id") == action for each in elements) else ("more", action)


async def heard(workspace: Playground, thread: str, words: str) -> dict[str, Any]:
    def found() -> dict[str, Any] | None:
        spoken = [each for each in workspace.driver.thread(CUSTOMERS, thread) if each.get("bot_id")]
        return next((each for each in spoken if words in said([each])), None)

    message = await workspace.driver.wait_for(found, PATIENCE)
    assert message is not None
    return message


async def test_an_interview_from_mention_to_summary(workspace: Playground, segue: Segue) -> None:
    people = workspace.driver
    assert await workspace.http.verify()
    thread = await people.say(DANA, CUSTOMERS, f"@Segue interview, 3 questions: {PROJECT}")
    for number in (1, 2, 3):
        question = await heard(workspace, thread, f"Question {number} of 3")
        if number == 2:
            # What is pressed comes as a form.
            await people.press(DANA, CUSTOMERS, question["ts"], *pressed(question, "skip"))
            await heard(workspace, thread, "Skipped")
        await people.say(DANA, CUSTOMERS, ANSWER, thread)
    await heard(workspace, thread, "ummary")
    assert workspace.http.counts["given_up"] == 0


async def test_a_kill_between_question_and_answer_loses_and_doubles_nothing(
    workspace: Playground, segue: Segue
) -> None:
    people = workspace.driver
    thread = await people.say(DANA, CUSTOMERS, f"@Segue interview, 3 questions: {PROJECT}")
    await heard(workspace, thread, "Question 1 of 3")
    await segue.kill()
    await people.say(DANA, CUSTOMERS, ANSWER, thread)
    # Nobody listens: Slack tries four times and gives up. What it gave up is found in the thread after the start.
    await people.wait_for(lambda: workspace.http.counts["given_up"] > 0, PATIENCE)
    await people.quiet(PATIENCE)
    await segue.start()
    await heard(workspace, thread, "Question 2 of 3")
    asked = [each for each in people.thread(CUSTOMERS, thread) if each.get("bot_id")]
    assert sum("Question 1 of 3" in said([each]) for each in asked) == 1


async def test_what_slack_sends_twice_is_answered_once(workspace: Playground, segue: Segue) -> None:
    people = workspace.driver
    workspace.faults.add("double", probability=1.0)
    thread = await people.say(DANA, CUSTOMERS, f"@Segue interview, 3 questions: {PROJECT}")
    await heard(workspace, thread, "Question 1 of 3")
    await people.say(DANA, CUSTOMERS, ANSWER, thread)
    await heard(workspace, thread, "Question 2 of 3")
    spoken = said([each for each in people.thread(CUSTOMERS, thread) if each.get("bot_id")])
    assert spoken.count("Question 1 of 3") == 1
    assert workspace.http.counts["doubled"] > 0


async def test_a_command_is_answered_and_a_form_opens(workspace: Playground, segue: Segue) -> None:
    people = workspace.driver
    await people.command(DANA, CUSTOMERS, "/segue", "help")
    shown = workspace.workspace.ephemeral
    await people.wait_for(lambda: any("I interview your team" in each.text for each in shown), PATIENCE)
    await people.command(DANA, CUSTOMERS, "/segue", "personas")
    opened = await people.wait_for(lambda: people.modal(DANA), PATIENCE)
    assert opened.definition["title"]["text"] == "Personas"
