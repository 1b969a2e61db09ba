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


@dataclass(frozen=True)
class DeckFile:
    """A deck as a file in the thread."""

    name: str
    filename: str
    title: str
    data: bytes


@dataclass(frozen=True)
class DeckCanvas:
    """A deck as a page inside Slack, with a message in the thread that leads there."""

    name: str
    title: str
    markdown: str
    user: str
    """Slack user id of whoever asked: in a direct message the page is opened to them."""
    direct: bool
    card: str = ""
    """Name of the message that offered it."""
    made: str = ""
    """What that message says of the file."""
