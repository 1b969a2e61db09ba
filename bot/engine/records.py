"""What a turn wants kept beside its state, written in the turn's own transaction."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.forgetting import forget_old, forget_person, forget_study
from bot.engine.rows import tell_erased, tell_watchers, write_row
from flows.decision.hearing import SUPERSEDED
from flows.records import (
    ClaimJoined,
    ClaimsKept,
    ConversationMoved,
    DecisionKept,
    Exported,
    FileAnalysed,
    InsightChanged,
    InsightsMerged,
    InterviewHeld,
    MaterialGiven,
    OldForgotten,
    OriginSaid,
    PersonaErased,
    PersonaKept,
    PersonaShelved,
    PersonForgotten,
    Record,
    ScheduleKept,
    SegmentsKept,
    StudyChanged,
    StudyForgotten,
)
from flows.runtime import Incoming
from store import (
    audit,
    claims,
    decisions,
    erasure,
    insights,
    origins,
    personas,
    schedules,
    segmentations,
    studies,
    traces,
)
from store.audit import Act, Line
from store.connection import Transaction
from store.conversations import Conversation
from store.origins import Material, Said
from studies.decisions import Decision, Kind, State


def keep_records(tx: Transaction, conversation: Conversation, records: Sequence[Record], now: float) -> list[str]:
    """Written together with the turn, or not at all. -> ids of other conversations that got something to do."""
    return [woken for record in records for woken in _keep(tx, conversation, record, now)]


def _keep(tx: Transaction, conversation: Conversation, record: Record, now: float) -> list[str]:
    team_id, id = conversation.team_id, conversation.id
    match record:
        case PersonaKept():
            _keep_persona(tx, conversation, record, now)
        case PersonaShelved():
            personas.shelve(tx, team_id, id, record.archived, now)
        case InterviewHeld():
            personas.held(tx, team_id, record.persona_id, id, record.version)
        case ClaimsKept():
            _keep_claims(tx, conversation, record, now)
        case ClaimJoined():
            _join(tx, conversation, record, now)
        case InsightChanged():
            _change_insight(tx, team_id, record, now)
        case InsightsMerged():
            insights.merge(tx, team_id=team_id, gone=record.gone, into=record.into, actor=record.actor, now=now)
        case DecisionKept():
            return _keep_decision(tx, conversation, record, now)
        case StudyChanged():
            return _change_study(tx, conversation, record, now)
        case ConversationMoved():
            studies.move(
                tx, team_id=team_id, conversation=record.conversation, into=record.into, stay=record.stay, now=now
            )
        case PersonaErased() | PersonForgotten() | StudyForgotten() | OldForgotten():
            return _erase(tx, conversation, record, now)
        case Exported():
            audit.note(
                tx, Line(team_id, now, record.user, Act.EXPORTED, record.kind, record.object, detail=record.form)
            )
        case MaterialGiven() | OriginSaid() | SegmentsKept():
            _keep_of_files(tx, team_id, id, record, now)
        case FileAnalysed():
            return tell_watchers(tx, conversation, record.run, now)
        case ScheduleKept():
            schedules.change(
                tx, team_id=team_id, id=id, plan=record.plan, state=record.state, next_at=record.next_at,
                last_at=record.last_at, now=now,
            )  # fmt: skip
    return []


def _keep_persona(tx: Transaction, held: Conversation, record: PersonaKept, now: float) -> None:
    personas.keep(
        tx, team_id=held.team_id, id=held.id, study_id=held.study_id, channel=held.channel,
        changed_by=record.changed_by, persona=record.persona, passages=record.passages, version=record.version,
        face=record.face, now=now,
    )  # fmt: skip
    if record.picture:
        personas.keep_face(tx, held.team_id, record.face, record.picture)


def _keep_of_files(
    tx: Transaction, team_id: str, id: str, record: MaterialGiven | OriginSaid | SegmentsKept, now: float
) -> None:
    match record:
        case MaterialGiven():
            given = Material(id, record.id, record.upload, record.kind, record.name, record.user, now)
            origins.give(tx, team_id, given)
        case OriginSaid():
            origins.say(tx, team_id, id, record.upload, Said(record.said, record.user, now))
        case SegmentsKept():
            segmentations.keep(
                tx, team_id=team_id, conversation_id=id, run=record.run, before=record.before, model=record.model,
                customers=record.customers, now=now,
            )  # fmt: skip


def _erase(
    tx: Transaction, held: Conversation, record: PersonaErased | PersonForgotten | StudyForgotten | OldForgotten,
    now: float,
) -> list[str]:  # fmt: skip
    """It goes, and a line in the audit log says so. -> ids of the conversations that hear of it"""
    team_id = held.team_id
    match record:
        case PersonaErased():
            audit.note(tx, Line(team_id, now, record.user, Act.ERASED, "persona", held.id, held.channel))
            return _erase_persona(tx, team_id, held.id, now)
        case PersonForgotten():
            woken = forget_person(tx, team_id, record.user, now)
            audit.note(tx, Line(team_id, now, record.user, Act.ERASED, "person", record.user))
        case StudyForgotten():
            gone, digests = forget_study(tx, team_id, record.study, record.channels, now)
            woken, told = gone + digests, f"{len(gone)} conversations"
            audit.note(tx, Line(team_id, now, record.user, Act.ERASED, "study", record.study, detail=told))
        case OldForgotten():
            gone, digests = forget_old(tx, team_id, record.ids, record.before, now)
            for id in gone:
                audit.note(tx, Line(team_id, now, "time", Act.ERASED, "conversation", id))
            woken = gone + digests
    return woken


def _erase_persona(tx: Transaction, team_id: str, id: str, now: float) -> list[str]:
    """-> ids of the interviews held with it, which hear of it."""
    interviews = personas.interviews(tx, team_id, id)
    for interview in interviews:
        waits = erasure.erase_conversation(tx, team_id, interview)
        tell_erased(tx, interview, waits=waits, now=now)
    erasure.erase_words(tx, team_id, id)
    personas.erase(tx, team_id, id)
    traces.erased(tx)
    return interviews


def _keep_claims(tx: Transaction, held: Conversation, record: ClaimsKept, now: float) -> None:
    claims.replace(
        tx, team_id=held.team_id, conversation_id=held.id, study_id=held.study_id, channel=held.channel,
        persona_id=record.persona_id, persona_version=record.version, claims=record.claims, now=now,
    )  # fmt: skip


def _join(tx: Transaction, desk: Conversation, record: ClaimJoined, now: float) -> None:
    """Nothing where the claim says something else by now, or is gone: it was judged by other words."""
    if claims.text_of(tx, desk.team_id, record.claim) != record.text:
        return
    if record.begins:
        insights.begin(tx, team_id=desk.team_id, id=record.insight, study_id=desk.study_id, now=now)
    insights.join(
        tx, team_id=desk.team_id, id=record.insight, claim_id=record.claim, relation=record.relation,
        judged_by=record.judged_by, now=now,
    )  # fmt: skip


def _change_insight(tx: Transaction, team_id: str, record: InsightChanged, now: float) -> None:
    fields = {"status": record.status, "reason": record.reason, "pinned": record.pinned}
    insights.change(
        tx, team_id=team_id, id=record.insight, kind=record.kind, actor=record.actor, note=record.note, now=now,
        **{name: value for name, value in fields.items() if value is not None},
    )  # fmt: skip


def _keep_decision(tx: Transaction, held: Conversation, record: DecisionKept, now: float) -> list[str]:
    """-> ids of the decisions whose place it takes."""
    decision = Decision(
        id=held.id, kind=record.kind, text=record.text, state=record.state, owner=record.owner,
        made_by=record.made_by, channel=held.channel, created_at=record.created_at, decided_at=record.decided_at,
        retired_at=record.retired_at, insights=record.insights,
    )  # fmt: skip
    decisions.keep(tx, decision, team_id=held.team_id, study_id=held.study_id, now=now)
    return _supersede(tx, held.team_id, decision, now)


def _change_study(tx: Transaction, desk: Conversation, record: StudyChanged, now: float) -> list[str]:
    """-> id of the desk that takes over what waited at this one."""
    team_id, id = desk.team_id, desk.study_id
    if record.title:
        studies.rename(tx, team_id=team_id, id=id, title=record.title, by=record.actor, now=now)
    return studies.merge(tx, team_id=team_id, id=id, into=record.merged_into, now=now) if record.merged_into else []


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
