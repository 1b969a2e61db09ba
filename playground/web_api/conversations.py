"""Channels and what was said in them."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from playground.messages import Message
from playground.people import BOT_USER
from playground.web_api.calls import Call, Refusal, method, page_of
from playground.workspace import seen_by

_TYPES = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


@method("conversations.open")
def open_(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/conversations.open (one person; group messages are not built)"""
    if call.text("channel"):
        return {"channel": {"id": call.channel().id}}
    if not (users := call.text("users")):
        raise Refusal("users_list_not_supplied")
    wanted = [user.strip() for user in users.split(",") if user.strip()]
    if any(user not in call.workspace.users for user in wanted):
        raise Refusal("user_not_found")
    if len(wanted) != 1:
        raise Refusal("method_not_supported_for_channel_type")
    if wanted[0] == BOT_USER:
        raise Refusal("cannot_dm_bot")
    known = {c.id for c in call.workspace.channels.values()}
    channel = call.workspace.direct_channel(wanted[0])
    answer: dict[str, Any] = {"channel": {"id": channel.id}}
    if call.flag("return_im"):
        answer["channel"] = channel.as_slack(BOT_USER)
    if channel.id in known:
        answer |= {"no_op": True, "already_open": True}
    return answer


@method("conversations.info")
def info(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/conversations.info"""
    shape = call.channel().as_slack(BOT_USER)
    if not call.flag("include_num_members"):
        shape.pop("num_members", None)
    return {"channel": shape}


@method("conversations.list")
def list_(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/conversations.list"""
    kinds = _kinds(call)
    channels = [
        channel.as_slack(BOT_USER)
        for channel in call.workspace.channels.values()
        if channel.kind in kinds and (channel.kind == "channel" or BOT_USER in channel.members)
        if not (channel.is_archived and call.flag("exclude_archived"))
    ]
    page, cursor = page_of(channels, call, default=100, most=1000)
    return {"channels": page, "response_metadata": {"next_cursor": cursor}}


@method("users.conversations")
def of_user(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/users.conversations (the bot sees what it shares with the person)"""
    kinds, user = _kinds(call), call.text("user", BOT_USER)
    if user not in call.workspace.users:
        raise Refusal("user_not_found")
    channels = [
        channel.as_slack(BOT_USER)
        for channel in seen_by(call.workspace.channels.values(), user)
        if channel.kind in kinds and (channel.kind == "channel" or BOT_USER in channel.members)
        if not (channel.is_archived and call.flag("exclude_archived"))
    ]
    page, cursor = page_of(channels, call, default=100, most=1000)
    return {"channels": page, "response_metadata": {"next_cursor": cursor}}


@method("conversations.members")
def members(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/conversations.members"""
    page, cursor = page_of(call.channel().members, call, default=100, most=1000)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


@method("conversations.join")
def join(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/conversations.join"""
    channel = call.channel()
    if channel.kind != "channel":
        raise Refusal("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise Refusal("is_archived")
    if BOT_USER not in channel.members:
        channel.members.append(BOT_USER)
        call.workspace.channel_changed(channel)
    return {"channel": channel.as_slack(BOT_USER)}


@method("conversations.history")
def history(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/conversations.history (newest first)"""
    channel = call.channel()
    if BOT_USER not in channel.members:
        raise Refusal("not_in_channel")
    wanted = _within(call, call.workspace.top_level(channel.id))[::-1]
    page, cursor = _page_of_messages(call, wanted, default=100, newest_first=True)
    return _messages(call, page, cursor) | {"pin_count": 0}


@method("conversations.replies")
def replies(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/conversations.replies (the parent first, then oldest to newest).

    Second-hand: that the parent comes on the first page whatever `oldest` says.
    """
    channel = call.channel()
    if BOT_USER not in channel.members:
        raise Refusal("not_in_channel")
    parent = call.workspace.thread_parent(channel.id, call.required("ts"))
    found = [] if parent is None else call.workspace.replies(parent)
    if parent is None or (parent.deleted and not found):
        raise Refusal("thread_not_found")
    page, cursor = _page_of_messages(call, _within(call, found), default=1000, newest_first=False)
    first = [] if call.text("cursor") else [parent]
    return _messages(call, [*first, *page], cursor)


def _kinds(call: Call) -> set[str]:
    wanted = [kind.strip() for kind in call.text("types", "public_channel").split(",")]
    if any(kind not in _TYPES for kind in wanted):
        raise Refusal("invalid_types")
    return {_TYPES[kind] for kind in wanted}


def _within(call: Call, messages: list[Message]) -> list[Message]:
    """Those between `oldest` and `latest`; the ends count with `inclusive`."""
    oldest, latest = call.timestamp("oldest"), call.timestamp("latest")
    if oldest is None and latest is None:
        return messages
    ends = 1 if call.flag("inclusive") else 0
    low = -1 if oldest is None else oldest - ends
    high = None if latest is None else latest + ends
    return [m for m in messages if low < _number(m) and (high is None or _number(m) < high)]


def _number(message: Message) -> int:
    return int(message.ts.replace(".", ""))


def _page_of_messages(
    call: Call, messages: list[Message], *, default: int, newest_first: bool
) -> tuple[list[Message], str]:
    """A page by cursor, which names the next message's ts: pages neither repeat nor skip while people write."""
    limit = call.number("limit", default, low=1, high=999 if newest_first else 1000)
    if cursor := call.text("cursor"):
        start = _from_cursor(cursor)
        messages = [m for m in messages if (_number(m) <= start if newest_first else _number(m) >= start)]
    following = messages[limit] if len(messages) > limit else None
    return messages[:limit], "" if following is None else _as_cursor(following)


def _as_cursor(message: Message) -> str:
    return base64.b64encode(f"next_ts:{_number(message)}".encode()).decode()


def _from_cursor(cursor: str) -> int:
    try:
        name, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
        if name != "next_ts":
            raise Refusal("invalid_cursor")
        return int(number)
    except (binascii.Error, ValueError):
        raise Refusal("invalid_cursor") from None


def _messages(call: Call, messages: list[Message], cursor: str) -> dict[str, Any]:
    metadata = call.flag("include_all_metadata")
    shapes = [call.workspace.shape(message, metadata=metadata) for message in messages]
    answer: dict[str, Any] = {"messages": shapes, "has_more": bool(cursor)}
    return answer | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})
