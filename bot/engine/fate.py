"""What became of something that came in, once it was placed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Fate(Enum):
    """What became of something that came in."""

    PLACED = "placed"
    KNOWN = "known"
    """It came before; nothing was done."""
    STRAY = "stray"
    """It may have overtaken the start of its conversation, and waits for it a while."""
    TAKEN = "taken"
    """A start in a thread where a conversation is held already; not kept."""
    ELSEWHERE = "elsewhere"
    """Said below a note of ours about a conversation that is held in another place; not kept."""
    NOTHING_RUNS = "nothing runs"
    """Segue is told to stop where nothing is under way; not kept."""
    FULL = "full"
    """There are as many digests there as there may be; not kept."""
    NOT_OURS = "not ours"
    """Nothing of ours: not kept at all."""


@dataclass(frozen=True)
class Placed:
    fate: Fate
    conversation_id: str | None = None
    grew: bool = False
    """Somebody wrote on, or changed what waits: an answer being thought about may have to start again with it."""
