"""No spreadsheet works anything out of the words in our tables, whatever it takes for the end of a cell."""

from __future__ import annotations

import csv
import io
from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segments.audiences import audience
from segments.formulas import APOSTROPHE, BEGINS, inert
from segments.labels import labelled
from segments.told import Segment

SEGMENTS = (Segment("s1", 0, "Anna;=WEBSERVICE(A1)", 1, 0.5, None, (), (), ""),)
HOSTILE = (
    "＝HYPERLINK(1)",
    "＠SUM(1)",
    "Anna;=HYPERLINK(1)",
    'Anna;"=cmd|1!A0',
    "Anna\n=cmd|1!A0",
    "Anna\r\n @SUM(1)",
    "Anna;-2+3+cmd|1!A0",
    "Anna\t+SUM(1)",
    " =HYPERLINK(1)",
    "\u00a0\u3000@SUM(1)",
    "Anna;\u00a0=HYPERLINK(1)",
)


@settings(max_examples=300, deadline=None)
@given(st.text() | st.text(alphabet="=+-@＝\t\r\n,;\"' a(|!"))
def test_words_are_as_they_were_but_for_the_apostrophes(text: str) -> None:
    cell = inert(text)
    assert not cell.startswith(BEGINS)
    assert cell.replace(APOSTROPHE, "") == text.replace(APOSTROPHE, "")
    assert inert(cell) == cell


@pytest.mark.parametrize("text", ["one; two", "a list:\n- of one\n- and two", "12;-5", "Ann - her mail is a@b.example"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert inert(text) == text


@pytest.mark.parametrize("customer", HOSTILE)
def test_no_cell_of_a_list_is_a_formula_where_semicolons_or_line_breaks_end_cells(customer: str) -> None:
    table = labelled("Client", ["1", customer], np.array([0, 0]), SEGMENTS)
    for file in (table, audience(table, "s1").data):
        told = file.decode("utf-8-sig")
        for delimiter in (",", ";", "\t"):
            rows = csv.reader(io.StringIO(told, newline=""), delimiter=delimiter)
            assert [cell for row in rows for cell in row if cell.lstrip(' "\u00a0\u3000').startswith(BEGINS)] == []


@pytest.mark.parametrize("piece", ["\n", "; ", ';"', "\t-", "\n+a"])
def test_an_endless_cell_is_looked_through_once(piece: str) -> None:
    """However long it is, nobody waits for it."""
    started = process_time()
    assert len(inert(piece * 200_000)) >= len(piece) * 200_000
    assert process_time() - started < 5
