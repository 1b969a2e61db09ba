"""What is new for those who would see a digest, as conversations see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from studies.news import News
from studies.schedule import Schedule

DIGEST = "digest"
"""Name of the flow that every schedule has one conversation of. It has no place in Slack: only its posts have."""
WATCH = "watch"
"""What rings when a digest is to look for what deserves an alert."""


class Newsroom(Protocol):
    """Gathers what is new, bound to those who would see it. Slack is asked anew who they are."""

    async def since(
        self, schedule: Schedule, owner: str, since: float, told: frozenset[str], *, next_since: float
    ) -> News:
        """What happened after `since` (Unix seconds), without what was `told` before (its keys).

        `next_since`: where the look after this one begins; the news bear the keys of what it would find once more.
        """
        ...

    async def learned(self, schedule: Schedule, owner: str) -> News:
        """All that stands, however long ago it was learned and whoever put it where it is; nothing but the items."""
        ...

    async def present(self, study: str) -> str:
        """Id of a study -> of the one that it was merged into; its own where it was not."""
        ...

    async def names(self, users: Sequence[str]) -> Mapping[str, str]:
        """Slack user id -> what people call them; without those of whom Slack says nothing."""
        ...


class NoNews:
    """Nothing happens."""

    async def since(
        self, schedule: Schedule, owner: str, since: float, told: frozenset[str], *, next_since: float
    ) -> News:
        return News()

    async def learned(self, schedule: Schedule, owner: str) -> News:
        return News()

    async def present(self, study: str) -> str:
        return study

    async def names(self, users: Sequence[str]) -> Mapping[str, str]:
        return {}
