"""From the database to what a study knows, for whoever may read some channels of it, or all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from bot.export.analyses import analyses
from bot.export.corrections import corrections
from bot.export.gather import iso, record, when
from bot.export.material import material
from bot.export.states import is_summed_up, left_open, loaded, status_of, summary_of
from bot.export.study import (
    AnswerRecord,
    ClaimRecord,
    DecisionRecord,
    EventRecord,
    EvidenceRecord,
    HeldRecord,
    InsightRecord,
    OpenQuestionRecord,
    PersonaRecord,
    Reads,
    StudyExport,
    StudyRecord,
    TranscriptRecord,
)
from bot.permalinks import permalink
from bot.slack_markup import as_people_read_it
from flows.interview.learned import BASES
from flows.interview.state import InterviewState
from interviews.evidence import is_quote
from interviews.labels import label
from personas.formats import own
from store import archive, claims, decisions, insights, personas, study_records, titles
from store.connection import Transaction
from store.study_records import Held, Said, Study
from studies.learned import Evidence, Insight, Learned, Origin, Status
from studies.news import is_real, strength_of

REAL = (Origin.TEAM, Origin.DATA)
SYNTHETIC_TALKS = ("persona", "role_play")


@dataclass(frozen=True)
class Reader:
    """For whom an export is made. `channels`: those this person may read; None: all, for the operator."""

    user: str | None = None
    channels: frozenset[str] | None = None
    unchecked: bool = False
    """Slack did not say who is in some of them."""
    at: float | None = None
    """When they were asked, in Unix seconds."""

    def may(self, channel: str) -> bool:
        return self.channels is None or channel in self.channels


@dataclass(frozen=True)
class _Asked:
    """What every part of an export is gathered from."""

    tx: Transaction
    study: Study
    reader: Reader
    workspace: str | None
    held: Mapping[str, Held]
    """Id -> the conversations that may be read."""
    quoted: Mapping[tuple[str, str], Said]
    segue: str
    """Slack user id of Segue: a mention of it is part of no quote."""

    @property
    def of_study(self) -> tuple[Transaction, str, str]:
        return self.tx, self.study.team_id, self.study.id

    def link(self, conversation: str, ts: str) -> str | None:
        held = self.held.get(conversation)
        return permalink(self.workspace, held.channel, ts, held.thread_ts) if held and ts else None


def study_export(
    tx: Transaction, study: Study, reader: Reader, *, workspace: str | None = None, transcripts: bool = False
) -> StudyExport:
    """Everything in it was said, made or decided where `reader` may read. `workspace`: what permalinks begin with."""
    held = {each.id: each for each in study.held if reader.may(each.channel)}
    quoted = study_records.quoted(tx, study.team_id, study.id)
    asked = _Asked(tx, study, reader, workspace, held, quoted, study_records.segue(tx, study.team_id))
    seen = _insights(asked)
    said = tuple(_claims(asked, seen))
    shown, readable = {each.id for each in seen}, {each.id for each in said}
    return StudyExport(
        reader=reader.user,
        made_at=_iso(reader.at),
        unchecked=reader.unchecked,
        study=StudyRecord(
            id=study.id, team=study.team_id, title=title_of(tx, study, reader), created_at=when(study.created_at)
        ),
        conversations=tuple(_conversation(asked, each) for each in held.values()),
        personas=tuple(_personas(asked)),
        material=material(tx, study, held, reader.may),
        analyses=analyses(held.values()),
        corrections=corrections(held.values()),
        insights=tuple(_insight(asked, each, readable) for each in seen),
        claims=said,
        decisions=tuple(_decisions(asked, shown)),
        open_questions=tuple(_open_questions(held.values())),
        transcripts=tuple(_transcripts(asked)) if transcripts else (),
    )


def title_of(tx: Transaction, study: Study, reader: Reader) -> str:
    """-> what it is called by whoever may read some channels of it; its own title, for the operator."""
    if reader.channels is None:
        return study.title
    return titles.title_for(tx, study.team_id, study.id, reader.channels) or ""


def _conversation(asked: _Asked, held: Held) -> HeldRecord:
    state = loaded(held.flow, held.state)
    return HeldRecord(
        id=held.id,
        kind=held.flow,
        title=held.title,
        status=status_of(held.status, state),
        started_at=when(held.started_at),
        channel=held.channel,
        direct=held.direct,
        starter=held.starter,
        permalink=asked.link(held.id, held.thread_ts or ""),
        synthetic=held.flow in SYNTHETIC_TALKS,
        summed_up=is_summed_up(state),
        summary=summary_of(state),
        answers=tuple(_answers(asked, held.id, state)) if summary_of(state) else (),
    )


def _answers(asked: _Asked, conversation: str, state: BaseModel | None) -> Iterator[AnswerRecord]:
    assert isinstance(state, InterviewState)
    questions = {each.id[1:]: each.text for each in state.questions}
    for each in state.answers:
        if not each.skipped:
            ts = each.parts[0].ts if each.parts else ""
            question, link = questions.get(each.id[1:], ""), asked.link(conversation, ts)
            yield AnswerRecord(id=each.id, question=question, at=iso(ts), ts=ts, permalink=link)


def _personas(asked: _Asked) -> Iterator[PersonaRecord]:
    for id, channel, archived in study_records.personas(*asked.of_study):
        kept = personas.get(asked.tx, asked.study.team_id, id)
        if kept is None or not asked.reader.may(channel):
            continue
        try:
            card = personas.card(asked.tx, asked.study.team_id, id)
        except ValueError:
            card = None
        yield PersonaRecord(
            id=id,
            name=kept.name,
            occupation=kept.occupation,
            version=kept.version,
            archived=archived,
            card=own.told(card.persona, card.passages) if card else {},
        )


def _insights(asked: _Asked) -> list[Insight]:
    """Those that stand first; each as those of its claims say it that may be read."""
    found = insights.of_study(*asked.of_study, statuses=(Status.STANDING, Status.REJECTED))
    channels = asked.reader.channels
    seen = [each if channels is None else each.seen_in(channels) for each in found]
    return sorted((each for each in seen if each is not None), key=lambda each: each.status is not Status.STANDING)


def _insight(asked: _Asked, insight: Insight, readable: Collection[str]) -> InsightRecord:
    saying = insight.supporting or insight.members
    return InsightRecord(
        id=insight.id,
        text=insight.text,
        status=insight.status,
        reason=insight.reason,
        pinned=insight.pinned,
        synthetic=all(each.claim.origin is Origin.SYNTHETIC for each in saying),
        real_sources=insight.sources(*REAL),
        how_known=label(BASES[strength_of(saying)]) if any(map(is_real, saying)) else "",
        synthetic_sources=insight.sources(Origin.SYNTHETIC),
        against=len({each.conversation for each in insight.contradicting}),
        claims=tuple(each.id for each in insight.members),
        history=tuple(_history(asked, insight, readable)),
    )


def _history(asked: _Asked, insight: Insight, readable: Collection[str]) -> Iterator[EventRecord]:
    """What happened to it by claims that may be read: the others are not even counted."""
    for each in insights.events(asked.tx, asked.study.team_id, insight.id):
        claim = each.note if each.kind == "split" else each.claim_id
        if claim and claim not in readable:
            continue
        note = "" if each.kind == "split" or insight.in_part else each.note
        yield EventRecord(at=when(each.at), kind=each.kind, actor=each.actor, claim=claim or None, note=note)


def _claims(asked: _Asked, seen: Sequence[Insight]) -> Iterator[ClaimRecord]:
    for insight in seen:
        for member in insight.members:
            told = (member.id, member.conversation, member.claim, member.persona)
            yield _claim(asked, *told, insight=insight.id, relation=member.relation)
    for loose in claims.loose(*asked.of_study):
        if asked.reader.may(loose.channel):
            yield _claim(asked, loose.id, loose.conversation, loose.claim, "")


def _claim(
    asked: _Asked, id: str, conversation: str, claim: Learned, persona: str,
    *, insight: str | None = None, relation: str | None = None,
) -> ClaimRecord:  # fmt: skip
    synthetic = claim.origin is Origin.SYNTHETIC
    return ClaimRecord(
        id=id,
        insight=insight,
        relation=relation,
        conversation=conversation,
        kind=claim.kind,
        text=claim.text,
        strength=claim.strength,
        origin=claim.origin,
        synthetic=synthetic,
        persona=persona,
        echo=claim.echo,
        against=claim.against,
        decides=claim.decides,
        evidence=tuple(_evidence(asked, conversation, each, persona, synthetic) for each in claim.evidence),
    )


def _evidence(asked: _Asked, conversation: str, each: Evidence, persona: str, synthetic: bool) -> EvidenceRecord:
    said = asked.quoted.get((conversation, each.ts))
    reads = _reads(each.quote, said, asked.segue)
    return EvidenceRecord(
        quote=None if reads == "deleted" else each.quote,
        who=persona if synthetic else (said.author if said else ""),
        synthetic=synthetic,
        at=iso(each.ts),
        ts=each.ts,
        permalink=None if reads == "deleted" else asked.link(conversation, each.ts),
        reads=reads,
    )


def _reads(quote: str, said: Said | None, segue: str) -> Reads:
    if said is None:
        return "unknown"
    if said.deleted or said.text is None:
        return "deleted"
    # What Segue posts itself nobody edits; and a long answer of a persona stands in blocks, not in the text.
    if said.by_segue or is_quote(quote, said.text) or is_quote(quote, as_people_read_it(said.text, segue)):
        return "as quoted"
    return "changed"


def _decisions(asked: _Asked, shown: Collection[str]) -> Iterator[DecisionRecord]:
    for each in sorted(decisions.of_study(*asked.of_study), key=lambda each: (each.created_at, each.id)):
        if asked.reader.may(each.channel):
            yield DecisionRecord(
                id=each.id,
                kind=each.kind,
                text=each.text,
                state=each.state,
                owner=each.owner,
                made_by=each.made_by,
                created_at=when(each.created_at),
                decided_at=_iso(each.decided_at),
                retired_at=_iso(each.retired_at),
                insights=tuple(id for id in each.insights if id in shown),
            )


def _open_questions(held: Collection[Held]) -> Iterator[OpenQuestionRecord]:
    for each in held:
        for text in left_open(loaded(each.flow, each.state)):
            yield OpenQuestionRecord(text=text, conversation=each.id, synthetic=each.flow in SYNTHETIC_TALKS)


def _transcripts(asked: _Asked) -> Iterator[TranscriptRecord]:
    # `study_title` of a conversation is the study's own title, which this reader may not know.
    title = title_of(asked.tx, asked.study, asked.reader)
    for held in asked.held.values():
        if kept := archive.archived(asked.tx, held.id):
            told = record(kept, asked.workspace)
            synthetic = held.flow in SYNTHETIC_TALKS
            yield TranscriptRecord(**{**dict(told), "study_title": title}, synthetic=synthetic)


def _iso(at: float | None) -> str | None:
    return None if at is None else when(at)
