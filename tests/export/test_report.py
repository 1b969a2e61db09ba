"""A study's report is a page one would forward: what was learned on top, by people with names, on days."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bot.export.study import HeldRecord, StudyExport
from flows.interview.state import InterviewState, Phase
from interviews.answers import Answer, Basis, Part, Question
from interviews.dimensions import Dimension
from interviews.summary import Consideration, Criterion, Judgement, Segment, Statement, Summary, Verdict
from tests.export.studies import STUDY
from tests.export.test_study import WORKSPACE, gathered

SUMMARY = Summary(
    problem=(Statement(text="Couriers wait for repairs.", answers=("a1",), basis=Basis.COUNTED),),
    considerations=(
        Consideration(dimension=Dimension.BEHAVIOURAL, statements=(Statement(text="Daily.", answers=("a1",)),)),
    ),
    ideas=(Statement(text="A van that comes to them.", answers=("a1",)),),
    not_thinking_of=(Statement(text="Whoever repairs the bikes today."),),
    segments=(
        Segment(
            id="A", name="Daily riders", rule="Rode on five of the last seven days.", answers=("a1",),
            judgements=(
                Judgement(criterion=Criterion.SIZABLE, verdict=Verdict.MET, text="400 of them.", answers=("a1",)),
                Judgement(criterion=Criterion.STABLE, verdict=Verdict.UNKNOWN, text="Count them again in May."),
            ),
        ),
    ),
    open_questions=("How many left last year",),
)  # fmt: skip
HELD = InterviewState(
    phase=Phase.REVIEW,
    questions=(Question(id="q1", text="Who rides every day?", why="", about=Dimension.BEHAVIOURAL),),
    answers=(
        Answer(id="a1", parts=(Part(ts="1700000001.000100", author="U1", text="Couriers."),)),
        Answer(id="a2", skipped=True),
    ),
    summary=SUMMARY,
)


def of(export: StudyExport, id: str) -> HeldRecord:
    return next(each for each in export.conversations if each.id == id)


@pytest.fixture
def summed_up(study: Path) -> Path:
    """Its interviews and Alice's stay open to questions, as they do in Slack."""
    with sqlite3.connect(study) as file:
        file.execute("UPDATE conversations SET status = 'open'")
        file.execute("UPDATE conversations SET state = ? WHERE id = ?", [HELD.model_dump_json(), STUDY])
        file.execute("UPDATE conversations SET state = ? WHERE id = 'beru-sila'", [InterviewState().model_dump_json()])
    return study


def test_what_was_summed_up_is_closed_and_what_still_runs_is_open(summed_up: Path) -> None:
    export = gathered(summed_up)
    told = {each.id: (each.status, each.summed_up) for each in export.conversations}
    assert told[STUDY] == ("closed", True)
    assert told["beru-sila"] == ("open", False)
    assert {each.id: each.status for each in export.transcripts}[STUDY] == "closed"


def test_a_summary_comes_with_the_places_of_the_answers_it_names(summed_up: Path) -> None:
    held = of(gathered(summed_up), STUDY)
    assert held.summary == SUMMARY
    [answer] = held.answers
    assert (answer.id, answer.question, answer.ts) == ("a1", "Who rides every day?", "1700000001.000100")
    assert answer.permalink == f"{WORKSPACE}/archives/C1/p1700000001000100"
