"""Whatever goes wrong between an app and Slack can be made to go wrong here."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest
from echo_app import EchoApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.driver import CUSTOMERS, DANA, GENERAL, Driver
from playground.faults import FaultError, Faults
from playground.server import Playground

KEY = {"event_type": "outbox", "event_payload": {"key": "k-1"}}


async def test_an_event_nobody_acknowledges_comes_four_times(playground: Playground, people: Driver) -> None:
    """Once and three times again, with the same event id and a growing retry number; then it is given up."""
    deaf = EchoApp(playground, deaf=True)
    await deaf.start()
    await people.connected()
    await people.say(DANA, GENERAL, "can anybody hear me?")
    await people.quiet()
    assert len(deaf.bodies) == 4
    assert len({body["event_id"] for body in deaf.bodies}) == 1
    envelopes = people.counts()["envelopes"]
    assert (envelopes["sent"], envelopes["redelivered"], envelopes["given_up"]) == (4, 3, 1)
    await deaf.stop()


async def test_an_app_that_hears_at_the_second_try_is_left_in_peace(playground: Playground, people: Driver) -> None:
    """The redelivery is acknowledged, and that was it."""
    app = EchoApp(playground, deaf=True)
    await app.start()
    await people.connected()
    await people.say(DANA, GENERAL, "once more")
    await people.wait_for(lambda: people.counts()["envelopes"].get("redelivered", 0) == 1)
    app.deaf = False
    await people.quiet()
    assert len(app.bodies) in (2, 3)
    assert people.counts()["envelopes"].get("given_up", 0) == 0
    await app.stop()


async def test_a_lost_envelope_is_delivered_again(echo: EchoApp, people: Driver) -> None:
    """It never arrives, so it is never acknowledged, so it comes again."""
    people.faults.add("lose", next=1)
    await people.say(DANA, GENERAL, "lost at first")
    await people.quiet()
    assert [event["text"] for event in echo.events] == ["lost at first"]
    assert people.counts()["envelopes"]["lost"] == 1


async def test_a_doubled_envelope_arrives_twice(echo: EchoApp, people: Driver) -> None:
    """The same event, two envelopes; both acknowledgements are fine."""
    people.faults.add("double", next=1)
    await people.say(DANA, GENERAL, "twice")
    await people.wait_for(lambda: len(echo.events) == 2)
    await people.quiet()
    assert len({body["event_id"] for body in echo.bodies}) == 1


async def test_reordered_envelopes_arrive_in_another_order(playground: Playground, people: Driver) -> None:
    """All of them arrive, but not as they were said."""
    app = EchoApp(playground)
    await app.start()
    await people.connected()
    people.faults.add("reorder", seconds=0.03)
    texts = [f"{number:02d}" for number in range(20)]
    for text in texts:
        await people.say(DANA, GENERAL, text)
    await people.quiet()
    heard = list(dict.fromkeys(event["text"] for event in app.events))
    assert sorted(heard) == texts
    assert heard != texts
    await app.stop()


async def test_what_happens_while_nobody_is_connected_is_dropped_and_counted(people: Driver) -> None:
    """Socket Mode does not replay what it never sent."""
    await people.say(DANA, GENERAL, "@Segue anybody?")
    assert people.counts()["envelopes"] == {"dropped": 2}
    await people.quiet()


@pytest.mark.parametrize("replay", [True, False])
async def test_what_was_sent_and_not_acknowledged_comes_to_the_next_connection(replay: bool) -> None:
    """A crash between arrival and acknowledgement loses nothing, unless the replay is switched off."""
    async with Playground(ack_seconds=30, replay_unacked=replay) as playground:
        people = playground.driver
        deaf = EchoApp(playground, deaf=True)
        await deaf.start()
        await people.connected()
        await people.say(DANA, GENERAL, "before the crash")
        await people.wait_for(lambda: len(deaf.bodies) == 1)
        await deaf.stop()
        await people.wait_for(lambda: playground.socket_mode.connected == 0)
        app = EchoApp(playground)
        await app.start()
        await people.connected()
        await people.say(DANA, GENERAL, "after it")
        await people.wait_for(lambda: any(event["text"] == "after it" for event in app.events))
        if replay:
            await people.quiet()
        heard = [event["text"] for event in app.events]
        assert heard == (["before the crash", "after it"] if replay else ["after it"])
        await app.stop()


async def test_a_cut_socket_is_opened_again(playground: Playground, echo: EchoApp, people: Driver) -> None:
    """The SDK notices a raw cut at its next ping and reconnects; the app goes on."""
    await people.cut()
    assert playground.socket_mode.connected == 0
    await people.connected()
    ts = await people.say(DANA, GENERAL, "@Segue back?")
    assert await people.replies(GENERAL, ts, 1)


async def test_a_silent_socket_swallows_envelopes_until_the_app_reconnects(
    playground: Playground, echo: EchoApp, people: Driver
) -> None:
    """The socket looks open, but nothing comes through; the app notices by its pings, and the event is not lost."""
    playground.socket_mode.silence()
    ts = await people.say(DANA, GENERAL, "@Segue hello?")
    await people.replies(GENERAL, ts, 1)
    assert people.counts()["envelopes"]["connections"] == 2


async def test_a_post_that_lands_with_a_500_is_found_by_its_metadata(slack: AsyncWebClient, people: Driver) -> None:
    """Stored, then an error: the look-up with include_all_metadata tells that it is there, once."""
    ts = await people.say(DANA, CUSTOMERS, "a thread")
    people.faults.add("error_after", "chat.postMessage", next=1)
    with pytest.raises(SlackApiError) as caught:
        await slack.chat_postMessage(channel=CUSTOMERS, text="hello", thread_ts=ts, metadata=KEY)
    assert caught.value.response.status_code == 500
    found = await slack.conversations_replies(channel=CUSTOMERS, ts=ts, include_all_metadata=True)
    assert [m.get("metadata") for m in found["messages"]] == [None, KEY]
    without = await slack.conversations_replies(channel=CUSTOMERS, ts=ts)
    assert all("metadata" not in message for message in without["messages"])


@pytest.mark.parametrize(
    ("kind", "stored", "seen"),
    [
        ("error_before", 0, SlackApiError),
        ("error_after", 1, SlackApiError),
        ("reset_after", 1, aiohttp.ClientError),
        ("refuse", 0, SlackApiError),
        ("revoke", 0, SlackApiError),
        ("rate_limit", 0, SlackApiError),
    ],
)
async def test_failing_calls(
    kind: str, stored: int, seen: type[Exception], slack: AsyncWebClient, people: Driver
) -> None:
    """What the app sees, and whether the message is there all the same; the next call is fine again."""
    people.faults.add(kind, "chat.postMessage", next=1)
    with pytest.raises(seen):
        await slack.chat_postMessage(channel=GENERAL, text="uncertain")
    assert len(people.history(GENERAL)) == stored
    await slack.chat_postMessage(channel=GENERAL, text="certain")
    assert len(people.history(GENERAL)) == stored + 1


async def test_a_rate_limit_says_when_to_come_back(slack: AsyncWebClient, people: Driver) -> None:
    """HTTP 429 with Retry-After in whole seconds, for the named method only."""
    people.faults.add("rate_limit", "chat.postMessage", retry_after=30)
    with pytest.raises(SlackApiError) as caught:
        await slack.chat_postMessage(channel=GENERAL, text="busy")
    assert (caught.value.response.status_code, caught.value.response["error"]) == (429, "ratelimited")
    assert caught.value.response.headers["Retry-After"] == "30"
    assert (await slack.auth_test())["ok"]


async def test_a_delayed_answer_outlasts_the_clients_patience(playground: Playground, people: Driver) -> None:
    """The call times out at the client; the message is stored all the same, later."""
    impatient = AsyncWebClient(token="xoxb-test", base_url=playground.api_url, retry_handlers=[])
    people.faults.add("delay", "chat.postMessage", next=1, seconds=0.05)
    call = asyncio.create_task(impatient.chat_postMessage(channel=GENERAL, text="slow"))
    await people.wait_for(lambda: people.calls("chat.postMessage") == 1)
    assert people.history(GENERAL) == []
    await call
    assert len(people.history(GENERAL)) == 1


def test_the_same_seed_gives_the_same_faults() -> None:
    """A run can be repeated."""
    runs = []
    for _ in range(2):
        faults = Faults(seed=5)
        faults.add("rate_limit", probability=0.4)
        runs.append([faults.strikes("rate_limit") is not None for _ in range(50)])
    assert runs[0] == runs[1]
    assert 5 < sum(runs[0]) < 40


@pytest.mark.parametrize(
    ("rule", "complaint"),
    [
        ({"kind": "gremlins"}, "no such kind"),
        ({"kind": "delay", "next": 0}, "from 1"),
        ({"kind": "delay", "probability": 2}, "between 0 and 1"),
        ({"kind": "rate_limit", "retry_after": 0.5}, "whole number"),
        ({"kind": "delay", "speed": 3}, "has no speed"),
    ],
)
async def test_a_rule_that_makes_no_sense_is_refused(
    rule: dict[str, object], complaint: str, playground: Playground
) -> None:
    """In Python and over HTTP alike."""
    with pytest.raises(FaultError, match=complaint):
        playground.faults.add(**rule)  # type: ignore[arg-type]
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{playground.url}/playground/faults", json=rule) as answer,
    ):
        assert answer.status == 400
        assert complaint in (await answer.json())["error"]


async def test_the_fault_switch_over_http(playground: Playground, slack: AsyncWebClient) -> None:
    """Set, seen, and taken back from outside, as a demo or another process does it."""
    address = f"{playground.url}/playground/faults"
    async with aiohttp.ClientSession() as session:
        await session.post(address, json={"kind": "rate_limit", "method": "chat.postMessage", "next": 2})
        with pytest.raises(SlackApiError):
            await slack.chat_postMessage(channel=GENERAL, text="x")
        async with session.get(address) as answer:
            shown = await answer.json()
        assert shown["hits"] == {"rate_limit": 1}
        assert shown["rules"][0]["next"] == 1
        async with session.delete(address) as answer:
            assert (await answer.json())["rules"] == []
    assert (await slack.chat_postMessage(channel=GENERAL, text="x"))["ok"]
