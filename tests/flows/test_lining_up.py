"""Files that come at once, or while another is looked at: each has its turn, and it is said which comes when."""

from __future__ import annotations

import json

import pytest

from flows.analyses import ORDER, Step
from flows.forms import Picks
from flows.origin_replies import OriginAsked
from flows.records import MaterialGiven
from flows.replies import FileGiven, Reply
from flows.runtime import File
from flows.segmentation import SEGMENTATION
from flows.segmentation.beliefs import COMPARE
from flows.segmentation.correcting import CORRECT
from flows.segmentation.earlier_cards import EARLIER
from flows.segmentation.graph import LEFT, STOPPED
from flows.segmentation.handing_out import AUDIENCE, CANVAS, DECK
from flows.segmentation.lining_up import ALREADY, COMES_NEXT, COMES_ONCE_ANSWERED, FOLLOWS, GONE, LEFT_OUT
from flows.segmentation.not_now import ANSWERED, OF_ANOTHER_FILE
from flows.segmentation.state import Phase
from flows.segmentation.taken_back import TAKEN_BACK
from flows.segmentation_replies import FileUnderstood, SegmentsFound
from tests.flows.segment_reports import FOUND
from tests.flows.test_segmentation import ORDERS, OTHERS, THIRD, Analyst, notices, thread
from tests.flows.thread import Thread

OCTOBER = File(id="F5", name="orders_oct_2026.csv", url="https://files.test/F5")
NOVEMBER = File(id="F6", name="orders_nov_2026.csv", url="https://files.test/F6")


def analysed(analyst: Analyst) -> list[tuple[str, str]]:
    """(file, id of what it was held against) of each that was told of."""
    return [(task.file.name, task.before) for step, task in analyst.taken if step is Step.DESCRIBE]


def waiting(talk: Thread) -> list[str]:
    return [each.file.name for each in talk.state.waiting]


async def goes_on(talk: Thread) -> list[Reply]:
    talk.waits, said = False, list[Reply]()
    while talk.rows:
        said += await talk.take(talk.rows.pop(0))
    return said


async def test_of_two_files_in_one_message_the_second_is_held_against_the_first() -> None:
    talk, analyst = thread()
    said = await talk.say("", attached=(ORDERS, OTHERS))
    assert notices(said) == [FOLLOWS.format(first="orders.csv", others="others.xlsx")]
    assert analysed(analyst) == [("orders.csv", ""), ("others.xlsx", "calm-river-1-1")]
    assert len([each for each in said if isinstance(each, SegmentsFound)]) == 2
    assert len([each for each in said if isinstance(each, FileGiven) and not each.alt]) == 2
    assert (talk.state.phase, waiting(talk)) == (Phase.DONE, [])


async def test_two_messages_at_once_are_taken_one_after_the_other() -> None:
    talk, analyst = thread()
    await talk.take(talk.message("", attached=(ORDERS,)), talk.message("", attached=(OTHERS,), user="U2"))
    assert analysed(analyst) == [("orders.csv", ""), ("others.xlsx", "calm-river-1-1")]
    kept = [(each.name, each.user) for each in talk.kept(MaterialGiven)]
    assert kept == [("orders.csv", "U1"), ("others.xlsx", "U2")]
    assert talk.state.asker == "U2"


async def test_a_file_that_comes_meanwhile_has_its_turn_and_that_is_said_at_once() -> None:
    talk, analyst = thread()
    talk.waits = True
    await talk.say("", attached=(ORDERS,))
    said = await talk.say("", attached=(OTHERS,), user="U2")
    assert notices(said) == [COMES_NEXT.format(file="others.xlsx", first="orders.csv")]
    assert waiting(talk) == ["others.xlsx"]
    await goes_on(talk)
    assert analysed(analyst) == [("orders.csv", ""), ("others.xlsx", "calm-river-1-1")]
    assert [step for step, _ in analyst.taken] == [*ORDER, *ORDER]


async def test_files_that_are_called_the_same_but_for_the_day_begin_with_the_earliest() -> None:
    talk, analyst = thread()
    await talk.say("", attached=(NOVEMBER, OCTOBER))
    assert [name for name, _ in analysed(analyst)] == [OCTOBER.name, NOVEMBER.name]


async def test_where_the_first_asks_the_second_waits_for_the_answer() -> None:
    talk, analyst = thread(asks=True)
    said = await talk.say("", attached=(ORDERS, OTHERS))
    asked = talk.last(FileUnderstood)
    assert (talk.state.phase, waiting(talk)) == (Phase.ASKING, ["others.xlsx"])
    said = await talk.say("", attached=(THIRD,))
    assert notices(said) == [COMES_ONCE_ANSWERED.format(file="third.csv", first="orders.csv")]
    analyst.asks = False
    await talk.press("column_1", asked.name)
    assert [name for name, _ in analysed(analyst)] == ["orders.csv", "others.xlsx", "third.csv"]


async def test_another_file_in_the_place_of_an_answer_leaves_the_first_and_says_so() -> None:
    talk, analyst = thread(asks=True)
    await talk.say("", attached=(ORDERS,))
    analyst.asks = False
    said = await talk.say("", attached=(OTHERS,))
    assert notices(said) == [LEFT.format(file="orders.csv")]
    assert analysed(analyst) == [("others.xlsx", "")]


async def test_where_the_first_cannot_be_read_the_second_has_its_turn_all_the_same() -> None:
    talk, analyst = thread(fails=Step.READ)
    talk.waits = True
    await talk.say("", attached=(ORDERS, OTHERS))
    failed = await talk.take(talk.rows.pop(0))
    assert "orders.csv could not be analysed" in notices(failed)[0]
    analyst.fails = None
    said = await goes_on(talk)
    assert analysed(analyst) == [("others.xlsx", "")]
    [line] = [each for each in said if isinstance(each, OriginAsked)]
    assert line.materials == ("others.xlsx",)


async def test_stop_leaves_out_what_waits_and_says_so() -> None:
    talk, analyst = thread()
    talk.waits = True
    await talk.say("", attached=(ORDERS, OTHERS))
    said = await talk.say("stop")
    assert notices(said) == [STOPPED, LEFT_OUT.format(files="others.xlsx")]
    await goes_on(talk)
    assert (talk.state.phase, waiting(talk), analysed(analyst)) == (Phase.WAITING, [], [])


@pytest.mark.parametrize("which", ["first", "second"])
async def test_a_file_whose_message_is_deleted_has_no_turn_and_the_other_has(which: str) -> None:
    talk, analyst = thread()
    talk.waits = True
    first, second = talk.message("", attached=(ORDERS,)), talk.message("", attached=(OTHERS,))
    await talk.take(first, second)
    gone, left = (first, "others.xlsx") if which == "first" else (second, "orders.csv")
    said = await talk.take(talk.incoming("deletion", message_ts=gone.ts))
    words = TAKEN_BACK.format(file="orders.csv") if which == "first" else GONE.format(files="others.xlsx")
    assert notices(said) == [words]
    await goes_on(talk)
    assert [name for name, _ in analysed(analyst)] == [left]


async def test_one_message_that_is_deleted_takes_all_its_files_along() -> None:
    talk, analyst = thread()
    talk.waits = True
    message = talk.message("", attached=(ORDERS, OTHERS))
    await talk.take(message)
    said = await talk.take(talk.incoming("deletion", message_ts=message.ts))
    assert notices(said) == [TAKEN_BACK.format(file="orders.csv and others.xlsx")]
    await goes_on(talk)
    assert (waiting(talk), analysed(analyst)) == ([], [])


async def test_where_files_are_from_is_asked_below_all_that_was_found() -> None:
    talk, _ = thread()
    said = await talk.say("", attached=(ORDERS, OTHERS))
    [line] = [each for each in said if isinstance(each, OriginAsked)]
    assert said[-1] is line
    assert line.materials == ("orders.csv", "others.xlsx")


@pytest.mark.parametrize("when", ["in one message", "in two at once", "while it is looked at", "while it waits"])
async def test_a_file_that_is_shared_twice_is_looked_at_once(when: str) -> None:
    talk, analyst = thread()
    talk.waits = True
    if when == "in one message":
        await talk.say("", attached=(ORDERS, ORDERS))
    elif when == "in two at once":
        await talk.take(*(talk.message("", attached=(ORDERS,)) for _ in range(2)))
    else:
        await talk.say("", attached=(ORDERS, OTHERS))
        again = ORDERS if when == "while it is looked at" else OTHERS
        assert notices(await talk.say("", attached=(again,), user="U2")) == [ALREADY.format(file=again.name)]
    await goes_on(talk)
    names = [name for name, _ in analysed(analyst)]
    assert names == (["orders.csv", "others.xlsx"] if "while" in when else ["orders.csv"])


@pytest.mark.parametrize("said", ["stop", "skip", "cancel"])
async def test_whoever_does_not_know_the_answer_leaves_the_question_and_what_waits_is_named(said: str) -> None:
    talk, analyst = thread(asks=True)
    await talk.say("", attached=(ORDERS, OTHERS))
    assert notices(await talk.say(said)) == [STOPPED, LEFT_OUT.format(files="others.xlsx")]
    assert (talk.state.phase, waiting(talk)) == (Phase.WAITING, [])
    await talk.say("resume")
    assert talk.state.phase is Phase.ASKING, "it asks again"
    assert analysed(analyst) == []


async def test_a_button_below_the_question_about_an_earlier_file_answers_nothing_of_a_later_one() -> None:
    talk, analyst = thread(asks=True)
    await talk.say("", attached=(ORDERS, OTHERS))
    first = talk.last(FileUnderstood)
    await talk.press("column_1", first.name)
    second = talk.last(FileUnderstood)
    assert (talk.state.phase, second.name == first.name) == (Phase.ASKING, False)
    assert await talk.press("column_0", first.name, user="U2") == []
    assert talk.hints == [("U2", ANSWERED)]
    assert talk.state.phase is Phase.ASKING
    await talk.press("column_1", second.name)
    assert [name for name, _ in analysed(analyst)] == ["orders.csv", "others.xlsx"]


async def test_the_columns_of_the_file_before_are_no_columns_of_the_one_whose_turn_it_is() -> None:
    talk, analyst = thread()
    talk.waits = True
    await talk.say("", attached=(ORDERS, OTHERS))
    await talk.take(talk.rows.pop(0))
    form = SEGMENTATION.form(talk.state, CORRECT)
    assert isinstance(form, Picks)
    told = json.dumps({"of": form.of, form.picks[0].key: "ignored"})
    while talk.state.task.file == ORDERS:
        await talk.take(talk.rows.pop(0))
    assert SEGMENTATION.form(talk.state, CORRECT) is None, "nobody has read it yet"
    for _ in range(2):
        assert await talk.take(talk.incoming("submission", action=CORRECT, value=told, user="U2")) == []
        assert talk.hints.pop() == ("U2", OF_ANOTHER_FILE)
        await talk.take(talk.rows.pop(0))
    await goes_on(talk)
    assert all(task.roles == {} for _, task in analyst.taken)
    assert [name for name, _ in analysed(analyst)] == ["orders.csv", "others.xlsx"]


@pytest.mark.parametrize(
    ("action", "value"),
    [("persona_of_2", None), (AUDIENCE, "2"), (CANVAS, None), (DECK, None), (COMPARE, None)],
)
async def test_a_press_below_the_report_of_an_earlier_file_makes_nothing_of_a_later_one(
    action: str, value: str | None
) -> None:
    talk, analyst = thread()
    await talk.say("", attached=(ORDERS,))
    first = talk.last(SegmentsFound)
    analyst.found = FOUND.model_copy(update={"file": "others.xlsx"})
    await talk.say("", attached=(OTHERS,))
    taken = len(analyst.taken)
    assert await talk.press(action, first.name, value=value, user="U2") == []
    assert talk.hints == [("U2", EARLIER.format(file="orders.csv", now="others.xlsx"))]
    assert (talk.elsewhere, len(analyst.taken)) == ([], taken)
    await talk.press(action, talk.last(SegmentsFound).name, value=value, user="U2")
    assert talk.hints[1:] == []


async def test_a_press_below_the_first_of_two_reports_of_an_earlier_file_makes_nothing_of_a_later_one() -> None:
    talk, analyst = thread()
    await talk.say("", attached=(ORDERS,))
    first = talk.last(SegmentsFound)
    await talk.say("three segments")
    assert talk.last(SegmentsFound).name != first.name
    await talk.press(DECK, first.name, user="U2")
    assert talk.hints == [], "it is of the file that is told now"
    analyst.found = FOUND.model_copy(update={"file": "others.xlsx"})
    await talk.say("", attached=(OTHERS,))
    assert await talk.press(AUDIENCE, first.name, value="2", user="U2") == []
    assert talk.hints == [("U2", EARLIER.format(file="orders.csv", now="others.xlsx"))]
