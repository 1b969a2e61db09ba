"""What is kept of people, as a conversation sees it: told to whoever it is about, forgotten when they ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from flows.wording import fixed, say

PERSONAL = "personal"
"""Name of the flow in which somebody gets their data, or is forgotten."""
FORGET_ME, MY_DATA, FORGET_STUDY = "forget_me", "my_data", "forget_study"
"""What is asked for; of a study, `value` is its id."""
FORGET_OLD = "forget_old"
"""Time is over for conversations in which nobody writes any more: `value` is an `Old`."""


THE_TEAMS = fixed(
    "A study or a persona belongs to the team here, so guests and people of other companies can't have one forgotten. "
    "Please ask somebody of the team. Nothing was changed."
)
WHO_IS_THAT = fixed("Slack did not tell me just now who you are, so nothing was changed. Please try once more.")


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

    async def may_forget(self, id: str) -> bool | None:
        """Whether what is the team's may go when this person says so: a study, a persona. None: Slack does not say."""
        ...


class NothingKept:
    """Nothing is kept of anybody."""

    async def mine(self) -> OwnData:
        return OwnData("segue-my-data.json", b"{}", 0)

    async def study(self, id: str) -> StudyHeld:
        return StudyHeld((), whole=False)

    async def may_forget(self, id: str) -> bool | None:
        return True


async def not_to_forget(keeping: Keeping, id: str) -> str:
    """-> why a study or a persona may not go when this person says so; empty when it may."""
    may = await keeping.may_forget(id)
    return "" if may else say(WHO_IS_THAT if may is None else THE_TEAMS)
