"""The search, drawn from committed data for whoever looks: what they may see, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.access import Access
from bot.audit import Audit
from bot.engine.bound import Clients
from bot.engine.windows import shown_anew
from bot.listeners.search import OpenSearch
from bot.names import SEARCH_WORDS
from bot.permalinks import permalink
from bot.slack_markup import as_people_read_it
from bot.team_search import Looked, TeamSearch
from bot.views.search import PER_PAGE, Choices, SearchEntry, search_modal
from bot.views.terms import known
from store.connection import Store
from store.hits import Hit
from studies.learned import Strength
from studies.query import Wanted
from studies.snippets import Piece, content, snippet


class Searches:
    """Opens and turns the pages of the search. Raises what Slack and the store raise."""

    def __init__(
        self, store: Store, clients: Clients, access: Access, clock: Callable[[], float], audit: Audit
    ) -> None:
        """`clock`: Unix seconds."""
        self._store, self._clients, self._access, self._clock, self._audit = store, clients, access, clock, audit

    async def show(self, asked: OpenSearch) -> None:
        view, client = await self._view(asked), self._clients.of(asked.team)
        if asked.view_id:
            arguments = {"view_id": asked.view_id, "hash": asked.hash, "view": view}
            await client.api_call("views.update", json=arguments)
        else:
            await client.api_call("views.open", json={"trigger_id": asked.trigger, "view": view})

    async def answer(self, asked: OpenSearch) -> dict[str, Any]:
        """To the window's own button: the window with what was found, or why it stands as it did."""
        return await shown_anew(self._view(asked), SEARCH_WORDS)

    async def _view(self, asked: OpenSearch) -> dict[str, Any]:
        page = asked.page
        wanted = page.wanted(self._clock())
        looking = TeamSearch(self._store, self._access, team=asked.team, user=asked.user)
        looked = await looking.look(wanted, most=PER_PAGE, after=page.after)
        if not wanted.nothing:
            self._audit.searched(asked.team, asked.user, len(looked.found.hits))
        choices = Choices(
            studies=looked.studies,
            personas=[(each.id, f"{each.name}, {each.occupation}") for each in looked.personas],
        )
        entries = [self._entry(asked.team, hit, wanted, looked) for hit in once(looked.found.hits)]
        return search_modal(entries, page, wanted, choices, more=looked.found.more, all_ranked=looked.found.all_ranked)

    def _entry(self, team: str, hit: Hit, wanted: Wanted, looked: Looked) -> SearchEntry:
        ts = hit.ts or hit.thread_ts
        link = permalink(self._clients.workspace(team), hit.channel, ts, hit.thread_ts) if ts else None
        return SearchEntry(
            kind=hit.kind,
            who="" if hit.by_segue else hit.author,
            persona=hit.persona,
            on=datetime.fromtimestamp(hit.at, UTC).date(),
            snippet=self._snippet(team, hit.text, wanted),
            quote=self._quote(team, hit, wanted),
            study="" if hit.kind == "study" else looked.titles.get(hit.study_id, ""),
            link=link,
            set_aside=hit.set_aside,
            known=known(Strength(hit.strength)) if hit.strength else "",
        )

    def _quote(self, team: str, hit: Hit, wanted: Wanted) -> list[Piece]:
        """The first that holds something of what was looked for, and says it in other words than the claim."""
        quotes = (self._snippet(team, each, wanted) for each in hit.quotes if content(each) != content(hit.text))
        return next((quote for quote in quotes if any(found for _, found in quote)), [])

    def _snippet(self, team: str, text: str, wanted: Wanted) -> list[Piece]:
        return snippet(" ".join(as_people_read_it(text, self._clients.bot_user(team)).split()), wanted.words)


def once(hits: Sequence[Hit]) -> list[Hit]:
    """A message whose words are shown as a claim already is not shown beside it; the claim says who said so."""
    said = {(hit.conversation_id, hit.ts): hit for hit in hits if hit.kind == "said"}
    told: dict[tuple[str, str | None], Hit] = {}
    shown = []
    for hit in hits:
        place = (hit.conversation_id, hit.ts)
        message = said.get(place) if hit.kind == "claim" else None
        if message is not None and _holds(message, hit):
            told[place] = message
            hit = replace(hit, author="" if message.by_segue else message.author)
        shown.append(hit)
    return [hit for hit in shown if hit.kind != "said" or (hit.conversation_id, hit.ts) not in told]


def _holds(message: Hit, claim: Hit) -> bool:
    """It says little else: nothing but the claim, or the words that the claim quotes."""
    return content(message.text) in {content(each) for each in (claim.text, *claim.quotes)}
