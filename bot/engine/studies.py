"""A study and its insights as modals, drawn from committed data for whoever opens them: what they may see, no more."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.access import Access
from bot.audit import Audit
from bot.engine.bound import Clients
from bot.listeners.studies import OpenStudy, OpenTending
from bot.permalinks import permalink
from bot.study_page import Tending
from bot.views.study import (
    PER_PAGE,
    InsightEntry,
    InsightShown,
    Line,
    MemberEntry,
    Said,
    StudyShown,
    insight,
    study,
    tend_form,
)
from bot.views.terms import known
from bot.views.text import escaped, safe_line
from flows.wording import say_day
from store import claims, conversations, decisions, insights, studies, titles
from store.connection import Store, Transaction
from store.insights import Event
from studies.learned import Insight, Member, Origin, Status
from studies.news import is_real, strength_of

SOON = 0.6
"""Seconds: what was just done there has had time to happen."""
MOST_LINES = 8
GONE = "That is not there any more, or you are not in the channels it comes from."
KINDS = {
    "interview": "Interview",
    "persona": "Persona",
    "role_play": "Interview with a persona",
    "segmentation": "Analysis of a file",
}
AMONG_ALL = ("merge_studies", "move_conversation")
FIRST_SEEN = {"first": "began", "same": "was said again", "stronger": "got stronger", "contradicts": "was contradicted"}


class Studies:
    """Opens studies, insights and the forms in which something is done with them. Raises what Slack and store raise."""

    def __init__(self, store: Store, clients: Clients, access: Access, audit: Audit) -> None:
        self._store, self._clients, self._access, self._audit = store, clients, access, audit

    async def readable(self, team: str, user: str, study_id: str = "") -> frozenset[str]:
        """-> channels with conversations, of a study or of all, that this person may read now."""
        places = await self._store.read(lambda tx: studies.channels(tx, team, study_id))
        return await self._access.readable(team, user, places)

    async def show(self, asked: OpenStudy) -> None:
        """What was just done there is shown once it has had time to happen: unasked, so that no trigger comes along,
        and whoever was turned away was so when they did it."""
        if asked.page.note:
            await asyncio.sleep(SOON)
        present = await self._store.read(lambda tx: studies.present(tx, asked.team, asked.page.study))
        asked = replace(asked, page=replace(asked.page, study=present))
        channels = await self.readable(asked.team, asked.user, present)
        shown = await self._store.read(lambda tx: self._shown(tx, asked, channels))
        if shown is None and asked.trigger:
            self._access.denied(asked.team, asked.user, "study", present)
        elif shown is not None:
            self._audit.read(asked.team, asked.user, "study", present)
        view = study(shown) if shown else _nothing()
        client = self._clients.of(asked.team)
        if asked.view_id:
            more = {"hash": asked.hash} if asked.hash else {}
            await client.api_call("views.update", json={"view_id": asked.view_id, "view": view, **more})
        else:
            await client.api_call("views.open", json={"trigger_id": asked.trigger, "view": view})

    async def tend(self, asked: OpenTending) -> None:
        team, user, tending = asked.team, asked.user, asked.tending
        present = await self._store.read(lambda tx: studies.present(tx, team, tending.study))
        tending = replace(tending, study=present)
        channels = await self.readable(team, user, tending.study)
        everywhere = await self.readable(team, user) if tending.act in AMONG_ALL else channels
        view = None
        if channels:
            view = await self._store.read(lambda tx: self._tending(tx, team, tending, channels, everywhere))
        if view is None and channels and tending.insight:
            self._access.denied(team, user, "insight", tending.insight)
        elif view is None:
            self._access.denied(team, user, "study", present)
        elif tending.act == "show_insight":
            self._audit.read(team, user, "insight", tending.insight)
        arguments = {"trigger_id": asked.trigger, "view": view or _nothing()}
        await self._clients.of(team).api_call("views.push", json=arguments)

    def _shown(self, tx: Transaction, asked: OpenStudy, channels: frozenset[str]) -> StudyShown | None:
        team, page = asked.team, asked.page
        title = titles.title_for(tx, team, page.study, channels)
        if title is None:
            return None
        statuses = [Status.REJECTED] if page.rejected else [Status.STANDING]
        seen = [each.seen_in(channels) for each in insights.of_study(tx, team, page.study, statuses=statuses)]
        listed = [each for each in seen if each is not None][page.after :]
        held = studies.conversations_in(tx, team, page.study, channels, MOST_LINES)
        made = [each for each in decisions.of_study(tx, team, page.study) if each.channel in channels]
        return StudyShown(
            title=title,
            page=page,
            insights=tuple(self._entry(tx, team, each) for each in listed[:PER_PAGE]),
            more=len(listed) > PER_PAGE,
            decisions=tuple(
                Line(f"{each.text} ({each.state.value})", self._thread(tx, team, each.id)) for each in made[:MOST_LINES]
            ),
            held=tuple(
                Line(f"{KINDS.get(each.flow, 'Conversation')}: {each.title}", self._thread(tx, team, each.id), each.id)
                for each in held
            ),
        )

    def _tending(
        self, tx: Transaction, team: str, tending: Tending, channels: frozenset[str], everywhere: frozenset[str]
    ) -> dict[str, Any] | None:
        """None: there is nothing of it that this person may see."""
        if tending.act in AMONG_ALL:
            others = studies.listed(tx, team, everywhere, most=100)
            return tend_form(tending, [(each.id, each.title or each.id) for each in others if each.id != tending.study])
        if tending.act == "rename_study":
            title = titles.title_for(tx, team, tending.study, channels)
            return None if title is None else tend_form(tending, initial=title)
        found = insights.get(tx, team, tending.insight)
        seen = found.seen_in(channels) if found is not None and found.study == tending.study else None
        if seen is None:
            return None
        if tending.act == "show_insight":
            return insight(self._whole(tx, team, seen, channels))
        if tending.act == "merge_insights":
            others_seen = (each.seen_in(channels) for each in insights.of_study(tx, team, tending.study))
            choices = [(each.id, each.text) for each in others_seen if each and each.id != seen.id]
            return tend_form(tending, choices, about=seen.text)
        return tend_form(tending, about=seen.text)

    def _whole(self, tx: Transaction, team: str, seen: Insight, channels: frozenset[str]) -> InsightShown:
        members = {each.id for each in seen.members}
        # What happened with claims that this person may not read is not told either.
        events = insights.events(tx, team, seen.id)
        events = [each for each in events if self._may_be_told(tx, team, each, members, channels)]
        return InsightShown(
            study=seen.study,
            id=seen.id,
            text=seen.text,
            members=tuple(
                MemberEntry(each.id, each.relation.value, each.claim.text, self._evidence(tx, team, each), _known(each))
                for each in seen.members
            ),
            history=tuple(_event(each, reasons=not seen.in_part) for each in events),
        )

    def _may_be_told(
        self, tx: Transaction, team: str, event: Event, members: set[str], channels: frozenset[str]
    ) -> bool:
        if event.kind == "split":
            return claims.channel_of(tx, team, event.note) in channels
        return not event.claim_id or event.claim_id in members

    def _entry(self, tx: Transaction, team: str, seen: Insight) -> InsightEntry:
        # What is real speaks first, where there is any.
        leading = sorted(seen.supporting or seen.members, key=lambda each: each.claim.origin is Origin.SYNTHETIC)[0]
        return InsightEntry(
            id=seen.id,
            text=seen.text,
            real=seen.sources(Origin.TEAM, Origin.DATA),
            invented=seen.sources(Origin.SYNTHETIC),
            against=len({each.conversation for each in seen.contradicting}),
            pinned=seen.pinned,
            reason=seen.reason,
            said=next(iter(self._evidence(tx, team, leading)), None),
            known=_known(*(seen.supporting or seen.members)),
        )

    def _evidence(self, tx: Transaction, team: str, member: Member) -> tuple[Said, ...]:
        held, synthetic = conversations.get(tx, member.conversation), member.claim.origin is Origin.SYNTHETIC
        return tuple(
            Said(
                each.quote,
                self._link(team, member.channel, each.ts, held.thread_ts if held else None),
                (member.persona or "An invented person")
                if synthetic
                else conversations.author_of(tx, member.conversation, each.ts),
                synthetic,
            )
            for each in member.claim.evidence
        )

    def _thread(self, tx: Transaction, team: str, id: str) -> str:
        held = conversations.get(tx, id)
        if held is None or held.team_id != team or not held.thread_ts:
            return ""
        return self._link(team, held.channel, held.thread_ts, None)

    def _link(self, team: str, channel: str, ts: str, thread_ts: str | None) -> str:
        return (permalink(self._clients.workspace(team), channel, ts, thread_ts) or "") if ts else ""


def _known(*members: Member) -> str:
    """How the team knows; empty where only invented people say so."""
    return known(strength_of(members)) if any(map(is_real, members)) else ""


def _event(event: Event, *, reasons: bool) -> str:
    day = say_day(datetime.fromtimestamp(event.at, UTC).date())
    who = f" by <@{escaped(event.actor)}>" if event.actor not in ("rule", "model") else ""
    note = f": {safe_line(event.note)}" if event.note and event.kind == "rejected" and reasons else ""
    return f"{day}: {FIRST_SEEN.get(event.kind, safe_line(event.kind))}{who}{note}"


def _nothing() -> dict[str, Any]:
    from_view = {"type": "plain_text", "text": "Study", "emoji": False}
    text = {"type": "section", "text": {"type": "mrkdwn", "text": GONE, "verbatim": True}}
    return {"type": "modal", "title": from_view, "blocks": [text]}
