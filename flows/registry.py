"""All flows by name, and which one a first message begins."""

from __future__ import annotations

from collections.abc import Mapping

from flows.interview import INTERVIEW
from flows.persona import PERSONA
from flows.persona.hearing import wants_sample
from flows.role_play import ROLE_PLAY
from flows.runtime import ASK_PERSONA, Flow, Incoming
from flows.which_one import WHICH_ONE
from personas.request import brief_of, wants_several

FLOWS: Mapping[str, Flow] = {flow.name: flow for flow in (INTERVIEW, PERSONA, ROLE_PLAY, WHICH_ONE)}


def first_flow(incoming: Incoming) -> str:
    """The name of the flow that a first message begins. One that brings choices has to be asked which it means."""
    if incoming.action == ASK_PERSONA:
        return ROLE_PLAY.name
    if wants_sample(incoming):
        return PERSONA.name
    if incoming.value:
        return WHICH_ONE.name
    asks = brief_of(incoming.said) is not None or wants_several(incoming.said)
    return PERSONA.name if asks else INTERVIEW.name
