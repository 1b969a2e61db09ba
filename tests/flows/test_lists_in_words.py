"""Lists of customers that somebody asks for in words, and months: what there is instead, said to everybody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.llm.rehearsal.answer_report import answer_report
from flows.llm.report_tasks import ReportAnswer, ReportLine, ReportQuestion
from flows.replies import Notice
from flows.segmentation.lists import (
    LEFT,
    MOVERS,
    NO_LEAVERS,
    NO_MONTHS,
    NO_MOVERS,
    NOBODY_LEFT,
    NOT_LEFT,
    asks_for_a_list,
)
from flows.segmentation.questions import NOT_SAID
from segments.report import Report
from segments.told import Column, Role
from tests.flows.test_questions import TELCO, told
from tests.flows.test_questions_about_people import MOVED

UNTIMED = tuple(each for each in TELCO.understanding.columns if each.role not in (Role.TIME, Role.OUTCOME))
ENDED = Column("Churn", "c6", "number", Role.OUTCOME)


def with_columns(*columns: Column) -> Report:
    return TELCO.model_copy(update={"understanding": replace(TELCO.understanding, columns=(*UNTIMED, *columns))})


@pytest.mark.parametrize("mention", [True, False])
@pytest.mark.parametrize(
    ("report", "asked", "words"),
    [
        (MOVED, "list the customers who moved", MOVERS.format(file="april.csv")),
        (MOVED, "can you show me who moved?", MOVERS.format(file="april.csv")),
        (TELCO, "list the customers who moved", NO_MOVERS),
        (TELCO, "list the customers who will leave", NO_LEAVERS.format(why=NOBODY_LEFT)),
        (TELCO, "give me a list of those who are going to churn", NO_LEAVERS.format(why=NOBODY_LEFT)),
        (TELCO, "can you show me everybody who could leave by May?", NO_LEAVERS.format(why=NOBODY_LEFT)),
        (with_columns(ENDED), "list the customers who left", LEFT.format(column="Churn")),
        (with_columns(), "list the customers who left", NOT_LEFT),
    ],
)
async def test_a_list_that_is_asked_for_is_had_or_said_where_it_is(
    report: Report, asked: str, words: str, mention: bool
) -> None:
    talk = await told(report)
    [said] = await talk.say(asked, mention=mention)
    assert said == Notice(said.name, words)


@pytest.mark.parametrize(
    "said", ["I like the list", "who moved to segment 1?", "the list of customers is long", "who left the door open"]
)
def test_a_sentence_about_lists_asks_for_none(said: str) -> None:
    assert not asks_for_a_list(said)


async def test_which_months_sell_best_is_no_question_about_the_days_of_the_file() -> None:
    talk = await told(with_columns(Column("InvoiceDate", "c7", "time", Role.TIME)))
    words = NO_MONTHS.format(column="InvoiceDate")
    [said] = await talk.say("which months sell best?")
    assert said == Notice(said.name, words)
    [said] = await talk.say("which months sell best?", mention=True)
    assert said == Notice(said.name, f"{NOT_SAID.format(file='telco.csv')} {words}")
    assert await talk.say("which day is best for lunch?") == []


def by_rule(asked: str, *texts: tuple[str, str]) -> ReportAnswer:
    lines = tuple(ReportLine(id=id, text=text) for id, text in texts)
    return answer_report(ReportQuestion(file="a.csv", lines=lines, question=asked))


SEGMENTS = (
    ("d1", "5 segments among 7,043 customers."),
    ("d2", "Here are the five segments you asked for."),
    ("d3", "How many segments each test would choose: silhouette 3, prediction strength 5."),
    ("d4", "Three: how far groups stand apart (silhouette)."),
    ("c3", "By Churn, the highest first: Segment 1, “Fiber”: 57 %; Segment 2, “Late”: 16 %"),
    ("c6", "By tenure (average), the highest first: Segment 2, “Late”: 59.8; Segment 1, “Fiber”: 15.5"),
    ("s2.1", "Segment 2, “Late”: 1,350 of 4,338 customers (31 %), 82 % of the money"),
    ("s2.3", "Segment 2, “Late”: money spent typically 2,520, the others 402"),
    ("s2.4", "Segment 2, “Late”: responds differently: yes. Churn: 16 % here, 57 % among the others."),
    ("b2", "73 others resemble them and are not among them yet."),
    ("n7", "Columns of the file: PaymentMethod (attribute), tenure (attribute), Churn (outcome)."),
)


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        ("how much money does an average customer of segment 2 spend?", ["s2.3"]),
        ("what share of the money is segment 2?", ["s2.1"]),
        ("how many months do customers stay in each segment?", ["c6"]),
        ("why did you find three?", ["d3", "d4"]),
        ("why did you find five?", ["d2", "d3"]),
        ("how many look-alikes are there?", ["b2"]),
        ("which segment leaves most?", ["c3"]),
    ],
)
def test_the_line_answers_what_is_asked(asked: str, lines: list[str]) -> None:
    assert [each.lines[0] for each in by_rule(asked, *SEGMENTS).sentences] == lines


def test_who_leaves_most_by_a_column_is_not_told_by_segment() -> None:
    answer = by_rule("which payment method leaves most?", *SEGMENTS)
    assert (answer.sentences, answer.instead) == ([], "count it")


def test_what_a_customer_typically_spends_is_not_told_by_the_size_of_the_segment() -> None:
    lines = [each for each in SEGMENTS if each[0] != "s2.3"]
    assert by_rule("how much money does an average customer of segment 2 spend?", *lines).sentences == []
