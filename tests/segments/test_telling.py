"""The report in Markdown: who moved, where each segment stands, and words of a file that are words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from typing import Any

import pytest
from pydantic import ValidationError

from bot.export.markdown import line
from bot.views.gallery_segments import AFRESH, COLUMNS, FOUND, LATER, NONE, PUT, VOICES
from decks.canvas import escaped
from segments.readings import Voice
from segments.reasons import disagreements
from segments.report import Report
from segments.said import Stage
from segments.since import Since
from segments.telling import markdown, safe
from segments.telling_since import since_in_words
from segments.told import UNDECIDED, Apart, Column, Kind, Left, Role, Usual


def test_the_useful_part_comes_first_and_the_rows_last() -> None:
    heads = [line for line in markdown(LATER).splitlines() if line.startswith("#")]
    assert heads[:3] == ["# 2 segments among 380 customers", "## 1. Every fortnight", "## 2. Once, long ago"]
    assert heads[3] == "## What I would do next"
    assert heads[-1] == "### The rows"
    assert "## Since orders-april.csv" in heads


def test_how_it_was_found_stands_last_under_one_heading_and_loses_nothing() -> None:
    trait = FOUND.segments[0].traits[0]
    traits = tuple(replace(trait, words=f"Trait {number}") for number in range(5))
    first, second = FOUND.segments
    text = markdown(FOUND.model_copy(update={"segments": (replace(first, traits=traits), second)}))
    read, _, how = text.partition("\n## How this was found\n")
    assert "\n## " not in how
    assert "- Trait 2\n" in read
    for each in ("Trait 3", "Trait 4", *(each.words for each in FOUND.segments[0].criteria), first.rule):
        assert safe(each) not in read
        assert safe(each) in how


def test_a_gap_that_was_not_measured_is_not_told_as_nothing() -> None:
    text = markdown(FOUND.model_copy(update={"scores": (replace(FOUND.scores[0], gap=0.0, gap_error=0.0),)}))
    assert "| not measured |" in text
    assert "0.00 ± 0.00" not in text


def test_pictures_stand_below_the_segments_each_on_its_line() -> None:
    text = markdown(FOUND, pictures=("sizes.png", "map.png"))
    assert text.index("## 2. Once") < text.index("\n\n![](sizes.png)\n\n![](map.png)\n\n## What I would do next")


def test_a_stage_that_all_segments_have_in_common_is_told_once() -> None:
    same, first, second = (Stage("regular", 1, words=each) for each in ("As all do", "In May", "In June"))
    text = markdown(FOUND.model_copy(update={"journeys": ((same, first), (same, second))}))
    assert [text.count(each) for each in ("As all do", "In May", "In June")] == [1, 1, 1]


COMPARED = "Compared by days since last purchase and orders: how many times as much, not how much more."


@pytest.mark.parametrize(
    ("note", "stage", "times"),
    [
        (COMPARED, Stage("slipping", 3, words="95 % are silent for over 111 days."), 1),
        (COMPARED, Stage("long silence", 3, words="4 % are silent for over 111 days."), 1),
        (COMPARED, Stage("slipping", 0, words="0 % are silent for over 111 days."), 0),
        (COMPARED, Stage("regular", 3, words="In May"), 0),
        ("Compared by orders: how many times as much.", Stage("leaving", 3, words="68 % are silent."), 0),
    ],
)
def test_that_silences_are_partly_how_they_were_compared_is_told_once(note: str, stage: Stage, times: int) -> None:
    text = markdown(FOUND.model_copy(update={"journeys": ((stage,), (stage,)), "notes": (note,)}))
    assert text.count("How long ago they last bought is part of how they were compared") == times


def test_there_are_no_real_segments_is_said_at_the_top() -> None:
    assert markdown(NONE).startswith("# There are no real segments here\n\nThey spread as evenly as noise does")


def test_its_headings_fit_below_another_one() -> None:
    heads = [line for line in markdown(FOUND, level=3).splitlines() if line.startswith("#")]
    assert {head.split()[0] for head in heads} == {"###", "####", "#####"}


def test_where_each_segment_stands_is_a_table() -> None:
    apart = Apart(("orders",), ((Usual("11", 1.0),), (Usual("1", -0.4),)))
    text = markdown(FOUND.model_copy(update={"apart": apart}))
    assert "| Segment | orders |\n| --- | --- |\n| 1 Every fortnight | 11 |\n| 2 Once, long ago | 1 |" in text


FITS = (LATER.since or Since(file="")).model_copy(update={"holds": True, "words": "The segments still fit."})


@pytest.mark.parametrize(
    ("since", "first"),
    [
        (LATER.since, "The segments no longer fit these customers"),
        (FITS, "34 of 361 customers moved since orders-april.csv"),
        (AFRESH.since, "The segments before were made of days since the last order, which this file does not have"),
        (Since(file="a.csv", both=9), "None of 9 customers moved since a.csv"),
        (Since(file="a.csv", both=0), "No customer is in this file and in a.csv"),
        (Since(file="a.csv"), "The files do not say who is who"),
        (Since(file="a.csv", other_kind=True), "The file before tells of something else"),
    ],
)
def test_what_became_of_the_segments_before_is_said_in_words(since: Since, first: str) -> None:
    assert since_in_words(since)[0].startswith(first)


def test_what_the_texts_of_each_segment_say_stands_in_it_with_its_quotes() -> None:
    text = markdown(VOICES)
    assert "## What the texts say\n\nFeelings and topics are the model's reading" in text
    assert "### 1. Every fortnight\n\n- 70 % positive, 20 % negative, 6 % mixed, 4 % neutral. Read: 250 of 260." in text
    about = "delivery: 48 %, of these 30 % negative: “The courier rang twice and waited.” “Came a day late.”"
    assert f"- {about}" in text
    assert "- Often said: courier, late" in text
    assert "What the texts say" not in markdown(FOUND)


def test_what_no_model_read_is_not_said_to_be_a_model_s_reading() -> None:
    text = markdown(VOICES.model_copy(update={"by_rule": True}))
    assert "sorted by single words" in text
    assert "model's reading" not in text


def test_texts_without_segments_are_told_together() -> None:
    text = markdown(NONE.model_copy(update={"voices": (Voice(-1, 0, 40, {}),)}))
    assert "### All texts\n\n- nothing could be read. Read: 0 of 40." in text


def test_what_was_corrected_and_what_could_not_be_stands_in_it() -> None:
    said = "- 3 customers stand where the team put them.\n- Correction 3 waits: a customer of it is not in this file."
    assert f"## What was corrected\n\n{said}" in markdown(PUT)
    assert "What was corrected" not in markdown(LATER)


def test_beside_who_moved_stands_for_how_many_it_is_right_that_nobody_moves() -> None:
    naive = "Whoever had said that nobody moves would have been right for {} of {}"
    assert since_in_words(FITS)[1] == naive.format(327, 361)
    borders = "Who moved goes by each file's own segments, as the rows do; by the borders they had in orders-april.csv"
    assert any(each.startswith(borders) for each in since_in_words(LATER.since or Since(file="")))
    kept_before = (LATER.since or Since(file="")).model_copy(update={"by_then": None, "elsewhere": 41})
    borders = "Who moved is counted by the borders the segments had in orders-april.csv"
    assert any(each.startswith(borders) for each in since_in_words(kept_before))
    assert not any("borders" in each for each in since_in_words(Since(file="a.csv", both=9)))
    assert not any("nobody moves" in each for each in since_in_words(Since(file="a.csv", both=9)))


def test_money_that_no_column_says_is_told_by_what_it_was_counted_as() -> None:
    receipt, understood = replace(FOUND.receipt, amount="8,887.00"), FOUND.understanding
    two = (Column("Quantity", "c4", "number", Role.QUANTITY), Column("UnitPrice", "c5", "money", Role.PRICE))
    counted = replace(understood, columns=(*COLUMNS, *two))
    by_two = FOUND.model_copy(update={"receipt": receipt, "understanding": counted})
    assert "| 8,887.00 | money in them, counted as Quantity × UnitPrice |" in markdown(by_two)
    assert "| 8,887.00 | money in them |" in markdown(FOUND.model_copy(update={"receipt": receipt}))
    assert "| 8,887.00 | money in them |" in markdown(
        FOUND.model_copy(update={"receipt": receipt, "money": "MonthlyCharges"})
    )


def test_a_rule_that_does_not_decide_is_told_to_be_undecided() -> None:
    votes = {"silhouette": 2, "gap": UNDECIDED, "prediction strength": 1}
    text = markdown(FOUND.model_copy(update={"votes": votes}))
    said = (
        "- how far groups stand apart (silhouette): 2\n- how much tighter than chance they are (gap): undecided\n"
        "- whether one half of the file gives the same as the other (prediction strength): no segments\n"
    )
    assert said in text


def test_which_test_says_which_number_is_told_once_and_why_one_was_not_taken_below() -> None:
    votes = {"silhouette": 2, "gap": UNDECIDED, "stability": 3}
    vetoed = "Three: one of them does not come back when they are drawn anew (0.41)."
    report = FOUND.model_copy(update={"votes": votes, "disagreements": disagreements(votes), "vetoes": (vetoed,)})
    _, heading, why = markdown(report).partition("### Why not another number\n")
    assert heading
    told = why.partition("\n### ")[0]
    assert "Undecided: how much tighter" in told
    assert vetoed in told
    assert markdown(report).count("how far groups stand apart (silhouette)") == 1


def test_what_the_forecast_s_trial_says_first_is_not_said_again() -> None:
    first, second = "It missed by 9 %.", "It foretold 6,195 purchases, there were 6,826."
    text = markdown(FOUND.model_copy(update={"predictions": (first,), "tried": (f"{first} {second}",)}))
    assert [text.count(first), text.count(second)] == [1, 1]


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


PAGES = {"a canvas": escaped, "a study": line, "the command": safe}
ATTACK = "![](@U0BOSS) [x](https://evil.example) <!here> *b* `c` ~d~ | e"


def harmful(report: Report) -> Report:
    """With the attack in every text that is not one of a few words of ours, or an id."""
    told = report.model_dump(mode="json")
    for path in list(leaves(told)):
        *above, last = path
        if last == "id" or ("criteria" in path and last == "name"):
            continue
        place = reduce(lambda value, key: value[key], above, told)
        before, place[last] = place[last], ATTACK
        try:
            Report.model_validate(told)
        except ValidationError:
            place[last] = before
    return Report.model_validate(told)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, str):
        yield path
    for key, each in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from leaves(each, (*path, key))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("report", [LATER, VOICES, NONE], ids=["a later file", "texts", "none"])
def test_no_word_of_a_file_is_a_mark_on_any_page(report: Report, page: str) -> None:
    """Names of columns and of the money, of the file before, of segments: wherever they are told."""
    told = harmful(report.model_copy(update={"money": "paid"}))
    text = markdown(told, safe=PAGES[page])
    assert text.count("U0BOSS") > 8
    assert [each for each in text.split("\n") if re.search(r"(?<!\\)[\[\]<>`~*]", each)] == []


def test_the_column_of_money_is_a_word_on_a_canvas() -> None:
    """`![](@U1)` is how a canvas mentions somebody."""
    named = "paid ![](@U0BOSS) [now](https://evil.example)"
    customers = replace(FOUND.understanding, kind=Kind.CUSTOMERS)
    text = markdown(FOUND.model_copy(update={"money": named, "understanding": customers}), safe=escaped)
    assert "81 % of paid u 0 boss now https" in text
    assert "![](@U0BOSS)" not in text
    assert "](https://evil.example)" not in text
