"""Between a model's draft and people's eyes: judged, sent back once, and what is still wrong left off."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from errors import ModelRubbish
from flows.libraries import EmptyLibrary
from flows.llm.persona_tasks import (
    JUDGE_SUPPORT,
    WRITE_PERSONA,
    PersonaDraft,
    PersonaInputs,
    SourceDraft,
    StatementDraft,
    VerdictDraft,
    Verdicts,
)
from flows.llm.rehearsal import RehearsalModel
from flows.llm.rehearsal.personas.write_persona import write_persona
from flows.persona import PERSONA
from flows.persona.state import PersonaState, Start
from flows.persona_replies import PersonaCard
from flows.replies import Notice, Reply
from flows.runtime import Context, Incoming
from personas.grounding import Support
from personas.passages import Passage
from personas.request import CHILD
from personas.schema import Origin, Part, Persona
from tests.model_scripts import ScriptedModel

RULE = "Most bookings may be changed free of charge until 48 hours before the start."
PASSAGE = Passage(id="m1.1", title="hall.md", place="Changes", text=RULE)
START = Start(brief="a caretaker who books the sports hall for a village club", passages=(PASSAGE,))
CLICHE = "Cannot use the app because he is an old man."


def draft(*statements: StatementDraft) -> PersonaDraft:
    by_rule = write_persona(PersonaInputs(brief=START.brief, passages=()))
    return by_rule.model_copy(update={"statements": list(statements)})


def line(text: str, origin: str = "assumption", ref: str = "", part: Part = Part.CHALLENGES) -> StatementDraft:
    return StatementDraft(part=part, text=text, sources=[SourceDraft(origin=origin, ref=ref)])  # type: ignore[arg-type]


class Others(EmptyLibrary):
    """A library with other personas in it."""

    def __init__(self, *others: Persona) -> None:
        self._others = others

    async def persona(self, id: str) -> None:
        return None

    async def others(self) -> tuple[Persona, ...]:
        return self._others


async def made(model: ScriptedModel, *others: Persona, start: Start = START) -> tuple[PersonaState, list[Reply]]:
    context = Context(model=model, now=datetime.now(UTC), random=random.Random(1), library=Others(*others))
    first = Incoming(
        key="k1", team="T1", kind="command", channel="C1", ts="1.0", user="U1", value=start.model_dump_json()
    )
    state, waiting, heard = PersonaState(), [first], list[Reply]()
    while waiting:
        outcome = await PERSONA.turn(state, waiting[:1], replace(context))
        assert isinstance(outcome.state, PersonaState)
        state, waiting = outcome.state, [*waiting[1:], *outcome.next]
        heard += outcome.replies
    return state, heard


def scripted(*replies: Any) -> ScriptedModel:
    return ScriptedModel(otherwise=RehearsalModel()).answers(WRITE_PERSONA, *replies)


def sources(state: PersonaState) -> list[str]:
    assert state.persona is not None
    return [each.sources[0].origin.value for each in state.persona.statements]


async def test_what_the_judge_finds_too_much_becomes_an_assumption() -> None:
    verdict = VerdictDraft(pair="p1", support=Support.SAYS_MORE, words="may be changed free of charge")
    model = scripted(draft(line(RULE, "material", "m1.1"))).answers(JUDGE_SUPPORT, Verdicts(verdicts=[verdict]))
    state, _ = await made(model)
    assert sources(state) == [Origin.ASSUMPTION]


async def test_a_judge_who_quotes_what_is_not_there_or_talks_rubbish_changes_nothing() -> None:
    invented = Verdicts(verdicts=[VerdictDraft(pair="p1", support=Support.CONTRADICTED, words="never free of charge")])
    for answer in (invented, ModelRubbish("no usable form")):
        model = scripted(draft(line(RULE, "material", "m1.1"))).answers(JUDGE_SUPPORT, answer)
        state, _ = await made(model)
        assert sources(state) == [Origin.MATERIAL]


async def test_what_the_rule_refuses_is_never_shown_to_the_judge() -> None:
    model = scripted(draft(line("All bookings are always free.", "material", "m1.1")))
    state, _ = await made(model)
    assert sources(state) == [Origin.ASSUMPTION]
    assert model.asked(JUDGE_SUPPORT) == []


async def test_a_cliche_is_sent_back_once_with_what_was_wrong() -> None:
    model = scripted(draft(line(CLICHE)), draft(line("Never opens the app; the screen is too small for his glasses.")))
    state, _ = await made(model)
    assert state.persona is not None
    assert "glasses" in state.persona.statements[0].text
    assert len(model.asked(WRITE_PERSONA)) == 2
    assert model.asked(WRITE_PERSONA)[1].faults != ()


async def test_a_cliche_that_comes_back_is_left_off_and_told() -> None:
    good = line("Keeps the key of the hall on a string.")
    model = scripted(draft(line(CLICHE), good), draft(line(CLICHE), good))
    state, heard = await made(model)
    assert state.persona is not None
    assert [each.text for each in state.persona.statements] == ["Keeps the key of the hall on a string."]
    assert any("hung a trait on a group" in str(each) for each in heard)


async def test_somebody_the_team_has_already_is_sent_back_and_then_named() -> None:
    habits = (
        "Keeps the key of the hall on a string.",
        "Writes bookings into a blue notebook.",
        "Paid for an empty hall in March.",
        "Asks the coach before changing a booking.",
    )
    lines = [line(text) for text in habits]
    first, _ = await made(scripted(draft(*lines)))
    assert first.persona is not None
    model = scripted(draft(*lines), draft(*lines))
    _, heard = await made(model, first.persona)
    assert any(first.persona.name in fault for fault in model.asked(WRITE_PERSONA)[1].faults)
    assert any("whom you have already" in str(each) for each in heard)
    assert any(isinstance(each, PersonaCard) for each in heard)


async def test_a_child_that_another_thread_hands_on_is_declined() -> None:
    state, heard = await made(scripted(), start=Start(brief="a ten-year-old who plays our game"))
    assert [each.text for each in heard if isinstance(each, Notice)] == [CHILD]
    assert (state.persona, state.job, state.brief) == (None, None, "")
