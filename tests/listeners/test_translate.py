"""Slack's payloads, and what happened."""

from __future__ import annotations

import copy
import functools
import json
import operator
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.listeners.translate import translate
from bot.names import EDIT_FORM
from flows.runtime import Incoming
from flows.segmentation.hearing_corrections import CORRECT_SEGMENT
from tests.listeners.payloads import (
    BUTTON,
    CHANNEL,
    DIRECT,
    GROUP,
    LATER,
    MENU,
    ROOT,
    TEAM,
    THEIRS,
    TS,
    US,
    changed,
    deleted,
    envelope,
    mention,
    message,
    press,
)

TOMBSTONE = message(
    "This message was deleted.", subtype="tombstone", user="USLACKBOT", hidden=True, thread_ts=TS, reply_count=2
)


def taken(body: dict[str, Any]) -> Incoming:
    incoming = translate(body, US)
    assert incoming is not None
    return incoming


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        pytest.param(
            message("Half &amp; half &lt;3"),
            {"text": "Half &amp; half &lt;3", "said": "Half & half <3", "user": "U1", "thread_ts": None},
            id="in a channel",
        ),
        pytest.param(message(thread_ts=ROOT, parent_user_id="U2"), {"thread_ts": ROOT, "direct": False}, id="a reply"),
        pytest.param(message(thread_ts=TS, reply_count=3), {"thread_ts": None}, id="what heads a thread is in none"),
        pytest.param(message(channel=DIRECT, channel_type="im"), {"direct": True, "channel": DIRECT}, id="direct"),
        pytest.param(message(channel=GROUP, channel_type="mpim"), {"direct": False}, id="a group is not direct"),
        pytest.param(
            message("", subtype="file_share", upload=False, files=[{"id": "F1", "name": "list.csv"}, {"id": "F2"}]),
            {"files": ("list.csv", "a file"), "said": ""},
            id="files",
        ),
        pytest.param(
            message(subtype="thread_broadcast", thread_ts=ROOT, root={"ts": ROOT}),
            {"thread_ts": ROOT},
            id="also sent to the channel",
        ),
        pytest.param(message("waves", subtype="me_message"), {"said": "waves"}, id="/me"),
        pytest.param(mention(), {"mention": True, "said": "interview", "direct": False}, id="a mention"),
        pytest.param(message(f"and <@{US}|segue>?"), {"mention": True, "said": "and ?"}, id="a mention with our name"),
        pytest.param(message("<@U2> knows"), {"mention": False, "said": "@U2 knows"}, id="a mention of another"),
    ],
)
def test_a_message(event: dict[str, Any], expected: dict[str, Any]) -> None:
    incoming = taken(envelope(event))
    assert (incoming.kind, incoming.ts, incoming.team) == ("message", TS, TEAM)
    assert incoming.key == f"message:{event['channel']}:{TS}"
    assert {name: getattr(incoming, name) for name in expected} == expected


@pytest.mark.parametrize("thread", [{}, {"thread_ts": ROOT}])
def test_a_mention_and_its_message_are_one_happening(thread: dict[str, str]) -> None:
    text = f"<@{US}> interview about &lt;violins&gt;"
    assert taken(envelope(mention(text, **thread))) == taken(envelope(message(text, **thread)))


def test_the_same_payload_again_is_the_same_happening() -> None:
    again = envelope(message(), event_id="Ev1", retry_num=1)
    assert taken(again) == taken(envelope(message()))


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (envelope(message(bot_id="B9", user="U9", app_id="A9")), "another bot's message"),
        (envelope(message(user=US, bot_id="B0")), "our own message"),
        (envelope(message(user=US)), "our own message, told by its user alone"),
        (envelope(message(subtype="bot_message", user=None, bot_id="B9", username="hook")), "a web hook"),
        (envelope(message(user="USLACKBOT", subtype="slackbot_response")), "Slackbot's answer"),
        (envelope(message(user="USLACKBOT")), "Slackbot"),
        (envelope(message("<@U1> has joined", subtype="channel_join")), "a join"),
        (envelope(message(subtype="channel_topic", topic="x")), "a new topic"),
        (envelope(message(subtype="reminder_add")), "a reminder"),
        (envelope(mention(bot_id="B9")), "a bot that mentions us"),
        (envelope({"type": "reaction_added", "user": "U1", "item": {}}), "a reaction"),
        (envelope({"type": "app_home_opened", "user": "U1", "channel": DIRECT}), "a look at our home"),
        ({"type": "view_submission", "user": {"id": "U1"}, "view": {"id": "V1"}}, "a form"),
        ({"type": "shortcut", "callback_id": "x"}, "a shortcut"),
        ({"command": "/segue", "text": ""}, "a command"),
        ({}, "nothing"),
    ],
)
def test_what_is_nothing_for_us(body: dict[str, Any], why: str) -> None:
    assert translate(body, US) is None, why


def test_an_edit_carries_the_new_wording_and_what_it_changes() -> None:
    now = message(f"<@{US}> a third", edited={"user": "U1", "ts": LATER}, thread_ts=ROOT)
    incoming = taken(envelope(changed(now, message(thread_ts=ROOT))))
    assert (incoming.kind, incoming.key) == ("edit", f"edit:{CHANNEL}:{TS}:{LATER}")
    assert (incoming.message_ts, incoming.edited_ts, incoming.thread_ts) == (TS, LATER, ROOT)
    assert (incoming.text, incoming.said, incoming.user) == (f"<@{US}> a third", "a third", "U1")


def test_two_edits_of_one_message_are_two_happenings() -> None:
    first = changed(message("one", edited={"user": "U1", "ts": LATER}), message())
    second = changed(message("two", edited={"user": "U1", "ts": "1700000099.000000"}), message("one"))
    assert taken(envelope(first)).key != taken(envelope(second)).key


def test_an_edit_without_its_earlier_wording_counts() -> None:
    incoming = taken(envelope(changed(message("new", edited={"user": "U1", "ts": LATER}), None)))
    assert incoming.said == "new"


def test_an_edit_in_a_direct_message_is_direct() -> None:
    now = message("new", channel=DIRECT, channel_type="im", edited={"user": "U1", "ts": LATER})
    assert taken(envelope(changed(now, message()))).direct


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (changed(message(attachments=[{"from_url": "https://a.example"}]), message()), "Slack unfurled a link"),
        (changed(message(reply_count=1, thread_ts=TS), message()), "somebody replied"),
        (changed(message("new", user=US, bot_id="B0"), message("old", user=US)), "we changed our own message"),
        (changed(message("new", user="U9", bot_id="B9"), message("old")), "a bot changed its message"),
    ],
)
def test_a_change_that_is_no_edit(event: dict[str, Any], why: str) -> None:
    assert translate(envelope(event), US) is None, why


@pytest.mark.parametrize(
    ("event", "thread"),
    [
        pytest.param(deleted(message(thread_ts=ROOT)), ROOT, id="a reply"),
        pytest.param(deleted(message()), None, id="at the top"),
        pytest.param(changed(TOMBSTONE, message(thread_ts=TS)), None, id="what heads a thread becomes a tombstone"),
        pytest.param(deleted([]), None, id="Slack names no earlier message"),
    ],
)
def test_a_deletion(event: dict[str, Any], thread: str | None) -> None:
    incoming = taken(envelope(event))
    assert (incoming.kind, incoming.key) == ("deletion", f"deletion:{CHANNEL}:{TS}")
    assert (incoming.message_ts, incoming.thread_ts, incoming.ts) == (TS, thread, LATER)


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (deleted(message(user=US, bot_id="B0")), "our own message"),
        (deleted(message(user="U9", bot_id="B9")), "another bot's"),
        (deleted(TOMBSTONE), "a tombstone, whose message was deleted before"),
        (deleted({}, deleted_ts=None), "a deletion of nothing"),
    ],
)
def test_a_deletion_that_is_nothing_for_us(event: dict[str, Any], why: str) -> None:
    assert translate(envelope(event), US) is None, why


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(press(BUTTON), {"action": "skip", "value": "skip", "thread_ts": None}, id="in a channel"),
        pytest.param(press(BUTTON, thread=ROOT), {"thread_ts": ROOT, "direct": False}, id="in a thread"),
        pytest.param(press(BUTTON, channel=DIRECT), {"direct": True, "channel": DIRECT}, id="in a direct message"),
        pytest.param(press(MENU, thread=ROOT), {"action": "finish", "value": "finish"}, id="chosen in the menu"),
        pytest.param(press(BUTTON, team=None), {"team": TEAM}, id="installed for a whole organisation"),
        pytest.param(
            press(BUTTON, user={"id": "U9", "team_id": THEIRS}), {"team": TEAM, "user": "U9"}, id="a guest pressed"
        ),
        pytest.param(press({**BUTTON, "value": None}), {"action": "skip", "value": None}, id="without a value"),
    ],
)
def test_a_press(body: dict[str, Any], expected: dict[str, Any]) -> None:
    incoming = taken(body)
    assert (incoming.kind, incoming.ts, incoming.message_ts) == ("press", LATER, TS)
    assert incoming.key == f"press:{TS}:{body['actions'][0]['action_id']}:{LATER}"
    assert {name: getattr(incoming, name) for name in expected} == expected


def test_a_second_press_of_the_same_button_is_another_happening() -> None:
    assert taken(press(BUTTON)).key != taken(press({**BUTTON, "action_ts": "1700000091.0"})).key


@pytest.mark.parametrize("missing", ["actions", "container"])
def test_a_press_in_a_form_is_nothing_for_us(missing: str) -> None:
    body = press(BUTTON)
    for name in {missing, "message", "channel"}:
        body.pop(name)
    assert translate(body, US) is None


def test_in_a_shared_channel_the_team_is_ours_whoever_writes() -> None:
    """Slack Connect: `team_id` may be the other workspace; the authorization says where Segue is installed."""
    theirs = message(team=THEIRS, user_team=THEIRS, source_team=THEIRS, user="U9")
    incoming = taken(envelope(theirs, team_id=THEIRS, is_ext_shared_channel=True))
    assert (incoming.team, incoming.user) == (TEAM, "U9")


def test_a_form_filled_in_by_somebody_of_another_company_belongs_to_our_workspace() -> None:
    """In a view, `team` is the person's own."""
    field = {"text:a1": {"text": {"type": "plain_text_input", "value": "Mostly parents"}}}
    view = {
        "id": "V1",
        "hash": "h",
        "callback_id": EDIT_FORM,
        "app_installed_team_id": TEAM,
        "private_metadata": '{"channel": "C1", "thread_ts": "1.0", "action": "edit", "key": "a1"}',
        "state": {"values": field},
    }
    stranger = {"id": "U9", "team_id": "T9"}
    assert taken({"type": "view_submission", "team": {"id": "T9"}, "user": stranger, "view": view}).team == TEAM


@pytest.mark.parametrize(("key", "kept"), [("in:s1", ""), ("with:", ""), ("apart:", ""), ("name:s1", "12, 14")])
def test_numbers_of_customers_that_a_form_brings_stand_in_no_transcript(key: str, kept: str) -> None:
    view = {
        "id": "V1",
        "hash": "h",
        "callback_id": EDIT_FORM,
        "app_installed_team_id": TEAM,
        "private_metadata": json.dumps({"channel": "C1", "thread_ts": "1.0", "action": CORRECT_SEGMENT, "key": key}),
        "state": {"values": {f"text:{key}": {"text": {"type": "plain_text_input", "value": "12, 14"}}}},
    }
    form = taken({"type": "view_submission", "team": {"id": TEAM}, "user": {"id": "U1"}, "view": view})
    assert (form.action, form.value, form.said, form.text) == (CORRECT_SEGMENT, key, "12, 14", kept)


@pytest.mark.parametrize("authorizations", [[], None])
def test_without_an_authorization_the_envelope_names_the_team(authorizations: Any) -> None:
    assert taken(envelope(message(), authorizations=authorizations)).team == TEAM


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (changed(message("<@U1> came", subtype="channel_join"), message("x")), "Slack reworded its own message"),
        (deleted(message("<@U1> has joined", subtype="channel_join")), "a deleted join"),
    ],
)
def test_what_slack_wrote_stays_slacks_when_it_changes(event: dict[str, Any], why: str) -> None:
    assert translate(envelope(event), US) is None, why


WHOLE = [
    envelope(message(thread_ts=ROOT, subtype="file_share", files=[{"id": "F1", "name": "list.csv"}])),
    envelope(mention()),
    envelope(changed(message("new", edited={"user": "U1", "ts": LATER}, thread_ts=ROOT), message())),
    envelope(deleted(message(thread_ts=ROOT))),
    envelope(changed(TOMBSTONE, message(thread_ts=TS))),
    press(BUTTON, thread=ROOT),
    press(MENU),
]
words = st.text(st.characters(exclude_characters=":"), max_size=5)
odd = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    words,
    st.just("\ud83d"),
    st.lists(st.none() | words, max_size=2),
    st.builds(dict),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where something stands in a payload, outermost first."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield (*path, key)
        yield from places(each, (*path, key))


@st.composite
def mangled(draw: st.DrawFn) -> dict[str, Any]:
    """A payload of which up to four parts are gone or are something else."""
    body: dict[str, Any] = copy.deepcopy(draw(st.sampled_from(WHOLE)))
    for _ in range(draw(st.integers(1, 4))):
        *outer, last = draw(st.sampled_from(list(places(body)) or [("type",)]))
        part: Any = functools.reduce(operator.getitem, outer, body)
        if isinstance(part, dict) and draw(st.booleans()):
            part.pop(last, None)
        else:
            part[last] = draw(odd)
    return body


@settings(max_examples=600, deadline=None)
@given(mangled())
def test_a_mangled_payload_is_nothing_or_whole(body: dict[str, Any]) -> None:
    """It never raises, and what comes out can be kept and be told from every other happening."""
    incoming = translate(body, US)
    if incoming is None:
        return
    assert Incoming.model_validate_json(incoming.model_dump_json()) == incoming
    assert incoming.channel
    assert incoming.ts
    assert all(incoming.key.split(":")), incoming.key
    assert incoming.kind == "message" or incoming.message_ts


@pytest.mark.parametrize("body", WHOLE)
def test_what_is_mangled_above_is_something_when_whole(body: dict[str, Any]) -> None:
    """The test of the test."""
    assert translate(body, US) is not None


@given(st.dictionaries(st.sampled_from(["type", "event", "actions", "container", "user", "team", "message"]), odd))
def test_an_unknown_payload_is_nothing(body: dict[str, Any]) -> None:
    assert translate(body, US) is None
