"""A persona made of a segment in a file: what was counted is what she is, what that leaves open she is asked."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.views.gallery_segments import FOUND
from flows.llm.persona_tasks import AnswerInputs, GuideInputs, PersonaInputs, Said, SupportInputs
from flows.llm.rehearsal.personas.answer_as import answer_as
from flows.llm.rehearsal.personas.facts_told import _STATED
from flows.llm.rehearsal.personas.judge_support import judge_support
from flows.llm.rehearsal.personas.stock import everything, read
from flows.llm.rehearsal.personas.write_guide import write_guide
from flows.llm.rehearsal.personas.write_persona import write_persona
from flows.persona.drafting import card_of
from flows.segmentation.personas import start_of
from personas.grounding import Support, grounded_card, pairs, why_not
from personas.schema import Origin, Part, Persona
from personas.table_talk import talks_like_a_table
from segments.told import Criterion, Trait

NAME = "Big spenders last month"
TRAITS = (
    Trait("MonthlyCharges", 84.6, 57.7, 1.9, "monthly charges on average 84.6, the others 57.7"),
    Trait("days since last purchase", 230, 38, 1.5, "days since last purchase on average 230, the others 38"),
    Trait("Contract = Month-to-month", 0.96, 0.4, 1.2, "contract is Month-to-month: 96 % of them, 40 % of the others"),
    Trait("TechSupport = Yes", 0.14, 0.49, -1.1, "with tech support: 14 % of them, 49 % of the others"),
    Trait("OnlineBackup = Yes", 0.35, 0.1, 1.0, "with online backup: 35 % of them, 10 % of the others"),
    Trait("Gender = Female", 0.9, 0.4, 1.0, "gender is Female: 90 % of them, 40 % of the others"),
)
LEAVE = "Churn: 57 % here, 16 % among the others, 41 points more (from +38 to +44). What they do was not tried."
CHURN = Criterion("responds differently", "met", 0.41, LEAVE, "Churn", "57 %", "16 %")
SEGMENT = replace(FOUND.segments[0], name=NAME, traits=TRAITS, criteria=(CHURN,))
START = start_of(FOUND, SEGMENT)


def made() -> Persona:
    draft = write_persona(PersonaInputs(brief=START.brief, passages=START.passages, others=(), faults=()))
    return grounded_card(card_of(draft, START.brief), START.passages)


def answered(question: str, *before: Said) -> str:
    card = made().model_copy(update={"guide": ()})
    inputs = AnswerInputs(persona=card, passages=START.passages, exchanges=before, question=question)
    return answer_as(inputs).answer


def counted(card: Persona) -> list[str]:
    return [each.text for each in card.statements if each.sources[0].origin is Origin.FILE]


def test_she_is_what_was_counted_with_the_figures_of_the_file_and_in_plain_words() -> None:
    assert counted(made()) == [
        "Stands for 260 of 380 customers (68 %).",
        "People like this bring 81 % of the money.",
        "Pays about 85 in monthly charges, more than the others (about 58).",
        "Last bought about 230 days before the file ends, the others about 38 days.",
        "Has a month-to-month contract (96 % of people like this, 40 % of the others).",
        "Has no tech support (86 % of people like this, 51 % of the others).",
        "Leaves more often than the others: 57 % of people like this left, 16 % of the others.",
        "96 % of people like this came back, half of these within 14 days.",
    ]


def test_what_a_third_of_them_have_and_of_which_sex_they_are_is_said_of_nobody() -> None:
    told = " ".join(each.text for each in made().statements).casefold()
    assert "online backup" not in told
    assert "female" not in told
    assert not any(each.fact is not None and each.fact.subject == "gender" for each in START.passages)


@pytest.mark.parametrize(("age", "band"), [("61.7", "55 to 64"), ("35.0", "35 to 44"), ("44.9", "35 to 44")])
def test_she_is_as_old_as_they_are_where_the_file_says_so(age: str, band: str) -> None:
    trait = Trait("Age", float(age), 20, 1.0, f"age on average {age}, the others 20.0")
    start = start_of(FOUND, replace(SEGMENT, traits=(trait,)))
    assert write_persona(PersonaInputs(brief=start.brief, passages=start.passages)).age_band == band


def test_no_age_is_made_up_where_the_file_has_none_and_asked_for_it_she_does_not_know() -> None:
    assert made().age_band == ""
    said = answered("How old are you?")
    assert not re.search(r"\d", said)
    assert any(word in said for word in ("don't know", "couldn't tell"))


def test_what_is_assumed_of_her_follows_from_a_fact_and_is_marked_as_assumed() -> None:
    card = made()
    assert {each.sources[0].origin for each in card.statements} == {Origin.FILE, Origin.ASSUMPTION}
    assert [(each.part, each.text) for each in card.statements if each.assumed] == [
        (Part.GOALS, "Wants to be free to go when something better is offered."),
        (Part.CHALLENGES, "Finds it hard to see what makes monthly charges so high."),
        (Part.NEEDS, "Needs to see what another contract would give in return."),
        (Part.PAIN_POINTS, "Notices when monthly charges go up without a word."),
        (Part.TRIGGERS, "Comes back for something that is needed anyway."),
        (Part.OBJECTIONS, "Asks what makes monthly charges so high before adding anything."),
    ]
    assert card.quote == "My monthly charges come to about 85, which is more than most pay."
    assert card.speech.samples == card.speech.moods == ()


def test_what_is_assumed_is_worded_by_what_the_fact_is_of() -> None:
    traits = (
        Trait("PhoneService = Yes", 0.9, 0.5, 1.0, "with phone service: 90 % of them, 50 % of the others"),
        Trait("PaperlessBilling = Yes", 0.9, 0.5, 1.0, "with paperless billing: 90 % of them, 50 % of the others"),
        Trait("TotalCharges", 5992, 1389, 1.0, "total charges on average 5,992, the others 1,389"),
    )
    start = start_of(FOUND.model_copy(update={"money": "MonthlyCharges"}), replace(SEGMENT, traits=traits, criteria=()))
    draft = write_persona(PersonaInputs(brief=start.brief, passages=start.passages))
    assert [each.text for each in draft.statements if each.sources[0].origin == "assumption"] == [
        "Needs phone service to work every day."
    ]


def test_nothing_is_made_up_of_her_that_no_fact_speaks_to() -> None:
    card = made()
    for part in (Part.HOBBIES, Part.PERSONALITY, Part.CHANNELS, Part.ACCESSIBILITY):
        assert card.of(part) == ()
    start = start_of(FOUND, replace(SEGMENT, traits=TRAITS[4:5], criteria=()))
    draft = write_persona(PersonaInputs(brief=start.brief, passages=start.passages))
    assert not [each for each in draft.statements if each.sources[0].origin == "assumption"]
    assert draft.quote == ""


@pytest.mark.parametrize("question", ["What are your hobbies?", "Who do you live with?", "What made you laugh lately?"])
def test_what_she_is_asked_beside_the_file_she_does_not_make_up(question: str) -> None:
    said = answered(question)
    assert said
    assert not any(line in said for line in everything())


def test_every_supposed_line_is_filled_in_and_every_key_is_of_a_fact_there_is() -> None:
    about = {"churn", "contract", "service", "paying", "lacked", "once", *_STATED}
    for key, lines in read("counted").items():
        assert key.removesuffix(" more").removesuffix(" less") in about, key
        for part, line in lines.items():
            assert Part(part)
            assert line.endswith(".")
            assert "{" not in line.format(subject="charges", level="card", what="card")


def test_the_judge_finds_her_lines_carried_and_a_changed_one_not() -> None:
    asked = pairs(made(), START.passages)
    verdicts = judge_support(SupportInputs(pairs=asked)).on(asked)
    assert {each.support for each in verdicts} == {Support.SUPPORTED}
    assert all(each.believed for each in verdicts)
    changed = [each.model_copy(update={"text": each.text.replace("about 85", "about 95")}) for each in asked]
    assert [each.support for each in judge_support(SupportInputs(pairs=changed)).on(changed)].count(
        Support.SUPPORTED
    ) == len(asked) - 1


def test_no_line_of_hers_stands_with_another_digit_another_way_or_another_fact() -> None:
    known, changed = {each.id: each for each in START.passages}, 0
    lines = [(each.text, each.sources[0].ref) for each in made().statements if each.counted]
    for text, ref in lines:
        assert why_not(text, known[ref]) == ""
        for number in re.finditer(r"\d", text):
            other = f"{text[: number.start()]}{(int(number[0]) + 3) % 10}{text[number.end() :]}"
            assert why_not(other, known[ref]), other
            changed += 1
        turned = re.sub(r"\b(?:more|less)\b", lambda word: {"more": "less", "less": "more"}[word[0]], text)
        assert turned == text or why_not(turned, known[ref]), turned
        for other in known.keys() - {ref}:
            assert why_not(text, known[other]), (text, known[other].text)
    assert changed > 30


def test_she_is_asked_what_the_figures_cannot_tell_and_never_about_the_name_of_the_segment() -> None:
    guide = write_guide(GuideInputs(persona=made(), decision="", facts=START.passages))
    questions = [each.text for each in guide.questions]
    assert questions[:2] == [
        "Tell me about the last time you looked at what somebody else offers.",
        "What had happened in the weeks before you last thought of changing?",
    ]
    assert "How did you come to have a month-to-month contract?" in questions
    assert "What did you do the last time you had to do without tech support?" in questions
    assert "What was going on around the time of your last order there?" in questions
    assert 8 <= len(questions) <= 12
    assert not any(word in each.casefold() for each in questions for word in ("spenders", "segment", "%", "file"))


def test_she_says_it_in_her_own_words_and_why_it_is_so_she_does_not_know() -> None:
    assert answered("What do you pay?") == "My monthly charges come to about 85, which is more than most pay."
    assert answered("When did you last buy something?").endswith("about 8 months ago.")
    assert "I have a month-to-month contract." in answered("What kind of contract do you have?")
    left = answered("Why did people leave?")
    assert left == "About half of the people like me have left. Why they went, I can't say for them."
    asked = ("What do you pay?", "How did you come to have that contract?", "Why did people leave?", "Which segment?")
    assert [talks_like_a_table(answered(each), START.passages) for each in asked] == [[], [], [], []]


def test_what_the_file_does_not_say_she_does_not_say_either() -> None:
    story = answered("How did you come to have a month-to-month contract?")
    assert story.startswith("I have a month-to-month contract. ")
    assert any(word in story for word in ("couldn't", "don't remember", "making up", "no better story"))


ORDERS = (
    Trait("orders", 7, 2, 1.9, "orders typically 7, the others 2"),
    Trait("days since last purchase", 20, 138, 1.5, "days since last purchase on average 20, the others 138"),
)
OF_A_SHOP = start_of(FOUND, replace(SEGMENT, traits=ORDERS, criteria=()))


def of_a_shop() -> Persona:
    draft = write_persona(PersonaInputs(brief=OF_A_SHOP.brief, passages=OF_A_SHOP.passages))
    return grounded_card(card_of(draft, OF_A_SHOP.brief), OF_A_SHOP.passages)


@pytest.mark.parametrize(
    "question",
    [
        "What annoyed you?",
        "What annoyed you when you last bought something there?",
        "What annoyed you about your seven orders, how often you order, I mean?",
        "What did you like best about the order?",
    ],
)
def test_asked_how_it_was_she_counts_no_orders_and_tells_no_trouble_as_a_joy(question: str) -> None:
    shop, assumed = of_a_shop(), (Part.GOALS, Part.CHALLENGES, Part.NEEDS, Part.PAIN_POINTS, Part.OBJECTIONS)
    bare = shop.model_copy(update={"statements": tuple(each for each in shop.statements if each.part not in assumed)})
    inputs = AnswerInputs(persona=bare, passages=OF_A_SHOP.passages, exchanges=(), question=question)
    said = answer_as(inputs).answer
    assert not re.search(r"\d|order|bought", said), said
    if "like" in question:
        whole = answer_as(inputs.model_copy(update={"persona": shop})).answer
        assert not any(word in whole for word in ("hard to see", "lose time", "so high")), whole


def asked_of_a_shop(question: str, *traits: Trait) -> str:
    start = start_of(FOUND, replace(SEGMENT, traits=traits, criteria=()))
    draft = write_persona(PersonaInputs(brief=start.brief, passages=start.passages))
    card = grounded_card(card_of(draft, start.brief), start.passages)
    inputs = AnswerInputs(persona=card, passages=start.passages, exchanges=(), question=question)
    return answer_as(inputs).answer


FIRST = Trait("days since first purchase", 294, 191, 1.2, "days since first purchase on average 294, the others 191")
PACE = Trait("days from one purchase to the next", 52, 103, -1.0, "… on average 52, the others 103")


def test_how_often_is_the_pace_and_where_nobody_knows_it_the_orders_since_the_first() -> None:
    known = (*ORDERS, FIRST, PACE)
    assert asked_of_a_shop("How often do you order?", *known) == "About 7 weeks go by before I order again."
    assert asked_of_a_shop("How many times have you ordered?", *known) == "I've ordered there about 7 times."
    since = asked_of_a_shop("How often do you order?", *ORDERS, FIRST)
    assert since == "I've ordered there about 7 times, the first time about 10 months ago."
    assert "about 10 months ago" in asked_of_a_shop("When did you start ordering there?", *ORDERS, FIRST)
    once = Trait("orders", 1, 3, -1.0, "orders typically 1, the others 3")
    assert asked_of_a_shop("How often do you order?", once, FIRST) == "I've ordered there once, and that was it."


@pytest.mark.parametrize(
    "question",
    [
        "Where have you found such things since then?", "Who had a say the last time you chose something there?",
        "What has changed for you since the beginning?", "Would you buy again?", "What would make you come back?",
        "Tell me about the last time you ordered elsewhere.",
        "How did you come to order there?", "Do you send things back?", "Is the price fair?",
        "How often do you call them?", "How much do you spend a month?", "Would you recommend them?",
        "What did you do the last time you needed such a thing and ordered nothing?",
    ],
)  # fmt: skip
def test_no_figure_and_nothing_assumed_answers_what_was_not_asked(question: str) -> None:
    said = asked_of_a_shop(question, *ORDERS, FIRST, PACE)
    assert not re.search(r"\d|ago|go by|again after|loses? time", said), said


def test_of_two_questions_in_nearly_the_same_words_each_has_its_answer() -> None:
    paying = Trait("PaymentMethod = Electronic check", 0.62, 0.23, 1.0, "payment method is Electronic check: 62 %")
    start = start_of(FOUND, replace(SEGMENT, traits=(*TRAITS, paying), criteria=(CHURN,)))
    draft = write_persona(PersonaInputs(brief=start.brief, passages=start.passages))
    card = grounded_card(card_of(draft, start.brief), start.passages)
    before = Said(id="a1", question="What do you pay?", answer=answered("What do you pay?"))
    inputs = AnswerInputs(persona=card, passages=start.passages, exchanges=(before,), question="How do you pay?")
    assert answer_as(inputs).answer == "I pay by electronic check."


def test_whoever_knows_no_words_of_a_world_is_asked_for_none() -> None:
    for card, facts in ((made(), START.passages), (of_a_shop(), OF_A_SHOP.passages)):
        for decision in ("", "We have to decide whether to send vouchers."):
            guide = write_guide(GuideInputs(persona=card, decision=decision, facts=facts)).questions
            assert len(guide) >= 8
            assert not any("word" in each.text or "glossary" in each.decides for each in guide)


def test_a_table_is_heard_in_her_mouth() -> None:
    for said in (
        "57 % of us have left.", "I'm in segment 1.", "57 percent left.", "It says so in orders.csv.",
        "My MonthlyCharges are high.", "57 in 100 of us left.",
    ):  # fmt: skip
        assert talks_like_a_table(said, START.passages), said
        assert talks_like_a_table(said, ()) == []
    assert talks_like_a_table("A good half of the people I know have left, I'd say 60 %.", START.passages) == []
