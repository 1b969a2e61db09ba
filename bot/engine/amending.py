"""What somebody changed or deleted before it was taken up reads as they want it read."""

from __future__ import annotations

from collections.abc import Sequence

from flows.runtime import Incoming


def amended(batch: Sequence[Incoming], waiting: Sequence[Incoming]) -> tuple[list[Incoming], list[Incoming]]:
    """-> (the batch with its last wordings and without what was deleted, the edits and deletions that say so)."""
    written = {each.ts for each in batch if each.kind == "message"}
    changes = [each for each in waiting if each.kind in ("edit", "deletion") and each.message_ts in written]
    gone = {change.message_ts for change in changes if change.kind == "deletion"}
    latest = {change.message_ts: change for change in changes if change.kind == "edit"}
    said = [
        each.model_copy(update={"text": change.text, "said": change.said}) if (change := latest.get(each.ts)) else each
        for each in batch
        if each.ts not in gone
    ]
    return said, changes
