"""A study is taken elsewhere whole, and whoever may not read a channel learns nothing of it."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from bot.cli import export_study, main
from bot.export.formats import CHOICES, FORMATS, files, one_file
from bot.export.learned import Reader, study_export
from bot.export.report import NOTHING, SYNTHETIC, report
from bot.export.study import StudyExport, as_json, schema
from flows.interview.state import InterviewState
from interviews.summary import Criterion, Judgement, Segment, Statement, Summary, Verdict
from personas.formats import imported
from store import study_records
from store.reading import reading
from tests.export.reading import slides_of, words_of
from tests.export.studies import ELSEWHERE, OPEN, PRIVATE, SECRET, STUDY
from tests.export.test_export import HOSTILE, faults

HOUSE = Path(__file__).parents[2]
WORKSPACE = "https://acme.slack.com"


def gathered(database: Path, *channels: str, team: str = "T1", transcripts: bool = True) -> StudyExport:
    """As U1 gets it, who may read those channels; the operator, where none is named."""
    reader = Reader("U1", frozenset(channels), at=1.5) if channels else Reader()
    with reading(database) as tx:
        kept = study_records.study(tx, STUDY, team)
        assert kept is not None
        return study_export(tx, kept, reader, workspace=WORKSPACE, transcripts=transcripts)


def in_every_format(export: StudyExport) -> str:
    return "\n".join(words_of(each.data) for each in files(export, "zip"))


def test_what_was_learned_is_there_with_what_it_stands_on(study: Path) -> None:
    export = gathered(study)
    assert [each.id for each in export.insights] == ["i1", "i2", "i3", "i4"]
    assert [(each.status, each.reason) for each in export.insights][-1] == ("rejected", "We sell none.")
    first, claims = export.insights[0], {each.id: each for each in export.claims}
    assert (first.pinned, first.real_sources, first.synthetic_sources, first.synthetic) == (True, 2, 0, False)
    [evidence] = claims[f"{STUDY}-a1.1"].evidence
    assert (evidence.who, evidence.reads, evidence.at) == ("U1", "as quoted", "2023-11-14T22:13:21.000100+00:00")
    assert evidence.permalink == f"{WORKSPACE}/archives/C1/p1700000001000100"
    assert [each.kind for each in first.history] == ["first", "same", "pinned", "split"]
    assert [each.id for each in export.claims if each.insight is None] == ["beru-sila-a3.1", f"{STUDY}-a2.1"]
    assert [(each.id, each.insights) for each in export.decisions] == [("d1", ("i1", "i2")), ("d2", ("i2",))]
    assert [each.text for each in export.open_questions if not each.synthetic] == [
        "How many left last year",
        f"What would {SECRET} cost",
    ]


def test_everything_synthetic_says_so_in_every_format(study: Path) -> None:
    export = gathered(study)
    assert {each.id for each in export.insights if each.synthetic} == {"i3"}
    assert export.insights[2].synthetic_sources == 1
    assert {each.id for each in export.claims if each.synthetic} == {"tiva-melo-1"}
    assert {each.id for each in export.conversations if each.synthetic} == {"pero-lano", "tiva-melo"}
    assert {each.id for each in export.transcripts if each.synthetic} == {"pero-lano", "tiva-melo"}
    assert [each.text for each in export.open_questions if each.synthetic] == ["What did you do last time?"]
    page = report(export)
    learned, invented = page.split("### Hypotheses from invented people")
    assert "by Monday" not in learned
    assert SYNTHETIC in invented
    assert page.count(f"**{SYNTHETIC}**") == 2
    for line in page.splitlines():
        if "Alice Moreno" in line and line.startswith(("- ", "  - ", "### Alice")):
            assert "ynthetic" in line or "invented" in line, line
    insights, evidence, *_ = (each.data.decode("utf-8-sig") for each in FORMATS["csv"].write(export))
    assert [line.split(",")[5] for line in insights.splitlines()[1:]] == ["no", "no", "yes", "no"]
    [of_alice] = [line for line in evidence.splitlines() if "by Monday" in line]
    assert ",synthetic,yes,Alice Moreno," in of_alice


def test_a_persona_leaves_as_the_card_the_library_takes_in(study: Path) -> None:
    [persona] = gathered(study).personas
    assert "Synthetic" in persona.card["note"]
    assert imported(json.dumps(persona.card).encode()).persona.name == "Alice Moreno"


@pytest.mark.parametrize("transcripts", [True, False])
def test_a_private_channel_leaks_in_no_format(study: Path, transcripts: bool) -> None:
    """Not a word, not an id, not a count, not a title."""
    export = gathered(study, OPEN, transcripts=transcripts)
    told = in_every_format(export)
    for secret in (SECRET, "beru-sila", "i2", "d2", PRIVATE, "U9", ELSEWHERE):
        assert secret not in told, secret
    assert "Couriers lose 90 euros a day." in told
    assert (export.insights[0].text, export.insights[0].real_sources) == ("Couriers lose 90 euros a day.", 1)
    assert [each.kind for each in export.insights[0].history] == ["same", "pinned"]
    assert export.decisions[0].insights == ("i1",)


def test_why_something_was_rejected_goes_with_the_words_that_whoever_rejected_it_had_read(study: Path) -> None:
    """An insight of two channels, rejected by somebody of both, for a reason that only one of them may know."""
    why = f"{SECRET} says otherwise."
    with sqlite3.connect(study) as file:
        file.execute("UPDATE insights SET status = 'rejected', reason = ? WHERE team_id = 'T1' AND id = 'i1'", [why])
        file.execute("UPDATE insight_events SET kind = 'rejected', note = ? WHERE kind = 'pinned'", [why])
    assert why in in_every_format(gathered(study))
    assert SECRET not in in_every_format(gathered(study, OPEN))


def test_whoever_reads_only_the_private_channel_sees_the_study_under_its_title_there(study: Path) -> None:
    export = gathered(study, PRIVATE)
    assert export.study.title == f"{SECRET} prices"
    assert "Bike hire" not in in_every_format(export)
    assert export.personas == ()


def test_a_study_of_another_workspace_is_another_study(study: Path) -> None:
    """The same id, the same channel, the same insight: what is of one team never stands in the other's."""
    assert ELSEWHERE not in in_every_format(gathered(study, OPEN, PRIVATE))
    theirs = in_every_format(gathered(study, OPEN, team="T2"))
    assert "Couriers" not in theirs
    assert SECRET not in theirs
    with reading(study) as tx:
        assert study_records.study(tx, STUDY, "T3") is None
        assert [each.team_id for each in study_records.studies(tx, "T2")] == ["T2"]
        assert study_records.channels(tx, "T2", STUDY) == [OPEN]


def test_a_deleted_message_takes_its_words_and_its_link_along(study: Path) -> None:
    with sqlite3.connect(study) as file:
        file.execute("UPDATE messages SET text = NULL, deleted = 1 WHERE ts = '1700000002.000100'")
    export = gathered(study)
    [evidence] = next(each for each in export.claims if each.id == f"{STUDY}-a2.1").evidence
    assert (evidence.reads, evidence.quote, evidence.permalink, evidence.who) == ("deleted", None, None, "U1")
    assert "The message this stood in was deleted" in report(export)


def test_a_message_that_reads_otherwise_now_is_told_from_one_that_does_not(study: Path) -> None:
    with sqlite3.connect(study) as file:
        file.execute("UPDATE messages SET text = 'Families book by day.' WHERE ts = '1700000002.000100'")
        file.execute("DELETE FROM messages WHERE ts = '1700000003.000100'")
    reads = {each.id: each.evidence[0].reads for each in gathered(study).claims}
    assert reads[f"{STUDY}-a1.1"] == "as quoted"
    assert reads[f"{STUDY}-a2.1"] == "changed"
    assert reads[f"{STUDY}-a3.1"] == "unknown"
    assert "the message reads otherwise now" in report(gathered(study))


def everybody_says(study: Path, text: str) -> None:
    said = Statement(text=text, answers=("a1",))
    judged = Judgement(criterion=Criterion.SIZABLE, verdict=Verdict.MET, text=text)
    segment = Segment(id="A", name=text, rule=text, answers=(), judgements=(judged,))
    summary = Summary(
        problem=(said,), considerations=(), ideas=(), not_thinking_of=(), segments=(segment,), open_questions=(text,),
        shortfall=text or "none",
    )  # fmt: skip
    with sqlite3.connect(study) as file:
        file.execute("UPDATE claims SET claim = ?, against = CASE WHEN against = '' THEN '' ELSE ? END", [text, text])
        file.execute("UPDATE evidence SET quote = ?", [f"And so: {text}"])
        file.execute("UPDATE conversations SET title = ?", [text])
        state = InterviewState(summary=summary).model_dump_json()
        file.execute("UPDATE conversations SET state = ? WHERE flow = 'interview'", [state])
        file.execute("UPDATE studies SET title = ?", [text])
        file.execute("UPDATE decisions SET text = ?", [text])
        file.execute("UPDATE insights SET reason = ? WHERE reason <> ''", [text])
        file.execute("UPDATE personas SET name = ?, occupation = ?", [text, text])


def marks(page: str) -> list[str]:
    """What Markdown makes of each line: headings, items, items in items."""
    found = [re.match(r"#+ |(?: *(?:[-+*]|\d+[.)]) +)*(?:[-=]+$)?", line) for line in page.split("\n")]
    return [re.sub(r"\d", "0", each[0].rstrip()) for each in found if each]


@pytest.mark.parametrize("text", [*HOSTILE, "- a list", "+ 1", "1. one", "2) two", "---", "==="])
def test_no_words_become_a_part_of_the_report(study: Path, text: str) -> None:
    """Whatever people, models and cards say, the report has the headings and lists it would have anyway."""
    everybody_says(study, "plain words")
    before = marks(report(gathered(study, transcripts=False)))
    everybody_says(study, text)
    page = report(gathered(study, transcripts=False))
    assert marks(page) == before
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]", page)


def test_a_study_with_nothing_in_it_is_said_to_be_empty(study: Path) -> None:
    export = gathered(study, "C9")
    assert export.study.title == ""
    assert (export.conversations, export.insights, export.claims, export.personas) == ((), (), (), ())
    assert NOTHING in report(export)
    assert [len(each.data.splitlines()) for each in FORMATS["csv"].write(export)] == [1, 1, 1, 1]


def test_a_damaged_state_or_card_costs_nothing_else(study: Path) -> None:
    with sqlite3.connect(study) as file:
        file.execute("UPDATE conversations SET state = '{' WHERE flow IN ('interview', 'role_play')")
        file.execute("UPDATE persona_versions SET card = '{'")
    export = gathered(study)
    assert export.open_questions == ()
    assert (len(export.conversations), len(export.insights)) == (4, 4)
    assert [(each.name, each.card) for each in export.personas] == [("Alice Moreno", {})]
    assert "### Alice Moreno" in report(export)


def test_the_schema_beside_the_page_is_the_models() -> None:
    """On failure: `python -m bot export --study-schema > docs/study-export.schema.json`, and see to `version`."""
    assert (HOUSE / "docs/study-export.schema.json").read_text() == schema()


def test_an_export_fits_the_schema(study: Path) -> None:
    described = json.loads((HOUSE / "docs/study-export.schema.json").read_text())
    document = json.loads(as_json(gathered(study)))
    assert list(faults(document, described, described)) == []
    assert StudyExport.model_validate(document) == gathered(study)
    del document["insights"][0]["synthetic"]
    document["claims"][0]["evidence"][0]["reads"] = "perhaps"
    assert len(list(faults(document, described, described))) == 2


def test_the_page_names_every_field() -> None:
    page = (HOUSE / "docs/export.md").read_text()
    described = json.loads(schema())
    ours = ("StudyRecord", "HeldRecord", "PersonaRecord", "InsightRecord", "EventRecord", "ClaimRecord",
            "EvidenceRecord", "DecisionRecord", "OpenQuestionRecord", "AnswerRecord", "MaterialRecord", "OriginRecord",
            "CitedRecord", "CorrectionRecord")  # fmt: skip
    fields = {field for name in ours for field in described["$defs"][name]["properties"]} | set(described["properties"])
    assert [field for field in sorted(fields) if f"`{field}`" not in page] == []


def test_the_operator_lists_and_exports(study: Path, tmp_path: Path, capfdbinary: Any) -> None:
    def ran(*arguments: str) -> bytes:
        assert main(["export", "--database", str(study), *arguments]) == 0
        return bytes(capfdbinary.readouterr().out)

    assert ran("--list").decode().splitlines()[0] == f"{STUDY}\tT1\t4\tBike hire"
    told = json.loads(ran("--study", STUDY))
    assert (told["reader"], told["made_at"], told["transcripts"]) == (None, None, [])
    whole = ("--study", STUDY, "--workspace", WORKSPACE, "--transcripts")
    assert ran(*whole, "--format", "md") == report(gathered(study)).encode()
    ran("--study", STUDY, "--format", "zip", "--out", str(tmp_path / "all.zip"))
    names = zipfile.ZipFile(tmp_path / "all.zip").namelist()
    tables = ["insights.csv", "evidence.csv", "material.csv", "segments.csv"]
    assert names == [f"Bike-hire/{name}" for name in ("report.md", "study.json", *tables, "deck.pptx")]
    ran("--study", STUDY, "--format", "csv", "--out", f"{tmp_path}/tables/")
    assert sorted(each.name for each in (tmp_path / "tables").iterdir()) == sorted(tables)


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["--study", "nobody-here"], "There is no study 'nobody-here' in this database."),
        (["--all", "--format", "csv"], "Conversations leave as json or markdown; csv is for --study."),
        (["--study", STUDY, "--out", "/dev/null/x.json"], "/dev/null/x.json cannot be written: Not a directory."),
    ],
)
def test_what_cannot_be_is_said_in_a_line(study: Path, capsys: Any, arguments: list[str], answer: str) -> None:
    assert main(["export", "--database", str(study), *arguments]) == 2
    assert capsys.readouterr().err.startswith(answer)


def test_the_command_offers_every_form_there_is() -> None:
    assert {"json", *export_study.CHOICES} == set(CHOICES)


def test_two_exports_are_the_same_bytes_whenever_they_are_made(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export = gathered(study)
    before = {form: one_file(export, form) for form in CHOICES}
    later = time.localtime(time.time() + 86_400 * 40)
    monkeypatch.setattr(time, "localtime", lambda *_: later)
    assert {form: one_file(export, form) for form in CHOICES} == before


def test_a_zip_unpacks_into_a_folder_of_its_own(study: Path) -> None:
    whole = one_file(gathered(study), "zip")
    archive = zipfile.ZipFile(io.BytesIO(whole.data))
    assert whole.name == "Bike-hire.zip"
    assert archive.testzip() is None
    assert archive.read("Bike-hire/study.json").decode() == as_json(gathered(study))


def test_the_deck_opens_and_holds_what_was_learned_with_its_source_and_the_invented_apart(study: Path) -> None:
    [file] = files(gathered(study), "deck")
    shown = slides_of(file.data)
    assert len(Presentation(io.BytesIO(file.data)).slides) >= 6
    learned = next(text for text in shown if "1 · What was learned" in text)
    assert f"{SECRET} is coming." in learned
    assert "It has to be ready by Monday." not in learned
    invented = next(text for text in shown if "2 · Said by invented people only" in text)
    assert "It has to be ready by Monday." in invented
    assert "Sources" in "\n".join(shown)
