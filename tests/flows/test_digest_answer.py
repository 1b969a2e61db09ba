"""A follow-up to a digest, as its conversation sees it."""

from __future__ import annotations

import pytest

from flows.digest.answering import Asked
from flows.digest_replies import DigestAnswer
from flows.replies import Reply
from tests.flows.digests import NEWS, PLAN, Newsroom, Series


async def asked(series: Series, question: str, channel: str = "C1") -> DigestAnswer:
    told = Asked(question=question, channel=channel, ts="5.0").model_dump_json()
    [reply] = await series.take("submission", "digest_ask", user="U2", value=told)
    assert isinstance(reply, DigestAnswer)
    return reply


@pytest.mark.parametrize("after", [[], ["digest_stop"]])
async def test_what_was_told_long_ago_answers_too_and_the_next_edition_is_as_it_was(after: list[str]) -> None:
    """Also while it is paused."""
    series = Series(news=Newsroom(NEWS))
    await series.begun()
    for press in after:
        await series.presses(press)
    before, looks = series.state, len(series.news.asked)
    reply = await asked(series, "Who fears the winter?")
    assert [each.insight for each in reply.items] == ["i1"]
    assert (reply.to, reply.thread, reply.by) == ("C1", "5.0", "Name of U2")
    assert len(series.news.asked) == looks
    assert series.state == before.changed(notices=before.notices + 1)


@pytest.mark.parametrize(("channel", "to"), [("D7", "D7"), ("C9", "U1")])
async def test_of_a_personal_edition_the_answer_stays_in_the_direct_message(channel: str, to: str) -> None:
    series = Series(news=Newsroom(NEWS))
    await series.begun(PLAN.model_copy(update={"personal": True}))
    assert (await asked(series, "Who fears the winter?", channel)).to == to


async def test_an_answer_that_slack_refuses_pauses_nothing() -> None:
    series = Series(news=Newsroom(NEWS))
    await series.begun()
    reply: Reply = await asked(series, "Who fears the winter?")
    assert await series.refused(reply.name) == []
    assert series.state.phase == "running"
