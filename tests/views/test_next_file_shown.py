"""What a file's card says of the analysis that it is held against."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.views import render
from bot.views.gallery_segments import AFRESH, BEFORE, FOUND, LATER, LINK, OTHER_DAYS
from bot.views.segments_over_time import since_block
from flows.segmentation_replies import FileUnderstood, SegmentsFound, WholeReport
from segments.lines import lines_of
from segments.renaming import renamed
from segments.report import Report
from segments.since import NameKept, OnceCalled, Part, Since, Size
from segments.telling import markdown

SMALLER = LATER.model_copy(
    update={
        "since": Since(
            file="orders-april.csv", both=338, moved=3, gone=42,
            sizes=(
                Size(id="s1", name="Every fortnight", before=260, after=231, of_before=380, of_after=338),
                Size(id="s2", name="Once, long ago", before=120, after=107, of_before=380, of_after=338),
            ),
        )
    }
)  # fmt: skip
COLUMNS = tuple(f"a column of a long name {number}" for number in range(40))


def shown(report: Report, **against: Any) -> str:
    [call] = render(SegmentsFound("segments-1", report, BEFORE.model_copy(update=against)))
    return json.dumps(call.payload, ensure_ascii=False)


def test_it_says_which_analysis_of_which_day_and_where_it_stands() -> None:
    assert f"Held against <{LINK}|orders-april.csv> of 3 November 2026 in <#C0123456789>." in shown(LATER)
    assert "Held against orders-april.csv of 3 November 2026." in shown(LATER, channel="", link="")


def test_the_first_message_says_it_in_one_sentence() -> None:
    [call] = render(FileUnderstood("understood-1", FOUND.understanding, FOUND.receipt, against=BEFORE))
    assert "I will hold it against orders-april.csv of 3 November 2026." in json.dumps(call.payload)


def test_one_of_another_study_is_named_and_said_not_to_be_compared_with_the_buttons_that_change_that() -> None:
    told = shown(FOUND, same_study=False)
    assert "Not held against" in told
    assert "belongs to another study" in told
    assert "press *Open* beside the study of this thread, then *Move* beside this conversation" in told


def test_of_other_days_it_says_which_both_files_cover_and_not_who_moved() -> None:
    told = shown(OTHER_DAYS)
    assert "This file covers 1 April 2026 to 30 April 2026, just as orders-april.csv does." in told
    assert "So who moved is not told" in told
    assert "the one of both that it goes on from." in told
    assert "moved since" not in told


@pytest.mark.parametrize("report", [FOUND, AFRESH], ids=["erased meanwhile", "of other columns"])
def test_what_was_not_compared_is_not_said_to_be(report: Report) -> None:
    assert "eld against" not in shown(report)


def test_that_the_whole_file_is_smaller_is_said_before_who_moved() -> None:
    told = shown(SMALLER)
    assert "This file is 11 % smaller than orders-april.csv (338, 380 then), so shares are compared." in told
    assert told.index("11 % smaller") < told.index("moved since")
    assert "has a smaller share" not in told, "each has 11 % fewer customers, and none a smaller share"
    assert "smaller than" not in shown(LATER)


def test_that_the_segments_no_longer_fit_is_said_before_who_moved_and_once() -> None:
    told = shown(LATER)
    assert told.index("⚠ The segments no longer fit") < told.index("moved since")
    assert told.count("no longer fit") == 1
    assert "decide which to keep" not in told
    [page] = render(WholeReport("whole-1", LATER))
    details = json.dumps(page.payload, ensure_ascii=False)
    assert details.index("⚠ The segments no longer fit") < details.index("moved since")
    assert details.count("no longer fit") == 1


@pytest.mark.parametrize(("by_then", "said"), [(41, True), (0, True), (33, False), (None, False)])
def test_how_many_would_have_moved_by_the_borders_of_before_is_said_where_that_is_another_count(
    by_then: int | None, said: bool
) -> None:
    assert LATER.since is not None
    since = LATER.since.model_copy(update={"by_then": by_then})
    told = shown(LATER.model_copy(update={"since": since}))
    aside = f" ({by_then} by the borders the segments had then)" if said else ""
    assert f"34 of 361 moved since orders-april.csv{aside}; most: 27 from Every fortnight to Once, long ago" in told
    [page] = render(WholeReport("whole-1", LATER.model_copy(update={"since": since})))
    details = json.dumps(page.payload, ensure_ascii=False)
    words = (
        "Who moved goes by each file's own segments, as the rows do; by the borders they had in orders-april.csv, "
        f"{by_then} of 361 would have moved."
    )
    assert (words in details) is said
    assert ("by the borders" in told) is said


def test_of_a_report_that_was_kept_with_moves_by_the_borders_of_before_the_rows_are_said_to_count_otherwise() -> None:
    assert LATER.since is not None
    kept = LATER.since.model_dump(exclude={"by_then"}) | {"elsewhere": 41}
    since = Since.model_validate(kept)
    told = shown(LATER.model_copy(update={"since": since}))
    assert "34 of 361 moved since orders-april.csv, by the borders the segments had then" in told
    assert "The rows beside it go by each file's own segments, so they may count otherwise." in told
    assert "The rows beside it" not in shown(LATER)


@pytest.mark.parametrize("lacks", [("days since the last order",), COLUMNS])
def test_of_a_file_whose_columns_changed_it_is_said_what_is_missing_and_what_to_do(lacks: tuple[str, ...]) -> None:
    told = shown(AFRESH.model_copy(update={"since": Since(file="orders-april.csv", lacks=lacks)}))
    assert f"were made of {lacks[0]}" in told
    assert "give it the old one and drop the file again." in told


def test_of_whom_a_trait_is_known_stands_in_the_report_and_not_in_the_message() -> None:
    first, second = FOUND.segments
    aside = " (each customer's own, known of 64 % of them, 12 % of the others)"
    trait = replace(first.traits[0], words=f"{first.traits[0].words}{aside}", aside=aside)
    report = FOUND.model_copy(update={"segments": (replace(first, traits=(trait,)), second)})
    told = shown(report)
    assert "11 orders a year, others 3" in told
    assert "known of 64 %" not in told


def test_what_a_segment_was_once_called_is_told_in_the_thread() -> None:
    once = (OnceCalled(number=1, name="Now & then"), OnceCalled(number=2, name="Regulars", fits=3))
    said = shown(FOUND.model_copy(update={"once_called": once}))
    assert "Segment 1 was once called “Now &amp; then”; that no longer holds of it." in said
    assert "Segment 2 was once called “Regulars”; now that fits segment 3." in said


def lines(report: Report) -> list[str]:
    """What the message says of the file before, a line each."""
    return [line for block in since_block(report.since, report.segments) for line in block["text"]["text"].split("\n")]


def test_who_moved_is_told_in_five_lines_at_most_those_who_bring_most_before_who_shrank() -> None:
    assert LATER.since is not None
    sizes = tuple(
        Size(id=f"s{at}", name=name, before=200, after=60, of_before=700, of_after=380, by_borders=(200, 199))
        for at, name in enumerate(("Every fortnight", "Once, long ago", "Now and then", "Gone quiet"), 1)
    )
    told = lines(LATER.model_copy(update={"since": LATER.since.model_copy(update={"sizes": sizes, "holds_old": True})}))
    assert len(told) == 5
    assert told[0].startswith("⚠ The segments no longer fit")
    assert told[1].startswith(
        "This file is 46 % smaller than orders-april.csv (380, 700 then), so shares are compared."
    )
    assert "34 of 361 moved since orders-april.csv (41 by the borders" in told[1]
    assert told[2] == (
        "“Every fortnight”, with most of the money (81 %): 7 came from other segments, 27 went to others."
    )
    assert told[3].startswith("Smaller share of all: “Every fortnight” 16 %, 29 % then, in part only because")
    assert told[4].startswith("The rows say who was where, in the column segment")
    assert all(each.count("by the borders") <= 1 for each in told)


def test_where_there_is_no_money_nobody_is_said_to_bring_most() -> None:
    poor = tuple(replace(each, value_share=None) for each in LATER.segments)
    assert not any("most of the money" in each for each in lines(LATER.model_copy(update={"segments": poor})))


CUT = NameKept(
    number=1, name="Every fortnight", of=400, stay=260, money=0.74, size=300, same=True,
    elsewhere=(Part(number=2, customers=120), Part(number=9, customers=20)),
)  # fmt: skip


def test_a_name_of_theirs_that_stands_on_others_now_is_told_in_the_thread_on_the_page_and_in_details() -> None:
    report = FOUND.model_copy(update={"names_kept": (CUT,)})
    words = (
        "“Every fortnight” was cut: 260 of its 400, with 74 % of their money, stay in segment 1 under that name; 120 "
        "are in segment 2 now, “Once, long ago”; 20 elsewhere. 40 of those who have it now were in another segment "
        "before."
    )
    assert f"{words} “Correct a segment”, below, gives other names." in shown(report)
    assert words in markdown(report, safe=str)
    [page] = render(WholeReport("whole-1", report))
    assert words in json.dumps(page.payload, ensure_ascii=False)
    assert words in [each.text for each in lines_of(report)]
    assert "was cut" not in shown(renamed(report, {"s1": "Regulars"})), "it was given another name since"


def test_a_name_that_stands_on_many_more_than_before_was_not_cut() -> None:
    wider = CUT.model_copy(update={"of": 100, "stay": 100, "elsewhere": ()})
    assert (
        "“Every fortnight”, segment 1, has many others in it now: 200 who were in another segment before, beside 100 "
        "of the 100 who had that name."
    ) in shown(FOUND.model_copy(update={"names_kept": (wider,)}))


def test_in_another_file_nothing_was_cut() -> None:
    told = shown(FOUND.model_copy(update={"names_kept": (CUT.model_copy(update={"same": False, "money": None}),)}))
    assert "“Every fortnight” has changed: 260 of the 400 who had that name have it still, in segment 1; 120" in told
