"""The team's memory as conversations see it: what was learned in a study, and how it hangs together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from decks.analysed.material import Analysed as Reported
from studies.analysed import Analysed
from studies.decisions import Decision
from studies.learned import Insight, Loose
from studies.stated import Stated

DESK = "desk"
"""Name of the flow that every study has one conversation of, to keep its insights."""
LEARNED = "learned"
"""Conversations of the study led to claims: its desk takes them up."""


class Memory(Protocol):
    """What was learned in the study of this conversation."""

    async def loose(self) -> Sequence[Loose]:
        """The claims of the study that belong to no insight, the oldest first."""
        ...

    async def insights(self) -> Sequence[Insight]:
        """Those that stand; all that is in them, whoever asks: nothing of it may be shown."""
        ...

    async def insight(self, id: str) -> Insight | None:
        """As whoever acts in this turn may see it; None where they see nothing of it."""
        ...

    async def sees(self, study: str) -> bool:
        """Whether whoever acts may read a conversation of that study; empty: of this one."""
        ...

    async def holds(self, conversation: str) -> bool:
        """Whether that conversation belongs to this study, and whoever acts may read it."""
        ...

    async def closed_with(self, persona: str) -> Sequence[str]:
        """-> ids of the interviews held with that persona which whoever acts may not read."""
        ...

    async def decisions(self) -> Sequence[Decision]:
        """Those made in the channel of this conversation: in force first, then proposed, then retired."""
        ...

    async def stated(self) -> Sequence[Stated]:
        """What the team said in the interviews of this study, or where it has none in those of this channel: the newest
        first, and only what whoever acts, and everybody who reads this conversation, may read."""
        ...

    async def analysed(self) -> Sequence[Analysed]:
        """Finished analyses of this study, and others of this channel: the newest first, and only what whoever acts,
        and everybody who reads this conversation, may read."""
        ...

    async def reports(self) -> Sequence[Reported]:
        """What was found in the files of this study: the newest first, and only what whoever acts, and everybody who
        reads this conversation, may read."""
        ...


class NoMemory:
    """Nothing was learned yet."""

    async def loose(self) -> Sequence[Loose]:
        return ()

    async def insights(self) -> Sequence[Insight]:
        return ()

    async def insight(self, id: str) -> Insight | None:
        return None

    async def sees(self, study: str) -> bool:
        return False

    async def holds(self, conversation: str) -> bool:
        return False

    async def closed_with(self, persona: str) -> Sequence[str]:
        return ()

    async def decisions(self) -> Sequence[Decision]:
        return ()

    async def stated(self) -> Sequence[Stated]:
        return ()

    async def analysed(self) -> Sequence[Analysed]:
        return ()

    async def reports(self) -> Sequence[Reported]:
        return ()
