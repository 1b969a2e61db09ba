"""What is new, as far as everybody may read it who would see it. Asked of Slack anew each time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.access import Access
from bot.engine.news_of_files import ANALYSES, analyses_of
from bot.engine.wording_now import Standing, standing_words
from bot.people import People
from bot.permalinks import permalink
from flows.runtime import Flow
from store import conversations, decisions, home, insights, news, outbox, studies
from store.connection import Store, Transaction
from studies.decisions import Decision
from studies.file_news import FileNews
from studies.learned import Insight, Member, Origin
from studies.news import (
    REAL,
    Change,
    Held,
    Item,
    News,
    Settled,
    Someone,
    Words,
    changed,
    is_real,
    says_news,
    strength_of,
)
from studies.schedule import Schedule

MOST_FRESH = 10_000
ROLE_PLAY = "role_play"
"""The flow in which an invented person answers."""
CARD = "decision"
"""The reply that a decision's card is drawn with first; it is changed in its place."""


@dataclass(frozen=True)
class Found:
    """What there is, before it is known who may read it."""

    fresh: tuple[news.Fresh, ...]
    insights: tuple[Insight, ...]
    decided: tuple[news.Decided, ...]
    settled: tuple[Decision, ...] = ()
    talks: tuple[news.Talk, ...] = ()
    personas: tuple[tuple[str, str, str], ...] = ()
    title: str = ""
    title_from: str = ""
    since: float = 0.0

    def places(self) -> set[str]:
        """The channels that any of it was said in."""
        found = {each.channel for insight in self.insights for each in insight.members}
        found |= {each.channel for each in self.decided} | {each.channel for each in self.talks}
        found |= {each.channel for each in self.settled}
        found |= {place for _, _, place in self.personas}
        return {place for place in (*found, self.title_from) if place}


class TeamNews:
    """The newsroom of a workspace."""

    def __init__(
        self, store: Store, access: Access, people: People, flows: Mapping[str, Flow], *, team: str,
        bot_user: Callable[[], str], workspace: Callable[[], str],
    ) -> None:  # fmt: skip
        self._store, self._access, self._people, self._flows = store, access, people, flows
        self._team, self._bot_user, self._workspace = team, bot_user, workspace

    async def names(self, users: Sequence[str]) -> Mapping[str, str]:
        return await self._people.names(self._team, users)

    async def present(self, study: str) -> str:
        return await self._store.read(lambda tx: studies.present(tx, self._team, study))

    async def since(
        self, schedule: Schedule, owner: str, since: float, told: frozenset[str], *, next_since: float
    ) -> News:
        found = await self._store.read(lambda tx: self._find(tx, schedule, since, told))
        allowed, whole = await self._allowed(schedule, owner, found.places())
        return await self._store.read(lambda tx: self._news(tx, found, allowed, told, whole, next_since))

    async def learned(self, schedule: Schedule, owner: str) -> News:
        found = await self._store.read(lambda tx: self._find_learned(tx, schedule))
        allowed, whole = await self._allowed(schedule, owner, found.places())
        items, _ = await self._store.read(lambda tx: self._items(tx, found, allowed))
        return News(items=items, whole=whole)

    def _find_learned(self, tx: Transaction, schedule: Schedule) -> Found:
        study = self._study(tx, schedule)
        return self._of(tx, news.fresh(tx, self._team, channel=schedule.channel, study=study, since=0.0, moved=True))

    def _study(self, tx: Transaction, schedule: Schedule) -> str:
        return studies.present(tx, self._team, schedule.study) if schedule.study else ""

    def _of(self, tx: Transaction, fresh: Sequence[news.Fresh]) -> Found:
        """What these claims, or the last of them, belong to."""
        some = tuple(fresh[-MOST_FRESH:])
        ids = list(dict.fromkeys(each.insight for each in some))
        return Found(some, tuple(insights.some(tx, self._team, ids)), tuple(news.decided(tx, self._team, ids)))

    def _find(self, tx: Transaction, schedule: Schedule, since: float, told: frozenset[str]) -> Found:
        study = self._study(tx, schedule)
        scope = {"channel": schedule.channel, "study": study}
        fresh = news.fresh(tx, self._team, channel=schedule.channel, study=study, since=since)
        title, title_from = news.study_title(tx, self._team, study) if study else ("", "")
        return replace(
            self._of(tx, [each for each in fresh if each.claim not in told]),
            settled=tuple(decisions.settled(tx, self._team, **scope, since=since)),
            talks=tuple(news.talks(tx, self._team, **scope, since=since)),
            personas=tuple(news.personas(tx, self._team, **scope)),
            title=title,
            title_from=title_from,
            since=since,
        )

    async def _allowed(self, schedule: Schedule, owner: str, places: set[str]) -> tuple[frozenset[str], bool]:
        """-> (channels of which everybody who would see it is a member, whether Slack has said so of all of them)"""
        own = frozenset() if schedule.personal else frozenset({schedule.channel})
        asked = sorted(places - own)
        if asked and not schedule.personal:
            public = await self._access.open_to_all(self._team)
            if public is None:
                return own, False
            # Whoever joins a public channel tomorrow reads what stands there today.
            asked = [each for each in asked if each in public] if schedule.channel in public else asked
        if not asked:
            return own, True
        audience = frozenset({owner}) if schedule.personal else await self._members(schedule.channel)
        if not audience:
            return own, audience is not None
        members = await asyncio.gather(*(self._members(place) for place in asked))
        open_to_all = {place for place, there in zip(asked, members, strict=True) if there and audience <= there}
        return own | open_to_all, None not in members

    async def _members(self, channel: str) -> frozenset[str] | None:
        members = await self._access.members(self._team, channel, anew=True)
        return None if members is None else members - {self._bot_user()}

    def _news(
        self, tx: Transaction, found: Found, allowed: frozenset[str], told: frozenset[str], whole: bool,
        next_since: float,
    ) -> News:  # fmt: skip
        items, fallen = self._items(tx, found, allowed)
        read = [talk for talk in found.talks if talk.channel in allowed]
        held = [each for talk in read if talk.flow != ANALYSES and (each := self._held(tx, talk))]
        held = [each for each in held if _key(each) not in told]
        settled = [self._settled(tx, each) for each in found.settled if each.channel in allowed]
        settled = [each for each in settled if _key_of(each) not in told]
        analysed = [each for each in self._analysed(tx, found.since, read) if each.key not in told]
        keys = (
            *(each.claim for each in found.fresh if each.joined_at > next_since),
            *(_key_of(each) for each in settled if each.at > next_since),
            *(each.key for each in analysed if each.at > next_since),
            *map(_key, held),
        )
        return News(
            about=found.title if found.title_from in allowed else "",
            items=items,
            held=tuple(held),
            settled=tuple(settled),
            analysed=tuple(analysed),
            personas=tuple(Someone(id=id, name=name) for id, name, place in found.personas if place in allowed),
            keys=keys,
            whole=whole,
            language=next((talk.language for talk in reversed(read) if talk.language), ""),
            fallen=fallen,
        )

    def _items(self, tx: Transaction, found: Found, allowed: frozenset[str]) -> tuple[tuple[Item, ...], int]:
        """-> (what changed of what may be read, how much is left out because its messages are gone)"""
        joined = {each.claim: each.joined_at for each in found.fresh}
        items, fallen = [], 0
        for insight in found.insights:
            seen = insight.seen_in(allowed)
            if seen is None or not any(each.id in joined and says_news(each) for each in seen.members):
                continue
            words = {each.id: self._standing(tx, each) for each in seen.members}
            stands = tuple(each for each in seen.members if not words[each.id].gone)
            fresh = frozenset(each.id for each in stands if each.id in joined)
            fallen += not fresh
            left = seen.model_copy(update={"members": stands})
            if change := changed(left, fresh):
                decided = [each for each in found.decided if each.insight == insight.id and each.channel in allowed]
                items.append(_item(left, change, fresh, words, decided, max(joined[id] for id in fresh)))
        return tuple(items), fallen

    def _standing(self, tx: Transaction, member: Member) -> Standing:
        thread_ts = news.thread_of(tx, member.conversation)

        def link(ts: str) -> str:
            return permalink(self._workspace(), member.channel, ts, thread_ts) or ""

        return standing_words(tx, self._team, member, link, self._bot_user())

    def _held(self, tx: Transaction, talk: news.Talk) -> Held | None:
        """An interview with its result on the screen; None for one that is under way, or cannot be read any more."""
        flow = self._flows[talk.flow]
        try:
            state = flow.read(talk.state)
        except ValueError:
            return None
        result = flow.result(state)
        summed_up = outbox.ts_of(tx, talk.id, result) if result else None
        if summed_up is None:
            return None
        people = home.people_in(tx, self._team, talk.id) - {self._bot_user(), ""}
        return Held(
            id=talk.id,
            title=talk.title,
            link=permalink(self._workspace(), talk.channel, summed_up, talk.thread_ts) or "",
            channel=talk.channel,
            at=talk.began_at,
            invented=talk.flow == ROLE_PLAY,
            people=tuple(sorted(people)),
            open=tuple(flow.left_open(state)),
        )

    def _analysed(self, tx: Transaction, since: float, talks: Sequence[news.Talk]) -> list[FileNews]:
        flow, place = self._flows[ANALYSES], {"workspace": self._workspace(), "bot_user": self._bot_user()}
        return [
            each
            for talk in talks
            if talk.flow == ANALYSES
            for each in analyses_of(tx, self._team, talk, flow, since=since, **place)
        ]

    def _settled(self, tx: Transaction, decision: Decision) -> Settled:
        made_in = conversations.get(tx, decision.id)
        thread = made_in.thread_ts if made_in else None
        where = outbox.ts_of(tx, decision.id, CARD) or thread
        return Settled(
            id=decision.id,
            study=made_in.study_id if made_in else "",
            kind=decision.kind,
            state=decision.state,
            text=decision.text,
            owner=decision.owner,
            link=(permalink(self._workspace(), decision.channel, where, thread) or "") if where else "",
            at=decision.retired_at or decision.decided_at or decision.created_at,
        )


def _key_of(settled: Settled) -> str:
    """What is put in force, ended and put in force again is told each time."""
    return f"decided:{settled.id}:{settled.at}"


def _key(held: Held) -> str:
    return f"held:{held.id}"


def _item(
    insight: Insight, change: Change, fresh: frozenset[str], words: Mapping[str, Standing],
    decided: Sequence[news.Decided], at: float,
) -> Item:  # fmt: skip
    base = insight.supporting or insight.members
    real = len({each.conversation for each in base if each.claim.origin in REAL})
    shown = [each for each in base if is_real(each)] if real else list(base)
    against = [each for each in insight.contradicting if each.id in fresh and is_real(each)]
    first = sorted(shown, key=lambda each: each.id not in fresh)
    links = {each.conversation: said.link for each in reversed(first) for said in words[each.id].words[:1]}
    quoted = tuple(_all(words, first))
    return Item(
        study=insight.study,
        insight=insight.id,
        text=shown[0].claim.text,
        change=change,
        at=at,
        strength=strength_of(base),
        real=real,
        invented=len({each.conversation for each in base if each.claim.origin is Origin.SYNTHETIC}),
        words=quoted,
        others=tuple(link for link in reversed(links.values()) if link and link != quoted[0].link),
        against=tuple(_all(words, against)),
        against_text=against[0].claim.text if against else "",
        pinned=insight.pinned,
        decisions=tuple(each.text for each in decided),
        undecided=any(each.open for each in decided),
        reworded=not any(words[each.id].words for each in shown) and any(words[each.id].reworded for each in shown),
    )


def _all(words: Mapping[str, Standing], members: Iterable[Member]) -> list[Words]:
    return [each for member in members for each in words[member.id].words]
