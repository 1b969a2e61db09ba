"""A call that is made again later says what those might read who would have seen it then: who would now is asked anew.

What stands where its conversation is held, whoever is there may read. What goes elsewhere, a digest and a file were put
together for the people of that moment: they are made again only where everybody who would see them is, now, in every
channel that they may come from. What Slack does not say is denied.
"""

from __future__ import annotations

import asyncio

from bot.access import Access
from bot.engine.bound import Clients
from bot.views.call import DELETE
from flows.keeping import PERSONAL
from flows.news import DIGEST
from flows.study_files import EXPORT
from store import conversations, studies
from store.connection import Store, Transaction
from store.outbox import OutboxRow

WHY = "not everybody who would see it may read it now"
GATHERED = (DIGEST, EXPORT)
"""Flows whose posts come from a whole study, or from all."""
PEOPLE = ("U", "W")
"""How ids of people begin: a post to one of them goes to their direct message."""


class Retried:
    """Bound to the database, and to who is where."""

    def __init__(self, store: Store, clients: Clients, access: Access) -> None:
        self._store, self._clients, self._access = store, clients, access

    async def may_be_seen(self, row: OutboxRow) -> bool:
        """Whether the call may be made now. What takes something down may always."""
        if row.method == DELETE:
            return True
        sources = await self._store.read(lambda tx: _sources(tx, row))
        if not sources:
            return sources is not None
        if not row.channel.startswith(PEOPLE):
            public = await self._access.open_to_all(row.team_id)
            # Whoever joins a public channel tomorrow reads what stands there today.
            if public is None or (row.channel in public and not sources <= public):
                return False
        audience = await self._audience(row)
        there = await asyncio.gather(*(self._access.members(row.team_id, each, anew=True) for each in sorted(sources)))
        return bool(audience) and all(audience <= (members or frozenset()) for members in there)

    async def _audience(self, row: OutboxRow) -> frozenset[str]:
        if row.channel.startswith(PEOPLE):
            return frozenset({row.channel})
        members = await self._access.members(row.team_id, row.channel, anew=True)
        return (members or frozenset()) - {self._clients.bot_user(row.team_id)}


def _sources(tx: Transaction, row: OutboxRow) -> frozenset[str] | None:
    """-> the channels, besides the one it goes to, that it may come from; None where its conversation is gone."""
    held = conversations.get(tx, row.conversation_id)
    if held is None:
        return None
    # Somebody's own data goes to them, whoever else is where.
    if held.flow == PERSONAL or (row.channel == held.channel and held.flow not in GATHERED):
        return frozenset()
    gathered = studies.channels(tx, row.team_id, held.study_id) if held.flow in GATHERED else {held.channel}
    return frozenset(gathered - {"", row.channel})
