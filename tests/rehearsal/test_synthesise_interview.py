"""A synthesis of what a persona said: only what says something, and never more than something said."""

from __future__ import annotations

import pytest

from bot.views.gallery_personas import PERSONA
from bot.views.synthesis import synthesis_card
from flows.llm.persona_tasks import Said, SynthesisInputs
from flows.llm.rehearsal.personas.small_talk import NO_ONE_TIME, NOT_KNOWN
from flows.llm.rehearsal.personas.synthesise_interview import synthesise_interview
from flows.persona_replies import SynthesisCard
from personas.synthesis import Claim, Quote, Synthesis

NOTHING = [*NO_ONE_TIME, *(each for options in NOT_KNOWN.values() for each in options)]


def claims(answer: str) -> list[str]:
    said = Said(id="a1", question="When did you cook last?", answer=answer)
    draft = synthesise_interview(SynthesisInputs(persona=PERSONA, decision="", exchanges=(said,)))
    return [quote.text for claim in draft.claims for quote in claim.quotes]


@pytest.mark.parametrize("answer", NOTHING)
def test_a_non_answer_is_no_claim(answer):
    assert claims(answer) == []


def test_what_is_said_after_a_non_answer_is_the_claim():
    told = "I mostly cook on Sundays for the whole week."
    assert claims(f"{NO_ONE_TIME[0]} {told}") == [told]


def test_what_a_persona_said_is_never_called_a_finding():
    claim = Claim(kind="finding", text="She cooks on Sundays.", quotes=(Quote(answer="a1", text="on Sundays"),))
    card = SynthesisCard(
        name="synthesis", persona=PERSONA, synthesis=Synthesis(claims=(claim,)), answers=1, links={}, rehearsing=False
    )
    [call] = synthesis_card(card)
    assert "*Statement*: She cooks on Sundays." in str(call)
    assert "*Finding*" not in str(call)
