"""The whole way of a chance to leave: from the file to the labelled rows and the list of who is likely to leave."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from segments.audiences import Asked, audience
from segments.leavers import CHANCE
from segments.prediction.chances import AT_THEIR_WORD
from segments.report import Report
from segments.steps import FILE, TASK, take
from tests.sample_leavers import write_leavers

TASKED = {"name": "members.csv", "salt": "s", "wanted": 2}


def rows_in(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, float], Report, bytes]:
    """-> the folder, the chance that each was dealt, the report, the labelled rows"""
    folder = tmp_path_factory.mktemp("members")
    true = write_leavers(folder / FILE, customers=2_000)
    (folder / TASK).write_text(json.dumps(TASKED))
    report = Report.model_validate(take("describe", folder)["report"])
    return folder, true, report, (folder / take("draw", folder)["rows"]).read_bytes()


def test_a_chance_stands_beside_whoever_has_not_left(drawn: tuple[Path, dict[str, float], Report, bytes]) -> None:
    _, true, report, rows = drawn
    header, *lines = rows_in(rows)
    assert header[4:] == ["Charges", "Visits", "Churn", CHANCE]
    assert all((line[7] == "") == (line[6] == "Yes") for line in lines)
    stayed = {line[0]: float(line[7]) for line in lines if line[7]}
    off = [told - true[member] for member, told in stayed.items()]
    assert abs(sum(off)) / len(off) < 0.02
    assert sum(map(abs, off)) / len(off) < 0.05
    assert report.leavers is not None
    assert (report.leavers.of, report.leavers.why) == (len(stayed), "")
    assert report.predictions[-1] == f"{AT_THEIR_WORD}."


def test_the_list_is_the_tenth_with_the_highest_chance(drawn: tuple[Path, dict[str, float], Report, bytes]) -> None:
    _, true, report, rows = drawn
    leavers = report.leavers
    assert leavers is not None
    found = audience(rows, "", Asked(report.money, likely=leavers.listed))
    header, *listed = rows_in(found.data)
    assert header == ["Member", "segment", "Charges", "Visits", "Churn", CHANCE]
    assert (found.members, found.listed) == (leavers.of, len(listed)) == (leavers.of, leavers.of // 10)
    told = [float(row[5]) for row in listed]
    assert told == sorted(told, reverse=True)
    assert (listed[0][5], listed[-1][5]) == (leavers.high, leavers.low)
    assert {row[4] for row in listed} == {"No"}
    dealt = sum(true[row[0]] for row in listed) / len(listed)
    assert abs(dealt - sum(told) / len(told)) < 0.06
    assert dealt > 1.3 * sum(true.values()) / len(true)


def test_a_step_that_is_taken_anew_gives_the_same_bytes(
    drawn: tuple[Path, dict[str, float], Report, bytes], tmp_path: Path
) -> None:
    folder, _, report, rows = drawn
    (tmp_path / FILE).write_bytes((folder / FILE).read_bytes())
    (tmp_path / TASK).write_text(json.dumps({**TASKED, "salt": "another"}))
    done = take("correct", tmp_path)
    assert Report.model_validate(done["report"]).leavers == report.leavers
    assert (tmp_path / done["rows"]).read_bytes() == rows
    (tmp_path / TASK).write_text(json.dumps({**TASKED, "roles": {"c7": "ignored"}}))
    without = take("correct", tmp_path)
    assert Report.model_validate(without["report"]).leavers is None
    assert CHANCE not in (tmp_path / without["rows"]).read_text(encoding="utf-8-sig")


def test_what_may_be_known_only_afterwards_moves_no_chance(tmp_path: Path) -> None:
    write_leavers(tmp_path / FILE, customers=2_000, called=True)
    (tmp_path / TASK).write_text(json.dumps(TASKED))
    report = Report.model_validate(take("describe", tmp_path)["report"])
    assert report.leavers is not None
    assert report.leavers.without == ("ExitCall",)
    assert 0 < float(report.leavers.high) < 0.97, "by the call alone they would be certain"


def test_why_there_is_no_list_stands_in_the_report(tmp_path: Path) -> None:
    write_leavers(tmp_path / FILE, customers=90)
    (tmp_path / TASK).write_text(json.dumps(TASKED))
    report = Report.model_validate(take("describe", tmp_path)["report"])
    assert report.leavers is not None
    assert report.leavers.why.endswith("I need at least 50 of each to learn who leaves.")
    assert CHANCE not in (tmp_path / take("draw", tmp_path)["rows"]).read_text(encoding="utf-8-sig")
