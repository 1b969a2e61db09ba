"""What is asked of real customers: what an invented person could not tell, and never what a file says of everybody."""

from __future__ import annotations

import pytest

from bot.views.gallery_personas import FACT, OF_SEGMENT, PERSONA
from personas.asks_counted import asks_what_is_counted
from personas.facts import Fact
from personas.for_customers import MOST_OPEN, PLAIN, file_answers, for_customers
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


COUNTED = (
        "When did you last order?", "When was your last order?", "How long ago did you last buy something?",
        "How long have you been a customer?", "How often do you order with us?", "How many times have you ordered?",
        "How much did you spend?", "What do you pay?", "What was the last sum you paid in connection with an order?",
        "When did you start ordering there?", "Have you left?", "Are you still a customer?",
        "What kind of contract do you have?", "Do you have a contract?", "Hi Noor! How often do you order?",
        "How often do you order?", "How much does an order of yours come to?",
        "How many orders have you placed so far?", "How many pieces do you order at a time?",
        "How many different things have you bought there?", "How much do you pay per month?",
        "What do you pay for your contract?", "How long have you been with them?",
        "Since when have you been a customer of ours?", "When did you become a customer?",
        "How often do you usually buy something from them?", "How much have you spent there in all?",
        "How long have you had your contract?", "Are you still with them?", "Tell me when you last ordered.",
        "When did you first buy something there?", "How much is your monthly bill?", "How soon do you come back?",
        "What is your contract?", "Are you on a month-to-month contract?",
        "How much did you pay for your last order?", "When did you last buy something in their shop?",
        "And when did you last order there?", "How much do you spend on an order?",
        "How much do you pay in monthly charges?", "How much did your last order cost?",
        "How long have you been ordering there?", "How long have you been a loyal customer?",
        "What did you spend last year?",
)  # fmt: skip
HAPPENED = (
        "How many things did you try before you gave up?", "What did you pay attention to the last time you chose?",
        "When did you last buy something elsewhere?", "How much did the delay of your last order bother you?",
        "Tell me about the last time you thought about leaving.",
        "How did you come to have a month-to-month contract?", "What led to the last order you placed?",
        "What did you do the last time you needed such a thing and ordered nothing?",
        "How long have you been thinking about another provider?", "What had happened before you left?",
        "Tell me about the last bill that you looked at closely.", "When did you last compare prices?",
        "How many times did you call before somebody answered?", "How many orders of yours went wrong last year?",
        "How many times have you thought of leaving?", "How often have you bought something and sent it back?",
        "How often do you order for somebody else?", "How long have you had trouble with it?",
        "How long have you been on the phone with them?", "How long have you been looking for a replacement?",
        "Since when have you been thinking about leaving?", "When did you start looking elsewhere?",
        "How much did you pay for the same thing elsewhere?", "What did you last spend money on in that respect?",
        "How much time did you spend on your last order?", "How much did you pay attention to delivery times?",
        "What did you pay for express delivery the last time it mattered?",
        "Do you have trouble with your contract?", "Are you happy with your contract?",
        "Which contract did you compare yours with?", "Have you ever thought of changing your contract?",
        "When did you last order something as a present?", "What was the last thing you ordered and sent back?",
        "What of this kind did you last buy somewhere else?", "How much of what you ordered last did you use?",
        "When did you last buy something you regretted?", "When you last ordered, what came first?",
        "How often did you look before you ordered?", "What did you buy instead?",
        "When did you last order by telephone?", "How much did you pay in surprise charges?",
        "Did you leave because of the price?", "How many people had a say in the last order?",
)  # fmt: skip


@pytest.mark.parametrize("question", COUNTED)
def test_what_the_file_says_of_everybody_is_asked_of_nobody(question: str) -> None:
    assert asks_what_is_counted(question, WORLD)
    assert question not in for_customers([question], {"a1": (question, UNKNOWN)}, OF_SEGMENT, WORLD)


@pytest.mark.parametrize("question", HAPPENED)
def test_what_happened_is_asked(question: str) -> None:
    assert not asks_what_is_counted(question, WORLD)


@pytest.mark.parametrize("question", [LEAVING, OFFERS, *HAPPENED[:4]])
def test_what_happened_is_asked_of_real_customers(question: str) -> None:
    assert question in for_customers([question], {}, OF_SEGMENT, WORLD)


@pytest.mark.parametrize("question", COUNTED)
@pytest.mark.parametrize("about", ["answer", "topic"])
def test_texts_and_surveys_count_none_of_it(question: str, about: str) -> None:
    fact = Fact(segment=1, about="topic", subject="late parcels", here="40 %", others="5 %", way="more")
    if about == "answer":
        fact = fact.model_copy(update={"about": "measure", "subject": "likes to cook", "meaning": "answer"})
    assert not asks_what_is_counted(question, (CONTRACT.model_copy(update={"fact": fact}),))


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
