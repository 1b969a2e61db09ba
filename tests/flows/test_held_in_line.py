"""Files in line while the first cannot be done just now, or something of it is left to be done."""

from __future__ import annotations

from typing import Any

import pytest

from errors import BudgetSpent
from flows.analyses import Step
from flows.replies import Notice, Reply
from flows.runtime import File
from flows.segmentation import SEGMENTATION
from flows.segmentation.correcting import CORRECT
from flows.segmentation.graph import STOPPED
from flows.segmentation.lining_up import ALREADY, COMES_ONCE_RESUMED, HELD, LEFT_OUT, LEFT_OUT_SEVERAL
from flows.segmentation.not_now import NOT_YET
from flows.segmentation.reading import LATER, SPENT_OTHERS_WAIT
from flows.segmentation.state import Phase
from flows.segmentation.steps import NOTHING_LEFT_OTHERS_WAIT
from flows.segmentation_replies import TextsReading
from segments.told import Left, Receipt
from tests.flows.segment_reports import RECEIPT
from tests.flows.test_lining_up import analysed, goes_on, waiting
from tests.flows.test_reading_texts import Made, Model, Reader, reads
from tests.flows.test_segmentation import ORDERS, OTHERS, THIRD, Analyst, notices, thread
from tests.flows.thread import Thread


async def full(*files: File) -> tuple[Thread, Analyst, list[Reply]]:
    """Files for the first of which there is no room."""
    talk, analyst = thread(fails=Step.READ)
    analyst.full = True
    return talk, analyst, await talk.say("", attached=files)


@pytest.mark.parametrize("way", ["words", "press"])
async def test_where_there_is_no_room_all_wait_and_resume_goes_on_with_each(way: str) -> None:
    talk, analyst, said = await full(ORDERS, OTHERS, THIRD)
    held = HELD.format(first="orders.csv", others="others.xlsx and third.csv")
    assert notices(said)[-1] == held
    assert [each.offers for each in said if isinstance(each, Notice) and each.text == held] == [("resume",)]
    assert (talk.state.phase, waiting(talk)) == (Phase.WAITING, ["others.xlsx", "third.csv"])
    assert [task.file.name for _, task in analyst.taken] == ["orders.csv"], "the others would fare no better"
    analyst.fails = None
    await (talk.say("resume") if way == "words" else talk.press("resume", talk.last(Notice).name))
    assert [name for name, _ in analysed(analyst)] == ["orders.csv", "others.xlsx", "third.csv"]
    assert (talk.state.phase, waiting(talk)) == (Phase.DONE, [])


async def test_a_file_that_comes_while_all_wait_comes_after_them() -> None:
    talk, analyst, _ = await full(ORDERS, OTHERS)
    said = await talk.say("", attached=(THIRD,))
    assert notices(said) == [COMES_ONCE_RESUMED.format(file="third.csv", first="orders.csv")]
    assert notices(await talk.say("", attached=(ORDERS,))) == [ALREADY.format(file="orders.csv")]
    analyst.fails = None
    await talk.say("resume")
    assert [name for name, _ in analysed(analyst)] == ["orders.csv", "others.xlsx", "third.csv"]


async def test_stop_leaves_out_those_that_wait_for_room_and_resume_goes_on_with_the_first() -> None:
    talk, analyst, _ = await full(ORDERS, OTHERS, THIRD)
    said = await talk.say("stop")
    assert notices(said) == [LEFT_OUT_SEVERAL.format(files="others.xlsx and third.csv")]
    analyst.fails = None
    await talk.say("resume")
    assert [name for name, _ in analysed(analyst)] == ["orders.csv"]


async def test_where_the_message_with_the_first_is_deleted_meanwhile_the_next_has_its_turn() -> None:
    talk, analyst = thread(fails=Step.READ)
    analyst.full = True
    first = talk.message("", attached=(ORDERS,))
    await talk.take(first, talk.message("", attached=(OTHERS,)))
    assert waiting(talk) == ["others.xlsx"]
    analyst.fails = None
    await talk.take(talk.incoming("deletion", message_ts=first.ts))
    assert [name for name, _ in analysed(analyst)] == ["others.xlsx"]


async def test_of_a_file_without_a_usable_row_it_is_said_how_its_columns_are_put_right_after_the_others() -> None:
    talk, analyst = thread()
    talk.waits = True
    await talk.say("", attached=(ORDERS, OTHERS))
    analyst.receipt = Receipt(400, 0, (Left("in the future", 400),))
    said = await talk.take(talk.rows.pop(0))
    assert NOTHING_LEFT_OTHERS_WAIT in notices(said)[0]
    analyst.receipt = RECEIPT
    await goes_on(talk)
    assert [name for name, _ in analysed(analyst)] == ["others.xlsx"]


async def test_texts_are_offered_to_be_read_for_the_last_file_and_of_the_others_it_is_said_how() -> None:
    talk = Thread(SEGMENTATION, model=Model(), analyst=Reader(3), made_of_texts=Made())
    said = await talk.say("", attached=(ORDERS, OTHERS))
    assert len([each for each in said if isinstance(each, TextsReading)]) == 1
    assert LATER.format(file="orders.csv") in notices(said)
    await reads(talk)
    assert talk.hints == [], "the offer that stands is taken up"
    assert talk.last(TextsReading).stage == "done"


async def test_where_no_more_may_be_spent_and_a_file_waits_nobody_is_told_to_read_the_rest_of_what_went() -> None:
    def spent(number: int, inputs: Any) -> Any:
        raise BudgetSpent("Spent.", scope="day")

    talk = Thread(SEGMENTATION, model=Model(spent), analyst=Reader(3), made_of_texts=Made())
    await talk.say("", attached=(ORDERS,))
    talk.waits = True
    await reads(talk)
    await talk.say("", attached=(OTHERS,))
    said = await goes_on(talk)
    assert SPENT_OTHERS_WAIT.format(done=0, texts=3, file="orders.csv") in notices(said)


async def test_a_press_on_stop_is_heard_where_an_answer_is_awaited() -> None:
    talk, _ = thread(asks=True)
    await talk.say("", attached=(ORDERS, OTHERS))
    assert notices(await talk.press("stop", talk.state.plan)) == [STOPPED, LEFT_OUT.format(files="others.xlsx")]
    assert (talk.state.phase, waiting(talk)) == (Phase.WAITING, [])


async def test_a_form_that_comes_before_the_next_file_is_read_is_told_to_wait() -> None:
    talk, analyst = thread()
    await talk.say("", attached=(ORDERS,))
    talk.waits = True
    await talk.say("", attached=(OTHERS,))
    late = talk.incoming("submission", action=CORRECT, value='{"c3": "customer"}', user="U2")
    assert await talk.take(late) == []
    assert talk.hints == [("U2", NOT_YET[Phase.WORKING].format(file="others.xlsx"))]
    await goes_on(talk)
    assert analyst.taken[-1][1].roles == {}
