"""In the thread of a report people also talk to each other: what they say stays theirs, what they ask of it is told."""

from __future__ import annotations

import pytest

from flows.replies import Notice
from flows.segmentation.lists import asks_for_a_list
from flows.segmentation.questions import HOLDS, INSTEAD, NOT_SAID
from flows.segmentation.the_top import TOP
from flows.segmentation_replies import ReportAnswered
from tests.flows.test_questions import TELCO, told
from tests.flows.test_questions_to_act_on import COUNTED, ORDERS

AMONG_PEOPLE = (
    "who will call Ravi?",
    "who can visit the Berlin office on Friday?",
    "what can we do about lunch?",
    "did you win the match?",
    "is this real?",
    "is it true?",
    "is that correct?",
    "who is going to the meeting first?",
    "who should we call about the printer first?",
    "should we start with the agenda?",
    "what did we do with the keys?",
    "what should I do with the old laptop?",
    "where are you from?",
    "where is the meeting?",
    "is Anna leaving early?",
    "who will leave early today?",
    "who has the most holidays left?",
    "did you change your desk?",
    "did we get more chairs?",
    "who won the game?",
    "have you lost your keys?",
    "can I trust you with the keys?",
    "what time is it?",
    "will you be on time?",
    "which day is best for lunch?",
    "who ordered pizza?",
    "how much did you pay for the bike?",
    "how many people are coming on Friday?",
    "did the customer call back?",
    "are you going to the customer in Paris tomorrow?",
    "can you send the report to Maria?",
    "who will present the segments on Monday?",
    "lunch?",
    "Our top 10 customers get a Christmas card this year.",
    "The top ten customers are invited to dinner.",
    "My 5 best clients came by yesterday.",
    "Top 10 customers get a card.",
    "Get the top 10 customers a coffee.",
    "Get the customers who moved a coffee.",
    "The list of those who will leave is on my desk.",
    "List of those who will leave is at Maria's.",
    "Name those who left on the door sign please.",
    "I wonder who will leave.",
)


@pytest.mark.parametrize("said", AMONG_PEOPLE)
async def test_what_people_say_to_each_other_gets_no_answer(said: str) -> None:
    for report in (TELCO, ORDERS, COUNTED):
        talk = await told(report)
        assert await talk.say(said) == []


@pytest.mark.parametrize(
    "asked",
    [
        "who should I call first?",
        "whom do we write to first?",
        "which segment should we focus on?",
        "which customers should we visit first?",
        "where should we invest first?",
        "what should we do next?",
        "what should we do with segment 1?",
        "what should I offer to Regulars?",
        "how do I get Regulars back?",
        "can I trust this?",
        "can I trust these segments?",
        "how reliable is this?",
        "are these segments real?",
        "are the segments statistically significant?",
        "how were the segments made?",
        "why two?",
        "why did you find two segments?",
        "how many segments are there?",
        "how many customers are in segment 2?",
        "how large is segment 1?",
        "which segment is the largest?",
        "which segment brings the most money?",
        "who brings the most money?",
        "what is the difference between segment 1 and segment 2?",
        "what does Regulars mean?",
        "who are my best customers?",
        "which customers should we call first?",
    ],
)
async def test_what_is_asked_of_the_report_is_answered_without_a_mention(asked: str) -> None:
    talk = await told(ORDERS)
    [said] = await talk.say(asked)
    assert isinstance(said, ReportAnswered)


@pytest.mark.parametrize("asked", ["who will call Ravi?", "what can we do about lunch?", "is this real?"])
async def test_whoever_turns_to_segue_with_it_hears_that_the_report_does_not_say_it(asked: str) -> None:
    talk = await told(ORDERS)
    [said] = await talk.say(asked, mention=True)
    assert said == Notice(said.name, f"{NOT_SAID.format(file='orders.csv')} {HOLDS}")


@pytest.mark.parametrize(
    ("asked", "helps"),
    [
        ("which segment is growing?", INSTEAD["later file"]),
        ("what would segment 1 pay?", INSTEAD["try it"]),
    ],
)
async def test_what_names_a_segment_and_stands_in_no_line_gets_what_helps(asked: str, helps: str) -> None:
    talk = await told(ORDERS)
    [said] = await talk.say(asked)
    assert said == Notice(said.name, helps)


@pytest.mark.parametrize("asked", ["our top 10 customers?", "our top 10 customers", "top ten customers by revenue"])
async def test_a_list_is_still_asked_for_without_a_verb(asked: str) -> None:
    talk = await told(ORDERS)
    [said] = await talk.say(asked)
    assert said == Notice(said.name, TOP.format(column="money_spent", number=1))


@pytest.mark.parametrize(
    "said", ["list the customers who moved to segment 1", "show me who will leave next month", "list those who left us"]
)
def test_a_list_may_be_asked_for_with_more_words(said: str) -> None:
    assert asks_for_a_list(said)
