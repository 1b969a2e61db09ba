"""Slack's payloads as they arrive, with everything Slack puts into them that we read or must not trip over."""

from __future__ import annotations

from typing import Any

US, TEAM, THEIRS = "U0SEGUE", "T0HOME", "T0OTHER"
CHANNEL, DIRECT, GROUP = "C0CUSTOMERS", "D0DANA", "G0GROUP"
ROOT, TS, LATER = "1700000000.000100", "1700000050.000200", "1700000090.000300"


def envelope(event: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An event as Slack wraps it."""
    return {
        "token": "x",
        "team_id": TEAM,
        "api_app_id": "A0",
        "event": event,
        "type": "event_callback",
        "event_id": "Ev0",
        "event_time": 1700000050,
        "authorizations": [
            {"enterprise_id": None, "team_id": TEAM, "user_id": US, "is_bot": True, "is_enterprise_install": False}
        ],
        "is_ext_shared_channel": False,
        "event_context": "4-x",
        **more,
    }


def message(text: str = "Half of them rent.", **more: Any) -> dict[str, Any]:
    """A message in a channel."""
    return {
        "user": "U1",
        "type": "message",
        "ts": TS,
        "client_msg_id": "b1",
        "text": text,
        "team": TEAM,
        "blocks": [{"type": "rich_text", "block_id": "x", "elements": []}],
        "channel": CHANNEL,
        "event_ts": TS,
        "channel_type": "channel",
        **more,
    }


def mention(text: str = f"<@{US}> interview", **more: Any) -> dict[str, Any]:
    """Slack sends a mention twice: as a message and as this, which has no channel_type."""
    event = {**message(text), "type": "app_mention", **more}
    del event["channel_type"]
    return event


def changed(now: dict[str, Any], before: dict[str, Any] | None, **more: Any) -> dict[str, Any]:
    """`message_changed`, with the message as it is and as it was."""
    inner = ("channel", "channel_type", "event_ts")
    event = {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "channel": now["channel"],
        "channel_type": now["channel_type"],
        "ts": LATER,
        "event_ts": LATER,
        "message": {key: value for key, value in now.items() if key not in inner},
        **more,
    }
    if before is not None:
        event["previous_message"] = {key: value for key, value in before.items() if key not in inner}
    return event


def deleted(before: Any, **more: Any) -> dict[str, Any]:
    return {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "channel": CHANNEL,
        "channel_type": "channel",
        "ts": LATER,
        "event_ts": LATER,
        "deleted_ts": TS,
        "previous_message": before,
        **more,
    }


def press(action: dict[str, Any], channel: str = CHANNEL, thread: str | None = None, **more: Any) -> dict[str, Any]:
    """A press of a button, or a choice in a menu, in a message of ours."""
    container: dict[str, Any] = {"type": "message", "message_ts": TS, "channel_id": channel, "is_ephemeral": False}
    shown: dict[str, Any] = {"user": US, "type": "message", "ts": TS, "bot_id": "B0", "text": "Question 1"}
    if thread:
        container["thread_ts"] = shown["thread_ts"] = thread
    return {
        "type": "block_actions",
        "user": {"id": "U1", "username": "dana", "name": "dana", "team_id": TEAM},
        "api_app_id": "A0",
        "token": "x",
        "container": container,
        "trigger_id": "1.2.3",
        "team": {"id": TEAM, "domain": "home"},
        "enterprise": None,
        "channel": {"id": channel, "name": "customers"},
        "message": shown,
        "actions": [{"block_id": "b", "action_ts": LATER, **action}],
        **more,
    }


BUTTON = {"type": "button", "action_id": "skip", "value": "skip", "text": {"type": "plain_text", "text": "Skip"}}
MENU = {
    "type": "overflow",
    "action_id": "more",
    "selected_option": {"text": {"type": "plain_text", "text": "Finish now"}, "value": "finish"},
}
