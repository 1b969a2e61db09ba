"""What was learned in a study, for one person: only what was said where that person may read."""

from __future__ import annotations

from collections.abc import Sequence

from bot.access import Access
from bot.analysed import analysed
from bot.permalinks import permalink
from bot.reports import reports
from bot.stated import Asking, stated
from decks.analysed.material import Analysed as Reported
from flows.decision import DECISION
from flows.decision.state import DecisionState
from flows.interview import INTERVIEW
from flows.interview.closing import summary_name
from flows.interview.state import InterviewState
from store import claims, conversations, decisions, insights, outbox, personas, studies
from store.connection import Store, Transaction
from store.conversations import Conversation
from studies.analysed import Analysed
from studies.decisions import Decision
from studies.learned import Insight, Loose
from studies.stated import Stated


class TeamMemory:
    """The memory of a study, bound to whoever looks into it and to the conversation it is looked into from."""

    def __init__(self, store: Store, access: Access, conversation: Conversation, user: str, address: str) -> None:
        self._store, self._access, self._user, self._address = store, access, user, address
        self._team, self._study, self._channel = conversation.team_id, conversation.study_id, conversation.channel

    async def loose(self) -> Sequence[Loose]:
        return await self._store.read(lambda tx: claims.loose(tx, self._team, self._study))

    async def insights(self) -> Sequence[Insight]:
        return await self._store.read(lambda tx: insights.of_study(tx, self._team, self._study))

    async def insight(self, id: str) -> Insight | None:
        found = await self._store.read(lambda tx: insights.get(tx, self._team, id))
        if found is None or found.study != self._study or not self._user:
            return None
        places = (each.channel for each in found.members)
        seen = found.seen_in(await self._access.readable(self._team, self._user, places))
        if seen is None:
            self._access.denied(self._team, self._user, "insight", id)
        return seen

    async def sees(self, study: str) -> bool:
        places = await self._store.read(lambda tx: studies.channels(tx, self._team, study or self._study))
        sees = bool(await self._access.readable(self._team, self._user, places))
        if not sees:
            self._access.denied(self._team, self._user, "study", study or self._study)
        return sees

    async def holds(self, conversation: str) -> bool:
        held = await self._store.read(lambda tx: conversations.get(tx, conversation))
        if held is None or (held.team_id, held.study_id) != (self._team, self._study) or not held.channel:
            return False
        holds = await self._access.may_read(self._team, self._user, held.channel)
        if not holds:
            self._access.denied(self._team, self._user, "conversation", conversation)
        return holds

    async def closed_with(self, persona: str) -> Sequence[str]:
        ids = await self._store.read(lambda tx: personas.interviews(tx, self._team, persona))
        talks = await self._store.read(lambda tx: [each for id in ids if (each := conversations.get(tx, id))])
        readable = await self._access.readable(self._team, self._user, {each.channel for each in talks})
        return tuple(each.id for each in talks if each.channel not in readable)

    async def decisions(self) -> Sequence[Decision]:
        return await self._store.read(lambda tx: [self._linked(tx, each) for each in self._made_here(tx)])

    async def stated(self) -> Sequence[Stated]:
        return await stated(self._store, self._access, self._asking, self._study)

    async def analysed(self) -> Sequence[Analysed]:
        return await analysed(self._store, self._access, self._asking, self._study)

    async def reports(self) -> Sequence[Reported]:
        return await reports(self._store, self._access, self._asking, self._study)

    @property
    def _asking(self) -> Asking:
        return Asking(self._team, self._user, self._channel, self._address)

    def _made_here(self, tx: Transaction) -> list[Decision]:
        return decisions.in_channels(tx, self._team, [self._channel])

    def _linked(self, tx: Transaction, decision: Decision) -> Decision:
        held = conversations.get(tx, decision.id)
        if held is None or not held.thread_ts:
            return decision
        told = {"link": self._link(held, held.thread_ts), "corrected": self._newer_summary(tx, held)}
        return decision.model_copy(update=told)

    def _newer_summary(self, tx: Transaction, held: Conversation) -> str:
        """Where the interview of a segmentation says something else by now; empty where nothing is newer."""
        try:
            made = DECISION.read(held.state)
            talk = conversations.get(tx, made.interview) if isinstance(made, DecisionState) else None
            asked = INTERVIEW.read(talk.state) if talk else None
        except ValueError:
            return ""  # Another version wrote it: what it says of itself is unknown.
        if talk is None or talk.channel != self._channel or not isinstance(asked, InterviewState):
            return ""
        assert isinstance(made, DecisionState)
        ts = outbox.ts_of(tx, talk.id, summary_name(asked.summaries)) or talk.thread_ts
        return self._link(talk, ts) if ts and asked.summaries > made.summary else ""

    def _link(self, held: Conversation, ts: str) -> str:
        return permalink(self._address, held.channel, ts, held.thread_ts if ts != held.thread_ts else None) or ""
