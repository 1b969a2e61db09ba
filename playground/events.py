"""Which events a change becomes for the app, in Slack's shapes.

Follows https://docs.slack.dev/reference/events/message (and its subtypes message_changed, message_deleted,
bot_message), .../app_mention and .../reaction_added; the outer shape is
https://docs.slack.dev/apis/events-api/#callback-field. The app hears only of channels its bot is a member of,
and only of what it has subscribed to. Second-hand: the exact set of extra fields (`event_context`,
`client_msg_id`, `bot_profile`) was seen in practice and in SDK tests, not in the reference.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from playground.changes import Change
from playground.messages import Message
from playground.people import APP_ID, BOT_USER, TEAM_ID, Channel
from playground.texts import mentioned
from playground.workspace import Workspace

DEFAULT_SUBSCRIPTIONS = frozenset(
    {"agent_session_stopped", "app_home_opened", "app_mention", "message.channels", "message.groups", "message.im"}
)
_SUBSCRIPTION = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}


def events_of(change: Change, workspace: Workspace, subscriptions: frozenset[str]) -> Iterator[dict[str, Any]]:
    """The outer payloads (`event_callback`) a change is delivered as: none, one, or two for a mention."""
    channel = workspace.channels.get(change.channel)
    if channel is None or BOT_USER not in channel.members or change.message is None:
        return
    for event in _inner(change, change.message, channel, workspace):
        wanted = _SUBSCRIPTION[channel.kind] if event["type"] == "message" else event["type"]
        if wanted in subscriptions:
            yield _outer(event)


def _inner(change: Change, message: Message, channel: Channel, workspace: Workspace) -> Iterator[dict[str, Any]]:
    place = {"channel": channel.id, "channel_type": channel.kind}
    if change.kind == "posted":
        said = message.as_slack() | {"event_ts": message.ts}
        if message.files:
            said["subtype"] = "file_share"
        # A mention in a direct message is only a message there.
        if channel.kind != "im" and BOT_USER in mentioned(message.text) and not message.by_bot:
            yield _without(said, "subtype") | {"type": "app_mention", "channel": channel.id}
        yield said | place
    elif change.kind == "changed":
        now = workspace.timestamps.next()
        after = _without(workspace.shape(message), "subtype" if message.by_bot else "")
        changed = {"type": "message", "subtype": "message_changed", "hidden": True, "message": after}
        yield changed | {"previous_message": change.before, "ts": now, "event_ts": now} | place
    elif change.kind == "deleted":
        now = workspace.timestamps.next()
        gone = {"type": "message", "subtype": "message_deleted", "hidden": True, "deleted_ts": message.ts}
        yield gone | {"previous_message": change.before, "ts": now, "event_ts": now} | place
    elif change.kind == "reaction":
        yield {
            "type": "reaction_added" if change.detail["added"] else "reaction_removed",
            "user": change.detail["user"],
            "reaction": change.detail["reaction"],
            "item": {"type": "message", "channel": channel.id, "ts": message.ts},
            "item_user": message.user,
            "event_ts": workspace.timestamps.next(),
        }


def session_stopped(user: str, channel: str, thread_ts: str, ts: str) -> dict[str, Any]:
    """https://docs.slack.dev/reference/events/agent_session_stopped"""
    event = {"type": "agent_session_stopped", "user": user, "channel": channel, "thread_ts": thread_ts}
    return _outer(event | {"streaming_message_ts": [], "event_ts": ts})


def home_opened(user: str, channel: str, tab: str, ts: str) -> dict[str, Any]:
    """https://docs.slack.dev/reference/events/app_home_opened"""
    event = {"type": "app_home_opened", "user": user, "channel": channel, "tab": tab, "event_ts": ts}
    return _outer(event)


def taken_out(ts: str) -> list[dict[str, Any]]:
    """https://docs.slack.dev/reference/events/app_uninstalled, https://docs.slack.dev/reference/events/tokens_revoked"""
    tokens = {"oauth": [], "bot": [BOT_USER]}
    return [
        _outer({"type": "tokens_revoked", "tokens": tokens, "event_ts": ts}),
        _outer({"type": "app_uninstalled", "event_ts": ts}),
    ]


def _without(shape: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in shape.items() if name != key}


def _outer(event: dict[str, Any]) -> dict[str, Any]:
    return {
        "token": "playground-verification",
        "team_id": TEAM_ID,
        "context_team_id": TEAM_ID,
        "context_enterprise_id": None,
        "api_app_id": APP_ID,
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{uuid.uuid4().hex[:12].upper()}",
        "event_time": int(event["event_ts"].partition(".")[0]),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM_ID,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{uuid.uuid4().hex}",
    }
