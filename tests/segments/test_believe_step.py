"""The step that is taken only when asked: statements against a small file of orders, from the file on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from segments.report import Report
from segments.steps import FILE, TASK, Wish, take
from tests.sample_orders import write_orders

SAID = (
    "Most customers buy once",
    "Half of customers buy once",
    "20 % of customers bring 80 % of sales",
    "Customers want to be called back",
)
RULES = (
    "Customers who buy at least 3 times",
    "Customers who buy at least 90 times",
    "Whoever asks for the price first",
)


def begun(folder: Path) -> Path:
    folder.mkdir()
    write_orders(folder / FILE)
    statements = [{"text": each} for each in SAID] + [{"text": each, "rule": True} for each in RULES]
    wish = Wish.model_validate({"name": "orders.csv", "salt": "s", "wanted": 2, "statements": statements})
    (folder / TASK).write_text(wish.model_dump_json())
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begun(tmp_path_factory.mktemp("steps") / "one")


@pytest.fixture(scope="module")
def found(folder: Path) -> dict[str, dict[str, Any]]:
    """From nothing but the file: the steps before it are taken first."""
    return {each["statement"]: each for each in take("believe", folder)["beliefs"]}


def test_each_statement_is_told_in_its_order(found: dict[str, dict[str, Any]]) -> None:
    assert tuple(found) == (*SAID, *RULES)


def test_what_the_file_says_is_told_with_its_figure(found: dict[str, dict[str, Any]]) -> None:
    assert found[SAID[1]]["verdict"] == "confirmed"
    assert found[SAID[1]]["figure"] == 0.5
    assert found[SAID[2]]["verdict"] == "contradicted"
    assert "20 %" in found[SAID[2]]["words"]


def test_what_is_too_close_or_no_matter_of_files_is_untestable_with_what_would_tell(
    found: dict[str, dict[str, Any]],
) -> None:
    assert (found[SAID[0]]["verdict"], found[SAID[0]]["needs"]) == ("untestable", "more customers")
    assert found[SAID[3]]["verdict"] == "untestable"
    assert "survey" in found[SAID[3]]["needs"]


def test_a_candidate_segment_is_there_too_small_or_not_to_be_told(found: dict[str, dict[str, Any]]) -> None:
    many, none, unknown = (found[each] for each in RULES)
    assert (many["verdict"], many["figure"]) == ("confirmed", 0.5)
    assert (none["verdict"], none["figure"]) == ("contradicted", 0)
    assert unknown["verdict"] == "untestable"
    assert "asks for the price first" in unknown["needs"]


def test_a_lost_folder_tells_the_same(found: dict[str, dict[str, Any]], tmp_path: Path) -> None:
    again = take("believe", begun(tmp_path / "two"))["beliefs"]
    assert again == list(found.values())


def test_the_report_has_the_way_of_each_segment(folder: Path, found: dict[str, dict[str, Any]]) -> None:
    report = Report.model_validate(take("describe", folder)["report"])
    assert len(report.journeys) == len(report.segments) == 2
    back = [
        next(stage for stage in stages if stage.name == "coming back").share for stages in report.journeys
    ]  # fmt: skip
    assert sorted(back) == [0, 1]
    for stages in report.journeys:
        contact = stages[0]
        assert (contact.name, contact.known, contact.words) == ("first contact", False, "")
        assert contact.missing
