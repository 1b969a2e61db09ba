"""Whoever deletes the message with the file takes it back: what is worked on ends and goes; what was told stays."""

from __future__ import annotations

import pytest

from flows.analyses import Step
from flows.persona_replies import Plan
from flows.segmentation import SEGMENTATION
from flows.segmentation.state import Phase
from flows.segmentation.taken_back import TAKEN_BACK
from tests.flows.test_reading_texts import Model, analysed, reads
from tests.flows.test_segmentation import ORDERS, OTHERS, Analyst, notices
from tests.flows.thread import Thread

SAID = TAKEN_BACK.format(file=ORDERS.name)


async def begun(*, asks: bool = False, fails: Step | None = None) -> tuple[Thread, Analyst, str]:
    """-> with the ts of the message that has the file"""
    analyst = Analyst(asks=asks, fails=fails)
    talk = Thread(SEGMENTATION, analyst=analyst, waits=not asks and fails is None)
    message = talk.message("", attached=(ORDERS,))
    await talk.take(message)
    return talk, analyst, message.ts


@pytest.mark.parametrize("when", ["working", "asked", "failed"])
async def test_while_it_is_not_told_the_file_goes_with_its_message(when: str) -> None:
    talk, analyst, ts = await begun(asks=when == "asked", fails=Step.FIND if when == "failed" else None)
    id = talk.state.task.id
    said = await talk.take(talk.incoming("deletion", message_ts=ts))
    assert notices(said) == [SAID]
    assert [each.stopped for each in said if isinstance(each, Plan)] == ([] if when == "failed" else [True])
    assert (analyst.stopped, analyst.dropped[-1]) == ([id], id)
    assert talk.state.phase is Phase.WAITING
    taken = len(analyst.taken)
    while talk.rows:
        await talk.take(talk.rows.pop(0))
    assert len(analyst.taken) == taken, "the step that was next is none any more"
    talk.waits, analyst.asks, analyst.fails = False, False, None
    await talk.say("", attached=(OTHERS,))
    assert talk.state.phase is Phase.DONE


async def test_while_its_texts_are_read_no_more_of_them_are() -> None:
    model = Model()
    talk, analyst = await analysed(30, model)
    talk.waits = True
    await reads(talk)
    [given] = talk.state.given
    said = await talk.take(talk.incoming("deletion", message_ts=given.upload))
    assert notices(said)[-1] == SAID
    await talk.take(talk.rows.pop())
    assert model.calls == []
    assert talk.state.phase is Phase.DONE
    assert analyst.dropped[-1] == talk.state.task.id


@pytest.mark.parametrize("which", ["another message", "when it is told"])
async def test_another_message_and_what_was_told_take_nothing_back(which: str) -> None:
    talk, analyst, ts = await begun()
    talk.waits = which == "another message"
    while which != "another message" and talk.rows:
        await talk.take(talk.rows.pop(0))
    dropped, phase = list(analyst.dropped), talk.state.phase
    said = await talk.take(talk.incoming("deletion", message_ts="9.9" if talk.waits else ts))
    assert (said, analyst.dropped, analyst.stopped, talk.state.phase) == ([], dropped, [], phase)
