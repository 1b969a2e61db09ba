"""Who is not made into a persona is declined kindly, whichever way it is asked; what there is stays, and the way on."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from flows.llm.persona_tasks import PersonaInputs
from flows.llm.rehearsal.personas.write_persona import write_persona
from flows.persona.steps import REFUSED
from personas.request import CHILD, REAL, UNFIT
from playground.driver import CUSTOMERS
from tests.dialogues.models import asked, sensible
from tests.dialogues.personas import ALICE, dropped, edited, made
from tests.dialogues.stage import PATIENCE, Bot, Stage
from tests.openai_server import OpenAIServer, refuses, says

BRIEF = "Alice, a cost-conscious employee"


def drafted(**changed: Any) -> dict[str, Any]:
    """What a model writes of Alice, with something changed."""
    return {**write_persona(PersonaInputs(brief=BRIEF, passages=())).model_dump(mode="json"), **changed}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("@Segue persona of Elon Musk", REAL),
        ("@Segue make a persona of @Mei", REAL),
        ("@Segue make a persona from https://www.linkedin.com/in/mei-tan", REAL),
        ("@Segue persona of a ten-year-old who collects cards", CHILD),
        ("@Segue persona of somebody who hates refugees", UNFIT),
        ("@Segue persona of a doctor who tells us what to take", UNFIT),
        ("@Segue make a persona for legal advice", UNFIT),
    ],
)
async def test_an_invented_one_is_offered_and_made(thread: Stage, said: str, told: str) -> None:
    await thread.says(said)
    await thread.hears(told)
    await thread.says("a caretaker who books the sports hall for a village club")
    await thread.hears("Making a persona")
    await thread.hears("caretaker", "Synthetic")


async def test_what_is_declined_meanwhile_does_not_join_and_the_card_is_made(
    connected: Bot, server: OpenAIServer
) -> None:
    never = asyncio.Event()
    server.answers("write_persona", sensible(never), sensible()).answers("write_guide", sensible())
    thread = Stage(connected)
    await thread.says(ALICE)
    plan = await thread.hears("Making a persona")
    await asked(server, "write_persona")
    await thread.says("She is 9 years old.")
    await thread.hears(CHILD)
    await thread.hears("Interview Alice")
    assert "9 years" not in server.asked[-1].messages[1]
    assert "A persona:" in str(thread.message(plan["ts"])["blocks"])


async def test_below_a_card_nobody_else_is_slipped_in(bot: Bot, thread: Stage) -> None:
    await made(thread)
    await thread.says(
        "persona of my boss", files=[await dropped(bot, "boss.md", b"He is always late for the meeting.")]
    )
    await thread.hears(REAL)
    await thread.says("interview")
    await thread.people.wait_for(
        lambda: "Interview with Alice" in str(thread.people.history(CUSTOMERS)[-1]["blocks"]), PATIENCE
    )


async def test_an_edit_makes_no_child_of_her(bot: Bot, thread: Stage) -> None:
    card = await made(thread)
    assert await edited(thread, card, "age_band", "9") == {}
    await thread.hears(CHILD)
    await thread.hears_nothing_more()


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        (says(drafted(declines="real person")), REAL),
        (says(drafted(declines="advice or hatred")), UNFIT),
        (says(drafted(age_band="9")), CHILD),
        (refuses(), REFUSED),
    ],
    ids=["somebody the model knows", "what no persona is for", "made a child", "the model will not"],
)
async def test_what_only_a_model_sees_is_declined_too(
    connected: Bot, server: OpenAIServer, draft: Any, told: str
) -> None:
    """A name that no rule knows, or a language that no rule speaks."""
    server.answers("write_persona", draft, sensible()).answers("write_guide", sensible())
    thread = Stage(connected)
    await thread.says("@Segue persona of Zinedine Zidane")
    plan = await thread.hears("Making a persona")
    await thread.hears(told)
    assert "Stopped on the way" in str(thread.message(plan["ts"])["blocks"])
    await thread.says(BRIEF)
    await thread.hears("Making a persona")
    await thread.hears("Interview Alice")
    assert "Zidane" not in server.asked[-1].messages[1]
