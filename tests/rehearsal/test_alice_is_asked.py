"""What one asks Alice first is answered with what was asked for: the sample, and the one of the brochure."""

from __future__ import annotations

import asyncio
import re
from functools import cache
from pathlib import Path

import pytest

from bot.material.reading import read_bytes
from flows.llm.persona_tasks import AnswerInputs, PersonaInputs, Said
from flows.llm.rehearsal.personas.answer_as import answer_as
from flows.llm.rehearsal.personas.reaction import reaction
from flows.llm.rehearsal.personas.small_talk import NO_ONE_TIME, NOT_KNOWN
from flows.llm.rehearsal.personas.write_persona import write_persona
from flows.persona.drafting import card_of
from personas.grounding import grounded_card
from personas.passages import Passage
from personas.sample import sample
from personas.schema import Part, Persona

BRIEF = "Alice, a cost-conscious employee who does not understand benefits"
BROCHURE = Path("bot/cli/sample_material.md")
WORRY = "What worries you most when you choose a plan?"
HELP, BADGE = "What would help you?", "Would a “recommended” badge help you?"
PORTAL = Passage(
    id="m1.1",
    title="plans.md",
    place="Plans",
    text="You may be able to get lower costs on the monthly premium. If you use a doctor outside the network, you may "
    "have to pay the full cost. You can use out-of-network providers. You can compare plans before you choose.",
)
QUESTIONS = (
    ("brochure", WORRY, "paid more|gave up|caught out"),
    ("brochure", "What worries you?", "paid|gave up|caught out"),
    ("brochure", HELP, "^(?:Hm. )?I need"),
    ("brochure", BADGE, "who gains"),
    ("brochure", "What matters most to you?", "I want"),
    ("brochure", "Who helps you?", "sister"),
    ("brochure", "What do you do when you are unsure?", "sister"),
    ("brochure", "How should we reach you about the new portal?", "text messages|e-mail"),
    ("brochure", "Don't you think the portal is too complicated?", "opinion|a view"),
    (
        "brochure",
        "What do you do on the last evening of enrolment, and who helps you?",
        "^(?!I couldn't point|No single)",
    ),
    ("sample", WORRY, "six hundred|hundred and eighty"),
    ("sample", BADGE, "who gains"),
    ("sample", HELP, "I need"),
    ("sample", "What does a deductible mean to you?", "The deductible.*same as a fee"),
    ("sample", "What about enrolment?", "Two weeks"),
)


@cache
def alice(which: str) -> tuple[Persona, tuple[Passage, ...]]:
    if which == "sample":
        return sample().persona, sample().passages
    passages = asyncio.run(read_bytes(BROCHURE.read_bytes(), BROCHURE.name, 1)).passages
    draft = write_persona(PersonaInputs(brief=BRIEF, passages=passages))
    return grounded_card(card_of(draft, BRIEF), passages), passages


def answers(which: str, *questions: str) -> list[str]:
    persona, passages = alice(which)
    said: list[Said] = []
    for question in questions:
        inputs = AnswerInputs(persona=persona, passages=passages, exchanges=tuple(said), question=question)
        said.append(Said(id=f"a{len(said) + 1}", question=question, answer=answer_as(inputs).answer))
    return [each.answer for each in said]


@pytest.mark.parametrize(("which", "question", "words"), QUESTIONS)
def test_what_was_asked_for_is_answered(which: str, question: str, words: str) -> None:
    [said] = answers(which, question)
    assert re.search(words, said), said


@pytest.mark.parametrize("which", ["sample", "brochure"])
def test_a_time_that_never_came_up_is_not_made_up_from_another_one(which: str) -> None:
    [said] = answers(which, "Tell me about the last time you travelled to the dentist.")
    assert said in (*NO_ONE_TIME, *(each for options in NOT_KNOWN.values() for each in options))


@pytest.mark.parametrize(
    ("shown", "against", "does"),
    [
        ("We add a “recommended” badge, for 12 dollars a month more.", "who gains", ""),
        ("Enrolment is announced by e-mail and by text message.", "", "text message"),
        ("We will replace the booklet by a chat bot.", "", ""),
    ],
)
@pytest.mark.parametrize("which", ["sample", "brochure"])
def test_a_proposal_is_met_with_what_is_near_to_it(which: str, shown: str, against: str, does: str) -> None:
    persona, _ = alice(which)
    said = reaction(persona, shown)
    assert against in said, said
    assert does in said or "I'd leave it" in said, said
    assert "each month" not in said, "what she keeps to herself has nothing to do with any of them"


def test_whoever_is_asked_a_third_time_does_not_stammer() -> None:
    said = answers("brochure", "Who helps you?", "Who helps you?", "Who helps you?", "Where do you get stuck?")
    assert len(set(said)) == len(said)
    assert not any("still still" in each for each in said)


def test_what_one_gains_is_no_pain_and_what_one_may_use_is_nothing_one_forgets() -> None:
    draft = write_persona(PersonaInputs(brief=BRIEF, passages=(PORTAL,)))
    parts = {each.text: each.part for each in draft.statements if each.sources[0].origin == "material"}
    assert parts["You may be able to get lower costs on the monthly premium."] is Part.TRIGGERS
    assert parts["If you use a doctor outside the network, you may have to pay the full cost."] is Part.PAIN_POINTS
    assert not any("use out-of-network" in each.text for each in draft.statements if each.text not in parts)
