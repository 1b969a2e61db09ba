"""A study's report is a page one would forward: what was learned on top, by people with names, on days."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from bot.export.deck import deck_of
from bot.export.naming import named
from bot.export.report import ONLY_INVENTED, report
from bot.export.report_interviews import HYPOTHESES
from bot.export.study import HeldRecord, StudyExport
from bot.export.tables import insights_csv
from bot.export.unknown import ALL_SETTLED, NO_SUMMARY
from flows.interview.state import InterviewState, Phase
from interviews.answers import Answer, Basis, Part, Question
from interviews.dimensions import Dimension
from interviews.summary import Consideration, Criterion, Judgement, Segment, Statement, Summary, Verdict
from tests.export.reading import slides_of
from tests.export.studies import SECRET, STUDY
from tests.export.test_study import WORKSPACE, gathered
from tests.export.test_tables import rows

BY_GUESS = Statement(text="Daily.", answers=("a1",), basis=Basis.GUESS)
SUMMARY = Summary(
    problem=(Statement(text="Couriers wait for repairs.", answers=("a1",), basis=Basis.COUNTED),),
    considerations=(
        Consideration(dimension=Dimension.BEHAVIOURAL, statements=(BY_GUESS,)),
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


def page_of(export: StudyExport) -> str:
    return report(export).replace("\\", "")


def test_the_first_lines_say_what_was_learned(summed_up: Path) -> None:
    top = page_of(gathered(summed_up)).split("\n## ")[0].splitlines()[2:]
    assert top == [
        "- 2 insights from 2 interviews with the team; 1 hypothesis of invented people apart.",
        f"- Most stands behind: {SECRET}: couriers leave.",
        "- Candidate segments: Daily riders.",
        f"- Adopted: Raise {SECRET} in May. And 1 more.",
        "- Still open: How many left last year. And 1 more.",
    ]


def test_what_nobody_spoke_of_is_never_told_as_no_open_question(summed_up: Path) -> None:
    left = HELD.model_copy(update={"summary": SUMMARY.model_copy(update={"open_questions": ()})})
    with sqlite3.connect(summed_up) as file:
        file.execute("UPDATE conversations SET state = ? WHERE id = ?", [left.model_dump_json(), STUDY])
        file.execute("UPDATE conversations SET state = '{}' WHERE flow = 'role_play'")
    page = page_of(gathered(summed_up))
    assert "No question" not in page
    assert "- Not known yet, 10 things: who they are; where they are; how they think. And 7 more." in page
    still_open = page.split("## Still open")[1].split("\n## ")[0]
    assert "- Nobody spoke of this yet: who they are; " in still_open
    assert "what they do" not in still_open
    assert "- Daily riders, not known yet: stable." in still_open


@pytest.mark.parametrize(("summary", "told"), [
    (None, NO_SUMMARY),
    (SUMMARY.model_copy(update={
        "open_questions": (), "segments": (), "considerations": tuple(
            Consideration(dimension=each, statements=(BY_GUESS,)) for each in Dimension)}), ALL_SETTLED),
])  # fmt: skip
def test_only_a_study_that_left_nothing_out_says_so(summed_up: Path, summary: Summary | None, told: str) -> None:
    held = HELD.model_copy(update={"summary": summary, "phase": Phase.REVIEW if summary else Phase.ASKING})
    with sqlite3.connect(summed_up) as file:
        file.execute("UPDATE conversations SET state = ? WHERE id = ?", [held.model_dump_json(), STUDY])
        file.execute("UPDATE conversations SET state = '{}' WHERE flow = 'role_play'")
    assert f"- {told}" in page_of(gathered(summed_up))


def test_a_study_of_nothing_but_invented_people_says_so_first(summed_up: Path) -> None:
    with sqlite3.connect(summed_up) as file:
        file.execute("UPDATE insights SET status = 'rejected' WHERE id <> 'i3'")
    assert ONLY_INVENTED in page_of(gathered(summed_up)).split("\n## ")[0]


def test_a_rejected_insight_is_counted_nowhere(summed_up: Path) -> None:
    with sqlite3.connect(summed_up) as file:
        file.execute("UPDATE insights SET status = 'rejected', reason = 'Not so.' WHERE id = 'i2'")
    export = gathered(summed_up)
    assert page_of(export).splitlines()[2].startswith("- 1 insight from")
    assert "1 insight from 2 interviews with the team; 1 hypothesis of invented people apart" in "\n".join(
        slides_of(deck_of(export))
    )


def test_what_an_interview_was_summed_up_to_stands_there_with_its_segments_and_their_judgement(summed_up: Path) -> None:
    page = page_of(gathered(summed_up))
    interview = page.split("## Interviews and candidate segments")[1].split("\n## ")[0]
    answer = f"[answer 1](<{WORKSPACE}/archives/C1/p1700000001000100>)"
    for told in (
        "### Bike hire, 1 January 1970",
        f"- Couriers wait for repairs. ({answer}, counted)",
        f"- Daily. ({answer}, a guess of the team)",
        f"- A van that comes to them. ({answer})",
        "- Whoever repairs the bikes today. (Segue's reading)",
        HYPOTHESES,
        "#### A: Daily riders\n\nRode on five of the last seven days.",
        f"- Sizable: met. 400 of them. ({answer})",
        "- Stable: not known yet. Count them again in May.",
    ):
        assert told in interview, told


def test_a_finished_interview_is_not_called_open(summed_up: Path) -> None:
    [line] = [each for each in page_of(gathered(summed_up)).splitlines() if each.startswith("- Bike hire: ")]
    assert line.endswith("(summed up, begun by U1)")
    assert "open" not in line


def test_it_reads_without_ids_and_with_days_as_people_write_them(summed_up: Path) -> None:
    """Of the report itself; what was said keeps its moment to the microsecond."""
    export = named(gathered(summed_up, transcripts=False), {"U1": "Dana", "U2": "Mei", "U9": "Ravi"})
    prose = re.sub(r"\(<[^>]*>\)", "", page_of(export))
    ids = ("U1", "U2", "U9", "C1", "C2", "beru-sila", "tiva-melo", "a1.1", "i1", "i2", "i3", "i4")
    for id in ids:
        assert not re.search(rf"\b{re.escape(id)}\b", prose), id
    assert not re.search(r"\d{4}-\d\d-\d\d", prose)
    assert prose.count(STUDY) == 1
    assert "Dana, 14 November 2023" in re.sub(r"[\[\]]", "", prose)
    assert "Rejected by Mei, 1 January 1970: We sell none." in prose


def test_every_quote_leads_to_its_message(summed_up: Path) -> None:
    page = page_of(gathered(summed_up, transcripts=False)).split("## Sources")[1].split("\n## ")[0]
    quotes = [each for each in page.splitlines() if "“" in each]
    assert len(quotes) == 7
    assert all(f"](<{WORKSPACE}/archives/" in each for each in quotes)


def test_whoever_said_it_has_a_name_in_the_deck(summed_up: Path) -> None:
    shown = "\n".join(slides_of(deck_of(named(gathered(summed_up), {"U1": "Dana"}))))
    assert "Dana" in shown
    assert "somebody on the team" not in shown
    assert "Daily riders: Rode on five of the last seven days." in shown


@pytest.mark.parametrize(
    ("strength", "how"), [("strong", "counted"), ("medium", "heard"), ("weak", "a guess of the team")]
)
def test_report_and_table_say_how_the_team_knows(summed_up: Path, strength: str, how: str) -> None:
    with sqlite3.connect(summed_up) as file:
        file.execute("UPDATE claims SET confidence = ?", [strength])
    export = gathered(summed_up)
    page = page_of(export)
    assert f"({how})" in page.split("## Sources")[1]
    learned = page.split("## What was learned")[1].split("\n## ")[0]
    assert f"source, {how})" in learned
    assert "(1 synthetic source)" in learned
    assert {row["how_known"] for row in rows(insights_csv(export))} == {how, ""}
