"""A short question after another is about the same; what was asked goes when its message does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.llm.report_tasks import ANSWER_REPORT, AskedBefore
from flows.replies import Notice
from flows.segmentation.asked import LONGEST, MOST
from flows.segmentation.forgetting import forget
from flows.segmentation.questions import HOLDS, INSTEAD, NOT_SAID
from flows.segmentation.state import Phase
from flows.segmentation_replies import ReportAnswered
from segments.since import Since, Size
from segments.tallies import Average, Tally
from studies.theirs import Theirs
from tests.flows.test_questions import TELCO, answer, scripted, told
from tests.flows.thread import Thread

TOLD = TELCO.model_copy(
    update={
        "tallies": (
            Tally("country is Germany", (90, 20)),
            Tally("country is France", (10, 70)),
            Tally("payment is Electronic check", (120, 13)),
            Tally("came back on a later day", (80, 40)),
        ),
        "averages": (
            Average("money per order (typical)", "31", ("42", "12")),
            Average("tenure (average)", "23.1", ("15.5", "38.4")),
        ),
        "in_all": (
            "300 customers placed 900 orders: 3 each on average, typically 2.",
            "120 of 300 customers (40 %) came back: they bought on a later day. 180 (60 %) bought on one day only.",
            "The average order value, all money by all orders, is 37; a customer's own is typically 31.",
        ),
        "since": Since(
            file="april.csv", both=290, moved=12,
            sizes=(
                Size(id="s1", name="Regulars", before=198, after=200, of_before=300, of_after=300),
                Size(id="s2", name="Once, long ago", before=102, after=100, of_before=300, of_after=300),
            ),
        ),
    }
)  # fmt: skip


async def last_of(talk: Thread, *questions: str) -> str:
    """-> what is said to the last of them"""
    said = ""
    for each in questions:
        [reply] = await talk.say(each, mention=True)
        said = " ".join(reply.sentences) if isinstance(reply, ReportAnswered) else reply.text  # type: ignore[union-attr]
    return said


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        (("how many customers are in Germany?", "and in France?"), "country is France: 80 of 300 customers"),
        (("how many customers are in Germany?", "and segment 2?"), "country is Germany: Segment 2: 20 of 100 (20 %)"),
        (("how large is segment 1?", "and segment 2?"), "Segment 2, “Once, long ago”: 100 of 300"),
        (("how large is segment 1?", "segment 2?"), "Segment 2, “Once, long ago”: 100 of 300"),
        (("how large is Regulars?", "what about “Once, long ago”?"), "Segment 2, “Once, long ago”: 100 of 300"),
        (("how large is segment 2?", "what share of the money do they bring?"), "100 of 300 customers (33 %), 30 %"),
        (("how large is segment 1?", "and segment 2?", "and 1?"), "Segment 1, “Regulars”: 200 of 300"),
        (("which segment churns most?", "why?"), INSTEAD["ask them"]),
        (("which segment is the largest?", "and the smallest?"), "By how many they are"),
        (
            ("how many pay by electronic check?", "and in segment 1?"),
            "payment is Electronic check: Segment 1: 120 of 200",
        ),
    ],
)
async def test_a_short_question_goes_on_from_the_one_before(questions: tuple[str, ...], words: str) -> None:
    assert words in await last_of(await told(TOLD), *questions)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("which segments shrank?", "No segment of april.csv has lost a tenth of its customers"),
        ("which segment grew?", "Regulars: 67 % of all now, 66 % then"),
        ("how many pay by electronic check?", "payment is Electronic check: 133 of 300 customers (44 %)"),
        ("how many customers are in Germany?", "country is Germany: 110 of 300 customers (37 %)"),
        ("what is the average order?", "The average order value, all money by all orders, is 37"),
        ("what is the average order of segment 2?", "By segment, the highest first: Segment 1: 42; Segment 2: 12"),
        ("how many customers came back?", "120 of 300 customers (40 %) came back"),
        ("which segment brings most money?", "Segment 1, “Regulars”: 70 %"),
        ("what is the average tenure?", "tenure (average) of all 300 customers: 23.1"),
    ],
)
async def test_what_is_counted_of_everybody_is_told(asked: str, words: str) -> None:
    assert words in await last_of(await told(TOLD), asked)


async def test_who_leaves_next_is_told_by_the_forecast_of_a_shop() -> None:
    said = "Of 120 customers who bought more than once about 90 still are customers."
    segments = tuple(replace(each, criteria=()) for each in TOLD.segments)
    foretold = (f"In the next 26 weeks I expect 50 purchases. {said}",)
    shop = TOLD.model_copy(update={"predictions": foretold, "segments": segments})
    assert said in await last_of(await told(shop), "who leaves next?")


async def test_a_model_is_told_the_last_questions_and_answers_as_data() -> None:
    say = answer("Segment 1 brings 70 % of it.", "c2")
    model = scripted(*[say] * (MOST + 2))
    talk = await told(TELCO, model)
    for number in range(MOST + 1):
        await talk.say(f"what does segment 1 bring, {number}?" + "x" * LONGEST)
    await talk.say("why?")
    asked = model.asked(ANSWER_REPORT)
    assert asked[0].earlier == ()
    assert [each.question[:35] for each in asked[-1].earlier] == [
        f"what does segment 1 bring, {number}?xxxxxx" for number in range(1, MOST + 1)
    ]
    assert asked[-1].earlier[-1].answer == "Segment 1 brings 70 % of it."
    assert len(asked[-1].earlier[0].question) == LONGEST
    assert asked[-1].question == "why?"


async def test_what_was_said_before_is_no_source() -> None:
    talk = await told(TELCO, scripted(answer("It is 71 %.", "c2"), answer("It is 71 %.", "c2")))
    talk.state = talk.state.model_copy(update={"asked": ()})
    [said] = await talk.say("what does segment 1 bring?")
    assert isinstance(said, Notice)
    model = scripted(answer("It is 71 %.", "c2"), answer("It is 71 %.", "c2"))
    talk.model = model
    [again] = await talk.say("and what is that in percent, 71 %?", mention=True)
    assert isinstance(again, Notice)
    assert model.asked(ANSWER_REPORT)[0].earlier == (
        AskedBefore(question="what does segment 1 bring?", answer=said.text),
    )


async def test_a_question_that_is_deleted_or_edited_is_not_remembered() -> None:
    talk = await told(TOLD)
    for kind in ("deletion", "edit"):
        await talk.say("how many customers are in Germany?")
        [kept] = talk.state.asked
        assert await talk.take(talk.incoming(kind, message_ts=kept.ts)) == []
        assert talk.state.asked == ()


async def test_questions_of_somebody_who_is_forgotten_go_with_what_was_said_to_them() -> None:
    talk = await told(TOLD)
    await talk.say("how many customers are in Germany?")
    await talk.say("how large is segment 1?", user="U2")
    left = forget(talk.state, Theirs("U1"))
    assert [each.user for each in left.asked] == ["U2"]  # type: ignore[attr-defined]


async def test_a_new_analysis_begins_without_questions() -> None:
    talk = await told(TOLD)
    await talk.say("how large is segment 1?")
    await talk.say("five segments")
    assert talk.state.asked == ()


async def test_what_no_line_says_is_answered_with_what_the_report_holds() -> None:
    talk = await told(TOLD)
    assert await last_of(talk, "is it raining?") == f"{NOT_SAID.format(file='telco.csv')} {HOLDS}"


@pytest.mark.parametrize("gone", ["the second is deleted", "whoever asked the second is forgotten"])
async def test_of_questions_that_came_at_once_each_goes_with_its_own_message(gone: str) -> None:
    talk = await told(TOLD)
    talk.state = talk.state.model_copy(update={"phase": Phase.WAITING})
    first = talk.message("how large is segment 1?", mention=True)
    second = talk.message("which xylophagous one is the largest?", mention=True, user="U2")
    await talk.take(first, second)
    assert [(each.ts, each.user) for each in talk.state.asked] == [(first.ts, "U1"), (second.ts, "U2")]
    if gone == "the second is deleted":
        await talk.take(talk.incoming("deletion", message_ts=second.ts, user="U2"))
    else:
        talk.state = forget(talk.state, Theirs("U2"))
    assert [each.ts for each in talk.state.asked] == [first.ts]
    assert "xylophagous" not in talk.state.model_dump_json()
