"""What somebody changed or deleted before it was taken up reads as they want it read."""

from __future__ import annotations

from collections.abc import Sequence

from flows.rewording import reworded
from flows.runtime import Incoming


def amended(batch: Sequence[Incoming], waiting: Sequence[Incoming]) -> tuple[list[Incoming], list[Incoming]]:
    """-> (the batch with its last wordings and without what was deleted, the edits and deletions that say so)."""
    written = {each.ts for each in batch if each.kind == "message"}
    changes = [each for each in waiting if each.kind in ("edit", "deletion") and each.message_ts in written]
    gone = {change.message_ts for change in changes if change.kind == "deletion"}
    edits = sorted((each for each in changes if each.kind == "edit"), key=lambda edit: edit.edited_ts or "")
    latest = {edit.message_ts: edit for edit in edits}
    said = [reworded(each, latest.get(each.ts)) for each in batch if each.ts not in gone]
    return said, changes
