"""The team's personas, for one person: those made in channels where that person is, asked of Slack at every read."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence

from bot.access import Access
from flows.libraries import Seed
from flows.origin_replies import Given
from personas.schema import Persona
from store import origins, personas
from store.connection import Store
from store.personas import Kept
from studies.provenance import Provenance

MOST_COMPARED = 50


class TeamLibrary:
    """A library bound to who looks into it, and to the conversation it is looked into from."""

    def __init__(self, store: Store, access: Access, *, team: str, user: str, own: str = "", channel: str = "") -> None:
        self._store, self._access, self._team, self._user, self._own = store, access, team, user, own
        self._channel = channel
        self._public: frozenset[str] | None = frozenset()
        """Those of Segue's channels that anybody may join; None where Slack does not say."""

    async def persona(self, id: str) -> Seed | None:
        """-> the newest version; None where there is none that this person may see."""
        kept = await self._store.read(lambda tx: personas.get(tx, self._team, id))
        if kept is None or self._user not in (await self._access.members(self._team, kept.channel, anew=True) or ()):
            self._access.denied(self._team, self._user, "persona", id)
            return None
        card = await self._store.read(lambda tx: personas.card(tx, self._team, id))
        if card is None:
            return None
        await self._look_up_public({kept.channel})
        seed = Seed(
            persona=card.persona, passages=card.passages, persona_id=id, version=card.version, face=kept.face,
            outsiders=await self._outsiders(kept.channel), joinable=self._may_be_joined(kept.channel),
        )  # fmt: skip
        return _for_outsiders(seed) if seed.outsiders or seed.joinable else seed

    async def _look_up_public(self, made_in: Iterable[str]) -> None:
        if self._channel and not self._channel.startswith("D") and set(made_in) - {self._channel}:
            self._public = await self._access.open_to_all(self._team)

    def _may_be_joined(self, made_in: str) -> bool:
        """Whether somebody may join the channel that is read from tomorrow, read there what stands there today, and is
        not in the closed one that the card was made in. Where Slack does not say, somebody may."""
        if self._channel in ("", made_in) or self._channel.startswith("D"):
            return False
        return self._public is None or (self._channel in self._public and made_in not in self._public)

    async def _outsiders(self, made_in: str) -> int:
        """How many people of the channel that is read from are not in the one the card was made in; where Slack does
        not say who is here, somebody may be."""
        if self._channel in ("", made_in):
            return 0
        here = await self._access.members(self._team, self._channel)
        if not here:
            return 1
        return len(here - (await self._access.members(self._team, made_in) or frozenset()))

    async def others(self) -> Sequence[Persona]:
        """-> the cards of all but the one of this conversation that everybody here may see, the last changed first."""
        readable = await self._readable()
        await self._look_up_public(readable)
        outside = dict(zip(readable, await asyncio.gather(*map(self._outsiders, readable)), strict=True))
        open_here = {place for place in readable if not outside[place] and not self._may_be_joined(place)}
        cards = await self._store.read(
            lambda tx: [
                personas.card(tx, self._team, each.id)
                for each in personas.listed(tx, self._team, open_here, most=MOST_COMPARED)
                if each.id != self._own
            ]
        )
        return [card.persona for card in cards if card]

    async def origins(self, given: Sequence[Given]) -> Mapping[str, Provenance]:
        """-> upload -> what was said of where it is from, of what was given in the channel that is read from."""
        uploads = [(each.conversation, each.upload) for each in given]
        return await self._store.read(lambda tx: origins.told(tx, self._team, uploads, self._channel))

    async def _readable(self) -> frozenset[str]:
        """The channels whose personas one may see."""
        places = await self._store.read(lambda tx: personas.channels(tx, self._team))
        return await self._access.readable(self._team, self._user, places)

    async def listed(self, *, words: str = "", archived: bool = False, most: int = 20, after: int = 0) -> list[Kept]:
        """-> a page of the library."""
        readable = await self._readable()
        return await self._store.read(
            lambda tx: personas.listed(tx, self._team, readable, words=words, archived=archived, most=most, after=after)
        )


def _for_outsiders(seed: Seed) -> Seed:
    """As she is met by people who cannot open her card: without what the team has to decide, without its papers, and
    without the file that she was made of a segment of."""
    persona = seed.persona.model_copy(update={"decision": "", "guide": (), "segment": None})
    if seed.persona.segment is not None:
        persona = persona.model_copy(update={"brief": ""})  # It names the file.
    return seed.model_copy(update={"persona": persona, "passages": ()})
