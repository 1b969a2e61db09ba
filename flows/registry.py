"""All flows by name, and which one a first message begins."""

from __future__ import annotations

from collections.abc import Mapping

from flows.asked import asks_for
from flows.decision import DECISION
from flows.decision.hearing import PROPOSE
from flows.desk import DESK
from flows.digest import DIGEST
from flows.export import EXPORT
from flows.interview import INTERVIEW
from flows.persona import PERSONA
from flows.persona.hearing import wants_sample
from flows.personal import ASKED, PERSONAL
from flows.role_play import ROLE_PLAY
from flows.runtime import ASK_PERSONA, Flow, Incoming
from flows.segmentation import SEGMENTATION
from flows.segmentation.hearing import asks_for_segments
from flows.study_files import EXPORT_STUDY
from flows.which_one import WHICH_ONE

FLOWS: Mapping[str, Flow] = {
    flow.name: flow
    for flow in (INTERVIEW, PERSONA, ROLE_PLAY, WHICH_ONE, DECISION, DESK, DIGEST, EXPORT, PERSONAL, SEGMENTATION)
}


def begins_anew(flow: str, state: str | None, incoming: Incoming) -> bool:
    """Whether what is written at the top of a direct message begins something else than what is open there.

    Raises ValueError where the state cannot be read.
    """
    if asks_for(incoming.said) == "personal":
        return True
    return asks_for(incoming.said) != "" and FLOWS[flow].yields(FLOWS[flow].read(state), incoming)


def first_flow(incoming: Incoming) -> str:
    """The name of the flow that a first message begins. One that brings choices has to be asked which it means."""
    if incoming.action == EXPORT_STUDY:
        return EXPORT.name
    if incoming.action in ASKED or asks_for(incoming.said) == "personal":
        return PERSONAL.name
    if incoming.action == DIGEST.name:
        return DIGEST.name
    if incoming.action == ASK_PERSONA:
        return ROLE_PLAY.name
    if wants_sample(incoming) or asks_for(incoming.said) == "persona":
        return PERSONA.name
    if not incoming.action and asks_for(incoming.said) in ("", "decision") and asks_for_segments(incoming):
        return SEGMENTATION.name
    if incoming.action == PROPOSE or asks_for(incoming.said) == "decision":
        return DECISION.name
    if incoming.value:
        return WHICH_ONE.name
    return INTERVIEW.name
