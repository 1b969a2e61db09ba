"""The row of the inbox that a job's next step is: what people said meanwhile comes first."""

from __future__ import annotations

from flows.runtime import LAST, Incoming

STEP = "step"


def step_row(incoming: Incoming, *, key: str, user: str, value: str) -> Incoming:
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
        action=STEP,
        value=value,
    )
