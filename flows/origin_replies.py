"""Material that was given, and the line that asks where it is from: `bot/views` draws it."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from studies.provenance import Provenance


class Given(BaseModel):
    """A file or page, as a flow's state knows it; what is said of it is kept beside the state (store/origins.py)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    conversation: str
    """Id of the one it was given in."""
    id: str
    """Slack's of the file, or the address."""
    name: str
    upload: str
    """The message it came with: what came together is asked about together."""
    number: int = 0
    """What its passages are numbered with; 0 until it was read."""


@dataclass(frozen=True)
class OriginAsked:
    """A line with a button: where is this from?"""

    name: str
    upload: str
    materials: tuple[str, ...]
    """What it is called."""


@dataclass(frozen=True)
class OriginKnown:
    """The same line, once somebody has said it; the button corrects it."""

    name: str
    upload: str
    materials: tuple[str, ...]
    said: Provenance
    changes: str
