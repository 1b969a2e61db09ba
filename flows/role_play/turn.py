"""One turn over an interview with a persona, as its nodes see it."""

from __future__ import annotations

from langgraph.runtime import Runtime
from typing_extensions import TypedDict

from flows.persona_replies import PersonaSays
from flows.records import Record
from flows.replies import Reply
from flows.role_play.judging import to_judge
from flows.role_play.state import RolePlayState
from flows.runtime import Context, Incoming


class RolePlayTurn(TypedDict):
    state: RolePlayState
    incoming: tuple[Incoming, ...]
    replies: list[Reply]
    records: tuple[Record, ...]
    next: tuple[Incoming, ...]


Run = Runtime[Context]


def looked_at_again(says: PersonaSays, incoming: Incoming, context: Context) -> tuple[Incoming, ...]:
    """The rehearsal's answers passed the only check it has."""
    return () if context.model.rehearses else (to_judge(says.name, incoming),)
