"""Who may read where, as a workspace says it: one by one, or, of many channels, all at once."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.access import MANY, REMEMBERED_SECONDS, Access
from playground.driver import BOT_USER, DANA, MEI, RAVI
from playground.server import Playground

NUMBER = 2 * MANY


class Slack:
    """The playground, as a workspace of which Segue is a member."""

    bot_user = BOT_USER

    def __init__(self, playground: Playground) -> None:
        self._client = AsyncWebClient("xoxb-test", base_url=playground.api_url)

    def of(self, team: str) -> AsyncWebClient:
        return self._client


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground(seed=7) as running:
        yield running


@pytest.fixture
def channels(playground: Playground) -> list[str]:
    """Dana is in every second one, Mei in every third, Ravi in none; her direct message comes last."""
    driver = playground.driver
    made = []
    for number in range(NUMBER):
        members = [BOT_USER, *([DANA] if number % 2 else []), *([MEI] if number % 3 == 0 else [])]
        made.append(driver.add_channel(f"C0MANY{number:03}", f"many-{number}", members))
    return [*made, driver.direct_channel(DANA)]


@pytest.mark.parametrize("user", [DANA, MEI, RAVI])
async def test_many_channels_are_one_question_and_the_answer_is_the_same(
    playground: Playground, channels: list[str], user: str
) -> None:
    one_by_one = Access(Slack(playground))
    expected = {channel for channel in channels if await one_by_one.may_read("T1", user, channel)}
    before = playground.driver.calls("conversations.members")
    assert await Access(Slack(playground)).readable("T1", user, [*channels, "C0NOWHERE"]) == expected
    assert playground.driver.calls("users.conversations") == 1
    assert playground.driver.calls("conversations.members") - before <= 1


async def test_whoever_has_left_reads_nothing_a_minute_later(playground: Playground, channels: list[str]) -> None:
    now = 0.0
    access = Access(Slack(playground), lambda: now)
    assert channels[1] in await access.readable("T1", DANA, channels)
    playground.driver.leave(channels[1], DANA)
    now = REMEMBERED_SECONDS - 1
    assert channels[1] in await access.readable("T1", DANA, channels)
    now = REMEMBERED_SECONDS
    assert channels[1] not in await access.readable("T1", DANA, channels)


async def test_whoever_has_just_left_or_joined_is_known_to_have_when_they_press(
    playground: Playground, channels: list[str]
) -> None:
    """Also within the minute for which lists remember who is where."""
    access, people = Access(Slack(playground)), playground.driver
    assert await access.may_read("T1", DANA, channels[1])
    people.leave(channels[1], DANA)
    assert await access.is_outside("T1", DANA, channels[1])
    people.invite(channels[1], RAVI)
    assert not await access.is_outside("T1", RAVI, channels[1])


async def test_where_slack_does_not_say_it_at_once_it_is_asked_one_by_one(
    playground: Playground, channels: list[str]
) -> None:
    playground.driver.faults.add("refuse", "users.conversations", error="missing_scope")
    assert len(await Access(Slack(playground)).readable("T1", DANA, channels)) == NUMBER // 2 + 1
    playground.driver.faults.add("refuse", "conversations.members", error="missing_scope")
    assert await Access(Slack(playground)).readable("T1", DANA, channels) == frozenset()


async def test_what_is_remembered_of_channels_has_an_end(
    playground: Playground, channels: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Channels cost nobody anything: whoever makes them by the thousand fills no memory. What counts is kept."""
    monkeypatch.setattr("bot.access.MOST_REMEMBERED", 3)
    now = 0.0
    access = Access(Slack(playground), lambda: now)
    for channel in channels[:3]:
        await access.members("T1", channel)
    now = REMEMBERED_SECONDS / 2
    before = playground.driver.calls("conversations.members")
    await access.members("T1", channels[2])
    assert playground.driver.calls("conversations.members") == before
    now = REMEMBERED_SECONDS + 1
    for channel in channels:
        await access.members("T1", channel)
        assert len(access._members) <= 3
