"""The report in Markdown: who moved, where each segment stands, and words of a file that are words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.views.gallery_segments import AFRESH, FOUND, LATER, NONE
from segments.since import Since
from segments.telling import markdown, since_in_words
from segments.told import Apart, Left, Middle


def test_the_useful_part_comes_first_and_the_rows_last() -> None:
    heads = [line for line in markdown(LATER).splitlines() if line.startswith("#")]
    assert heads[:3] == ["# 2 segments among 380 customers", "## 1. Every fortnight", "## 2. Once, long ago"]
    assert heads[-1] == "## The rows"
    assert "## Since orders-april.csv" in heads


def test_there_are_no_real_segments_is_said_at_the_top() -> None:
    assert markdown(NONE).startswith("# There are no real segments here\n\nThey spread as evenly as noise does")


def test_its_headings_fit_below_another_one() -> None:
    heads = [line for line in markdown(FOUND, level=3).splitlines() if line.startswith("#")]
    assert {head.split()[0] for head in heads} == {"###", "####"}


def test_where_each_segment_stands_is_a_table() -> None:
    apart = Apart(("orders",), ((Middle("11", 1.0),), (Middle("1", -0.4),)))
    text = markdown(FOUND.model_copy(update={"apart": apart}))
    assert "| Segment | orders |\n| --- | --- |\n| 1 Every fortnight | 11 |\n| 2 Once, long ago | 1 |" in text


@pytest.mark.parametrize(
    ("since", "first"),
    [
        (LATER.since, "34 of 361 customers moved since orders-april.csv"),
        (AFRESH.since, "The segments before were made of days since the last order, which this file does not have"),
        (Since(file="a.csv", both=9), "None of 9 customers moved since a.csv"),
        (Since(file="a.csv", both=0), "No customer is in this file and in a.csv"),
        (Since(file="a.csv"), "The files do not say who is who"),
        (Since(file="a.csv", other_kind=True), "The file before tells of something else"),
    ],
)
def test_what_became_of_the_segments_before_is_said_in_words(since: Since, first: str) -> None:
    assert since_in_words(since)[0].startswith(first)


def test_words_of_a_file_are_no_markup() -> None:
    evil = "# [x](https://evil.example) | **b**\n| a |"
    receipt = replace(FOUND.receipt, left=(Left(evil, 150),), noted=(evil,))
    hostile = FOUND.model_copy(update={"file": evil, "why": evil, "receipt": receipt})
    text = markdown(hostile)
    assert "[x](" not in text
    assert "**" not in text.replace(r"\*\*", "")
    rows = [line for line in text.splitlines() if line.startswith("| −150")]
    assert len(rows) == 1
    assert rows[0].replace(r"\|", "").count("|") == 3
