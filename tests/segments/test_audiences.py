"""The customers of one segment as a list: their numbers as they stood in the file, no formula, nobody without one."""

from __future__ import annotations

import io
import zipfile

import numpy as np
import pytest

from segments.audiences import audience
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
