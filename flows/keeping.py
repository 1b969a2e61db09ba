"""What is kept of people, as a conversation sees it: told to whoever it is about, forgotten when they ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pydantic import BaseModel, ConfigDict

PERSONAL = "personal"
"""Name of the flow in which somebody gets their data, or is forgotten."""
FORGET_ME, MY_DATA, FORGET_STUDY = "forget_me", "my_data", "forget_study"
"""What is asked for; of a study, `value` is its id."""
FORGET_OLD = "forget_old"
"""Time is over for conversations in which nobody writes any more: `value` is an `Old`."""


class Old(BaseModel):
    """Conversations in which nobody has written since `before` (Unix seconds)."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    ids: tuple[str, ...] = ()
    before: float = 0.0


@dataclass(frozen=True)
class OwnData:
    """All that is kept of one person, as a file."""

    filename: str
    data: bytes
    messages: int


@dataclass(frozen=True)
class StudyHeld:
    """A study as far as one person may read it now."""

    channels: tuple[str, ...]
    """Those of its channels that this person may read."""
    whole: bool
    """These are all."""


class Keeping(Protocol):
    """Bound to whoever acts in this turn."""

    async def mine(self) -> OwnData: ...

    async def study(self, id: str) -> StudyHeld: ...


class NothingKept:
    """Nothing is kept of anybody."""

    async def mine(self) -> OwnData:
        return OwnData("segue-my-data.json", b"{}", 0)

    async def study(self, id: str) -> StudyHeld:
        return StudyHeld((), whole=False)
