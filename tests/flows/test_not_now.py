"""Each press and each wish is answered, also where nothing can be done about it just now."""

from __future__ import annotations

import json

import pytest

from flows.segmentation.beliefs import COMPARE
from flows.segmentation.correcting import CORRECT
from flows.segmentation.graph import BUSY
from flows.segmentation.handing_out import AUDIENCE
from flows.segmentation.not_now import ANSWERED, DONE, NOT_YET, UNCHANGED, UNDER_WAY
from flows.segmentation.reading import EARLIER
from flows.segmentation.state import Phase
from tests.flows.test_reading_texts import Model, analysed
from tests.flows.test_segmentation import ORDERS, notices, thread
from tests.flows.thread import Thread


async def busy(phase: Phase) -> Thread:
    """An analysis was told, and something else is under way in its thread."""
    talk, _ = thread()
    await talk.say("", attached=(ORDERS,))
    talk.state = talk.state.model_copy(update={"phase": phase})
    talk.waits = True
    return talk


@pytest.mark.parametrize("phase", [Phase.WORKING, Phase.READING, Phase.WAITING, Phase.ASKING])
@pytest.mark.parametrize("action", [AUDIENCE, COMPARE, "take_back_1", "read_texts"])
async def test_a_press_that_has_to_wait_is_told_why_to_whoever_pressed_alone(phase: Phase, action: str) -> None:
    talk = await busy(phase)
    assert await talk.press(action, talk.state.shown, value="1", user="U2") == []
    assert talk.hints == [("U2", NOT_YET[phase].format(file="orders.csv"))]


@pytest.mark.parametrize("action", ["read_texts", "leave_texts", "resume", "retry"])
async def test_what_is_done_is_said_to_be(action: str) -> None:
    talk = await busy(Phase.DONE)
    assert await talk.press(action, talk.state.shown, user="U2") == []
    assert talk.hints == [("U2", DONE)]


@pytest.mark.parametrize("phase", [Phase.WORKING, Phase.READING])
@pytest.mark.parametrize("action", ["resume", "retry"])
async def test_what_somebody_else_had_go_on_is_said_to_be_under_way(phase: Phase, action: str) -> None:
    talk = await busy(phase)
    assert await talk.press(action, talk.state.shown, user="U2") == []
    assert talk.hints == [("U2", UNDER_WAY)]


async def test_a_question_that_was_answered_is_said_to_be() -> None:
    talk = await busy(Phase.DONE)
    await talk.press("column_0", talk.state.shown)
    assert talk.hints == [("U1", ANSWERED)]


@pytest.mark.parametrize("phase", [Phase.WORKING, Phase.DONE])
async def test_a_form_in_which_nothing_was_changed_says_that_nothing_is(phase: Phase) -> None:
    talk = await busy(phase)
    same = {each.field: each.role.value for each in talk.state.understanding.columns}
    assert await talk.take(talk.incoming("submission", action=CORRECT, value=json.dumps(same), user="U2")) == []
    assert talk.hints == [("U2", UNCHANGED.format(file="orders.csv"))]
    assert talk.state.phase is phase


@pytest.mark.parametrize(
    "said",
    ["audience of segment 1", "what did we believe?", "persona of segment 2", "five segments", "corrections"],
)
async def test_what_is_wanted_in_plain_words_is_answered_while_texts_are_read(said: str) -> None:
    talk = await busy(Phase.READING)
    assert notices(await talk.say(said)) == [BUSY]


async def test_colleagues_who_talk_to_each_other_meanwhile_are_left_alone() -> None:
    talk = await busy(Phase.READING)
    assert await talk.say("I had expected more of them") == []
    assert talk.hints == []


@pytest.mark.parametrize("action", ["read_texts", "leave_texts"])
async def test_a_press_below_the_offer_of_an_earlier_file_says_so(action: str) -> None:
    talk, _ = await analysed(3, Model())
    assert await talk.press(action, talk.state.shown) == []
    assert talk.hints == [("U1", EARLIER)]
