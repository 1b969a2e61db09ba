"""Slack's payloads -> `Incoming`. Pure: the same payload is always the same happening, with the same key.

A payload that lacks what its kind needs is nothing for Segue: an error here would have Slack deliver it again,
and again it would fail. https://docs.slack.dev/reference/events/message,
https://docs.slack.dev/reference/interaction-payloads
"""

from __future__ import annotations

from typing import Any

from bot.listeners.digest_ask import asked_of_digest
from bot.listeners.digests import done_to_digests, persona_asked
from bot.listeners.export import export_asked
from bot.listeners.library import done_from_library
from bot.listeners.origins import origin_said
from bot.listeners.payload import Part, installed_in, part, parts, string, team_of
from bot.listeners.personal import personal_asked
from bot.listeners.picks import picked
from bot.listeners.starts import resumed_at_home, sample_asked, start_asked
from bot.listeners.studies import done_in_study
from bot.listeners.submissions import file_of, submission
from bot.names import STOP
from bot.slack_markup import as_people_read_it, mentions
from flows.runtime import Incoming

# Subtypes of messages that people write ("" is none); everything else is Slack's or a bot's.
WRITTEN_BY_PEOPLE = {"", "file_share", "thread_broadcast", "me_message"}
SLACKBOT = "USLACKBOT"


def translate(body: dict[str, Any], bot_user: str, at: str = "") -> Incoming | None:
    """-> what happened, or None when it is nothing for Segue (bots, joins, unfurls, kinds we don't use).

    `at` is the time now, written as Slack writes a ts: commands and submissions bear none of their own.
    """
    if body.get("type") == "block_actions":
        elsewhere = resumed_at_home(body) or sample_asked(body) or done_from_library(body) or done_in_study(body, at)
        return elsewhere or done_to_digests(body, at) or persona_asked(body) or _press(body)
    filled_in = personal_asked(body, at) or export_asked(body, at) or submission(body, at)
    filled_in = filled_in or done_in_study(body, at) or done_to_digests(body, at) or origin_said(body, at)
    filled_in = filled_in or picked(body, at)
    if asked := start_asked(body, bot_user, at) or filled_in or asked_of_digest(body, at):
        return asked
    event = part(body, "event")
    if event.get("type") == "agent_session_stopped":
        return _stop(installed_in(body), event)
    if event.get("type") not in ("message", "app_mention") or not string(event, "channel"):
        return None
    team = installed_in(body)
    if string(event, "subtype") == "message_deleted" or _is_tombstone(event):
        return _deletion(team, event, bot_user)
    if string(event, "subtype") == "message_changed":
        return _edit(team, event, bot_user)
    return _message(team, event, bot_user)


def _message(team: str, event: Part, bot_user: str) -> Incoming | None:
    channel, ts, text = string(event, "channel"), string(event, "ts"), string(event, "text")
    if not ts or not _by_a_person(event, bot_user):
        return None
    return Incoming(
        key=f"message:{channel}:{ts}",
        team=team,
        kind="message",
        channel=channel,
        ts=ts,
        user=string(event, "user"),
        thread_ts=_thread(event),
        direct=_is_direct(event),
        mention=event["type"] == "app_mention" or mentions(text, bot_user),
        text=text,
        said=as_people_read_it(text, bot_user),
        files=tuple(string(file, "name") or "a file" for file in parts(event, "files")),
        attached=tuple(file_of(file) for file in parts(event, "files") if string(file, "url_private")),
    )


def _edit(team: str, event: Part, bot_user: str) -> Incoming | None:
    message, before = part(event, "message"), part(event, "previous_message")
    channel, text, message_ts = string(event, "channel"), string(message, "text"), string(message, "ts")
    edited_ts = string(part(message, "edited"), "ts") or string(event, "ts")
    if not (message_ts and edited_ts and _by_a_person(message, bot_user)) or message.get("text") == before.get("text"):
        return None
    return Incoming(
        key=f"edit:{channel}:{message_ts}:{edited_ts}",
        team=team,
        kind="edit",
        channel=channel,
        ts=edited_ts,
        user=string(message, "user"),
        thread_ts=_thread(message),
        direct=_is_direct(event),
        text=text,
        said=as_people_read_it(text, bot_user),
        message_ts=message_ts,
        edited_ts=edited_ts,
    )


def _deletion(team: str, event: Part, bot_user: str) -> Incoming | None:
    before = part(event, "previous_message")
    channel = string(event, "channel")
    deleted_ts = string(event, "deleted_ts") or string(before, "ts")
    ts = string(event, "event_ts") or string(event, "ts")
    if not (deleted_ts and ts) or (before and not _by_a_person(before, bot_user)):
        return None
    return Incoming(
        key=f"deletion:{channel}:{deleted_ts}",
        team=team,
        kind="deletion",
        channel=channel,
        ts=ts,
        user=string(before, "user"),
        thread_ts=_thread(before),
        direct=_is_direct(event),
        message_ts=deleted_ts,
    )


def _press(body: Part) -> Incoming | None:
    """A button, or an option of the menu `more`, whose value names what was chosen."""
    container, message, user = part(body, "container"), part(body, "message"), part(body, "user")
    message_ts = string(container, "message_ts") or string(message, "ts")
    channel = string(container, "channel_id") or string(part(body, "channel"), "id")
    action: Part = next(iter(parts(body, "actions")), {})
    action_id, action_ts = string(action, "action_id"), string(action, "action_ts")
    if not (message_ts and channel and action_id and action_ts):
        return None
    chosen = string(part(action, "selected_option"), "value") or string(action, "selected_conversation")
    return Incoming(
        key=f"press:{message_ts}:{action_id}:{action_ts}",
        team=team_of(body),
        kind="press",
        channel=channel,
        ts=action_ts,
        user=string(user, "id"),
        thread_ts=string(container, "thread_ts") or string(message, "thread_ts") or None,
        direct=channel.startswith("D"),
        message_ts=message_ts,
        action=chosen if chosen and action_id == "more" else action_id,
        value=string(action, "value") or chosen or None,
    )


def _stop(team: str, event: Part) -> Incoming | None:
    """Slack's own stop button. https://docs.slack.dev/reference/events/agent_session_stopped"""
    channel, ts, thread_ts = string(event, "channel"), string(event, "event_ts"), string(event, "thread_ts")
    if not (channel and ts):
        return None
    return Incoming(
        key=f"stop:{channel}:{ts}",
        team=team,
        kind="press",
        channel=channel,
        ts=ts,
        user=string(event, "user"),
        thread_ts=thread_ts or None,
        direct=channel.startswith("D"),
        action=STOP,
    )


def _is_tombstone(event: Part) -> bool:
    """A deleted message that heads a thread stays as Slack's own "This message was deleted."."""
    changed = string(event, "subtype") == "message_changed"
    return changed and string(part(event, "message"), "subtype") == "tombstone"


def _by_a_person(message: Part, bot_user: str) -> bool:
    written = string(message, "subtype") in WRITTEN_BY_PEOPLE and not message.get("bot_id")
    return written and string(message, "user") not in ("", bot_user, SLACKBOT)


def _thread(message: Part) -> str | None:
    """The thread a message stands in; its first message stands in none."""
    thread_ts = string(message, "thread_ts")
    return None if thread_ts == string(message, "ts") else thread_ts or None


def _is_direct(event: Part) -> bool:
    return event.get("channel_type") == "im" or string(event, "channel").startswith("D")
