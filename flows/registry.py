"""All flows by name, and which one a first message begins."""

from __future__ import annotations

from collections.abc import Mapping

from flows.interview import INTERVIEW
from flows.runtime import Flow, Incoming

FLOWS: Mapping[str, Flow] = {flow.name: flow for flow in (INTERVIEW,)}


def first_flow(incoming: Incoming) -> str:
    """The name of the flow that a first message begins."""
    return INTERVIEW.name
