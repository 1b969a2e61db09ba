"""What people ask who are going to act on a report: whom to turn to, what to offer, who was lost, who stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.llm.rehearsal.answer_report import answer_report
from flows.llm.report_tasks import ReportAnswer, ReportLine, ReportQuestion
from flows.replies import Notice
from flows.segmentation.carrying import carried, source_of
from flows.segmentation.lists import LISTED
from flows.segmentation.questions import INSTEAD, NOT_SAID
from flows.segmentation.the_top import BEFORE_RETURNS, NO_TOP, NOBODY_KNOWN, TOP, TOP_BY, TOP_OF, asks_for_the_top
from flows.segmentation_replies import ReportAnswered
from segments.lines import lines_of
from segments.report import Report
from segments.since import Moved
from segments.told import Column, Kind, Role
from tests.flows.segment_reports import FOUND
from tests.flows.test_questions import TELCO, told
from tests.flows.test_questions_about_people import MOVED

KNOWN = replace(
    FOUND.understanding, columns=(*FOUND.understanding.columns, Column("Client", "c5", "text", Role.CUSTOMER))
)
ORDERS = FOUND.model_copy(
    update={"understanding": KNOWN, "receipt": replace(FOUND.receipt, amount="9,000.00"),
            "best": ("The best 30 by money spent bring 61 % of it, each at least 400.",)}
)  # fmt: skip
RETURNED = ORDERS.model_copy(update={"receipt": replace(ORDERS.receipt, returned="608.47 (7 %)")})
MEMBERS = ORDERS.model_copy(
    update={"understanding": replace(KNOWN, kind=Kind.CUSTOMERS), "money": "MonthlyCharges", "best": ()}
)
assert MOVED.since
COUNTED = MOVED.model_copy(
    update={
        "since": MOVED.since.model_copy(
            update={"sizes": (MOVED.since.sizes[0].model_copy(update={"gone": 12, "came": 1}),), "came": 7, "gone": 12}
        )
    }
)


def first(report: Report) -> str:
    return f"What to do next: {report.next_steps[0]}"


@pytest.mark.parametrize("mention", [True, False])
@pytest.mark.parametrize(
    ("report", "words"),
    [
        (ORDERS, TOP.format(column="money_spent", number=1)),
        (
            RETURNED,
            f"{TOP.format(column='money_spent', number=1)} "
            f"{BEFORE_RETURNS.format(spent='money_spent', returned='money_returned')}",
        ),
        (MEMBERS, TOP_BY.format(column="MonthlyCharges")),
        (MEMBERS.model_copy(update={"money": ""}), NO_TOP),
        (FOUND, NOBODY_KNOWN),
    ],
)
async def test_who_the_top_ten_are_is_told_by_the_column_that_has_it(report: Report, words: str, mention: bool) -> None:
    talk = await told(report)
    [said] = await talk.say("who are the top 10 customers?", mention=mention)
    assert said == Notice(said.name, words)


@pytest.mark.parametrize(
    "said", ["top ten customers", "show me the 20 biggest clients", "what are our 5 best accounts"]
)
def test_the_first_of_all_are_asked_for_in_many_words(said: str) -> None:
    assert asks_for_the_top(said)


@pytest.mark.parametrize("said", ["the top 10 products", "our best customers", "I told 10 customers", "top 10"])
def test_a_number_beside_something_else_asks_for_no_list(said: str) -> None:
    assert not asks_for_the_top(said)


@pytest.mark.parametrize("asked", ["who should I call first?", "whom do we write to first?"])
async def test_whom_to_call_first_is_answered_without_a_mention_by_what_to_do_next(asked: str) -> None:
    talk = await told(ORDERS)
    [said] = await talk.say(asked)
    assert isinstance(said, ReportAnswered)
    assert said.sentences == (first(ORDERS), LISTED.format(number=1))


async def test_who_the_best_are_says_where_they_stand() -> None:
    talk = await told(ORDERS)
    [said] = await talk.say("who are my best customers?")
    assert isinstance(said, ReportAnswered)
    assert said.sentences == (*ORDERS.best, TOP.format(column="money_spent", number=1))


@pytest.mark.parametrize(
    "asked",
    ["what should I offer to segment 1?", "what campaign should we run for Regulars?", "how do I get Regulars back?"],
)
async def test_what_to_offer_is_the_next_step_with_that_segment_and_to_try_it_on_half(asked: str) -> None:
    talk = await told(FOUND)
    [said] = await talk.say(asked)
    assert isinstance(said, ReportAnswered)
    assert said.sentences == (first(FOUND), INSTEAD["try it"])


async def test_what_to_offer_to_whom_the_report_has_no_step_is_to_be_tried() -> None:
    talk = await told(FOUND)
    [said] = await talk.say("what discount should we give to segment 2?", mention=True)
    assert said == Notice(said.name, f"{NOT_SAID.format(file='orders.csv')} {INSTEAD['try it']}")


CHANGED = (
    "Segment 1, “Regulars”, since april.csv: 300 customers then, 200 now. Stayed: 128. Lost: 160, in another segment "
    "now, and 12, not in this file. Gained: 11, from another segment, and 1, who are new."
)


@pytest.mark.parametrize(
    ("asked", "way"),
    [
        ("how many Regulars did we lose?", "160 from Regulars to Once, long ago"),
        ("how many did segment 1 lose?", "160 from Regulars to Once, long ago"),
        ("how many customers did Regulars gain?", "11 from Big spenders of late to Regulars"),
        ("did segment 1 grow?", "Regulars: 50 % of all now, 75 % then"),
        ("who joined the Regulars?", "11 from Big spenders of late to Regulars"),
        ("are Regulars getting fewer?", "Regulars: 50 % of all now, 75 % then"),
        ("how many Regular customers stayed?", "160 from Regulars to Once, long ago"),
    ],
)
async def test_what_a_segment_lost_and_gained_is_counted(asked: str, way: str) -> None:
    talk = await told(COUNTED)
    [said] = await talk.say(asked)
    assert isinstance(said, ReportAnswered)
    assert said.sentences[0] == CHANGED
    assert way in said.sentences[1]


def test_a_report_of_before_that_was_counted_tells_who_moved_alone() -> None:
    line = next(each.text for each in lines_of(MOVED) if "Lost: " in each.text)
    assert line == (
        "Segment 1, “Regulars”, since april.csv: 300 customers then, 200 now. Lost: 160, in another segment now. "
        "Gained: 11, from another segment."
    )


def test_whoever_is_in_no_segment_now_is_not_counted_as_in_another() -> None:
    """Nor whoever was in none before."""
    moves = tuple(
        Moved(before=before, after=after, customers=customers)
        for before, after, customers in (
            ("Regulars", "", 20),
            ("Regulars", "Once, long ago", 10),
            ("", "Regulars", 7),
            ("Once, long ago", "Regulars", 3),
        )
    )
    for report, lost, gained in (
        (MOVED, ", in no segment now.", ", from no segment."),
        (COUNTED, ", in no segment now, and 12, not in this file.", ", from no segment, and 1, who are new."),
    ):
        since = report.since.model_copy(update={"moves": moves})
        line = next(each.text for each in lines_of(report.model_copy(update={"since": since})) if "Lost: " in each.text)
        assert f"Lost: 10, in another segment now, 20{lost}" in line
        assert f"Gained: 3, from another segment, 7{gained}" in line
    assert "Stayed: 258." in line


async def test_a_segment_that_grew_by_less_than_shows_is_not_said_to_have_grown_by_nothing() -> None:
    size = COUNTED.since.sizes[0]
    same = {"of_before": 20_000, "of_after": 20_000}
    sizes = tuple(
        size.model_copy(update={**same, "id": f"s{number}", "before": before, "after": after})
        for number, before, after in ((1, 1_000, 1_003), (2, 19_000, 18_997))
    )
    talk = await told(COUNTED.model_copy(update={"since": COUNTED.since.model_copy(update={"sizes": sizes})}))
    [said] = await talk.say("which segment is growing?")
    assert isinstance(said, ReportAnswered)
    assert said.sentences[0].endswith("is a larger part of all now by as much as its share would show.")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("which segment is growing?", "No segment of april.csv is a larger part of all now."),
        ("how many new customers do we have?", "7 are new"),
        ("how many customers did we lose?", "12 are not in this file"),
    ],
)
async def test_who_grew_who_is_new_and_who_is_gone(asked: str, words: str) -> None:
    talk = await told(COUNTED)
    [said] = await talk.say(asked)
    assert isinstance(said, ReportAnswered)
    assert words in said.sentences[0]


async def test_who_lost_most_is_told_by_the_file_before_where_no_column_tells_who_left() -> None:
    talk = await told(COUNTED.model_copy(update={"segments": FOUND.segments}))
    [said] = await talk.say("which segment lost the most customers?")
    assert isinstance(said, ReportAnswered)
    assert "Regulars: 50 % of all now, 75 % in april.csv" in said.sentences[0]


@pytest.mark.parametrize(
    "asked", ["which segment is growing?", "how many new customers do we have?", "did segment 2 grow?"]
)
async def test_one_file_tells_no_growth(asked: str) -> None:
    talk = await told(FOUND)
    [said] = await talk.say(asked, mention=True)
    assert said == Notice(said.name, f"{NOT_SAID.format(file='orders.csv')} {INSTEAD['later file']}")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("which Regulars left?", CHANGED),
        ("what happened to the Regulars?", CHANGED),
        ("where did the Regulars go?", CHANGED),
        ("how did the Regulars change?", CHANGED),
        ("how many came into Regulars?", CHANGED),
        ("do the old segments still hold?", "Since april.csv: The segments still fit."),
    ],
)
async def test_what_became_of_a_segment_is_told_where_no_column_tells_who_left(asked: str, words: str) -> None:
    talk = await told(COUNTED.model_copy(update={"segments": FOUND.segments}))
    [said] = await talk.say(asked)
    assert isinstance(said, ReportAnswered)
    assert said.sentences[0] == words


async def test_the_first_of_a_segment_are_on_its_list() -> None:
    talk = await told(ORDERS)
    [said] = await talk.say("list the top 5 customers of segment 2")
    assert said == Notice(said.name, TOP_OF.format(number=2))


async def test_where_none_of_before_grew_the_new_segments_are_told() -> None:
    assert COUNTED.since
    new = COUNTED.since.model_copy(update={"new": ("Once, long ago",)})
    talk = await told(COUNTED.model_copy(update={"since": new}))
    [said] = await talk.say("which segment is growing?")
    assert isinstance(said, ReportAnswered)
    assert said.sentences[:2] == (
        "No segment of april.csv is a larger part of all now.",
        "Since april.csv: New: Once, long ago",
    )


def test_the_segment_that_grew_most_stands_first() -> None:
    assert MOVED.since
    [small] = MOVED.since.sizes
    sizes = (
        small.model_copy(update={"before": 100, "after": 120}),
        small.model_copy(update={"id": "s2", "name": "Once, long ago", "before": 100, "after": 200}),
    )
    grown = MOVED.model_copy(update={"since": MOVED.since.model_copy(update={"sizes": sizes})})
    line = next(each for each in lines_of(grown) if "grew since" in each.text)
    assert [each.segment for each in line.of] == [2, 1]
    source = source_of(grown)
    told_by_rule = by_rule("which segment is growing?", *((each.id, each.text) for each in lines_of(grown)))
    kept, faults = carried(told_by_rule.sentences, source)
    assert not faults
    assert kept[0].text == line.text


@pytest.mark.parametrize("said", ["compare segment 1 and segment 2", "please describe segment 2"])
async def test_two_segments_are_compared_for_whoever_asks_for_it(said: str) -> None:
    talk = await told(TELCO)
    [answer] = await talk.say(said)
    assert isinstance(answer, ReportAnswered)
    assert "Segment 2" in answer.sentences[0]


async def test_who_stays_most_is_whoever_leaves_least() -> None:
    talk = await told(TELCO)
    [said] = await talk.say("which segment is most loyal?")
    assert isinstance(said, ReportAnswered)
    assert said.sentences[0] == "Segment 2, “Once, long ago”, has the least Churn: 16 %."


async def test_who_stays_least_is_not_told_by_who_leaves_least() -> None:
    talk = await told(TELCO)
    [said] = await talk.say("which segment has the worst retention?")
    assert isinstance(said, ReportAnswered)
    assert said.sentences[0].startswith("By Churn, the highest first: Segment 1, “Regulars”: 57 %")


def by_rule(asked: str, *texts: tuple[str, str]) -> ReportAnswer:
    lines = tuple(ReportLine(id=id, text=text) for id, text in texts)
    return answer_report(ReportQuestion(file="a.csv", lines=lines, question=asked))


LINES = (
    ("e4", "days since last purchase (average) of all 438: 92.1. By segment, the highest first: Segment 2: 230"),
    ("e6", "money spent (typical) of all 438 customers: 669. By segment, the highest first: Segment 1: 2,520"),
    ("d1", "2 segments among 438 customers."),
    ("d2", "There are two segments: either half of the file alone gives the same ones as the other."),
    ("d3", "One of four tests says two groups, one says five: take them as a useful cut, not as natural kinds."),
    ("c1", "By how many they are, the largest first: Segment 2, “Once”: 238 (54 %); Segment 1, “Regulars”: 200 (46 %)"),
    ("c2", "By their share of the money, the largest first: Segment 1, “Regulars”: 82 %; Segment 2, “Once”: 18 %"),
    ("c3", "By orders (typical), the highest first: Segment 1, “Regulars”: 7; Segment 2, “Once”: 1"),
    ("s1.1", "Segment 1, “Regulars”: 200 of 438 customers (46 %), 82 % of the money"),
    ("s1.2", "Segment 1, “Regulars”: orders typically 7, the others 1"),
    ("s1.3", "Segment 1, “Regulars”: days from one purchase to the next on average 52.0, the others 103"),
    ("s1.4", "Segment 1, “Regulars”: How to know a member: Orders over 3."),
    ("s1.5", "Segment 1, “Regulars”: reachable: not known. The file has no channel, place or address of theirs."),
    ("s1.6", "Segment 1, “Regulars”: stable: yes. It comes back almost the same when they are drawn anew ."),
    ("s1.7", "Segment 1, “Regulars”: On their way, slipping: 16 % are silent for over 54 days."),
    ("s1.8", "Segment 1, “Regulars”: On their way, after: 67 % gave something back at least once."),
    ("r5", "Not used: 8,872 rows, returns or cancellations."),
    ("f1", "Of 438 customers 27 % left."),
    ("f2", "Of the tenth I would have named first, 76 % did."),
    ("f3", "The chances can be taken at their word."),
    ("s2.1", "Segment 2, “Once”: 238 of 438 customers (54 %), 18 % of the money"),
    ("s2.2", "Segment 2, “Once”: On their way, slipping: 95 % are silent for over 111 days."),
    ("h1", "came back on a later day: 279 of 438 customers (64 %); by segment, the highest share first: "
           "Segment 1: 199 of 200 (99.6 %); Segment 2: 80 of 238 (34 %)"),
    ("h2", "country is Spain: 48 of 438 customers (11 %); by segment, the highest share first: Segment 3: 8 of 9"),
    ("s3.1", "Segment 3, “Big spenders of late”: 9 of 438 customers (2 %), 0.5 % of the money"),
    ("b1", "The best 44 by money spent bring 61 % of it, each at least 364."),
    ("a1", "What to do next: Begin with “Regulars”: 82 % of the money comes from 46 % of customers."),
    ("a2", "What to do next: “Once”: days since last purchase on average 230. Ask five what they did the last time."),
    ("k1", "To know before using this: Senior citizen is yes: churn 42 %, everybody else 24 %."),
    ("k2", "To know before using this: In 3 of 540 cells there may be names; mind the risk."),
    ("n1", "Compared by: orders, money spent."),
    ("n3", "How they were made: everybody is in the segment whose middle is nearest (k-means)."),
    ("n2", "The segments touch each other: whoever stands at an edge could stand on either side of it."),
)  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("which segment is most loyal?", ["h1", "c3"]),
        ("when did they last order?", ["e4"]),
        ("how often does segment 1 buy?", ["s1.2", "s1.3"]),
        ("how many customers are at risk?", ["s2.2", "s1.7"]),
        ("can I send segment 1 an email?", ["s1.5"]),
        ("what is the customer lifetime value?", ["e6", "f1"]),
        ("can I trust these segments?", ["d2", "d3", "n2"]),
        ("are the segments statistically significant?", ["d2", "d3", "n2"]),
        ("can I trust segment 1?", ["s1.6"]),
        ("how were the segments made?", ["n1", "n3", "d2"]),
        ("what is the difference between segment 1 and segment 2?", ["c3", "c2"]),
        ("what does Regulars mean?", ["s1.2", "s1.3", "s1.4"]),
        ("do older customers leave more?", ["k1"]),
        ("which customers haven't bought in a while?", ["s2.2", "s1.7"]),
        ("how do we win back lapsed customers?", ["a2"]),
        ("what share of the money comes from the top 10 %?", ["b1"]),
        ("are two segments too few?", ["d2", "d3", "n2"]),
        ("what makes segment 1 special?", ["s1.1", "s1.2", "s1.3"]),
        ("how many big spenders are there?", ["s3.1"]),
        ("where do the big spenders come from?", ["h2"]),
        ("how many of segment 3 come from Portugal?", []),
        ("who buys most often?", ["c3"]),
        ("which segment is easiest to reach?", ["s1.5"]),
        ("should we drop segment 2?", ["a2"]),
        ("what did you leave out?", ["r5"]),
        ("which segment returns most?", ["s1.8"]),
        ("how many orders were returned?", ["r5"]),
        ("is segment 2 worth keeping?", ["a2"]),
        ("how big is segment 1 compared to segment 2?", ["s1.1", "s2.1"]),
        ("can we trust the forecast?", ["f2", "f3"]),
        ("do women leave more than men?", []),
        ("how many of Spain have left?", []),
    ],
)
def test_a_question_of_those_who_act_finds_its_lines(asked: str, ids: list[str]) -> None:
    assert [each.lines for each in by_rule(asked, *LINES).sentences] == [[id] for id in ids]


@pytest.mark.parametrize(
    ("asked", "instead"),
    [
        ("do women leave more than men?", "count it"),
        ("how many seniors do we have?", "count it"),
        ("which products should we promote?", "count it"),
        ("how many use the big plan?", "add a column"),
        ("what do the regulars buy?", "count it"),
        ("how many spend more than 1,000?", "count it"),
        ("how many have more than 3 dogs?", "add a column"),
        ("should we raise prices?", "try it"),
        ("when should I send the email?", "try it"),
        ("what is the profit margin?", "add a column"),
    ],
)
def test_what_no_line_tells_says_where_it_is(asked: str, instead: str) -> None:
    columns = ("n3", "Columns of the file: Gender (attribute), SeniorCitizen (attribute), Item (product).")
    said = by_rule(asked, *LINES, columns)
    assert (said.sentences, said.instead) == ([], instead)


@pytest.mark.parametrize("name", ["Fiber optic, month-to-month", "Fiber optic of late"])
def test_a_beginning_of_a_name_that_is_a_value_of_a_column_means_whoever_has_it(name: str) -> None:
    of_column = "internet service is Fiber optic: 30 of 50 customers (60 %); by segment: Segment 1: 9"
    said = by_rule("how many use fiber optic?", ("s1.1", f"Segment 1, “{name}”: 9 of 50 customers"), ("h1", of_column))
    assert [each.lines for each in said.sentences] == [["h1"]]


def test_of_two_that_are_compared_the_others_are_left_out() -> None:
    more = [(id, f"{text}; Segment 3, “Never”: 0") if id == "c3" else (id, text) for id, text in LINES]
    said = by_rule("compare segment 1 and segment 2", *more).sentences[0]
    assert said.text == "By orders (typical), the highest first: Segment 1, “Regulars”: 7; Segment 2, “Once”: 1"


@pytest.mark.parametrize("said", ["shall we have lunch first?", "who brings the cake?"])
async def test_what_people_ask_each_other_stays_without_an_answer(said: str) -> None:
    talk = await told(ORDERS)
    assert await talk.say(said) == []
