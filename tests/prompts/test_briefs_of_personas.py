"""The good examples of the briefs around personas would be kept by the checks that follow; the bad ones would not."""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime

from flows.llm.persona_tasks import (
    ANSWER_AS,
    JUDGE_ANSWER,
    SYNTHESISE,
    WRITE_GUIDE,
    AnswerVerdict,
    Guide,
    SynthesisDraft,
)
from flows.persona.drafting import guide_of
from flows.role_play.answering import REMARKS
from flows.role_play.judging import judged
from flows.role_play.state import Exchange, RolePlayState
from flows.runtime import Context
from personas.fact_sheet import grown, of_card
from personas.for_customers import ASKED
from personas.guide import FEWEST, MOST, sound
from personas.schema import Knowledge, Part, Persona, Speech, State, Statement
from personas.synthesis import Claim, Quote, checked
from personas.unsayable import unsayable
from tests.model_scripts import ScriptedModel
from tests.prompts.briefs import brief, examples, section


def card(said: str, *known: Knowledge) -> Persona:
    """Of whom an example speaks: a card with that one line."""
    line = Statement(id="P1", part=Part.PAIN_POINTS, text=said)
    return Persona(
        name="Toma", age_band="", occupation="", quote="", brief="", statements=(line,), knowledge=known,
        speech=Speech(style=""),
    )  # fmt: skip


def test_a_good_guide_keeps_the_rules_it_teaches() -> None:
    caretaker = card("Books the sports hall for a village club, and once paid for an empty one.")
    for example in examples(WRITE_GUIDE):
        guide = guide_of(Guide.model_validate_json(example.json))
        kept, wrong = sound(guide, caretaker)
        if example.good:
            assert (kept, wrong) == (guide, ())
            assert FEWEST <= len(guide) <= MOST
            assert all(len(each.text.split()) < 30 and len(each.decides.split()) < 12 for each in guide)
        else:
            assert kept == ()


def test_a_good_synthesis_survives_the_check_whole() -> None:
    [(id, said)] = re.findall(r'The interview: (a\d+) "([^"]+)"', brief(SYNTHESISE))
    for example in examples(SYNTHESISE):
        draft = SynthesisDraft.model_validate_json(example.json)
        told = [
            Claim(kind=each.kind, text=each.text, quotes=tuple(Quote(**quote.model_dump()) for quote in each.quotes))
            for each in draft.claims
        ]
        interview = {id: ("What happens when a training falls through?", said)}
        kept = checked(told, draft.ask_customers, interview, card("Works in a hall."))
        if example.good:
            assert [(each.text, each.quotes) for each in kept.claims] == [(each.text, each.quotes) for each in told]
            assert kept.ask_customers == tuple(draft.ask_customers)
            assert len(draft.ask_customers) == ASKED
        else:
            assert kept.claims == ()
            assert not set(draft.ask_customers) & set(kept.ask_customers)


async def test_a_good_verdict_is_believed() -> None:
    """Both sides of it stand where it says; those of the bad one do not."""
    persona = card(
        "Has no car and takes the tram.", Knowledge(topic="late fee", state=State.UNAWARE, belief="", event="")
    )
    sheet = grown(of_card(persona), "a2", "My sister Mara lives in Leeds.")
    answers = re.findall(r'[Tt]he answer: "([^"]+)"', section(brief(JUDGE_ANSWER), "Examples"))
    for example, answer in zip(examples(JUDGE_ANSWER), [*answers, answers[0]], strict=True):
        verdict = AnswerVerdict.model_validate_json(example.json)
        exchange = Exchange(id="a3", question="And then?", asker="U1", answer=answer)
        model = ScriptedModel().answers(JUDGE_ANSWER, verdict)
        context = Context(model=model, now=datetime(2026, 11, 23, tzinfo=UTC), random=random.Random(1))
        state = RolePlayState(persona=persona, exchanges=(exchange,), sheet=sheet)
        _, flagged = await judged(state, "a3", context)
        assert bool(flagged) is example.good


def test_what_counts_as_advice_is_the_same_wherever_it_is_forbidden() -> None:
    told = [brief(ANSWER_AS), brief(JUDGE_ANSWER), REMARKS["advice"], *unsayable("You should buy gold.")]
    assert len(told) == 4
    assert all("advice on health, law or money" in each for each in told)
