"""On any material a persona speaks as a person: of herself, out of her card, once, and no more than she knows."""

from __future__ import annotations

import asyncio
import re
from functools import cache
from pathlib import Path

import pytest

from bot.material.reading import read_bytes
from flows.llm.persona_tasks import AnswerInputs, GuideInputs, PersonaInputs, Said
from flows.llm.rehearsal.personas.answer_as import answer_as
from flows.llm.rehearsal.personas.repeated import facts
from flows.llm.rehearsal.personas.small_talk import NO_ONE_TIME, NOT_KNOWN
from flows.llm.rehearsal.personas.write_guide import write_guide
from flows.llm.rehearsal.personas.write_persona import write_persona
from flows.persona.drafting import card_of, guide_of
from interviews.language import content_stems, numbers
from personas.fidelity import sentences
from personas.grounding import grounded_card
from personas.guide import sound
from personas.passages import Passage
from personas.schema import Origin, Persona
from personas.verbs import base

MATERIAL = Path(__file__).parent / "material"
BRIEFS = {
    "clear_hearing.md": "Bob, 71, a retired pilot, deaf in one ear, distrusts subscriptions",
    "fixit.md": "a plumber who hates paperwork and works alone",
    "green_crate.html": "Ines, 34, teacher, lives with two kids, orders every week",
    "ledgerling.md": "a freelancer who is new to invoices",
    "little_oaks.txt": "a first-time father who works nights",
    "river_rail.md": "a commuter who claims every refund and knows the rules by heart",
    "tool_shed.md": "a student who borrows tools and always returns them late",
}
ORDINARY = (
    "Walk me through the last time it came up.",
    "What did you pay, the last time?",
    "What confuses you most about it?",
    "Who do you ask when you get stuck?",
    "What would make you switch?",
    "How do you hear about changes?",
    "What would you need from us to make it easier?",
)
STRANGE = "How many gigabytes does your data centre in Ohio have?"
HONEST = {each for options in NOT_KNOWN.values() for said in options for each in sentences(said)}
SMALL_WORDS = content_stems(
    "something figure right remember stuck found late think never checked take nod say mean half best told thought "
    "time happened still said one someone anyone like want help have autumn spring year middle each soon stopped "
    "taken well honestly evening due before back work"
)
"""Of the frames round a fact."""
every_material = pytest.mark.parametrize("name", BRIEFS)


@cache
def _passages(name: str) -> tuple[Passage, ...]:
    return asyncio.run(read_bytes((MATERIAL / name).read_bytes(), name, 1)).passages


@cache
def card(name: str) -> Persona:
    draft = write_persona(PersonaInputs(brief=BRIEFS[name], passages=_passages(name)))
    return grounded_card(card_of(draft, BRIEFS[name]), _passages(name))


def guide(name: str, decision: str = "") -> list[str]:
    return [each.text for each in write_guide(GuideInputs(persona=card(name), decision=decision)).questions]


def interview(name: str, questions: list[str] | tuple[str, ...]) -> list[str]:
    said: list[Said] = []
    for question in questions:
        inputs = AnswerInputs(persona=card(name), passages=_passages(name), exchanges=tuple(said), question=question)
        said.append(Said(id=f"a{len(said) + 1}", question=question, answer=answer_as(inputs).answer))
    return [each.answer for each in said]


def known(name: str) -> str:
    """All that the persona may speak of."""
    persona = card(name)
    topics = [f"{each.topic}. {each.belief} {each.event}" for each in persona.knowledge]
    return " ".join([*(each.text for each in persona.statements), *topics, *(each.text for each in _passages(name))])


@every_material
def test_each_sentence_stands_on_the_card_or_is_marked_as_not_known(name: str) -> None:
    memory = known(name)
    for answer in interview(name, [*ORDINARY, *guide(name)]):
        assert numbers(answer) - {"1"} <= numbers(memory), answer  # “one time” is no figure
        for sentence in facts(answer):
            stems = content_stems(sentence) - SMALL_WORDS
            assert len(stems & content_stems(memory)) >= 0.6 * len(stems), sentence


@every_material
def test_nobody_speaks_of_themselves_as_somebody_else(name: str) -> None:
    persona = card(name)
    of_things = " ".join(each.belief for each in persona.knowledge)
    for answer in interview(name, [*ORDINARY, *guide(name)]):
        assert persona.first_name not in answer
        for sentence in sentences(answer):
            first, _, rest = sentence.partition(" ")
            assert not re.match(r"(?:She|He|They) (?:is|was|has|\w+s)\b", sentence), sentence
            assert not base(first, rest) or sentence in of_things or sentence in HONEST, sentence
    assert any(sentence.startswith("I ") for answer in interview(name, ORDINARY) for sentence in sentences(answer))


@every_material
def test_nothing_is_said_twice_in_the_same_words(name: str) -> None:
    for questions in (guide(name), guide(name, "We must decide whether prices come per month or per year."), ORDINARY):
        told = [each for answer in interview(name, questions) for each in sentences(answer) if len(each) > 12]
        assert sorted(told) == sorted(set(told))


@every_material
def test_the_same_question_gets_the_same_facts_in_other_words(name: str) -> None:
    asked = "Walk me through the last time you had to deal with it."
    otherwise = "When did it last come up, and what happened then?"
    first, _, again = interview(name, [asked, "Who do you ask when you get stuck?", otherwise])
    stems = content_stems(again) - SMALL_WORDS - content_stems("Like I said. As I told you. Same as before.")
    assert again != first
    assert stems <= content_stems(first) | SMALL_WORDS
    assert numbers(again) - {"1"} <= numbers(first)
    assert stems


@every_material
def test_what_is_nowhere_is_admitted(name: str) -> None:
    strange = (STRANGE, "What do you think of the new stadium in Porto?", "Which colour did the ambassador wear?")
    for answer in interview(name, strange):
        assert [each for each in sentences(answer) if each not in HONEST] == []


@every_material
def test_who_is_asked_for_help_is_somebody_both_times(name: str) -> None:
    once, again = interview(name, ("Who do you ask when you get stuck?", "Who helps you when you get no further?"))
    assert facts(once)
    assert facts(again)
    assert not {*sentences(once), *sentences(again)} & (HONEST | set(NO_ONE_TIME))


@every_material
def test_the_same_interview_goes_the_same_way(name: str) -> None:
    assert interview(name, ORDINARY) == interview(name, ORDINARY)


@every_material
def test_rules_on_the_card_stand_in_the_material_and_habits_do_not_claim_to(name: str) -> None:
    text = re.sub(r"[*_]", "", " ".join(" ".join(each.text.split()) for each in _passages(name)))
    rules = [each for each in card(name).statements if any(one.origin is Origin.MATERIAL for one in each.sources)]
    assert rules
    assert all(sentence in text for each in rules for sentence in sentences(each.text))
    assert len(card(name).statements) - len(rules) >= 15


@every_material
def test_the_guide_asks_ten_sound_questions_about_something_named(name: str) -> None:
    drafts = guide_of(write_guide(GuideInputs(persona=card(name), decision="")))
    assert sound(drafts, card(name))[1] == ()
    assert len(drafts) == len({each.text for each in drafts}) == 10
    assert not any("{" in each.text or re.search(r"\bthe the\b", each.text) for each in drafts)


ABOUT_INES = ("How old are you?", "What is your name?", "What do you do for a living?", "Who lives with you?")


def test_what_the_card_says_of_her_is_said_when_asked() -> None:
    age, called, work, home = interview("green_crate.html", ABOUT_INES)
    assert "34" in age
    assert called.startswith("Ines. Ines ")
    assert "I'm a teacher." in work
    assert home == "I live with two kids."


@every_material
def test_what_the_card_does_not_say_of_her_stays_at_home_each_time_in_other_words(name: str) -> None:
    earned, rent = interview(name, ("How much do you earn?", "And your rent, what is it?"))
    assert earned != rent
    assert not re.search(r"\d", earned + rent)


def test_talk_around_questions_is_met_and_never_answered_from_the_card() -> None:
    hello, well, thanks, heard = interview(
        "fixit.md", ("Hi there!", "How are you today?", "Thanks, that was helpful.", "I see.")
    )
    for said in (hello, well, thanks, heard):
        assert said
        assert "sheet" not in said
        assert "plumber" not in said


def test_why_and_what_then_get_more_or_an_honest_end() -> None:
    first, why, then, more = interview(
        "tool_shed.md", ("Walk me through the last late return.", "Why?", "And then?", "Tell me more.")
    )
    assert why in NOT_KNOWN["why"]
    assert len({first, why, then, more}) == 4


def test_a_word_of_her_world_is_told_as_she_takes_it_and_never_as_the_rule_is_written() -> None:
    for topic in card("little_oaks.txt").knowledge:
        [said] = interview("little_oaks.txt", [f"What does “{topic.topic}” mean to you?"])
        assert topic.topic.split()[0] in said.lower()
        assert not any(rule.text in said for rule in card("little_oaks.txt").statements)
