"""One turn over a persona's thread, as its nodes see it."""

from __future__ import annotations

from typing import Any

from langgraph.runtime import Runtime
from typing_extensions import TypedDict

from flows.persona import progress
from flows.persona.progress import Stepped
from flows.persona.state import PersonaState
from flows.records import Record
from flows.replies import Reply
from flows.runtime import Context, Incoming


class PersonaTurn(TypedDict):
    state: PersonaState
    incoming: tuple[Incoming, ...]
    replies: list[Reply]
    next: tuple[Incoming, ...]
    records: tuple[Record, ...]


Run = Runtime[Context]


def stepped(done: Stepped, incoming: Incoming) -> dict[str, Any]:
    following = progress.following(done.state, incoming)
    return {"state": done.state, "replies": list(done.replies), "records": done.records, "next": following}
