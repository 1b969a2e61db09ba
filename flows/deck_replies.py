"""What a flow says about a deck."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class OutlinedPart:
    """One of the nine parts, in a line."""

    number: int
    name: str
    headline: str
    thin: str = ""
    """What is missing, where little was said."""
    left_out: bool = False


@dataclass(frozen=True)
class DeckOutline:
    """The nine parts before the deck is made, and how to change them."""

    name: str
    title: str
    parts: tuple[OutlinedPart, ...]
    unsaid: tuple[int, ...] = ()
    """Numbers of the parts that are left out because nothing was said about them."""
    stage: Literal["open", "making", "made"] = "open"
    rehearsing: bool = False
    changes: str = ""
    """Name of the card it takes the place of."""
