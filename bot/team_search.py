"""The team's memory, looked through by one person: only what was said and learned where that person may read."""

from __future__ import annotations

from dataclasses import dataclass

from bot.access import Access
from store import personas, titles
from store.connection import Store, Transaction
from store.personas import Kept
from store.search import Found, places, search
from studies.query import Wanted

MOST_CHOICES = 99
NEWEST = 500
"""Of so many studies those one may see can be chosen; the others can be typed."""


@dataclass(frozen=True)
class Looked:
    """What was found, and what may be chosen to find less: all of it this person's to see."""

    found: Found
    titles: dict[str, str]
    """By id, of the studies in which it was found."""
    studies: list[tuple[str, str]]
    personas: list[Kept]


class TeamSearch:
    """A search bound to who asks. Who may read is asked of Slack, at most a minute ago."""

    def __init__(self, store: Store, access: Access, *, team: str, user: str) -> None:
        self._store, self._access, self._team, self._user = store, access, team, user

    async def look(self, wanted: Wanted, *, most: int, after: int = 0) -> Looked:
        readable = await self._readable()

        def read(tx: Transaction) -> Looked:
            found = search(tx, wanted, team_id=self._team, channels=readable, most=most, after=after)
            return Looked(
                found,
                titles.seen(tx, self._team, readable, {hit.study_id for hit in found.hits}),
                list(titles.seen(tx, self._team, readable, newest=NEWEST).items())[:MOST_CHOICES],
                personas.listed(tx, self._team, readable, most=MOST_CHOICES),
            )

        return await self._store.read(read)

    async def _readable(self) -> frozenset[str]:
        found = await self._store.read(lambda tx: places(tx, self._team, self._user))
        return await self._access.readable(self._team, self._user, found)
