"""Segments corrected by people: said, kept, laid over what was found, listed, taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from flows.analyses import Step, Task
from flows.forms import Form
from flows.records import SegmentsKept
from flows.replies import FileGiven
from flows.segmentation import SEGMENTATION
from flows.segmentation.correcting_segments import (
    BACK,
    NAMELESS,
    NO_NUMBER,
    NO_SEGMENTS,
    NO_SUCH,
    NONE_LEFT,
    NOT_YET,
    NOTHING,
    TAKEN,
    TWO,
    UNKNOWN,
    UNKNOWN_SOME,
)
from flows.segmentation.corrections import MOST
from flows.segmentation.corrections_in_words import AS_FOUND, STANDS
from flows.segmentation.hearing_corrections import CORRECT_SEGMENT, Wanted, customers_in, said
from flows.segmentation.laying_over import NOT_APPLIED
from flows.segmentation.state import Phase
from flows.segmentation_replies import CorrectionsTold, SegmentsFound
from segments.since import NameKept
from segments.telling_words import UNDONE
from segments.told import Column, Role
from studies.theirs import theirs
from tests.flows.segment_reports import FOUND, UNDERSTOOD
from tests.flows.test_segmentation import ORDERS, OTHERS, Analyst, notices, thread
from tests.flows.thread import Thread


async def analysed(**more: Any) -> tuple[Thread, Analyst]:
    talk, analyst = thread(**more)
    talk.names = {"U1": "Dana", "U2": "Ravi"}
    await talk.say("", attached=(ORDERS,))
    return talk, analyst


def corrected(analyst: Analyst) -> list[Task]:
    return [task for step, task in analyst.taken if step is Step.CORRECT]


def lines(heard: list[Any]) -> list[str]:
    return [line for each in heard if isinstance(each, CorrectionsTold) for line in each.lines]


def called(talk: Thread) -> list[str]:
    return [each.name for each in talk.state.report.segments]


async def submits(talk: Thread, key: str, text: str) -> list[Any]:
    return await talk.submit(CORRECT_SEGMENT, key, text, user="U2")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Customer 12345 belongs in segment 3.", Wanted("in", "3", ("12345",))),
        ("customers 12, 13 and 14 belong to segment 2", Wanted("in", "2", ("12", "13", "14"))),
        ("please put customer “Smith and Sons” into segment 1", Wanted("in", "1", ("Smith and Sons",))),
        ("move customers C1 & C2 to Once, long ago", Wanted("in", "Once, long ago", ("C1", "C2"))),
        ("customers 1 and 2 belong together", Wanted("with", "", ("1", "2"))),
        ("customer 1 belongs with customer 2", Wanted("with", "", ("1", "2"))),
        ("customers 1 and 2 do not belong together", Wanted("apart", "", ("1", "2"))),
        ("customers 1 and 2 don’t belong together", Wanted("apart", "", ("1", "2"))),
        ("customer 1 doesn't belong with 2", Wanted("apart", "", ("1", "2"))),
        ("keep customers 1 and 2 apart", Wanted("apart", "", ("1", "2"))),
        ("rename segment 2 to Bargain hunters", Wanted("name", "2", (), "Bargain hunters")),
        ("call segment 2 “Bargain hunters”", Wanted("name", "2", (), "Bargain hunters")),
        ("undo", Wanted("take back")),
        ("take back correction 4", Wanted("take back", number=4)),
        ("corrections", Wanted("list")),
        ("customers who buy once belong in the past", None),
        ("customers from Bern and Basel belong together", None),
        ("I think segment 2 is small", None),
        ("undo the damage first", None),
    ],
)
def test_what_people_say_is_taken_for_what_they_mean(text: str, wanted: Wanted | None) -> None:
    assert said(text) == wanted


def test_a_list_of_customers_names_each_once() -> None:
    assert customers_in('12, #13; customer 12 and "A, B"') == ("A, B", "12", "13")


async def test_a_customer_is_put_elsewhere_at_once_and_the_segments_and_rows_follow() -> None:
    talk, analyst = await analysed()
    heard = await talk.say("customer 12 belongs in segment 1")
    assert lines(heard) == ["That customer belongs in “Regulars” from now on. The segments and the rows follow."]
    [kept] = talk.state.corrections
    assert (kept.kind, kept.customers, kept.segment, kept.by) == ("in", ("key12",), "s1", "U1")
    assert kept.at == talk.now.timestamp()
    [task] = corrected(analyst)
    assert (task.id, task.ids, task.own) == (talk.state.task.id, ("s1", "s2"), talk.state.task.id)
    card = next(each for each in heard if isinstance(each, SegmentsFound))
    assert card.changes == next(each for each in talk.heard if isinstance(each, SegmentsFound)).name
    assert card.report.standing is not None
    assert notices(heard) == [STANDS]
    assert [each.data for each in heard if isinstance(each, FileGiven)] == [b"c,d,e\r\n"]
    assert talk.kept(SegmentsKept)[-1] == SegmentsKept(task.id, "", "{}", b"corrected")
    assert analyst.dropped[-1] == task.id


async def test_files_of_rows_are_told_apart_by_their_names() -> None:
    talk, _ = await analysed()
    await talk.say("customer 12 belongs in segment 1")
    await talk.say("customer 13 belongs in segment 1")
    first, *corrected = (each.filename for each in talk.heard if isinstance(each, FileGiven) and not each.alt)
    assert first == "orders-2026-11-23-2-segments.csv"
    assert corrected == [f"orders-2026-11-23-2-segments-corrected-{number}.csv" for number in (1, 2)]


async def test_the_number_that_people_wrote_is_kept_and_said_nowhere() -> None:
    talk, _ = await analysed()
    heard = await talk.say("customers 17 and 19 belong together")
    assert not any("17" in line or "19" in line for line in lines(heard))
    state = talk.state.model_copy(update={"report": None}).model_dump_json().replace("key17", "").replace("key19", "")
    assert '"17"' not in state
    assert '"19"' not in state


async def test_several_corrections_in_a_row_are_laid_over_once() -> None:
    talk, analyst = await analysed()
    talk.waits = True
    await talk.say("customer 1 belongs in segment 2")
    await talk.say("customers 3 and 4 don't belong together")
    first, second = talk.rows
    assert await talk.take(first) == []
    assert await talk.take(second)
    [task] = corrected(analyst)
    assert [each.kind for each in task.corrected.customers] == ["in", "apart"]
    assert await talk.take(second) == []
    assert len(corrected(analyst)) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("customer 99 belongs in segment 1", UNKNOWN.format(file="orders.csv", column="")),
        (
            "customers 1, 99 and 98 belong in segment 1",
            UNKNOWN_SOME.format(count=2, of=3, file="orders.csv", column=""),
        ),
        ("customer 1 belongs in segment 7", NO_SUCH.format(segments="1. Regulars and 2. Once, long ago")),
        ("rename segment 7 to Cooks", NO_SUCH.format(segments="1. Regulars and 2. Once, long ago")),
        ("rename segment 2 to regulars", TAKEN.format(number=1, name="Regulars")),
        ("customers 1 and 1 belong together", TWO),
        ("undo", NONE_LEFT),
        ("take back correction 3", NO_NUMBER.format(number=3)),
        ("corrections", NOTHING),
    ],
)
async def test_what_cannot_be_done_is_said_and_changes_nothing(text: str, words: str) -> None:
    talk, analyst = await analysed()
    assert notices(await talk.say(text)) == [words]
    assert (talk.state.corrections, corrected(analyst)) == ((), [])


async def test_whom_nobody_knows_is_named_to_whoever_asked_alone() -> None:
    talk, _ = await analysed()
    await talk.say("customers 1 and 99 belong in segment 1")
    assert talk.hints == [("U1", "Not in orders.csv: 99")]


async def test_of_a_file_without_customers_segments_can_still_be_renamed() -> None:
    talk, analyst = await analysed()
    analyst.nameless = True
    assert notices(await talk.say("customer 1 belongs in segment 2")) == [NAMELESS.format(file="orders.csv")]
    await talk.say("rename segment 1 to Cooks")
    assert called(talk) == ["Cooks", "Once, long ago"]


async def test_where_there_are_no_segments_there_is_nothing_to_correct() -> None:
    talk, _ = await analysed(none=True)
    assert notices(await talk.say("customer 1 belongs in segment 2")) == [NO_SEGMENTS]
    assert SEGMENTATION.form(talk.state, CORRECT_SEGMENT) is None


async def test_a_new_name_stands_at_once_and_stays_with_the_segment_in_the_next_file() -> None:
    talk, analyst = await analysed()
    talk.waits = True
    await talk.say("rename segment 2 to Bargain hunters")
    assert called(talk) == ["Regulars", "Bargain hunters"]
    talk.waits = False
    first = talk.state.task.id
    await talk.say("", attached=(OTHERS,))
    task = analyst.taken[-1][1]
    assert (task.own, task.ids, task.given) == (first, (), 2)
    assert task.corrected.names == {"s2": "Bargain hunters"}
    assert corrected(analyst) == [], "the row of the file before is not due any more"


async def test_corrections_go_along_to_another_number_of_segments_and_to_the_next_file() -> None:
    talk, analyst = await analysed()
    await talk.say("customer 12 belongs in segment 1")
    first = talk.state.task.id
    await talk.say("five segments")
    task = analyst.taken[-1][1]
    assert (task.wanted, task.own, task.before, task.given) == (5, first, "", 2)
    assert [each.customers for each in task.corrected.customers] == [("key12",)]
    await talk.say("", attached=(OTHERS,))
    assert [each.customers for each in analyst.taken[-1][1].corrected.customers] == [("key12",)]


async def test_what_is_said_later_of_a_customer_counts() -> None:
    talk, _ = await analysed()
    await talk.say("customers 1 and 2 belong in segment 2")
    await talk.say("customer 1 belongs in Regulars")
    assert [(each.customers, each.segment) for each in talk.state.corrections] == [
        (("key2",), "s2"), (("key1",), "s1")
    ]  # fmt: skip
    await talk.say("customers 3 and 4 belong together")
    await talk.say("customers 4 and 3 don't belong together")
    assert [each.kind for each in talk.state.corrections] == ["in", "in", "apart"]


@pytest.mark.parametrize("way", ["press", "words", "number"])
async def test_a_correction_is_taken_back_once_however_often_one_presses(way: str) -> None:
    talk, analyst = await analysed()
    await talk.say("customer 1 belongs in segment 2")
    await talk.say("customer 2 belongs in segment 2")
    last = talk.last(CorrectionsTold)
    [number] = last.take_back
    if way == "press":
        heard = await talk.press(f"take_back_{number}", last.name)
        assert await talk.press(f"take_back_{number}", last.name) == []
    else:
        heard = await talk.say("undo" if way == "words" else f"take back correction {number}")
    assert lines(heard) == [f"{BACK.format(number=number)} The segments and the rows follow."]
    assert [each.customers for each in talk.state.corrections] == [("key1",)]
    assert [each.customers for each in corrected(analyst)[-1].corrected.customers] == [("key1",)]


async def test_once_all_is_taken_back_everybody_stands_where_the_data_say() -> None:
    talk, _ = await analysed()
    await talk.say("customer 1 belongs in segment 2")
    assert notices(await talk.say("undo")) == [AS_FOUND]


async def test_of_a_mere_name_nothing_is_said_of_where_customers_stand() -> None:
    talk, analyst = await analysed()
    heard = await talk.say("rename segment 1 to Cooks")
    assert len(corrected(analyst)) == 1
    assert notices(heard) == []


async def test_a_name_that_another_segment_took_meanwhile_is_not_given_twice() -> None:
    talk, _ = await analysed()
    await talk.say("rename segment 1 to Cooks")
    await talk.say("rename segment 2 to Regulars")
    heard = await talk.say("take back correction 1")
    assert called(talk) == ["Regulars", "Regulars (2)"]
    card = next(each for each in heard if isinstance(each, SegmentsFound))
    assert [each.name for each in card.report.segments] == called(talk)


async def test_names_are_taken_back_one_after_the_other_in_any_order() -> None:
    talk, analyst = await analysed()
    await talk.say("rename segment 1 to Cooks")
    await talk.say("rename segment 1 to Chefs")
    await talk.say("take back correction 1")
    assert called(talk)[0] == "Chefs"
    await talk.say("undo")
    assert called(talk)[0] == "Regulars"
    said = corrected(analyst)[-1].corrected
    assert (said.names, said.taken_back) == ({}, {"s1": "Regulars"}), "nobody's name any more"


async def test_corrections_are_listed_with_who_and_when_and_what_could_not_be_done() -> None:
    talk, _ = await analysed()
    await talk.say("customers 1 and 2 belong in segment 2")
    await talk.say("rename segment 2 to Bargain hunters", user="U2")
    await talk.say("customers 3 and 4 don't belong together", user="U9")
    assert lines(await talk.say("corrections")) == [
        "1. 2 customers belong in “Bargain hunters” (Dana, 23 November 2026)",
        "2. “Once, long ago” is called “Bargain hunters” (Ravi, 23 November 2026)",
        "3. 2 customers do not belong together (somebody, 23 November 2026)",
    ]
    assert talk.last(CorrectionsTold).take_back == (1, 2, 3)


async def test_the_form_offers_each_segment_as_it_is_called_now() -> None:
    talk, _ = await analysed()
    await talk.say("rename segment 2 to Bargain hunters")
    form = SEGMENTATION.form(talk.state, CORRECT_SEGMENT)
    assert isinstance(form, Form)
    assert [(each.key, each.text) for each in form.choices] == [
        ("name:s1", "Regulars"), ("name:s2", "Bargain hunters"), ("in:s1", ""), ("in:s2", ""), ("with:", ""),
        ("apart:", ""),
    ]  # fmt: skip
    assert len({each.label for each in form.choices}) == 6


async def test_a_form_that_was_filled_in_says_the_same_as_words() -> None:
    talk, _ = await analysed()
    await submits(talk, "in:s2", "1, 2\n3")
    await submits(talk, "with:", "4 and 5")
    await submits(talk, "apart:", "6, 7")
    await submits(talk, "name:s2", "Bargain  hunters")
    assert [(each.kind, each.customers, each.by) for each in talk.state.corrections] == [
        ("in", ("key1", "key2", "key3"), "U2"), ("with", ("key4", "key5"), "U2"), ("apart", ("key6", "key7"), "U2"),
        ("name", (), "U2"),
    ]  # fmt: skip
    assert called(talk)[1] == "Bargain hunters"
    assert await submits(talk, "x:s2", "1") == []


async def test_a_form_from_before_another_file_is_of_the_segments_that_are_there_now() -> None:
    talk, analyst = await analysed()
    later = FOUND.model_copy(update={"segments": FOUND.segments[:1]})
    await talk.say("", attached=(OTHERS,))
    talk.state = talk.state.model_copy(update={"report": later})
    assert notices(await submits(talk, "in:s2", "1")) == [NO_SUCH.format(segments="1. Regulars")]
    await submits(talk, "in:s1", "12")
    assert analyst.asked == [talk.state.task.id]
    assert [each.segment for each in talk.state.corrections] == ["s1"]


async def test_a_form_that_comes_while_a_file_is_analysed_is_asked_for_again() -> None:
    talk, _ = await analysed()
    talk.waits = True
    await talk.say("", attached=(OTHERS,))
    assert talk.state.phase is Phase.WORKING
    assert notices(await submits(talk, "in:s1", "1")) == [NOT_YET]
    assert await talk.press("take_back_1") == []


async def test_what_is_no_longer_there_is_told() -> None:
    talk, _ = await analysed()
    await talk.say("customer 1 belongs in segment 2")
    gone = talk.state.corrections[0].model_copy(update={"segment": "s9"})
    talk.state = talk.state.model_copy(update={"corrections": (gone,)})
    heard = await talk.say("customer 2 belongs in segment 2")
    assert notices(heard) == ["\n".join([STANDS, UNDONE["gone"].format(number=1)])]


async def test_where_the_file_is_gone_what_was_corrected_is_kept() -> None:
    talk, analyst = await analysed()
    analyst.fails = Step.CORRECT
    [words] = notices(await talk.say("customer 1 belongs in segment 2"))
    assert words.startswith(NOT_APPLIED.partition("{why}")[0].format(file="orders.csv"))
    assert len(talk.state.corrections) == 1


async def test_what_could_not_be_held_against_the_file_of_before_stays_told() -> None:
    """What that was is kept for the last two of a thread only."""
    talk, _ = await analysed()
    since = {"file": "april.csv", "moved": 3, "both": 100}
    told = FOUND.model_validate(FOUND.model_dump() | {"since": since})
    talk.state = talk.state.model_copy(update={"report": told})
    await talk.say("customer 1 belongs in segment 2")
    assert talk.state.report.since == told.since


async def test_a_thread_keeps_as_many_corrections_as_one_can_look_through() -> None:
    talk, _ = await analysed()
    talk.waits = True
    await talk.say("customer 1 belongs in segment 2")
    kept = talk.state.corrections[0]
    many = tuple(kept.model_copy(update={"number": number}) for number in range(MOST))
    talk.state = talk.state.model_copy(update={"corrections": many})
    assert str(MOST) in notices(await talk.say("customer 2 belongs in segment 2"))[0]
    assert len(talk.state.corrections) == MOST


async def test_whatever_is_worked_out_anew_afterwards_is_so_with_the_corrections() -> None:
    talk, analyst = await analysed()
    await talk.say("customer 12 belongs in segment 1")
    known = replace(UNDERSTOOD, columns=(Column("Client no", "c2", "text", Role.CUSTOMER),))
    talk.state = talk.state.model_copy(update={"report": FOUND.model_copy(update={"understanding": known})})
    before = len(analyst.taken)
    await talk.say("audience of segment 1")
    assert len(analyst.taken) == before + 1
    step, task = analyst.taken[-1]
    assert (step, task.ids) == (Step.CORRECT, ("s1", "s2"))
    assert [each.customers for each in task.corrected.customers] == [("key12",)]


@pytest.mark.parametrize("kept", ["this one", "an earlier one"])
async def test_what_is_worked_out_anew_has_the_ids_and_names_that_were_told_also_where_nobody_corrected(
    kept: str,
) -> None:
    """What the file was held against may be put away since; another file's segments are others."""
    talk, analyst = await analysed()
    known = replace(UNDERSTOOD, columns=(Column("Client no", "c2", "text", Role.CUSTOMER),))
    told = {"report": FOUND.model_copy(update={"understanding": known})}
    id = talk.state.task.id
    talk.state = talk.state.model_copy(update=told | ({} if kept == "this one" else {"kept": "calm-river-1-0"}))
    await talk.say("audience of segment 1")
    step, task = analyst.taken[-1]
    assert (step, task.ids, task.own) == (Step.CORRECT, ("s1", "s2"), id if kept == "this one" else "")


async def test_whoever_is_forgotten_takes_their_names_along_and_not_where_they_put_customers() -> None:
    talk, _ = await analysed()
    await talk.say("rename segment 1 to Cooks", user="U2")
    await talk.say("rename segment 2 to Sleepers")
    await talk.say("customer 1 belongs in segment 2", user="U2")
    left = SEGMENTATION.forget(talk.state, theirs("U2", ["rename segment 1 to Cooks"], []))
    assert [each.name for each in left.report.segments] == ["Regulars", "Sleepers"]  # type: ignore[attr-defined]
    assert [(each.kind, each.number) for each in left.corrections] == [("name", 2), ("in", 3)]  # type: ignore[attr-defined]
    assert left.names == {"s1": "Regulars", "s2": "Sleepers"}  # type: ignore[attr-defined]


def rows_told(heard: list[Any]) -> list[str]:
    return [each.title for each in heard if isinstance(each, FileGiven) and not each.alt]


async def test_a_second_file_of_rows_says_why_there_is_another_one() -> None:
    talk, analyst = await analysed()
    assert rows_told(talk.heard) == ["Every customer with the segment: orders.csv"]
    start = "Every customer with the segment, as it stands now: orders.csv. "
    heard = await talk.say("rename segment 2 to Gold club")
    assert rows_told(heard) == [f"{start}Segment 2 is called “Gold club” in it: use this one."]
    heard = await talk.say("customer 12 belongs in segment 1")
    assert rows_told(heard) == [f"{start}It has what was corrected since: use this one."]
    third = replace(FOUND.segments[0], id="s3", label=2, name="Gone quiet")
    analyst.found = FOUND.model_copy(update={"segments": (*FOUND.segments, third)})
    heard = await talk.say("five segments")
    assert rows_told(heard) == [f"{start}It has 3 segments, no longer 2: use this one."]
    heard = await talk.say("six segments")
    assert rows_told(heard) == [f"{start}The file was analysed anew: use this one."]
    assert rows_told(await talk.say("", attached=(OTHERS,))) == ["Every customer with the segment: others.xlsx"]


async def test_a_name_that_the_next_analysis_has_in_it_already_is_not_laid_over_it_once_more() -> None:
    talk, analyst = await analysed()
    talk.waits = True
    await talk.say("rename segment 2 to Gold club")
    [renaming] = talk.rows
    talk.waits = False
    await talk.say("five segments")
    assert talk.state.applied == talk.state.changes == 1
    assert await talk.take(renaming) == []
    assert corrected(analyst) == []


async def test_who_has_a_name_still_stays_told_whatever_is_corrected_later() -> None:
    kept = NameKept(number=1, name="Regulars", of=9, stay=5, size=5)
    talk, analyst = thread()
    analyst.found = FOUND.model_copy(update={"names_kept": (kept,)})
    await talk.say("", attached=(ORDERS,))
    await talk.say("customer 12 belongs in segment 1")
    assert talk.state.report.names_kept == (kept,)
