"""Courtesies, sent by the real client to the playground."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.clients import SlackClients
from bot.engine.courtesies import Courtesies
from bot.views.limits import faults
from bot.views.text import safe
from playground.driver import CUSTOMERS, DANA, MEI
from playground.people import TEAM_ID
from playground.server import Playground
from store.conversations import Conversation

PATIENCE = 5.0


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground() as running:
        yield running


@pytest.fixture
async def courtesies(playground: Playground) -> AsyncIterator[Courtesies]:
    clients = SlackClients(playground.api_url, 2.0)
    clients.open()
    await clients.connect("xoxb-test")
    made = Courtesies(clients)
    yield made
    await made.stop()
    await clients.close()


def held_in(channel: str, thread_ts: str | None) -> Conversation:
    return Conversation(
        team_id=TEAM_ID, id="tiva-melo", study_id="tiva-melo", flow="interview", channel=channel, thread_ts=thread_ts,
        direct=channel.startswith("D"), starter=DANA, title="", status="open", state=None, epoch=0, parked=None,
        parked_times=0, language="",
    )  # fmt: skip


async def test_the_status_goes_also_when_nothing_was_posted(playground: Playground, courtesies: Courtesies) -> None:
    people = playground.driver
    ts = await people.say(DANA, CUSTOMERS, "Mostly warehouse workers.")
    thinking = courtesies.show_thinking(held_in(CUSTOMERS, ts))
    await people.wait_for(lambda: people.status(CUSTOMERS, ts), PATIENCE)
    thinking.step("is choosing the next question…")
    await people.wait_for(lambda: "next question" in people.status(CUSTOMERS, ts), PATIENCE)
    thinking.over()
    await people.wait_for(lambda: not people.status(CUSTOMERS, ts), PATIENCE)


async def test_a_turn_of_a_blink_shows_no_status(playground: Playground, courtesies: Courtesies) -> None:
    ts = await playground.driver.say(DANA, CUSTOMERS, "Mostly warehouse workers.")
    courtesies.show_thinking(held_in(CUSTOMERS, ts)).over()
    await courtesies.stop()
    assert playground.driver.calls("assistant.threads.setStatus") == 0


async def test_only_a_thread_of_a_direct_message_has_a_title(playground: Playground, courtesies: Courtesies) -> None:
    people = playground.driver
    direct = people.direct_channel(DANA)
    ts = await people.say(DANA, direct, "We sell bicycles.")
    courtesies.title(held_in(CUSTOMERS, ts), "We sell bicycles")
    courtesies.title(held_in(direct, None), "We sell bicycles")
    courtesies.title(held_in(direct, ts), "We sell <bicycles>")
    await people.wait_for(lambda: people.title(direct, ts), PATIENCE)
    assert people.title(direct, ts) == "We sell &lt;bicycles&gt;"
    assert people.calls("assistant.threads.setTitle") == 1


async def test_a_hint_that_slack_refuses_comes_by_direct_message(
    playground: Playground, courtesies: Courtesies
) -> None:
    people = playground.driver
    elsewhere = people.add_channel("C0ELSEWHERE", "elsewhere", [MEI])
    courtesies.hint(TEAM_ID, elsewhere, "", MEI, "I am not there.")
    direct = people.direct_channel(MEI)
    found = await people.wait_for(lambda: people.history(direct), PATIENCE)
    assert [message["text"] for message in found] == ["I am not there."]


async def test_a_hint_whose_end_nobody_knows_is_not_said_twice(playground: Playground, courtesies: Courtesies) -> None:
    people = playground.driver
    people.faults.add("error_after", "chat.postEphemeral", next=1)
    courtesies.hint(TEAM_ID, CUSTOMERS, "", MEI, "Only once.")
    await people.wait_for(lambda: people.ephemeral(MEI), PATIENCE)
    await courtesies.stop()
    assert people.history(people.direct_channel(MEI)) == []


@pytest.mark.parametrize("channel", [CUSTOMERS, ""], ids=["beside the button", "by direct message"])
async def test_a_hint_pings_links_and_unfurls_nothing(
    playground: Playground, courtesies: Courtesies, channel: str
) -> None:
    people, sent = playground.driver, list[dict[str, Any]]()
    playground.web_api._inspector.listen(sent.append)
    courtesies.hint(TEAM_ID, channel, "", MEI, safe("what I said of *<https://evil.example|bill>* @here stands"))
    await people.wait_for(lambda: people.ephemeral(MEI) or people.history(people.direct_channel(MEI)), PATIENCE)
    [payload] = [each["payload"] for each in sent if each["name"] in ("chat.postEphemeral", "chat.postMessage")]
    assert faults(payload, changes=bool(channel)) == []
    assert "<" not in str(payload["blocks"])
    assert "*" not in str(payload["blocks"])


async def test_a_status_is_one_line_of_words(playground: Playground, courtesies: Courtesies) -> None:
    people = playground.driver
    ts = await people.say(DANA, CUSTOMERS, "What do you say?")
    thinking = courtesies.show_thinking(held_in(CUSTOMERS, ts))
    thinking.step(f"<!channel> \u202e{'Alice ' * 100}is thinking…")
    await people.wait_for(lambda: "Alice" in people.status(CUSTOMERS, ts), PATIENCE)
    told = people.status(CUSTOMERS, ts)
    thinking.over()
    assert told.startswith("&lt;!channel&gt; Alice")
    assert len(told) < 120
