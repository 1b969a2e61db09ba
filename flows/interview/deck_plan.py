"""What an interview remembers of its deck: how the team wants it, and what was made of it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from decks.deck import Wishes
from decks.material import Proposed
from flows.runtime import LAST, Incoming

STEP_ACTION = "deck"
"""Action of the row in which a deck is made."""


class DeckPlan(BaseModel):
    """One deck, from its outline to the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    card: str = ""
    """Name of the outline that stands in the thread."""
    of: int = 0
    """Which summary it was outlined from."""
    proposed: Proposed = Proposed()
    wishes: Wishes = Wishes()
    making: int = 0
    """Number of the file that is being made; 0: none."""
    files: int = 0
    """How many were made: the version of the last."""
    made: str = ""
    """A fingerprint of what the last one was made from."""
    changes: int = 0
    """How often the outline was drawn anew."""
    told: str = ""
    """Name of the message that says so, and offers to keep it as a canvas."""
    canvas_of: int = 0
    """Version that was kept as a canvas."""


def making_step(incoming: Incoming, number: int) -> Incoming:
    """The row in which file `number` is made, after everything that people have said."""
    return Incoming(
        key=f"deck:{incoming.key}",
        team=incoming.team,
        kind="schedule",
        channel=incoming.channel,
        ts=LAST,
        user=incoming.user,
        thread_ts=incoming.thread_ts,
        direct=incoming.direct,
        action=STEP_ACTION,
        value=str(number),
    )
