"""Colleagues quit and have clients too: a list of customers goes to whoever asks for it, with what was asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.replies import Notice
from flows.segmentation.listing import BY_MONEY, FEWER, FIRST_OF
from flows.segmentation.lists import LEFT, STAYS
from flows.segmentation.questions import ASKED_ENOUGH, MOST_QUESTIONS, NOT_SAID
from flows.segmentation.the_top import IN_YOUR_FILE, TOP, TOP_BY, TOP_BY_IN, TOP_OF
from flows.segmentation.who_leaves import asks_who_leaves, how_many
from flows.segmentation_replies import ReportAnswered
from segments.leavers import CHANCE
from segments.report import Report
from segments.told import Column, Role
from tests.flows.test_leavers import FOUND, HOW, listed_in, with_leavers
from tests.flows.test_leavers import told as told_of_members
from tests.flows.test_questions import TELCO, answer, scripted, told
from tests.flows.test_questions_to_act_on import MEMBERS, ORDERS
from tests.flows.test_segmentation import notices

QUITTING = (
    "who is going to quit?",
    "who is going to leave soon?",
    "who might leave",
    "Who will quit next month?",
    "which people are going to leave?",
    "who will leave us?",
    "who is likely to leave?",
)
CHATTER = (
    "Anna, who is leaving us?",
    "I wonder who will leave?",
    "The top 10 customers are invited to dinner, see you there at 8",
    "My top 3 clients all said the same in my calls",
    "our 5 best customers were at the trade fair today, great talks",
    "Have those people who left given back their keys",
    "Have the people who left",
    "Name the people who quit",
    "who are those who will leave",
    "Who should call Mr Smith at 3?",
    "who wants to visit the client with me?",
    "Did we win the match?",
    "What should we do for lunch?",
    "How are the top 10 customers, all well?",
)


@pytest.mark.parametrize("said", [*QUITTING, *CHATTER])
async def test_no_list_and_no_answer_where_people_talk(said: str) -> None:
    talk, _ = await told_of_members(with_leavers(FOUND))
    assert await talk.say(said) == []
    for report in (TELCO, ORDERS, MEMBERS):
        assert await (await told(report)).say(said) == []


@pytest.mark.parametrize("said", QUITTING)
async def test_whoever_mentions_segue_gets_the_list(said: str) -> None:
    talk, _ = await told_of_members(with_leavers(FOUND))
    heard = await talk.say(said, mention=True)
    assert (len(listed_in(heard)), notices(heard)) == (1, [HOW])


@pytest.mark.parametrize("mention", [True, False])
@pytest.mark.parametrize(
    ("asked", "more"),
    [
        ("what customers will cancel?", ""),
        ("who will leave?", ""),
        ("who is most likely to churn?", ""),
        ("who are the top 10 customers most likely to leave?", FEWER.format(listed=3, count=10)),
        ("list the top 20 customers who will leave", FEWER.format(listed=3, count=20)),
        ("the two customers most likely to leave", FIRST_OF.format(count=2)),
        ("list 5 leavers", FEWER.format(listed=3, count=5)),
        ("list the top two leavers", FIRST_OF.format(count=2)),
        ("who are the 2 best customers at risk?", BY_MONEY.format(column="Fee")),
    ],
)
async def test_so_many_of_those_who_may_leave_are_found_on_their_list(asked: str, more: str, mention: bool) -> None:
    talk, _ = await told_of_members(with_leavers(FOUND))
    heard = await talk.say(asked, mention=mention)
    assert (len(listed_in(heard)), notices(heard)) == (1, [f"{more} {HOW}".strip()])


@pytest.mark.parametrize("mention", [True, False])
@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("list customers who will never leave", STAYS.format(column=CHANCE)),
        ("list the customers who won't leave", STAYS.format(column=CHANCE)),
        ("show me the 20 biggest customers who left", LEFT.format(column="Churn")),
    ],
)
async def test_who_stays_and_who_left_is_told_as_such(asked: str, words: str, mention: bool) -> None:
    talk, _ = await told_of_members(with_leavers(FOUND))
    assert notices(await talk.say(asked, mention=mention)) == [words]


MORE = (Column("Age", "c8", "number"), Column("Churn", "c9", "truth", Role.OUTCOME))
OF_MEMBERS = replace(MEMBERS.understanding, columns=(*MEMBERS.understanding.columns, *MORE))
WITH_AGE = MEMBERS.model_copy(update={"understanding": OF_MEMBERS})


@pytest.mark.parametrize("mention", [True, False])
@pytest.mark.parametrize(
    ("report", "asked", "words"),
    [
        (ORDERS, "who are the top 10 customers by number of orders?", TOP_BY.format(column="orders")),
        (ORDERS, "top 10 customers by orders in segment 2", TOP_BY_IN.format(column="orders", number=2)),
        (ORDERS, "who are the top 10 customers in segment 2?", TOP_OF.format(number=2)),
        (ORDERS, "top 10 customers of Regulars", TOP_OF.format(number=1)),
        (ORDERS, "list the top 10 customers by revenue", TOP.format(column="money_spent", number=1)),
        (WITH_AGE, "the top 10 customers by MonthlyCharges?", TOP_BY.format(column="MonthlyCharges")),
        (WITH_AGE, "the top 10 customers by age?", IN_YOUR_FILE.format(column="Age")),
        (WITH_AGE, "top ten customers by churn", TOP_BY.format(column="Churn")),
    ],
)
async def test_the_first_are_told_by_what_is_said(report: Report, asked: str, words: str, mention: bool) -> None:
    talk = await told(report)
    [said] = await talk.say(asked, mention=mention)
    assert said == Notice(said.name, words)


@pytest.mark.parametrize(
    "asked",
    [
        "what are the top 10 customers complaining about?",
        "who are our 10 biggest customers who have not ordered since May?",
        "who are the top 10 customers in Berlin?",
        "who are the top 10 customers in segment 9?",
        "top 10 customers by shoe size?",
    ],
)
async def test_what_else_is_asked_of_the_first_gets_no_answer_to_another_question(asked: str) -> None:
    talk = await told(ORDERS)
    assert await talk.say(asked) == []
    [said] = await talk.say(asked, mention=True)
    assert isinstance(said, Notice)
    assert said.text.startswith(NOT_SAID.format(file="orders.csv"))


async def test_what_people_asked_each_other_is_not_counted_as_looked_up() -> None:
    talk = await told(ORDERS)
    for at in range(MOST_QUESTIONS + 1):
        assert await talk.say(f"Anna, is the coffee machine repaired {at}?") == []
    assert talk.state.questions == 0
    [said] = await talk.say("how large is segment 1?")
    assert isinstance(said, ReportAnswered)
    await talk.say("what is their shoe size?", mention=True)
    await talk.say("who are the top 10 customers?")
    assert talk.state.questions == 3


async def test_a_question_for_which_a_model_was_paid_counts_whoever_it_was_for() -> None:
    model = scripted(*(answer("", instead="none") for _ in range(MOST_QUESTIONS)))
    talk = await told(ORDERS, model)
    for at in range(MOST_QUESTIONS + 1):
        assert await talk.say(f"is the coffee machine repaired {at}?") == []
    assert (talk.state.questions, len(model.history)) == (MOST_QUESTIONS, MOST_QUESTIONS), "no model is asked for ever"
    [said] = await talk.say("how large is segment 1?", mention=True)
    assert said == Notice(said.name, ASKED_ENOUGH.format(times=MOST_QUESTIONS))


@pytest.mark.parametrize(
    ("plain", "number"),
    [("list the 1,200 leavers", 1200), ("list twenty leavers", 20), ("top 5 leavers", 5), ("list the leavers", 0)],
)
def test_how_many_are_meant(plain: str, number: int) -> None:
    assert asks_who_leaves(plain, to_us=False)
    assert how_many(plain) == number
