"""People stand in what files, sheets and segments are called: a model hears of none, people see what they named."""

from __future__ import annotations

from dataclasses import replace

from flows.digest.writing import _file, _inputs
from flows.llm.report_tasks import ANSWER_REPORT, ReportAnswer, ReportQuestion, ReportSentence
from flows.segmentation.for_a_model import for_a_model
from flows.segmentation.personas import start_of
from flows.segmentation_replies import ReportAnswered
from segments.report import Report
from segments.since import Since, Size
from segments.telling import markdown
from studies.digest import composed
from studies.file_news import FileNews
from studies.news import News
from tests.flows.segment_reports import FOUND
from tests.flows.test_questions import scripted, told

NAMED, BEFORE = "orders jane.doe@acme.com.csv", "joe@acme.com_april.csv"
PEOPLE = ("jane", "joe", "ann@", "sue@")
REPORT = FOUND.model_copy(
    update={
        "file": NAMED,
        "since": Since(file=BEFORE, both=9, moved=1, words=f"The segments of {BEFORE} still fit."),
        "segments": (replace(FOUND.segments[0], name="Those of ann@acme.com"), FOUND.segments[1]),
        "receipt": replace(FOUND.receipt, noted=('I read the largest, "a.csv", and left out sue@acme.com.csv.',)),
    }
)


async def test_who_asks_about_a_report_tells_no_model_whose_file_it_is() -> None:
    def says(inputs: ReportQuestion) -> ReportAnswer:
        line = next(each for each in inputs.lines if each.id == "s1.1")
        return ReportAnswer(sentences=[ReportSentence(text=line.text, lines=[line.id])], instead="none")

    model = scripted(says)
    talk = await told(REPORT, model)
    await talk.say("how large is segment 1?", mention=True)
    [heard] = [each.model_dump_json() for each in model.asked(ANSWER_REPORT)]
    assert [each for each in PEOPLE if each in heard] == []
    assert "orders [e-mail].csv" in heard
    shown = talk.last(ReportAnswered)
    assert shown.file == NAMED
    assert any("ann@acme.com" in each for each in shown.lines)


def test_nothing_else_of_a_report_changes_and_most_change_in_nothing() -> None:
    assert for_a_model(FOUND) is FOUND
    plain = for_a_model(REPORT)
    assert isinstance(plain, Report)
    assert plain.segments[1] == REPORT.segments[1]
    assert [each for each in PEOPLE if each in markdown(plain)] == []


def test_a_persona_of_a_segment_knows_nobody_by_the_name_of_the_file_or_of_the_segment() -> None:
    made = start_of(REPORT, REPORT.segments[0])
    assert [each for each in PEOPLE if each in made.model_dump_json()] == []
    assert made.brief == "somebody of the segment “Those of [e-mail]” in the file orders [e-mail].csv"
    assert made.segment is not None
    assert (made.segment.name, made.passages[0].place) == ("Those of [e-mail]", "segment 1, Those of [e-mail]")


def test_a_digest_is_worded_without_whose_files_they_were() -> None:
    news = FileNews(run="r1", upload="1.0", file=NAMED, customers=9, segments=2, at=0.0, since=REPORT.since)
    said = _file(news)
    assert said is not None
    assert (said.file, said.before) == ("orders [e-mail].csv", "[e-mail]_april.csv")


def test_a_digest_is_worded_without_whom_segments_are_called_after() -> None:
    called = "Those of ann@acme.com"
    since = Since(
        file=BEFORE, both=200, moved=30, new=(called,), ended=(called,),
        sizes=(Size(id="s1", name=called, before=120, after=90, of_before=240, of_after=240),),
    )  # fmt: skip
    news = FileNews(run="r1", upload="1.0", file=NAMED, customers=9, segments=2, at=0.0, since=since)
    told = composed(News(analysed=(news,)))
    assert told.step.about == called, "people read what they named"
    inputs = _inputs(told, "en")
    assert [each for each in PEOPLE if each in inputs.model_dump_json()] == []
    [file] = inputs.segments
    assert (file.smaller[0].name, file.new, file.gone) == ("Those of [e-mail]",) + (("Those of [e-mail]",),) * 2
    assert inputs.step_about == "Those of [e-mail]"
