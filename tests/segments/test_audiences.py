"""The customers of one segment as a list: their numbers as they stood in the file, no formula, nobody without one."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import numpy as np
import pytest

from segments.audiences import LAST, Asked, Ended, audience
from segments.labels import labelled
from segments.told import Segment


def segment(label: int, name: str) -> Segment:
    return Segment(f"s{label + 1}", label, name, 1, 0.5, None, (), (), "")


SEGMENTS = (segment(0, "=Big"), segment(1, "Once"))


def test_only_the_members_are_listed_with_the_name_of_their_segment() -> None:
    rows = labelled("Client", ["007", "=cmd|'1'!A0", "c, 3"], np.array([1, 0, 1]), SEGMENTS)
    found = audience(rows, "s2")
    assert found.data.decode("utf-8-sig") == 'Client,segment\r\n007,Once\r\n"c, 3",Once\r\n'
    assert (found.members, found.listed) == (2, 2)


def test_a_number_that_is_a_formula_stays_behind_its_quote() -> None:
    rows = labelled("=Client", ["=cmd|'1'!A0"], np.array([0]), SEGMENTS)
    assert audience(rows, "s1").data.decode("utf-8-sig") == "'=Client,segment\r\n'=cmd|'1'!A0,'=Big\r\n"


def test_who_has_no_number_is_counted_and_not_listed() -> None:
    rows = labelled("Client", ["12", "row 12"], np.array([0, 0]), SEGMENTS)
    found = audience(rows, "s1")
    assert found.data.decode("utf-8-sig") == "Client,segment\r\n12,'=Big\r\n"
    assert (found.members, found.listed) == (2, 1)


def test_where_they_were_before_is_left_out() -> None:
    rows = labelled("Client", ["12"], np.array([1]), SEGMENTS, ["Big"])
    assert audience(rows, "s2").data.decode("utf-8-sig") == "Client,segment\r\n12,Once\r\n"


def test_rows_that_were_packed_are_read_too() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("segments.csv", labelled("Client", ["12"], np.array([1]), SEGMENTS))
    assert audience(held.getvalue(), "s2").data.decode("utf-8-sig") == "Client,segment\r\n12,Once\r\n"


@pytest.mark.parametrize("called", ["segment", "Segment", "SEGMENT_ID", "segment_before"])
def test_no_two_columns_of_a_list_are_called_the_same(called: str) -> None:
    rows = labelled(called, ["12"], np.array([0]), SEGMENTS, ["Big"])
    header = rows.decode("utf-8-sig").splitlines()[0].casefold().split(",")
    assert len(set(header)) == len(header)
    told = audience(rows, SEGMENTS[0].id).data.decode("utf-8-sig").splitlines()[0]
    assert told == f"{called} (in the file),segment"


def test_whoever_spent_most_comes_first_and_of_equals_the_one_who_stood_first() -> None:
    worth = {"=Paid": ["9.50", "100.00", "", "-3.00", "9.50"]}
    rows = labelled("Client", [*"abcde"], np.array([0] * 5), SEGMENTS, bought=worth)
    told = audience(rows, "s1", Asked("=Paid")).data.decode("utf-8-sig").splitlines()
    assert [line[0] for line in told[1:]] == [*"baedc"]
    untold = audience(rows, "s1", Asked("Weight")).data.decode("utf-8-sig").splitlines()
    assert [line[0] for line in untold[1:]] == [*"abcde"]


def test_money_that_is_called_as_a_column_of_ours_is_sorted_by_too() -> None:
    rows = labelled("Client", ["a", "b"], np.array([0, 0]), SEGMENTS, bought={"Segment": ["1.00", "2.00"]})
    assert audience(rows, "s1", Asked("Segment")).data.decode("utf-8-sig").splitlines()[1] == "b,'=Big,2.00"


@pytest.mark.parametrize(
    ("title", "cells", "found"),
    [
        ("Churn", ["Yes", "yes", "No", "Yes"], Ended("Churn", "Yes", 2, True)),
        ("Exited", ["1", "0", "", "0"], Ended("Exited", "1", 1, True)),
        ("Status churn", ["lapsed", "lapsed", "stayed", "stayed"], Ended("Status churn", "lapsed", 2, True)),
        ("Attrition", ["Attrited Customer", "Existing", "Existing", "Existing"],
         Ended("Attrition", "Attrited Customer", 1, True)),
        ("Response", ["true", "false", "false", "false"], Ended("Response", "true", 1, False)),
        ("Churn", ["Churned", "Not churned", "Churned", "Churned"], None),
        ("Churn", ["red", "blue", "blue", "blue"], None),
        ("Churn", ["Yes", "No", "Maybe", "Yes"], None),
        ("Churn", ["No", "No", "No", "Yes"], None),
    ],
)  # fmt: skip
def test_how_many_of_the_listed_left_is_counted_only_where_the_file_says_so(
    title: str, cells: list[str], found: Ended | None
) -> None:
    """The last one is of another segment; what nobody here has is not spoken of."""
    rows = labelled("Client", [*"abcd"], np.array([0, 0, 0, 1]), SEGMENTS, bought={title: cells})
    assert audience(rows, "s1", Asked(outcomes=(title,))).ended == found


def test_of_two_outcomes_leaving_is_told_and_of_whom_no_list_has_nothing() -> None:
    worth = {"Response": ["yes", "yes", "no"], "Churn": ["yes", "yes", "no"]}
    rows = labelled("Client", ["1", "row 2", "3"], np.array([0, 0, 0]), SEGMENTS, bought=worth)
    assert audience(rows, "s1", Asked(outcomes=("Response", "Churn"))).ended == Ended("Churn", "yes", 1, True)


def test_whoever_returned_nearly_all_stands_last_and_the_others_by_what_they_kept() -> None:
    """c bought most and returned it, as d and f did, who bought elsewhere too; e returned something."""
    worth = {
        "money_spent": ["10.00", "90.00", "900.00", "100.00", "200.00", "0.00"],
        "money_returned": ["0.00", "0.00", "899.00", "95.00", "150.00", "5.00"],
    }
    rows = labelled("Client", [*"abcdef"], np.array([0] * 6), SEGMENTS, bought=worth)
    found = audience(rows, "s1", Asked("money_spent", returned="money_returned"))
    assert [line[0] for line in found.data.decode("utf-8-sig").splitlines()[1:]] == [*"beadcf"]
    assert found.returned == 3
    assert audience(rows, "s1", Asked("money_spent")).returned is None, "a file without returns tells of none"


def test_who_ordered_nothing_in_the_last_ninety_days_of_the_file_is_counted() -> None:
    worth = {LAST: ["2026-06-30", "2026-04-02", "2026-04-01", "", "2025-01-01"]}
    rows = labelled("Client", ["1", "2", "3", "4", "5"], np.array([0, 0, 0, 0, 1]), SEGMENTS, bought=worth)
    assert audience(rows, "s1", Asked(end=date(2026, 6, 30))).quiet == 1
    assert audience(rows, "", Asked(end=date(2026, 6, 30))).quiet == 2
    assert audience(rows, "s1").quiet == 0
