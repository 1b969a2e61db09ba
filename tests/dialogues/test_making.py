"""A persona is made in steps: stopped, added to, interrupted; nothing that was paid for is paid for again."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from bot.cli.dialogue import parts
from flows.llm.persona_tasks import ANSWER_AS, JUDGE_SUPPORT, SYNTHESISE, WRITE_GUIDE, WRITE_PERSONA
from flows.llm.rehearsal import RehearsalModel
from flows.persona.beginning import STOPPED, TAKEN_IN
from tests.dialogues.stage import PATIENCE, Bot, Stage, staged
from tests.dialogues.test_personas import ALICE, dropped
from tests.openai_server import Asked, Fault, OpenAIServer, says

TASKS = {task.name: task for task in (WRITE_PERSONA, JUDGE_SUPPORT, WRITE_GUIDE, ANSWER_AS, SYNTHESISE)}


def sensible(before: asyncio.Event | None = None) -> Fault:
    """A connected model that answers as well as the rehearsal model; waits for `before`, if there is one."""

    async def reply(asked: Asked) -> web.StreamResponse:
        if before is not None:
            await before.wait()
        task = TASKS[asked.task]
        material = asked.messages[1].split("<material>")[1].split("</material>")[0]
        inputs = task.inputs.model_validate(json.loads(material))
        return await says(await RehearsalModel().run(task, inputs))(asked)

    return reply


@pytest.fixture
async def server() -> AsyncIterator[OpenAIServer]:
    async with OpenAIServer() as server:
        yield server


@pytest.fixture
async def connected(tmp_path: Path, server: OpenAIServer) -> AsyncIterator[Bot]:
    settings = {"OPENAI_BASE_URL": server.base_url, "SEGUE_MODEL": "test-model", "SEGUE_MODEL_TRIES": "2"}
    async with staged(tmp_path, **settings) as bot:
        yield bot


async def asked(server: OpenAIServer, task: str, times: int = 1) -> None:
    """Wait until the model was asked for it that often."""
    async with asyncio.timeout(PATIENCE):
        while counted(server)[task] < times:
            server.arrived.clear()
            await server.arrived.wait()


def counted(server: OpenAIServer) -> Counter[str]:
    return Counter(each.task for each in server.asked)


async def test_the_plan_shows_how_far_it_is_and_shrinks(connected: Bot, server: OpenAIServer) -> None:
    written = asyncio.Event()
    server.answers("write_persona", sensible()).answers("write_guide", sensible(written))
    thread = Stage(connected)
    await thread.says(ALICE)
    await asked(server, "write_guide")
    plan = await thread.hears("Making a persona")
    await thread.people.wait_for(
        lambda: "→ Prepare the questions" in "\n".join(parts(thread.message(plan["ts"]))), PATIENCE
    )
    written.set()
    await thread.hears("Interview Alice")
    assert "Write the card" not in str(thread.message(plan["ts"])["blocks"])
    assert "Alice" in str(thread.message(plan["ts"])["blocks"])


async def test_a_step_that_was_paid_for_is_not_paid_for_again(connected: Bot, server: OpenAIServer) -> None:
    never = asyncio.Event()
    server.answers("write_persona", sensible()).answers("write_guide", sensible(never), sensible())
    thread = Stage(connected)
    await thread.says(ALICE)
    await thread.hears("Making a persona")
    await asked(server, "write_guide")
    await connected.stop()
    await connected.again()
    await thread.hears("Interview Alice")
    assert counted(server) == {"write_persona": 1, "write_guide": 2}


async def test_stop_keeps_what_there_is_and_go_on_finishes_it(connected: Bot, server: OpenAIServer) -> None:
    never = asyncio.Event()
    server.answers("write_persona", sensible()).answers("write_guide", sensible(never), sensible())
    thread = Stage(connected)
    await thread.says(ALICE)
    plan = await thread.hears("Making a persona")
    await asked(server, "write_guide")
    await thread.says("stop")
    await thread.hears(STOPPED)
    assert "Stopped on the way" in str(thread.message(plan["ts"])["blocks"])
    await thread.hears_nothing_more()
    await thread.says("go on")
    await thread.hears("Making a persona")
    await thread.hears("Interview Alice")
    assert counted(server) == {"write_persona": 1, "write_guide": 2}


async def test_the_stop_button_stops_at_once(connected: Bot, server: OpenAIServer) -> None:
    never = asyncio.Event()
    server.answers("write_persona", sensible(never), sensible()).answers("write_guide", sensible())
    thread = Stage(connected)
    await thread.says(ALICE)
    plan = await thread.hears("Making a persona", "Stop")
    await asked(server, "write_persona")
    await thread.presses("stop", plan)
    stopped = await thread.hears(STOPPED, "Resume")
    assert "Stopped on the way" in str(thread.message(plan["ts"])["blocks"])
    await thread.presses("resume", stopped)
    await thread.hears("Making a persona")
    await thread.hears("Interview Alice")


async def test_what_is_said_meanwhile_joins_the_card(connected: Bot, server: OpenAIServer) -> None:
    never = asyncio.Event()
    server.answers("write_persona", sensible(never), sensible()).answers("write_guide", sensible())
    thread = Stage(connected)
    await thread.says(ALICE)
    await thread.hears("Making a persona")
    await asked(server, "write_persona")
    await thread.says("She works nights in a warehouse in Leeds.")
    await thread.hears(TAKEN_IN)
    await thread.hears("Making a persona")
    await thread.hears("Interview Alice")
    brief = server.asked[-1].messages[1]
    assert "cost-conscious" in brief
    assert "nights in a warehouse" in brief


async def test_files_that_were_read_are_not_read_again_after_a_restart(connected: Bot, server: OpenAIServer) -> None:
    never = asyncio.Event()
    server.answers("write_persona", sensible(never), sensible()).answers("write_guide", sensible())
    server.answers("judge_support", sensible())
    thread = Stage(connected)
    brochure = b"# Deductible\n\nYou pay all costs of care until the deductible of 1,500 dollars is met.\n"
    await thread.says(ALICE, files=[await dropped(connected, "benefits.md", brochure)])
    await thread.hears("Making a persona", "Read the material")
    await asked(server, "write_persona")
    await connected.stop()
    await connected.again()
    await thread.hears("Interview Alice")
    await thread.says("card")
    await thread.hears("[m1.1]")
