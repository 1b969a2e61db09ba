"""Questions about who left, who moved and what a word means: no line beside the question is given for an answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.llm.report_tasks import ANSWER_REPORT
from flows.replies import Notice
from flows.segmentation.method_words import MEANINGS, meaning
from flows.segmentation.questions import INSTEAD, NOT_SAID
from flows.segmentation_replies import ReportAnswered
from segments.report import Report
from segments.since import Moved, Since, Size
from tests.flows.segment_reports import FOUND
from tests.flows.test_questions import TELCO, scripted, told

LEAVING = TELCO.model_copy(
    update={
        "predictions": ("Of 300 customers 43 % left. Of the tenth I would have named first, 77 % did.",),
        "receipt": replace(TELCO.receipt, used=TELCO.receipt.read, left=()),
    }
)
BOUGHT = TELCO.model_copy(
    update={"segments": FOUND.segments, "receipt": replace(TELCO.receipt, returned="608.47 (7 %)"),
            "predictions": ("For a single customer it is off by 1.50 purchases on average.",)}
)  # fmt: skip
MOVED = TELCO.model_copy(
    update={
        "since": Since(
            file="april.csv", both=900, moved=171,
            moves=(
                Moved(before="Regulars", after="Once, long ago", customers=160),
                Moved(before="Big spenders of late", after="Regulars", customers=11),
            ),
            sizes=(Size(id="s1", name="Regulars", before=300, after=200, of_before=400, of_after=400),),
            words="The segments still fit.",
        )
    }
)  # fmt: skip
assert MOVED.since
CUT = MOVED.model_copy(
    update={
        "since": MOVED.since.model_copy(
            update={
                "by_then": 9,
                "sizes": (MOVED.since.sizes[0].model_copy(update={"by_borders": (300, 290)}),),
            }
        )
    }
)


@pytest.mark.parametrize(
    ("report", "asked", "words"),
    [
        (LEAVING, "how many customers left in all?", "Of 300 customers 43 % left."),
        (LEAVING, "which segment leaves most?", "By Churn, the highest first: Segment 1, “Regulars”: 57 %"),
        (LEAVING, "which segment will leave next?", "By Churn, the highest first: Segment 1, “Regulars”: 57 %"),
        (LEAVING, "why do they leave?", "Of 300 customers 43 % left."),
        (LEAVING, "what was left out?", "No row was left out."),
        (MOVED, "which customers moved from Regulars to Once, long ago?", "160 from Regulars to Once, long ago"),
        (MOVED, "who moved to segment 1?", "11 from Big spenders of late to Regulars"),
        (MOVED, "who moved?", "171 of 900 customers moved since april.csv"),
        (MOVED, "which segment shrank?", "Regulars: 50 % of all now, 75 % in april.csv"),
    ],
)
async def test_who_left_and_who_moved_is_told_by_the_lines_of_people(report: Report, asked: str, words: str) -> None:
    talk = await told(report)
    [said] = await talk.say(asked)
    assert isinstance(said, ReportAnswered), said
    assert words in said.sentences[0]


@pytest.mark.parametrize(
    ("asked", "first", "beside"),
    [
        (
            "which segment shrank?",
            "Regulars: 50 % of all now, 75 % in april.csv",
            "By the borders it had in april.csv, Regulars would have 73 % of all now, 75 % then",
        ),
        (
            "who moved?",
            "171 of 900 customers moved since april.csv",
            "by the borders they had in april.csv, 9 of 900 would have moved",
        ),
    ],
)
async def test_what_comes_out_by_the_borders_of_before_is_told_beside_it_where_that_is_another_count(
    asked: str, first: str, beside: str
) -> None:
    talk = await told(CUT)
    [said] = await talk.say(asked)
    assert isinstance(said, ReportAnswered), said
    assert first in said.sentences[0]
    assert any(beside in each for each in said.sentences[1:])
    assert not any("has lost a tenth" in each for each in said.sentences)
    assert (said.sentences[-1] == INSTEAD["ask them"]) is asked.startswith("why")
    assert not any("No row" in each for each in said.sentences) or "out?" in asked


@pytest.mark.parametrize(
    ("report", "asked"),
    [
        (BOUGHT, "how many customers left in all?"),
        (BOUGHT, "why do they leave?"),
        (BOUGHT, "which segment will leave next?"),
        (LEAVING, "how many customers pay by electronic check?"),
        (BOUGHT, "which products do the big spenders buy?"),
        (BOUGHT, "what is the average order value?"),
        (BOUGHT, "how many customers bought only once?"),
        (BOUGHT, "how many customers came back?"),
        (BOUGHT, "which customers moved?"),
        (MOVED, "who moved from Once, long ago to Big spenders of late?"),
    ],
)
async def test_a_line_beside_the_question_is_no_answer(report: Report, asked: str) -> None:
    talk = await told(report)
    [said] = await talk.say(asked, mention=True)
    assert isinstance(said, Notice), said
    assert said.text.startswith(NOT_SAID.format(file="telco.csv"))


@pytest.mark.parametrize("asked", ["what does stable mean?", "what is silhouette?", "what do you mean by coherent?"])
async def test_a_word_of_method_is_told_in_a_sentence_and_no_model_is_asked(asked: str) -> None:
    model = scripted()
    talk = await told(LEAVING, model)
    [said] = await talk.say(asked)
    assert isinstance(said, Notice)
    assert said.text in MEANINGS.values()
    assert model.asked(ANSWER_REPORT) == []


@pytest.mark.parametrize("asked", ["is segment 2 stable?", "what is the gap between segments 1 and 2?", "stable?"])
def test_a_question_about_a_segment_is_none_about_a_word(asked: str) -> None:
    assert meaning(asked) == ""
