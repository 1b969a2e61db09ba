"""What travels through the graph during one turn."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Annotated

from langgraph.runtime import Runtime

# Studio describes the state by Pydantic, which wants this TypedDict before Python 3.12 and brings it along.
from typing_extensions import TypedDict

from flows.interview.state import InterviewState
from flows.records import Record
from flows.replies import Reply
from flows.runtime import Context, Incoming, Timer


class TurnState(TypedDict):
    """Nodes read it and return the part they changed."""

    interview: InterviewState
    incoming: tuple[Incoming, ...]
    before: str
    """A line to put before the next question."""
    asked_back: str
    """What the team asked Segue with its last answer."""
    introduced: bool
    """The next question is the first message: it carries the introduction."""
    finishing: bool
    """Somebody asked to finish."""
    claimed: tuple[str, ...]
    """What the answers said before one of them was changed."""
    replies: Annotated[list[Reply], operator.add]
    timers: Annotated[list[Timer], operator.add]
    next: Annotated[list[Incoming], operator.add]
    """Rows the turn hands on: what begins elsewhere."""
    records: Annotated[list[Record], operator.add]
    """What is kept beside the state."""


class Change(TypedDict, total=False):
    """What a node returns."""

    interview: InterviewState
    before: str
    asked_back: str
    introduced: bool
    finishing: bool
    claimed: tuple[str, ...]
    replies: Sequence[Reply]
    timers: Sequence[Timer]
    next: Sequence[Incoming]
    records: Sequence[Record]


Run = Runtime[Context]
