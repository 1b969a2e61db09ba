"""What is asked of real customers: what an invented person could not tell, and never what a file says of everybody."""

from __future__ import annotations

import pytest

from bot.views.gallery_personas import FACT, OF_SEGMENT, PERSONA
from personas.facts import Fact
from personas.for_customers import MOST_OPEN, PLAIN, asks_what_is_counted, file_answers, for_customers
from personas.passages import Passage
from personas.schema import GuideQuestion

UNKNOWN = "I haven't the faintest idea."
LEAVING = "Tell me about the last time you thought about leaving."
OFFERS = "Tell me about the last time you looked at what somebody else offers."
CONTRACT = Passage(
    id="m1.2",
    title="orders.csv",
    place="segment 2, Once, long ago",
    text="Contract is Month-to-month: 96 % of them, 40 % of the others.",
    fact=Fact(
        segment=2, about="share", subject="contract", level="Month-to-month", here="96 %", others="40 %", way="more",
        meaning="contract",
    ),
)  # fmt: skip
WORLD = (FACT, CONTRACT)


@pytest.mark.parametrize(
    "question",
    [
        "When did you last order?", "When was your last order?", "How long ago did you last buy something?",
        "How long have you been a customer?", "How often do you order with us?", "How many times have you ordered?",
        "How much did you spend?", "What do you pay?", "What was the last sum you paid in connection with an order?",
        "When did you start ordering there?",
        "Have you left?", "Are you still a customer?", "What kind of contract do you have?",
        "Do you have a contract?",
    ],
)  # fmt: skip
def test_what_the_file_says_of_everybody_is_asked_of_nobody(question: str) -> None:
    assert asks_what_is_counted(question, WORLD)
    assert question not in for_customers([question], {"a1": (question, UNKNOWN)}, OF_SEGMENT, WORLD)


@pytest.mark.parametrize(
    "question",
    [
        LEAVING, OFFERS, "How did you come to have a month-to-month contract?", 
        "What led to the last order you placed?",
        "What did you do the last time you needed such a thing and ordered nothing?",
        "How long have you been thinking about another provider?", "What had happened before you left?",
        "Tell me about the last bill that you looked at closely.", "When did you last compare prices?",
    ],
)  # fmt: skip
def test_what_happened_is_asked(question: str) -> None:
    assert not asks_what_is_counted(question, WORLD)
    assert question in for_customers([question], {}, OF_SEGMENT, WORLD)


def test_what_she_could_not_tell_comes_first_as_it_was_asked_without_the_greeting() -> None:
    said = {
        "a1": (f"Hi Noor! {LEAVING}", "I couldn't point to one particular time."),
        "a2": ("What do you pay?", "About 85."),
        "a3": (OFFERS, f"I've ordered there once. {UNKNOWN}"),
    }
    asked = for_customers(["What did you last tell somebody else about them?"], said, OF_SEGMENT, WORLD)
    assert asked == (LEAVING, OFFERS, "What did you last tell somebody else about them?")


def test_all_that_was_left_open_is_asked_up_to_five() -> None:
    things = ("bread", "shoes", "lamps", "paint", "books", "chairs")
    said = {f"a{n}": (f"Tell me about the last {each} you looked for.", UNKNOWN) for n, each in enumerate(things)}
    assert len(for_customers([], said, OF_SEGMENT, WORLD)) == MOST_OPEN


def test_where_nothing_was_left_open_her_guide_asks_before_plain_questions_do() -> None:
    guide = (GuideQuestion(id="g1", text="What did you last look for there and not find?", decides="what is missing"),)
    asked = for_customers([], {}, OF_SEGMENT.model_copy(update={"guide": guide}), WORLD)
    assert asked == (guide[0].text, *PLAIN[:2])


def test_whoever_stands_for_no_segment_is_asked_about_as_ever() -> None:
    said = {"a1": (LEAVING, UNKNOWN)}
    assert for_customers(["How often do you order?"], said, PERSONA) == ("How often do you order?", *PLAIN[:2])


def test_what_the_file_answers_is_named_by_a_question_and_nothing_where_it_answers_none() -> None:
    assert file_answers(WORLD) == "What kind of contract do you have?"
    assert file_answers((FACT,)) == "When did you last order?"
    assert file_answers(()) == ""


def test_of_a_survey_and_of_texts_a_question_is_named_by_what_was_asked_and_written() -> None:
    cooks = Fact(
        segment=1, about="measure", subject="likes to cook", here="4.5", others="2.3", way="more", meaning="answer"
    )
    wrote = Fact(segment=1, about="quote", subject="late parcels")
    survey, texts = (CONTRACT.model_copy(update={"fact": each}) for each in (cooks, wrote))
    assert file_answers([survey]) == "What do you say to “likes to cook”?"
    assert file_answers([survey, texts], ["How much do you like to cook?"]) == (
        "What did you write to them about “late parcels”?"
    )
