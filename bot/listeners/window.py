"""What happens in a window, as it lies in the inbox: it was sent in, or something was pressed in it."""

from __future__ import annotations

from typing import Any

from bot.listeners.payload import Part, part, parts, string, team_of
from flows.runtime import Incoming


def sent_in(body: Part, at: str, *, channel: str, kind: str = "submission", **more: Any) -> Incoming:
    """Sent in twice as it stands, it is the same: each state of a window has a hash of its own. `at`: a ts."""
    view = part(body, "view")
    told = {
        "key": f"submission:{string(view, 'id')}:{string(view, 'hash')}",
        "team": team_of(body),
        "kind": kind,
        "channel": channel,
        "ts": at,
        "user": string(part(body, "user"), "id"),
    }
    return Incoming.model_validate({**told, **more})


def sent_in_below(body: Part, at: str, place: Part, **more: Any) -> Incoming:
    """The same of a window that was opened from a message: `place` says from which."""
    channel = string(place, "channel")
    return sent_in(
        body, at, channel=channel, thread_ts=string(place, "thread_ts") or None, direct=channel.startswith("D"),
        message_ts=string(place, "message_ts") or None, **more,
    )  # fmt: skip


def done_in(body: Part, where: str, pressed: str, conversation: str, *, act: str = "") -> Incoming | None:
    """A press that is about a conversation; None where Slack does not say when, or about which.

    `where`: id of the window or ts of the message; `pressed`: the button; `act`: what it stands for, where its name
    does not say it.
    """
    action_ts = string(next(iter(parts(body, "actions")), {}), "action_ts")
    if not (conversation and action_ts):
        return None
    return Incoming(
        key=f"press:{where}:{pressed}:{action_ts}",
        team=team_of(body),
        kind="press",
        channel="",
        ts=action_ts,
        user=string(part(body, "user"), "id"),
        action=act or pressed,
        conversation=conversation,
    )
