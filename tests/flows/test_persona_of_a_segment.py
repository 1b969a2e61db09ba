"""With a connected model: what a draft makes of a file's facts is held against them, and so is every answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.views.gallery_segments import FOUND
from bot.views.synthesis import synthesis_card
from flows.libraries import Seed
from flows.llm.briefs import messages
from flows.llm.persona_tasks import (
    ANSWER_AS,
    JUDGE_ANSWER,
    JUDGE_SUPPORT,
    SYNTHESISE,
    WRITE_GUIDE,
    WRITE_PERSONA,
    AnswerVerdict,
    ClaimDraft,
    PersonaAnswer,
    PersonaDraft,
    PersonaInputs,
    QuoteDraft,
    SourceDraft,
    StatementDraft,
    SynthesisDraft,
    VerdictDraft,
    Verdicts,
)
from flows.llm.rehearsal import RehearsalModel
from flows.llm.rehearsal.personas.write_persona import write_persona
from flows.persona import PERSONA
from flows.persona_replies import PersonaCard, PersonaSays, SynthesisCard, WholeCard
from flows.replies import Notice
from flows.role_play import ROLE_PLAY, sharing
from flows.segmentation.personas import start_of
from personas.facts import Fact
from personas.grounding import Support
from personas.schema import Origin, Part
from segments.told import Trait
from tests.flows.thread import Thread, stored
from tests.model_scripts import ScriptedModel

BILLS = Trait("MonthlyCharges", 84.6, 57.7, 1.9, "monthly charges on average 84.6, the others 57.7")
SUPPORT = Trait("TechSupport = No", 0.86, 0.51, 1.4, "without tech support: 86 % of them, 51 % of the others")
ORDERS = Trait("orders", 1, 3, -1.0, "orders typically 1, the others 3")
SEGMENT = replace(FOUND.segments[1], traits=(BILLS, SUPPORT, ORDERS), criteria=())
START = start_of(FOUND, SEGMENT, "https://slack.test/p1")
TRUE = "Pays about 85 a month, more than the others."
TURNED = "Pays about 85 a month, less than the others."
CHANGED = "Pays about 95 a month."
OF_OTHERS = "Pays 57.7 in monthly charges."
WITHOUT = "Has no tech support."
WHY = "Has no tech support because nobody offered it."


def line(text: str, ref: str) -> StatementDraft:
    return StatementDraft(part=Part.BEHAVIOUR, text=text, sources=[SourceDraft(origin="material", ref=ref)])


def draft() -> PersonaDraft:
    by_rule = write_persona(PersonaInputs(brief=START.brief, passages=()))
    told = [(TRUE, "m1.1"), (TURNED, "m1.1"), (CHANGED, "m1.1"), (OF_OTHERS, "m1.1"), (WITHOUT, "m1.2"), (WHY, "m1.2")]
    return by_rule.model_copy(update={"statements": [line(text, ref) for text, ref in told]})


async def made(model: Any) -> Thread:
    thread = Thread(PERSONA, model)
    await thread.take(thread.incoming("command", value=START.model_dump_json(), begins="persona"))
    return thread


def scripted() -> ScriptedModel:
    return ScriptedModel(otherwise=RehearsalModel()).answers(WRITE_PERSONA, draft())


async def test_only_what_the_facts_carry_cites_the_file_and_the_judge_is_asked_of_nothing_else() -> None:
    model = scripted()
    card = (await made(model)).last(PersonaCard).persona
    assert {each.text for each in card.statements if each.counted} == {TRUE, WITHOUT}
    assert {each.text for each in card.statements if each.assumed} == {TURNED, CHANGED, OF_OTHERS, WHY}
    [asked] = model.asked(JUDGE_SUPPORT)
    assert [each.text for each in asked.pairs] == [TRUE, WITHOUT]
    assert all(each.counted is not None for each in asked.pairs)
    assert card.segment == START.segment


async def test_an_age_that_no_fact_has_is_taken_off_whatever_a_model_says() -> None:
    invented = draft().model_copy(update={"age_band": "55 to 64"})
    model = ScriptedModel(otherwise=RehearsalModel()).answers(WRITE_PERSONA, invented)
    assert (await made(model)).last(PersonaCard).persona.age_band == ""
    aged = Trait("Age", 58.1, 40.2, 1.2, "age on average 58.1, the others 40.2")
    start = start_of(FOUND, replace(SEGMENT, traits=(BILLS, SUPPORT, ORDERS, aged)), "https://slack.test/p1")
    thread = Thread(PERSONA, ScriptedModel(otherwise=RehearsalModel()).answers(WRITE_PERSONA, invented))
    await thread.take(thread.incoming("command", value=start.model_dump_json(), begins="persona"))
    assert thread.last(PersonaCard).persona.age_band == "55 to 64"


async def test_where_the_judge_says_no_the_line_is_an_assumption() -> None:
    says_more = VerdictDraft(pair="p1", support=Support.SAYS_MORE, words="on average 84.6, the others")
    model = scripted().answers(JUDGE_SUPPORT, Verdicts(verdicts=[says_more]))
    card = (await made(model)).last(PersonaCard).persona
    assert {each.text for each in card.statements if each.counted} == {WITHOUT}


async def test_the_facts_come_numbered_and_fenced_as_data() -> None:
    model = scripted()
    await made(model)
    [inputs] = model.asked(WRITE_PERSONA)
    _, data = messages(WRITE_PERSONA, inputs)
    fenced = data["content"].split("<material>")[1].split("</material>")[0]
    assert '"id":"m1.1"' in fenced
    assert '"here":"84.6"' in fenced
    [guide] = model.asked(WRITE_GUIDE)
    assert guide.facts == START.passages


async def test_whoever_rests_on_no_fact_stands_for_no_segment() -> None:
    invented = draft().model_copy(update={"statements": [line(CHANGED, "m1.1")]})
    model = ScriptedModel(otherwise=RehearsalModel()).answers(WRITE_PERSONA, invented)
    assert (await made(model)).last(PersonaCard).persona.segment is None


async def test_a_copy_keeps_the_facts_and_where_they_are_from() -> None:
    thread = await made(RehearsalModel())
    await thread.say("duplicate")
    copy = Thread(PERSONA)
    await copy.take(thread.elsewhere[-1])
    assert copy.state.segment == START.segment
    assert copy.state.passages == START.passages


async def interview(model: Any) -> Thread:
    card = (await made(RehearsalModel())).state
    thread = Thread(ROLE_PLAY, model)
    seed = Seed(persona=card.persona, passages=card.passages)
    await thread.take(thread.incoming("command", value=seed.model_dump_json(), begins="role_play"))
    return thread


async def test_an_answer_that_sounds_like_a_table_is_said_again() -> None:
    table, hers = (
        "I'm in segment 2, where 86 % have no tech support.",
        "Nobody comes when it breaks, there's no support.",
    )
    model = ScriptedModel(otherwise=RehearsalModel())
    model.answers(ANSWER_AS, PersonaAnswer(answer=table), PersonaAnswer(answer=hers))
    said = await (await interview(model)).say("Who helps you when it breaks?")
    assert [each.text for each in said if isinstance(each, PersonaSays)] == [hers]
    first, second = model.asked(ANSWER_AS)
    assert [each.fact is not None for each in first.passages] == [True] * len(START.passages)
    assert "You speak like a table" in second.faults[0]


async def test_a_fact_that_she_tells_again_is_no_finding() -> None:
    heard, new = "My monthly charges come to about 85.", "I switched the whole thing off for a week in March."
    model = ScriptedModel(otherwise=RehearsalModel())
    model.answers(ANSWER_AS, PersonaAnswer(answer=heard), PersonaAnswer(answer=new))
    fine = AnswerVerdict(verdict="consistent", words="", against="", correction="")
    model.answers(JUDGE_ANSWER, fine, fine)
    claims = [
        ClaimDraft(kind="finding", text=text, quotes=[QuoteDraft(answer=id, text=quote)], against="", decides="")
        for id, text, quote in (("a1", "Pays about 85.", heard), ("a2", "Switched it off for a week.", new))
    ]
    model.answers(SYNTHESISE, SynthesisDraft(claims=claims, ask_customers=[]))
    thread = await interview(model)
    await thread.say("What do you pay?")
    await thread.say("What did you do then?")
    await thread.say("finish")
    card = thread.last(SynthesisCard)
    assert {each.text: each.echo for each in card.synthesis.claims} == {
        "Pays about 85.": True, "Switched it off for a week.": False,
    }  # fmt: skip
    assert card.persona.segment == START.segment


async def test_no_hint_sends_anybody_to_ask_about_the_last_time() -> None:
    thread = await interview(RehearsalModel())
    for question in ("Would you pay ten more?", "What led to it?", "What came of it?", "And where was that?"):
        await thread.say(question)
    guessed, named = (words for _, words in thread.hints)
    assert "the file does not say it" in guessed
    assert "The file answers this too: " in named
    assert "Tell me about" not in named


@pytest.mark.parametrize("fact", [
    Fact(segment=1, about="topic", subject="late parcels", here="40 %", others="5 %", way="more"),
    Fact(segment=1, about="measure", subject="likes to cook", here="4.5", others="2.3", way="more", meaning="answer"),
    Fact(segment=1, about="measure", subject="monthly charges", here="84.6", others="57.7", way="more",
         meaning="money"),
], ids=lambda fact: fact.subject)  # fmt: skip
async def test_of_any_file_summary_and_share_say_the_same_where_nothing_carries_a_claim(fact: Fact) -> None:
    card = (await made(RehearsalModel())).state.persona
    model = scripted().answers(SYNTHESISE, SynthesisDraft(claims=[], ask_customers=[]))
    thread = Thread(ROLE_PLAY, model)
    seed = Seed(persona=card, passages=(START.passages[0].model_copy(update={"fact": fact}),))
    await thread.take(thread.incoming("command", value=seed.model_dump_json(), begins="role_play"))
    await thread.say("What made you laugh lately?")
    await thread.say("finish")
    shown = str(synthesis_card(thread.last(SynthesisCard)))
    assert "is for real customers" in shown
    assert "A new interview" not in shown
    [told] = await thread.say("share")
    assert isinstance(told, Notice)
    assert told.text == sharing.NOTHING_OF_FILE.format(name=card.first_name)


async def test_a_persona_that_was_made_of_a_segment_before_there_were_facts_is_still_read() -> None:
    thread = Thread(PERSONA, state=stored(PERSONA, "persona-v2-of-a-segment"))
    assert not any(each.counted for each in thread.state.persona.statements)
    await thread.say("card")
    assert thread.last(WholeCard).persona.segment is None
    await thread.say("We have to decide whether orders come before offers.")
    assert len(thread.state.persona.guide) >= 8


async def test_one_that_was_being_made_then_is_made_from_what_was_handed_on() -> None:
    thread = Thread(PERSONA, state=stored(PERSONA, "persona-v2-making-of-a-segment"))
    job = thread.state.job
    await thread.take(thread.incoming("schedule", action="step", value=f"{job.key}:{job.steps}"))
    card = thread.last(PersonaCard).persona
    cited = {source.origin for each in card.statements for source in each.sources}
    assert Origin.FILE not in cited
    assert card.segment is None
