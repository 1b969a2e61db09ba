"""What people do with a study by hand: name it, merge it with another, move a conversation out of it."""

from __future__ import annotations

from flows.desk.tending import Tended
from flows.memories import DESK, LEARNED
from flows.records import ConversationMoved, Record, StudyChanged
from flows.runtime import LAST, Context, Incoming

LONGEST_TITLE = 120


async def rename(incoming: Incoming, context: Context) -> list[Record]:
    """The name stays, whatever is said in the study later."""
    title = " ".join(Tended.of(incoming).reason.split())[:LONGEST_TITLE]
    if not title or not await context.memory.sees(""):
        return []
    return [StudyChanged(incoming.user, title=title)]


async def merge(incoming: Incoming, context: Context) -> list[Record]:
    """All that belongs to this study belongs to the other; whoever merges sees something of both."""
    into = Tended.of(incoming).other
    if not into or into == incoming.study or not await context.memory.sees("") or not await context.memory.sees(into):
        return []
    return [StudyChanged(incoming.user, merged_into=into)]


async def move(incoming: Incoming, context: Context) -> tuple[list[Record], list[Incoming]]:
    """A conversation with what it led to; the desk of the other study finds the place of its claims."""
    told = Tended.of(incoming)
    conversation, into = told.other, told.reason
    if not into or not await context.memory.sees(into) or not await context.memory.holds(conversation):
        return [], []
    learned = Incoming(
        key=f"learned:{conversation}:{incoming.key}",
        team=incoming.team,
        kind="schedule",
        channel="",
        ts=LAST,
        action=LEARNED,
        study=into,
        begins=DESK,
    )
    stay = tuple(await context.memory.closed_with(conversation))
    return [ConversationMoved(conversation, into, stay)], [learned]
