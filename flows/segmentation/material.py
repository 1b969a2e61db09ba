"""Where the file is from: asked once below what was found in it, and kept beside the analysis once somebody says it."""

from __future__ import annotations

from typing import Any

from flows import origins
from flows.files import File
from flows.origin_replies import Given
from flows.runtime import Context, Incoming
from flows.segmentation.state import Phase, SegmentationState
from flows.segmentation.turn import Run, SegmentationTurn


def taking(led: dict[str, Any], dropped: Incoming, file: File, context: Context) -> dict[str, Any]:
    """What a turn led to, with what is to be kept of a file that came; the same file is taken once."""
    state, conversation = led["state"], context.conversation
    id = origins.id_of(file)
    if any((each.conversation, each.id) == (conversation, id) for each in state.given):
        return led
    given = Given(conversation=conversation, id=id, name=file.name, upload=dropped.ts)
    unasked = dict.fromkeys((*state.unasked, dropped.ts))
    state = state.model_copy(update={"given": (*state.given, given), "unasked": tuple(unasked)})
    return {**led, "state": state, "records": [*led.get("records", ()), *origins.noted([given], dropped.user)]}


def asking(led: dict[str, Any]) -> dict[str, Any]:
    """What a turn led to, with a line for each upload that asks where it is from, below all that was found: it changes
    nothing of that. Of a file that could not be told of it is not asked."""
    state: SegmentationState = led["state"]
    if state.phase is not Phase.DONE or not state.unasked:
        return led
    told = {each.upload for each in state.analyses}
    given = [each for each in state.given if each.upload in state.unasked and each.id in told]
    state = state.model_copy(update={"unasked": ()})
    return {**led, "state": state, "replies": [*led["replies"], *origins.asked_lines(given)]}


async def keep_origin(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    """The line says it from now on; whatever is analysed goes on."""
    state, form = turn["state"], turn["incoming"][0]
    numbered, _ = state.named_notice("origin")
    found = origins.answered(form, state.given, runtime.context.conversation, numbered.notices)
    if found is None:
        return {}
    line, record = found
    return {"state": numbered, "replies": [line], "records": [record]}
