"""Where the file is from: asked once while it is analysed, and kept beside the analysis once somebody says it."""

from __future__ import annotations

from typing import Any

from flows import origins
from flows.files import File
from flows.origin_replies import Given
from flows.runtime import Context, Incoming
from flows.segmentation.turn import Run, SegmentationTurn


def asking(begun: dict[str, Any], dropped: Incoming, file: File, context: Context) -> dict[str, Any]:
    """What a turn led to, with a line that asks; the same file is asked about once."""
    state, conversation = begun["state"], context.conversation
    id = origins.id_of(file)
    if any((each.conversation, each.id) == (conversation, id) for each in state.given):
        return begun
    given = Given(conversation=conversation, id=id, name=file.name, upload=dropped.ts)
    lines, records = origins.asked([given], dropped.user)
    state = state.model_copy(update={"given": (*state.given, given)})
    return {**begun, "state": state, "replies": [*begun["replies"], *lines], "records": list(records)}


async def keep_origin(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    """The line says it from now on; whatever is analysed goes on."""
    state, form = turn["state"], turn["incoming"][0]
    numbered, _ = state.named_notice("origin")
    found = origins.answered(form, state.given, runtime.context.conversation, numbered.notices)
    if found is None:
        return {}
    line, record = found
    return {"state": numbered, "replies": [line], "records": [record]}
