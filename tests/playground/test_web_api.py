"""The Web API answers in Slack's shapes and refuses in Slack's words."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.driver import BOT_USER, CUSTOMERS, DANA, GENERAL, LEADERSHIP, MEI, RAVI, Driver
from playground.people import BOT_ID, TEAM_ID
from playground.server import Playground
from playground.store import Store, StoreFileError
from playground.web_api.calls import METHODS

OTHER = "C0OTHER0001"
ARCHIVED = "C0ARCHIVED1"
LONG = "x" * 40_001


@pytest.fixture
async def places(people: Driver) -> dict[str, str]:
    """A few things to refer to: a human's message, a bot-less channel, an archived one."""
    people.add_channel(OTHER, "other", [DANA])
    people.add_channel(ARCHIVED, "archived", [DANA, BOT_USER])
    people.archive(ARCHIVED)
    return {"HUMAN": await people.say(DANA, GENERAL, "mine")}


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


REFUSALS: list[tuple[str, dict[str, Any], str]] = [
    ("chat.postMessage", {"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": LEADERSHIP, "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": OTHER, "text": "x"}, "not_in_channel"),
    ("chat.postMessage", {"channel": ARCHIVED, "text": "x"}, "is_archived"),
    ("chat.postMessage", {"channel": GENERAL}, "no_text"),
    ("chat.postMessage", {"channel": GENERAL, "text": " \n"}, "no_text"),
    ("chat.postMessage", {"channel": GENERAL, "text": LONG}, "msg_too_long"),
    ("chat.postMessage", {"channel": GENERAL, "text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
    ("chat.postMessage", {"channel": GENERAL, "blocks": "no json"}, "invalid_blocks_format"),
    ("chat.postMessage", {"channel": GENERAL, "blocks": {"type": "divider"}}, "invalid_blocks_format"),
    ("chat.postMessage", {"channel": GENERAL, "blocks": [{"type": "poem"}]}, "invalid_blocks"),
    ("chat.postMessage", {"channel": GENERAL, "blocks": [_section("x" * 2999)] * 5}, "msg_blocks_too_long"),
    ("chat.postMessage", {"channel": GENERAL, "text": "x", "attachments": [{}] * 101}, "too_many_attachments"),
    ("chat.postMessage", {"channel": GENERAL, "text": "x", "metadata": {"event_type": 1}}, "invalid_metadata_format"),
    ("chat.postMessage", {"channel": GENERAL, "text": "x", "markdown_text": "y"}, "markdown_text_conflict"),
    ("chat.postMessage", {"channel": GENERAL, "markdown_text": "y" * 12_001}, "msg_too_long"),
    ("chat.update", {"channel": GENERAL, "ts": "1.000001", "text": "x"}, "message_not_found"),
    ("chat.update", {"channel": GENERAL, "ts": "HUMAN", "text": "x"}, "cant_update_message"),
    ("chat.update", {"channel": GENERAL, "text": "x"}, "invalid_arguments"),
    ("chat.delete", {"channel": GENERAL, "ts": "HUMAN"}, "cant_delete_message"),
    ("chat.delete", {"channel": GENERAL, "ts": "1.000001"}, "message_not_found"),
    ("chat.postEphemeral", {"channel": GENERAL, "user": "U0NOBODY", "text": "x"}, "user_not_in_channel"),
    ("chat.getPermalink", {"channel": GENERAL, "message_ts": "1.000001"}, "message_not_found"),
    ("chat.startStream", {"channel": GENERAL, "thread_ts": "HUMAN"}, "missing_recipient_user_id"),
    (
        "chat.startStream",
        {"channel": GENERAL, "thread_ts": "HUMAN", "recipient_user_id": DANA},
        "missing_recipient_team_id",
    ),
    ("chat.appendStream", {"channel": GENERAL, "ts": "HUMAN", "markdown_text": "x"}, "message_not_owned_by_app"),
    ("conversations.info", {"channel": LEADERSHIP}, "channel_not_found"),
    ("conversations.history", {"channel": OTHER}, "not_in_channel"),
    ("conversations.history", {"channel": GENERAL, "cursor": "rubbish"}, "invalid_cursor"),
    ("conversations.history", {"channel": GENERAL, "oldest": "yesterday"}, "invalid_ts_oldest"),
    ("conversations.history", {"channel": GENERAL, "limit": "many"}, "invalid_arguments"),
    ("conversations.replies", {"channel": GENERAL, "ts": "1.000001"}, "thread_not_found"),
    ("conversations.open", {"users": "U0NOBODY"}, "user_not_found"),
    ("conversations.open", {}, "users_list_not_supplied"),
    ("conversations.list", {"types": "secret"}, "invalid_types"),
    ("users.info", {"user": "U0NOBODY"}, "user_not_found"),
    ("reactions.add", {"channel": GENERAL, "timestamp": "HUMAN", "name": "no such!"}, "invalid_name"),
    ("reactions.remove", {"channel": GENERAL, "timestamp": "HUMAN", "name": "tada"}, "no_reaction"),
    (
        "assistant.threads.setStatus",
        {"channel_id": GENERAL, "thread_ts": "1.000001", "status": "x"},
        "invalid_thread_ts",
    ),
    (
        "assistant.threads.setSuggestedPrompts",
        {"channel_id": GENERAL, "prompts": [{"title": "t", "message": "m"}] * 5},
        "invalid_arguments",
    ),
    ("bots.info", {"bot": "B0OTHER"}, "bot_not_found"),
    ("views.open", {"trigger_id": "1.2.3", "view": {"type": "modal"}}, "invalid_arguments"),
    ("canvases.create", {"document_content": {"type": "html", "markdown": "x"}}, "invalid_arguments"),
    ("canvases.create", {"channel_id": LEADERSHIP}, "channel_not_found"),
    ("canvases.edit", {"canvas_id": "F0NONE", "changes": []}, "invalid_arguments"),
    ("canvases.edit", {"canvas_id": "F0NONE", "changes": [{"operation": "replace"}]}, "canvas_not_found"),
    (
        "canvases.create",
        {"document_content": {"type": "markdown", "markdown": "x" * 1_048_577}},
        "canvas_creation_failed",
    ),
    ("conversations.canvases.create", {"channel_id": "C0NOWHERE"}, "channel_not_found"),
    (
        "canvases.access.set",
        {"canvas_id": "F0NONE", "access_level": "write", "channel_ids": [GENERAL]},
        "canvas_not_found",
    ),
    ("canvases.access.set", {"canvas_id": "F0NONE", "access_level": "write"}, "invalid_parameters"),
    (
        "canvases.access.set",
        {"canvas_id": "F0NONE", "access_level": "owner", "channel_ids": [GENERAL]},
        "invalid_arguments",
    ),
    ("poems.write", {}, "unknown_method"),
]


@pytest.mark.parametrize(("method", "arguments", "error"), REFUSALS)
@pytest.mark.parametrize("form", ["json", "form"])
async def test_refusals(
    method: str, arguments: dict[str, Any], error: str, form: str, slack: AsyncWebClient, places: dict[str, str]
) -> None:
    """The same refusal, whether the arguments come as JSON or as a form (lists as JSON inside it)."""
    known = {key: places.get(value, value) if isinstance(value, str) else value for key, value in arguments.items()}
    if form == "form":
        known = {k: v if isinstance(v, str) else json.dumps(v) for k, v in known.items()}
    with pytest.raises(SlackApiError) as caught:
        await slack.api_call(method, **({"json": known} if form == "json" else {"data": known}))
    assert caught.value.response.status_code == 200
    assert caught.value.response.data["error"] == error  # type: ignore[index]


async def test_a_text_is_a_text(slack: AsyncWebClient) -> None:
    """A list where JSON should have a string is refused."""
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await slack.api_call("chat.postMessage", json={"channel": GENERAL, "text": ["a"]})


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        (None, "auth.test", "not_authed"),
        ("rubbish", "auth.test", "invalid_auth"),
        ("xoxp-somebody", "auth.test", "invalid_auth"),
        ("xapp-1", "auth.test", "not_allowed_token_type"),
        ("xoxb-1", "apps.connections.open", "not_allowed_token_type"),
        ("xoxb-other", "auth.test", "invalid_auth"),
    ],
)
async def test_tokens(token: str | None, method: str, error: str) -> None:
    """Missing, wrong, of the wrong kind, or not among those that were configured."""
    async with Playground(tokens=["xoxb-1", "xapp-1"]) as playground:
        with pytest.raises(SlackApiError) as caught:
            await AsyncWebClient(token=token, base_url=playground.api_url).api_call(method)
        assert caught.value.response["error"] == error


@pytest.mark.parametrize(
    ("body", "kind", "error"),
    [
        (b"{", "application/json", "invalid_json"),
        (b"[1]", "application/json", "json_not_object"),
        (b"text", "text/plain", "missing_post_type"),
    ],
)
async def test_unreadable_bodies(body: bytes, kind: str, error: str, playground: Playground) -> None:
    """Rubbish in a body is refused by name."""
    headers = {"Authorization": "Bearer xoxb-1", "Content-Type": kind}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{playground.api_url}auth.test", data=body, headers=headers) as answer,
    ):
        assert (await answer.json())["error"] == error


async def test_invalid_blocks_are_explained(slack: AsyncWebClient) -> None:
    """The faulty place is named in response_metadata, as Slack does."""
    with pytest.raises(SlackApiError) as caught:
        await slack.chat_postMessage(channel=GENERAL, text="x", blocks=[_section("y" * 3001)])
    messages = caught.value.response["response_metadata"]["messages"]
    assert messages == ["[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"]


async def test_a_post_in_every_shape(slack: AsyncWebClient, people: Driver) -> None:
    """By id, by name, to a person; with another name and face; escaped text stays as sent."""
    posted = await slack.chat_postMessage(channel="#general", text="a &lt; b")
    assert (posted["channel"], posted["message"]["text"]) == (GENERAL, "a &lt; b")
    assert posted["message"]["bot_id"] == BOT_ID
    direct = await slack.chat_postMessage(channel=DANA, text="privately")
    assert direct["channel"] == people.direct_channel(DANA)
    named = await slack.chat_postMessage(channel=GENERAL, text="hi", username="Alice", icon_emoji="wave")
    assert named["message"]["subtype"] == "bot_message"
    assert (named["message"]["username"], named["message"]["icons"]) == ("Alice", {"emoji": ":wave:"})


async def test_update_and_delete(slack: AsyncWebClient, people: Driver) -> None:
    """Blocks stay unless they are named; an empty list takes them away; what is deleted is gone."""
    ts = (await slack.chat_postMessage(channel=GENERAL, text="one", blocks=[_section("one")]))["ts"]
    await slack.chat_update(channel=GENERAL, ts=ts, text="two")
    first = people.message(GENERAL, ts)
    assert first is not None
    assert (first["text"], first["blocks"][0]["text"]["text"]) == ("two", "one")
    await slack.chat_update(channel=GENERAL, ts=ts, text="three", blocks=[])
    second = people.message(GENERAL, ts)
    assert second is not None
    assert "blocks" not in second
    with pytest.raises(SlackApiError, match="msg_too_long"):
        await slack.chat_update(channel=GENERAL, ts=ts, text="x" * 4001)
    await slack.chat_delete(channel=GENERAL, ts=ts)
    assert people.history(GENERAL) == []


async def test_history_pages_neither_repeat_nor_skip(slack: AsyncWebClient, people: Driver) -> None:
    """Newest first by cursor; what is written meanwhile does not shift the pages."""
    stamps = [await people.say(DANA, GENERAL, str(number)) for number in range(7)]
    seen: list[str] = []
    cursor = None
    while cursor != "":
        page = await slack.conversations_history(channel=GENERAL, limit=3, cursor=cursor)
        seen += [message["ts"] for message in page["messages"]]
        cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
        assert page["has_more"] == bool(cursor)
        await people.say(RAVI, GENERAL, "meanwhile")
    assert seen == stamps[::-1]


async def test_history_between_two_times(slack: AsyncWebClient, people: Driver) -> None:
    """oldest and latest exclude their own message unless inclusive."""
    stamps = [await people.say(DANA, GENERAL, str(number)) for number in range(5)]
    ends = {"channel": GENERAL, "oldest": stamps[1], "latest": stamps[3]}
    inner = await slack.conversations_history(**ends)
    outer = await slack.conversations_history(**ends, inclusive=True)
    assert [m["text"] for m in inner["messages"]] == ["2"]
    assert [m["text"] for m in outer["messages"]] == ["3", "2", "1"]


async def test_replies_start_with_the_parent(slack: AsyncWebClient, people: Driver) -> None:
    """Oldest first; a reply's ts finds the whole thread; replies are not in history unless broadcast."""
    ts = await people.say(DANA, GENERAL, "parent")
    replies = [await people.say(MEI, GENERAL, f"reply {n}", ts, also_to_channel=n == 2) for n in range(3)]
    found = await slack.conversations_replies(channel=GENERAL, ts=replies[1])
    assert [message["ts"] for message in found["messages"]] == [ts, *replies]
    assert found["messages"][0]["reply_count"] == 3
    assert found["messages"][1]["parent_user_id"] == DANA
    later = await slack.conversations_replies(channel=GENERAL, ts=ts, oldest=replies[0], limit=1)
    assert [message["ts"] for message in later["messages"]] == [ts, replies[1]]
    top = await slack.conversations_history(channel=GENERAL)
    assert [message["ts"] for message in top["messages"]] == [replies[2], ts]


async def test_a_stream_grows_and_ends(slack: AsyncWebClient, people: Driver) -> None:
    """Start, append, stop with blocks; it cannot be updated while open, nor appended to afterwards."""
    ts = await people.say(DANA, GENERAL, "tell me")
    to = {"recipient_user_id": DANA, "recipient_team_id": TEAM_ID}
    stream = await slack.chat_startStream(channel=GENERAL, thread_ts=ts, markdown_text="Once ", **to)
    place = {"channel": GENERAL, "ts": stream["ts"]}
    await slack.chat_appendStream(**place, markdown_text="upon")
    with pytest.raises(SlackApiError, match="streaming_state_conflict"):
        await slack.chat_update(**place, text="no")
    with pytest.raises(SlackApiError, match="streaming_mode_mismatch"):
        await slack.chat_appendStream(**place, chunks=[{"type": "markdown_text", "text": "x"}])
    await slack.chat_stopStream(**place, markdown_text=" a time", blocks=[{"type": "divider"}])
    final = people.thread(GENERAL, ts)[1]
    assert final["text"] == "Once upon a time"
    assert [block["type"] for block in final["blocks"]] == ["markdown", "divider"]
    with pytest.raises(SlackApiError, match="message_not_in_streaming_state"):
        await slack.chat_appendStream(**place, markdown_text="more")


async def test_a_stream_ends_by_itself() -> None:
    """After its time Slack closes it, however busy it is."""
    async with Playground(stream_seconds=0) as playground:
        slack = AsyncWebClient(token="xoxb-1", base_url=playground.api_url)
        channel = playground.driver.direct_channel(DANA)
        ts = await playground.driver.say(DANA, channel, "hello")
        stream = await slack.chat_startStream(channel=channel, thread_ts=ts)
        with pytest.raises(SlackApiError, match="message_not_in_streaming_state"):
            await slack.chat_appendStream(channel=channel, ts=stream["ts"], markdown_text="late")


async def test_trigger_ids_are_short_lived_and_good_for_one_modal() -> None:
    """expired_trigger_id after its seconds, exchanged_trigger_id at the second use, invalid when made up."""
    view = {"type": "modal", "title": {"type": "plain_text", "text": "Hi"}, "blocks": [{"type": "divider"}]}
    async with Playground(trigger_seconds=0.03) as playground:
        slack = AsyncWebClient(token="xoxb-1", base_url=playground.api_url)
        trigger = playground.modals.trigger(DANA)
        await slack.views_open(trigger_id=trigger, view=view)
        with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
            await slack.views_open(trigger_id=trigger, view=view)
        with pytest.raises(SlackApiError, match="invalid_trigger_id"):
            await slack.views_open(trigger_id="1.2.3", view=view)
        old = playground.modals.trigger(DANA)
        born = time.monotonic()
        while time.monotonic() - born <= 0.03:
            await playground.workspace.next_change(0.01)
        with pytest.raises(SlackApiError, match="expired_trigger_id"):
            await slack.views_open(trigger_id=old, view=view)


async def test_who_and_where(slack: AsyncWebClient, people: Driver) -> None:
    """The calls an app makes to find its bearings."""
    me = await slack.auth_test()
    assert (me["user_id"], me["bot_id"], me["team_id"]) == (BOT_USER, BOT_ID, TEAM_ID)
    assert (await slack.users_info(user=DANA))["user"]["real_name"] == "Dana Okafor"
    assert [u["id"] for u in (await slack.users_list())["members"]] == [DANA, RAVI, MEI, BOT_USER]
    names = [c["name"] for c in (await slack.conversations_list(types="public_channel,private_channel"))["channels"]]
    assert names == ["general", "customers"]
    assert DANA in (await slack.conversations_members(channel=CUSTOMERS))["members"]
    opened = await slack.conversations_open(users=DANA)
    again = await slack.conversations_open(users=DANA, return_im=True)
    assert (again["channel"]["id"], again["already_open"]) == (opened["channel"]["id"], True)
    ts = await people.say(DANA, GENERAL, "look")
    await slack.reactions_add(channel=GENERAL, timestamp=ts, name="eyes")
    with pytest.raises(SlackApiError, match="already_reacted"):
        await slack.reactions_add(channel=GENERAL, timestamp=ts, name="eyes")
    assert people.history(GENERAL)[0]["reactions"] == [{"name": "eyes", "users": [BOT_USER], "count": 1}]
    link = (await slack.chat_getPermalink(channel=GENERAL, message_ts=ts))["permalink"]
    assert link.endswith(f"#{GENERAL}/{ts}")


async def test_home_is_published_for_one_person(slack: AsyncWebClient, playground: Playground) -> None:
    """A second publish with an outdated hash is refused."""
    home = {"type": "home", "blocks": [_section("Hello")]}
    first = await slack.views_publish(user_id=DANA, view=home)
    await slack.views_publish(
        user_id=DANA, view=home | {"blocks": [_section("Hello again")]}, hash=first["view"]["hash"]
    )
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await slack.views_publish(user_id=DANA, view=home, hash=first["view"]["hash"])
    assert set(playground.modals.homes) == {DANA}


def test_every_method_names_its_page() -> None:
    """Each handler's docstring leads to Slack's own documentation of exactly that method."""
    for name, (handler, _) in METHODS.items():
        assert f"https://docs.slack.dev/reference/methods/{name}" in (handler.__doc__ or ""), name


async def test_a_restart_keeps_the_workspace(tmp_path: Path) -> None:
    """Messages, threads, edits, deletions, metadata, members and time survive; new messages come later."""
    path = str(tmp_path / "playground.db")
    async with Playground(path) as playground:
        people = playground.driver
        ts = await people.say(DANA, CUSTOMERS, "parent")
        gone = await people.say(DANA, CUSTOMERS, "gone")
        await people.delete(DANA, CUSTOMERS, gone)
        await people.edit(DANA, CUSTOMERS, ts, "parent, edited")
        people.invite(LEADERSHIP)
        slack = AsyncWebClient(token="xoxb-1", base_url=playground.api_url)
        metadata = {"event_type": "outbox", "event_payload": {"key": "k"}}
        await slack.chat_postMessage(channel=CUSTOMERS, thread_ts=ts, text="reply", metadata=metadata)
        direct = people.direct_channel(MEI)
        before = people.thread(CUSTOMERS, ts)
    async with Playground(path) as playground:
        people = playground.driver
        assert people.thread(CUSTOMERS, ts) == before
        assert before[1]["metadata"] == metadata
        assert len(people.history(CUSTOMERS)) == 1
        assert people.direct_channel(MEI) == direct
        assert BOT_USER in playground.workspace.channels[LEADERSHIP].members
        assert await people.say(DANA, CUSTOMERS, "later") > before[1]["ts"]


def test_a_file_that_cannot_serve_is_named(tmp_path: Path) -> None:
    """Not a database: the message says which file and what to do."""
    path = tmp_path / "notes.txt"
    path.write_text("this is not a database, and long enough to be told from an empty file" * 20)
    with pytest.raises(StoreFileError, match=r"notes.txt cannot be used"):
        Store(str(path))


async def test_a_taken_port_gives_the_next_one(caplog: pytest.LogCaptureFixture) -> None:
    """And says so."""
    async with Playground() as first, Playground(port=first.port) as second:
        assert second.port > first.port
        assert f"port {first.port} is taken" in caplog.text
