"""What the state of a conversation says of it, for an export: a broken state loses nothing but itself."""

from __future__ import annotations

import json

from pydantic import BaseModel

from flows.interview.state import InterviewState
from flows.registry import FLOWS
from flows.role_play.state import RolePlayState
from interviews.summary import Summary

ENDED = ("review", "closed", "made", "gone")
"""Phases in which a conversation has what it was held for. It may stay open to questions and corrections."""


def loaded(flow: str, state: str | None) -> BaseModel | None:
    """-> the state of a conversation; None where there is none, or none that can be read."""
    if state is None or flow not in FLOWS:
        return None
    try:
        return FLOWS[flow].load(json.loads(state))
    except (ValueError, TypeError, KeyError, AttributeError):  # Whatever a migration trips over in a broken state.
        return None


def status_of(status: str, state: BaseModel | None) -> str:
    """-> open, paused or closed: what was summed up or made is closed, although one may still write there."""
    return "closed" if getattr(state, "phase", None) in ENDED else status


def is_summed_up(state: BaseModel | None) -> bool:
    return summary_of(state) is not None or (isinstance(state, RolePlayState) and state.synthesis is not None)


def summary_of(state: BaseModel | None) -> Summary | None:
    """-> what an interview with the team ended with."""
    return state.summary if isinstance(state, InterviewState) else None


def left_open(state: BaseModel | None) -> tuple[str, ...]:
    """-> the questions that a summary leaves."""
    if summary := summary_of(state):
        return summary.open_questions
    return state.synthesis.ask_customers if isinstance(state, RolePlayState) and state.synthesis else ()
