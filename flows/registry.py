"""All flows by name, and which one a first message begins."""

from __future__ import annotations

from collections.abc import Mapping

from flows.interview import INTERVIEW
from flows.runtime import Flow, Incoming
from flows.which_one import WHICH_ONE

FLOWS: Mapping[str, Flow] = {flow.name: flow for flow in (INTERVIEW, WHICH_ONE)}


def first_flow(incoming: Incoming) -> str:
    """The name of the flow that a first message begins. One that brings choices has to be asked which it means."""
    return WHICH_ONE.name if incoming.value else INTERVIEW.name
