"""A bare Bolt app lives in the playground as it would live in Slack."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from echo_app import EchoApp

from playground.chosen import NotPossible
from playground.driver import BOT_USER, CUSTOMERS, DANA, GENERAL, LEADERSHIP, MEI, RAVI, Driver
from playground.server import Playground


async def test_a_mention_is_answered_in_its_thread(echo: EchoApp, people: Driver) -> None:
    """Dana mentions the app by name; it echoes in the thread; both sides are stored as Slack stores them."""
    ts = await people.say(DANA, "#general", "@Segue is 3 < 4 & so on?")
    (answer,) = await people.replies(GENERAL, ts, 1)
    assert answer["text"] == f"You said: <@{BOT_USER}> is 3 &lt; 4 &amp; so on?"
    assert answer["thread_ts"] == ts
    assert answer["user"] == BOT_USER
    assert people.thread(GENERAL, ts)[0]["reply_count"] == 1


async def test_a_mention_comes_as_two_events_and_the_bots_own_message_comes_back(echo: EchoApp, people: Driver) -> None:
    """Slack sends app_mention and message for one mention, and the app's own post as a message event."""
    ts = await people.say(DANA, CUSTOMERS, "@segue hello")
    await people.replies(CUSTOMERS, ts, 1)
    await people.quiet()
    kinds = [(event["type"], event["ts"] == ts, event.get("bot_id") is not None) for event in echo.events]
    assert kinds == [("app_mention", True, False), ("message", True, False), ("message", False, True)]
    assert echo.events[1]["channel_type"] == "channel"
    assert echo.events[1]["blocks"][0]["elements"][0]["elements"][0] == {"type": "user", "user_id": BOT_USER}


async def test_a_direct_message_is_one_event(echo: EchoApp, people: Driver) -> None:
    """In a direct message even a mention is only a message, of the channel type im."""
    await people.say(RAVI, people.direct_channel(RAVI), "@Segue hello")
    await people.quiet()
    assert [(event["type"], event["channel_type"]) for event in echo.events] == [("message", "im")]


async def test_edits_and_deletions_are_events_of_their_own(echo: EchoApp, people: Driver) -> None:
    """message_changed carries both versions, message_deleted the last one; a thread survives its deleted parent."""
    ts = await people.say(DANA, GENERAL, "first")
    await people.say(RAVI, GENERAL, "an answer", ts)
    edited_ts = await people.edit(DANA, GENERAL, ts, "second")
    await people.delete(DANA, GENERAL, ts)
    await people.quiet()
    changed, deleted = echo.events[2:]
    assert (changed["subtype"], changed["message"]["text"]) == ("message_changed", "second")
    assert changed["previous_message"]["text"] == "first"
    assert changed["message"]["edited"] == {"user": DANA, "ts": edited_ts}
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", ts)
    assert [m.get("subtype") for m in people.thread(GENERAL, ts)] == ["tombstone", None]


async def test_the_app_hears_nothing_from_rooms_it_is_not_in(echo: EchoApp, people: Driver) -> None:
    """A private channel without the bot is silent for it until somebody invites it."""
    await people.say(MEI, LEADERSHIP, "@Segue are you there?")
    people.invite(LEADERSHIP)
    await people.say(MEI, LEADERSHIP, "and now?")
    await people.quiet()
    assert [(event["text"], event["channel_type"]) for event in echo.events] == [("and now?", "group")]


async def test_a_press_arrives_with_its_message(echo: EchoApp, people: Driver) -> None:
    """A button of a posted message reaches the app as block_actions; what is not there cannot be pressed."""
    pressed: list[dict[str, Any]] = []

    @echo.app.action(re.compile("go_"))
    async def on_go(ack: Any, body: dict[str, Any], respond: Any) -> None:
        await ack()
        pressed.append(body)
        await respond(text="Thank you", response_type="ephemeral", replace_original=False)

    ts = await people.say(DANA, GENERAL, "look")
    await echo.app.client.chat_postMessage(
        channel=GENERAL,
        thread_ts=ts,
        text="Press",
        blocks=[
            {
                "type": "actions",
                "block_id": "choices",
                "elements": [
                    {"type": "button", "action_id": f"go_{v}", "value": v, "text": {"type": "plain_text", "text": v}}
                    for v in ("left", "right")
                ],
            }
        ],
    )
    (card,) = await people.replies(GENERAL, ts, 1)
    action_ts = await people.pressed(RAVI, GENERAL, card["ts"], "go_right")
    (body,) = pressed
    assert body["actions"][0]["action_ts"] == action_ts
    assert (body["actions"][0]["value"], body["actions"][0]["block_id"]) == ("right", "choices")
    assert (body["user"]["id"], body["message"]["ts"], body["container"]["thread_ts"]) == (RAVI, card["ts"], ts)
    await people.wait_for(lambda: people.ephemeral(RAVI))
    assert [m["text"] for m in people.ephemeral(RAVI)] == ["Thank you"]
    assert people.ephemeral(DANA) == []
    with pytest.raises(NotPossible, match="has no 'stop'"):
        await people.press(RAVI, GENERAL, card["ts"], "stop")


async def test_a_press_that_nobody_takes_is_not_delivered_again(echo: EchoApp, people: Driver) -> None:
    """Slack shows the person a warning instead; they press again."""
    button = {"type": "button", "action_id": "unheard", "text": {"type": "plain_text", "text": "Go"}}
    posted = await echo.app.client.chat_postMessage(
        channel=GENERAL, text="Press", blocks=[{"type": "actions", "elements": [button]}]
    )
    with pytest.raises(NotPossible, match="did not acknowledge"):
        await people.pressed(DANA, GENERAL, posted["ts"], "unheard")
    await people.quiet()
    assert [body["type"] for body in echo.bodies if body["type"] == "block_actions"] == ["block_actions"]


async def test_a_command_opens_a_modal_and_a_submission_can_be_sent_back(echo: EchoApp, people: Driver) -> None:
    """Command, modal, a complaint about a field, and a second try that is taken."""
    view = {
        "type": "modal",
        "callback_id": "name",
        "title": {"type": "plain_text", "text": "Your project"},
        "submit": {"type": "plain_text", "text": "Save"},
        "blocks": [
            {
                "type": "input",
                "block_id": "project",
                "label": {"type": "plain_text", "text": "Project"},
                "element": {"type": "plain_text_input", "action_id": "text"},
            }
        ],
    }

    @echo.app.command("/segue")
    async def on_command(ack: Any, body: dict[str, Any], client: Any) -> None:
        await ack("Opening")
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    @echo.app.view("name")
    async def on_view(ack: Any, view: dict[str, Any]) -> None:
        text = view["state"]["values"]["project"]["text"]["value"]
        if text:
            await ack()
        else:
            await ack(response_action="errors", errors={"project": "Please give it a name"})

    await people.command(DANA, GENERAL, "/segue", "interview")
    await people.wait_for(lambda: people.modal(DANA))
    assert [m["text"] for m in people.ephemeral(DANA)] == ["Opening"]
    empty = {"project": {"text": {"type": "plain_text_input", "value": None}}}
    assert await people.submit(DANA, empty) == {"project": "Please give it a name"}
    assert people.modal(DANA) is not None
    filled = {"project": {"text": {"type": "plain_text_input", "value": "Benefits"}}}
    assert await people.submit(DANA, filled) == {}
    assert people.modal(DANA) is None


async def test_two_apps_share_the_envelopes(playground: Playground, echo: EchoApp, people: Driver) -> None:
    """Each envelope goes to one connection only."""
    second = EchoApp(playground)
    await second.start()
    await people.wait_for(lambda: playground.socket_mode.connected == 2)
    for number in range(6):
        await people.say(DANA, GENERAL, f"message {number}")
    await people.quiet()
    texts = [event["text"] for app in (echo, second) for event in app.events]
    assert sorted(texts) == [f"message {number}" for number in range(6)]
    assert echo.events
    assert second.events
    await second.stop()


async def test_a_disconnect_message_brings_the_app_back(playground: Playground, echo: EchoApp, people: Driver) -> None:
    """Slack asks sockets to reconnect every few hours; the SDK opens a new one and goes on."""
    await playground.socket_mode.disconnect()
    await people.wait_for(lambda: people.counts()["envelopes"]["connections"] == 2)
    await people.connected()
    ts = await people.say(DANA, GENERAL, "@Segue still there?")
    assert await people.replies(GENERAL, ts, 1)


async def test_timestamps_name_messages(people: Driver) -> None:
    """However fast people write, every ts is new and later than the one before."""
    stamps = [await people.say(DANA, GENERAL, "quick") for _ in range(500)]
    assert len(set(stamps)) == 500
    assert stamps == sorted(stamps)
    whole, _, part = stamps[0].partition(".")
    assert (len(whole), len(part)) == (10, 6)


async def test_waiting_in_vain_says_for_what(people: Driver) -> None:
    """A timeout shows what did happen."""
    with pytest.raises(TimeoutError, match="counts"):
        await people.wait_for(lambda: False, timeout=0.01)
    assert asyncio.all_tasks()
