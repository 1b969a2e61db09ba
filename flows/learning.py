"""What a conversation led to, handed to the memory of its study."""

from __future__ import annotations

from flows.memories import DESK, LEARNED
from flows.runtime import LAST, Context, Incoming


def told_to_the_desk(incoming: Incoming, context: Context) -> Incoming:
    """The row with which the desk of the study hears of new claims."""
    return Incoming(
        key=f"learned:{context.conversation}:{incoming.key}",
        team=incoming.team,
        kind="schedule",
        channel="",
        ts=LAST,
        action=LEARNED,
        begins=DESK,
    )
