"""What a turn wants kept beside its state, written in the turn's own transaction."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.rows import tell_erased, write_row
from flows.decision.graph import SUPERSEDED
from flows.records import (
    ClaimJoined,
    ClaimsKept,
    ConversationMoved,
    DecisionKept,
    InsightChanged,
    InsightsMerged,
    InterviewHeld,
    PersonaErased,
    PersonaKept,
    PersonaShelved,
    Record,
    ScheduleKept,
    StudyChanged,
)
from flows.runtime import Incoming
from store import claims, decisions, erasure, insights, personas, schedules, studies
from store.connection import Transaction
from store.conversations import Conversation
from studies.decisions import Decision, Kind, State


def keep_records(tx: Transaction, conversation: Conversation, records: Sequence[Record], now: float) -> list[str]:
    """Written together with the turn, or not at all. -> ids of other conversations that got something to do."""
    return [woken for record in records for woken in _keep(tx, conversation, record, now)]


def _keep(tx: Transaction, conversation: Conversation, record: Record, now: float) -> list[str]:
    team_id, id = conversation.team_id, conversation.id
    match record:
        case PersonaKept():
            personas.keep(
                tx,
                team_id=team_id,
                id=id,
                study_id=conversation.study_id,
                channel=conversation.channel,
                changed_by=record.changed_by,
                persona=record.persona,
                passages=record.passages,
                version=record.version,
                face=record.face,
                now=now,
            )
            if record.picture:
                personas.keep_face(tx, team_id, record.face, record.picture)
        case PersonaShelved():
            personas.shelve(tx, team_id, id, record.archived, now)
        case PersonaErased():
            interviews = personas.interviews(tx, team_id, id)
            for interview in interviews:
                waits = erasure.erase_conversation(tx, team_id, interview)
                tell_erased(tx, interview, waits=waits, now=now)
            erasure.erase_words(tx, team_id, id)
            personas.erase(tx, team_id, id)
            return interviews
        case InterviewHeld():
            personas.held(tx, team_id, record.persona_id, id, record.version)
        case ClaimsKept():
            claims.replace(
                tx,
                team_id=team_id,
                conversation_id=id,
                study_id=conversation.study_id,
                channel=conversation.channel,
                persona_id=record.persona_id,
                persona_version=record.version,
                claims=record.claims,
                now=now,
            )
        case ClaimJoined():
            if claims.text_of(tx, team_id, record.claim) != record.text:
                return []
            if record.begins:
                insights.begin(tx, team_id=team_id, id=record.insight, study_id=conversation.study_id, now=now)
            insights.join(
                tx,
                team_id=team_id,
                id=record.insight,
                claim_id=record.claim,
                relation=record.relation,
                judged_by=record.judged_by,
                now=now,
            )
        case InsightChanged():
            fields = {
                "status": record.status,
                "reason": record.reason,
                "pinned": record.pinned,
            }
            insights.change(
                tx,
                team_id=team_id,
                id=record.insight,
                kind=record.kind,
                actor=record.actor,
                note=record.note,
                now=now,
                **{name: value for name, value in fields.items() if value is not None},
            )
        case InsightsMerged():
            insights.merge(tx, team_id=team_id, gone=record.gone, into=record.into, actor=record.actor, now=now)
        case DecisionKept():
            decision = Decision(
                id=id,
                kind=record.kind,
                text=record.text,
                state=record.state,
                owner=record.owner,
                made_by=record.made_by,
                channel=conversation.channel,
                created_at=record.created_at,
                decided_at=record.decided_at,
                retired_at=record.retired_at,
                insights=record.insights,
            )
            decisions.keep(tx, decision, team_id=team_id, study_id=conversation.study_id, now=now)
            return _supersede(tx, team_id, decision, now)
        case StudyChanged():
            if record.title:
                studies.rename(
                    tx, team_id=team_id, id=conversation.study_id, title=record.title, by=record.actor, now=now
                )
            if record.merged_into:
                return studies.merge(tx, team_id=team_id, id=conversation.study_id, into=record.merged_into, now=now)
        case ConversationMoved():
            studies.move(tx, team_id=team_id, conversation=record.conversation, into=record.into, now=now)
        case ScheduleKept():
            schedules.change(
                tx,
                team_id=team_id,
                id=id,
                plan=record.plan,
                state=record.state,
                next_at=record.next_at,
                last_at=record.last_at,
                now=now,
            )
    return []


def _supersede(tx: Transaction, team_id: str, decision: Decision, now: float) -> list[str]:
    """Of segmentations one counts in a channel: the others that do hear of it. -> ids of their conversations"""
    if decision.kind is not Kind.SEGMENTATION or decision.state is not State.ADOPTED:
        return []
    others = decisions.others_in_force(tx, team_id, decision)
    for id in others:
        row = Incoming(
            key=f"superseded:{id}:{decision.id}:{decision.decided_at}", team=team_id, kind="schedule",
            channel=decision.channel, ts=f"{now:.6f}", action=SUPERSEDED, conversation=id,
        )  # fmt: skip
        write_row(tx, row, id, now)
    return others
