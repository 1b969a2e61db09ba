"""Where is this file of customers from? Asked once, below what was found in it; said whenever somebody knows."""

from __future__ import annotations

from flows.analyses import Step
from flows.origin_replies import OriginAsked, OriginKnown
from flows.origins import SAY_ORIGIN, answer_of
from flows.records import MaterialGiven, OriginSaid
from flows.replies import Reply
from flows.segmentation.state import Phase
from flows.segmentation_replies import WholeReport
from studies.provenance import Basis, CameFrom, Provenance
from tests.flows.test_segmentation import ORDERS, OTHERS, thread
from tests.flows.thread import Thread

OURS = Provenance(came_from=CameFrom.OWN, basis=Basis.NOT_PERSONAL)


def asked(heard: list[Reply]) -> list[OriginAsked]:
    return [each for each in heard if isinstance(each, OriginAsked)]


async def says(talk: Thread, upload: str) -> list[Reply]:
    return await talk.take(talk.incoming("submission", action=SAY_ORIGIN, value=answer_of(upload, OURS), user="U2"))


async def test_it_is_asked_once_of_each_file() -> None:
    talk, _ = thread()
    [line] = asked(await talk.say("", attached=(ORDERS,)))
    assert line.materials == ("orders.csv",)
    assert asked(await talk.say("five segments")) == []
    assert len(asked(await talk.say("", attached=(OTHERS,)))) == 1
    assert [each.name for each in talk.kept(MaterialGiven)] == ["orders.csv", "others.xlsx"]


async def test_results_come_first_and_the_question_last() -> None:
    talk, _ = thread()
    talk.waits = True
    said = await talk.say("", attached=(ORDERS,))
    assert asked(said) == [], "nothing is found yet"
    assert [each.name for each in talk.kept(MaterialGiven)] == ["orders.csv"], "what came is kept at once"
    talk.waits = False
    said = await talk.take(*talk.rows)
    assert asked(said) == said[-1:]


async def test_of_a_file_that_was_not_told_of_it_is_not_asked() -> None:
    talk, analyst = thread(fails=Step.READ)
    assert asked(await talk.say("", attached=(ORDERS,))) == []
    analyst.fails = None
    [line] = asked(await talk.say("", attached=(OTHERS,)))
    assert line.materials == ("others.xlsx",)


async def test_it_may_be_said_while_another_step_runs_and_nothing_is_begun_anew() -> None:
    talk, analyst = thread()
    [line] = asked(await talk.say("", attached=(ORDERS,)))
    talk.waits = True
    await talk.say("five segments")
    [known] = await says(talk, line.upload)
    assert isinstance(known, OriginKnown)
    assert (known.said, known.changes) == (OURS, line.name)
    assert talk.kept(OriginSaid) == [OriginSaid(line.upload, OURS, "U2")]
    assert talk.state.phase is Phase.WORKING
    talk.waits = False
    await talk.take(*talk.rows)
    assert talk.state.phase is Phase.DONE
    assert len(analyst.taken) == 10


async def test_the_report_names_its_own_file_and_no_other() -> None:
    talk, _ = thread()
    await talk.say("", attached=(OTHERS,))
    await talk.say("", attached=(ORDERS,))
    page = talk.flow.page(talk.state, "whole_report")
    assert isinstance(page, WholeReport)
    assert [each.name for each in page.given] == ["orders.csv"]
