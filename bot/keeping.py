"""What is kept of one person, and which part of a study this person may have forgotten."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bot.access import Access
from bot.people import People
from flows.keeping import OwnData, StudyHeld
from store import study_records
from store.connection import Store, Transaction
from store.forgetting import Kept, kept_of
from store.own_data import own_data

ABOUT = {
    "what_this_is": "All that Segue keeps of one Slack user. Times named `at` are Unix seconds; `ts` is Slack's.",
    "what_is_not_in_it": "Summaries, claims and personas of the team are the team's; `/segue export` hands those out.",
}


class TeamKeeping:
    """Bound to whoever asks. Slack is asked anew who is in a channel."""

    def __init__(
        self, store: Store, access: Access, people: People, *, team: str, user: str, clock: Callable[[], float]
    ) -> None:
        self._store, self._access, self._people, self._team, self._user = store, access, people, team, user
        self._clock = clock

    async def mine(self) -> OwnData:
        found = await self._store.read(lambda tx: own_data(tx, self._team, self._user))
        at = datetime.fromtimestamp(self._clock(), UTC)
        told = {**ABOUT, "workspace": self._team, "person": self._user, "made_at": f"{at:%Y-%m-%dT%H:%M:%SZ}", **found}
        data = json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        return OwnData("segue-my-data.json", data, len(found["messages"]))

    async def study(self, id: str) -> StudyHeld:
        places = await self._store.read(lambda tx: study_records.channels(tx, self._team, id))
        asked = await asyncio.gather(*(self._access.members(self._team, place, anew=True) for place in places))
        mine = tuple(place for place, who in zip(places, asked, strict=True) if self._user in (who or ()))
        if not mine:
            self._access.denied(self._team, self._user, "study", id)
        return StudyHeld(mine, whole=len(mine) == len(places))

    async def may_forget(self, id: str) -> bool | None:
        """Members of the workspace; neither guests nor people of other companies."""
        guest = await self._people.is_guest(self._team, self._user)
        if guest is not False:
            self._access.denied(self._team, self._user, "forget", id)
        return None if guest is None else not guest

    async def counted(self, study: str) -> tuple[Kept, dict[str, Any]]:
        """-> how much is kept of them; of a study: its title and how many of its conversations they may read."""
        held = await self.study(study) if study else StudyHeld((), whole=False)

        def read(tx: Transaction) -> tuple[Kept, dict[str, Any]]:
            found = study_records.study(tx, study, self._team) if study else None
            talks = [each for each in found.held if each.channel in held.channels] if found else []
            return kept_of(tx, self._team, self._user), {"readable": len(talks), "all": len(found.held) if found else 0}

        return await self._store.read(read)
