"""Slack's payloads -> `Incoming`. Pure: the same payload is always the same happening, with the same key.

https://docs.slack.dev/reference/events/message, https://docs.slack.dev/reference/interaction-payloads
"""

from __future__ import annotations

from typing import Any

from bot.listeners.wording import as_people_read_it, mentions, storable
from flows.runtime import Incoming

# Subtypes of messages that people write; everything else is Slack's or a bot's.
WRITTEN_BY_PEOPLE = {None, "file_share", "thread_broadcast", "me_message"}
SLACKBOT = "USLACKBOT"


def translate(body: dict[str, Any], bot_user: str) -> Incoming | None:
    """-> what happened, or None when it is nothing for Segue (bots, joins, unfurls, kinds we don't use)."""
    if body.get("type") == "block_actions":
        return _press(body)
    event = body.get("event")
    if isinstance(event, dict) and event.get("type") in ("message", "app_mention"):
        return _message_event(body, event, bot_user)
    return None


def _message_event(body: dict[str, Any], event: dict[str, Any], bot_user: str) -> Incoming | None:
    team = _team(body, event)
    if event.get("subtype") == "message_deleted" or _is_tombstone(event):
        return _deletion(team, event, bot_user)
    if event.get("subtype") == "message_changed":
        return _edit(team, event, bot_user)
    if event.get("subtype") not in WRITTEN_BY_PEOPLE or not _by_a_person(event, bot_user):
        return None
    return Incoming(
        key=f"message:{event['channel']}:{event['ts']}",
        team=team,
        kind="message",
        channel=event["channel"],
        ts=event["ts"],
        user=event["user"],
        thread_ts=_thread(event),
        direct=_is_direct(event),
        mention=event["type"] == "app_mention" or mentions(event.get("text") or "", bot_user),
        text=storable(event.get("text") or ""),
        said=as_people_read_it(storable(event.get("text") or ""), bot_user),
        files=tuple(storable(str(file.get("name") or "a file")) for file in event.get("files") or ()),
    )


def _edit(team: str, event: dict[str, Any], bot_user: str) -> Incoming | None:
    message, before = _part(event, "message"), _part(event, "previous_message")
    if not _by_a_person(message, bot_user) or message.get("text") == before.get("text"):
        return None
    edited_ts = str((message.get("edited") or {}).get("ts") or event["ts"])
    return Incoming(
        key=f"edit:{event['channel']}:{message['ts']}:{edited_ts}",
        team=team,
        kind="edit",
        channel=event["channel"],
        ts=edited_ts,
        user=message["user"],
        thread_ts=_thread(message),
        direct=_is_direct(event),
        text=storable(message.get("text") or ""),
        said=as_people_read_it(storable(message.get("text") or ""), bot_user),
        message_ts=message["ts"],
        edited_ts=edited_ts,
    )


def _deletion(team: str, event: dict[str, Any], bot_user: str) -> Incoming | None:
    before = _part(event, "previous_message")
    deleted_ts = str(event.get("deleted_ts") or before.get("ts") or "")
    if not deleted_ts or (before and not _by_a_person(before, bot_user)):
        return None
    return Incoming(
        key=f"deletion:{event['channel']}:{deleted_ts}",
        team=team,
        kind="deletion",
        channel=event["channel"],
        ts=str(event.get("event_ts") or event["ts"]),
        user=str(before.get("user") or ""),
        thread_ts=_thread(before),
        direct=_is_direct(event),
        message_ts=deleted_ts,
    )


def _press(body: dict[str, Any]) -> Incoming | None:
    """A button, or an option of the menu `more`, whose value names what was chosen."""
    container = body.get("container") or {}
    message = body.get("message") or {}
    message_ts = container.get("message_ts") or message.get("ts")
    channel = container.get("channel_id") or (body.get("channel") or {}).get("id")
    actions = body.get("actions") or []
    if not (message_ts and channel and actions):
        return None
    action = actions[0]
    chosen = (action.get("selected_option") or {}).get("value")
    return Incoming(
        key=f"press:{message_ts}:{action['action_id']}:{action['action_ts']}",
        team=str((body.get("team") or {}).get("id") or (body.get("user") or {}).get("team_id") or ""),
        kind="press",
        channel=channel,
        ts=str(action["action_ts"]),
        user=str((body.get("user") or {}).get("id") or ""),
        thread_ts=container.get("thread_ts") or message.get("thread_ts"),
        direct=str(channel).startswith("D"),
        message_ts=message_ts,
        action=chosen if chosen and action["action_id"] == "more" else action["action_id"],
        value=action.get("value") or chosen,
    )


def _team(body: dict[str, Any], event: dict[str, Any]) -> str:
    """The workspace Segue is installed in; in a shared channel the sender's may be another one."""
    installed: dict[str, Any] = next(iter(body.get("authorizations") or ()), {})
    return str(installed.get("team_id") or body.get("team_id") or event.get("team") or "")


def _is_tombstone(event: dict[str, Any]) -> bool:
    """A deleted message that heads a thread stays as Slack's own "This message was deleted."."""
    return event.get("subtype") == "message_changed" and _part(event, "message").get("subtype") == "tombstone"


def _part(event: dict[str, Any], name: str) -> dict[str, Any]:
    """A message inside the event. Slack has sent an empty list where a deleted thread had been (java-slack-sdk#784)."""
    value = event.get(name)
    return value if isinstance(value, dict) else {}


def _by_a_person(message: dict[str, Any], bot_user: str) -> bool:
    return bool(message.get("user")) and not message.get("bot_id") and message["user"] not in (bot_user, SLACKBOT)


def _thread(message: dict[str, Any]) -> str | None:
    """The thread a message stands in; its first message stands in none."""
    thread_ts = message.get("thread_ts")
    return None if thread_ts == message.get("ts") else thread_ts


def _is_direct(event: dict[str, Any]) -> bool:
    return event.get("channel_type") == "im" or str(event.get("channel", "")).startswith("D")
