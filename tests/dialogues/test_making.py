"""A persona is made in steps: stopped, added to, interrupted; nothing that was paid for is paid for again."""

from __future__ import annotations

import asyncio

from bot.cli.dialogue import parts
from flows.persona.beginning import STOPPED, TAKEN_IN
from tests.dialogues.models import asked, counted, sensible
from tests.dialogues.personas import ALICE, dropped
from tests.dialogues.stage import PATIENCE, Bot, Stage
from tests.openai_server import OpenAIServer


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
    await thread.hears("where is it from")
    await asked(server, "write_persona")
    await connected.stop()
    await connected.again()
    await thread.hears("Interview Alice")
    await thread.says("card")
    await thread.hears("[m1.1]")
