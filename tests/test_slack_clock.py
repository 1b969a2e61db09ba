"""What Slack's answers say of our clock."""

from __future__ import annotations

from email.utils import formatdate

import pytest

from bot.clients import SlackClients
from bot.slack_clock import SlackClock
from playground.server import Playground

NOW = 1_800_000_000.0
DAY = 86_400.0


@pytest.mark.parametrize(
    ("headers", "believed"),
    [
        ({"Date": formatdate(NOW, usegmt=True)}, True),
        ({"date": formatdate(NOW - 3_600.0, usegmt=True)}, True),
        ({"date": formatdate(NOW - 400 * DAY, usegmt=True)}, False),
        ({"Date": formatdate(NOW + 400 * DAY, usegmt=True)}, True),
        ({"Date": "some day"}, True),
        ({}, True),
    ],
)
def test_a_clock_that_is_more_than_a_day_ahead_is_not_believed(headers: dict[str, str], believed: bool) -> None:
    clock = SlackClock(lambda: NOW)
    assert not clock.may_be_believed(), "nobody has said anything yet"
    clock.heard(headers)
    assert clock.may_be_believed() is believed


async def test_every_answer_says_what_time_it_is_there() -> None:
    async with Playground() as playground:
        clients = SlackClients(playground.api_url, 5.0)
        clients.open()
        try:
            await clients.meet("xoxb-test")
            assert clients.slack_clock.may_be_believed()
        finally:
            await clients.close()
