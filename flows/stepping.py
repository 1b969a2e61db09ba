"""Rows of the inbox that a turn hands on: a job's next step, after what people said meanwhile; a thread of its own."""

from __future__ import annotations

from flows.runtime import LAST, Incoming

STEP = "step"


def step_row(incoming: Incoming, *, key: str, user: str, value: str, action: str = STEP) -> Incoming:
    """In the place of `incoming`, for whoever wanted the job."""
    return Incoming(
        key=key,
        team=incoming.team,
        kind="schedule",
        channel=incoming.channel,
        ts=LAST,
        user=user,
        thread_ts=incoming.thread_ts,
        direct=incoming.direct,
        action=action,
        value=value,
    )


def elsewhere(
    key: str, press: Incoming, flow: str, *, value: str = "", said: str = "", persona: str | None = None
) -> Incoming:
    """The row that begins a conversation of that flow in a thread of its own, in the channel of `press`."""
    return Incoming(
        key=key,
        team=press.team,
        kind="command",
        channel=press.channel,
        ts=press.ts,
        user=press.user,
        direct=press.direct,
        said=said,
        value=value,
        persona=persona,
        begins=flow,
    )
