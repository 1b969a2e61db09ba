"""Somebody's words go from an analysis: the names they gave segments; where they put customers stays, without them."""

from __future__ import annotations

from pydantic import BaseModel

from flows.segmentation import asked
from flows.segmentation.corrections import name_without, without
from flows.segmentation.state import SegmentationState
from segments.renaming import renamed
from studies.theirs import Theirs


def forget(state: BaseModel, theirs: Theirs) -> BaseModel:
    """Each segment is called as before they named it, and their questions go with what was said to them."""
    assert isinstance(state, SegmentationState)
    for gone in [each for each in state.corrections if each.kind == "name" and each.by == theirs.user]:
        left, name, report = without(state.corrections, gone), name_without(state.corrections, gone), state.report
        if name:
            names = {**state.names, gone.segment: name}
            state = state.model_copy(update={"names": names, "report": report and renamed(report, names)})
        state = state.model_copy(update={"corrections": left})
    return asked.without(state, {each.ts for each in state.asked if each.user == theirs.user})
