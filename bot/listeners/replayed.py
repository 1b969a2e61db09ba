"""What history and replies show -> the event Slack would have delivered, so that it goes the same way.

https://docs.slack.dev/reference/methods/conversations.replies, https://docs.slack.dev/reference/events/message
"""

from __future__ import annotations

from typing import Any

Body = dict[str, Any]


def said(team: str, channel: str, message: Body) -> Body:
    """The event of a message that is there now, in its present wording."""
    return _body(team, {**message, "type": "message", "channel": channel})


def edited(team: str, channel: str, message: Body) -> Body:
    """The event of a message that reads differently now. Slack dates it in `edited`."""
    ts = (message.get("edited") or {}).get("ts")
    event = {"type": "message", "subtype": "message_changed", "channel": channel, "message": message, "ts": ts}
    return _body(team, event)


def deleted(team: str, channel: str, ts: str, thread_ts: str | None, author: str, at: str) -> Body:
    """The event of a message that is no longer there; `at`, as a ts, is when that was noticed."""
    before = {"ts": ts, "thread_ts": thread_ts or ts, "user": author}
    event = {"type": "message", "subtype": "message_deleted", "channel": channel, "deleted_ts": ts, "ts": at}
    return _body(team, {**event, "previous_message": before})


def _body(team: str, event: Body) -> Body:
    return {"type": "event_callback", "team_id": team, "event": event}
