"""What the export of a study says, field by field. docs/study-export.schema.json is generated from these models.

A field may be added without a new `version`; one that goes, or means something else, needs the next. Whatever an
invented person said, or is, has `synthetic` beside it: it is a hypothesis, and counted apart from what people said.
"""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import Field

from bot.export.document import ConversationRecord, Record
from interviews.summary import Summary

VERSION: Literal[1] = 1
Reads = Literal["as quoted", "changed", "deleted", "unknown"]


class StudyRecord(Record):
    """What the study is."""

    id: str
    team: str
    title: str = Field(description="Empty if nothing of it is known to whoever reads")
    created_at: str = Field(description="ISO 8601, UTC")


class AnswerRecord(Record):
    """An answer of an interview, and where it stands."""

    id: str = Field(description="a3 answers the third question, a0 says what the project is")
    question: str
    at: str | None = Field(description="ISO 8601, UTC; null where none of its messages is left")
    ts: str = Field(description="Slack's ts of its first message; empty where none is left")
    permalink: str | None


class HeldRecord(Record):
    """A conversation of the study; what was said in it is among the transcripts, if they were asked for."""

    id: str
    kind: str = Field(
        description="interview, persona (made), role_play (one interviewed) or segmentation (a file analysed)"
    )
    title: str
    status: str = Field(description="open, paused or closed; what was summed up or made is closed")
    started_at: str = Field(description="ISO 8601, UTC")
    channel: str
    direct: bool = Field(description="Held in a direct message")
    starter: str = Field(description="Slack user id of whoever began it")
    starter_name: str = Field("", description="What Slack calls them; empty where that is not known")
    permalink: str | None = Field(description="Link to the thread; null where the workspace's address is not known")
    synthetic: bool = Field(description="An invented person speaks in it, or is made in it")
    summed_up: bool = Field(description="It is an interview, and has its summary")
    summary: Summary | None = Field(description="What an interview with the team ended with; null for all others")
    answers: tuple[AnswerRecord, ...] = Field(description="What the summary names; empty where there is none")


class PersonaRecord(Record):
    """An invented person: a hypothesis about a kind of customer, not a finding."""

    id: str = Field(description="Id of the conversation it was made in")
    synthetic: Literal[True] = True
    name: str
    occupation: str
    version: int
    archived: bool
    card: dict[str, Any] = Field(description="Segue's own form of a card, which the library takes in again")


class EvidenceRecord(Record):
    """Words that a claim stands on."""

    quote: str | None = Field(description="As they were said; null once their message was deleted")
    who: str = Field(description="Slack user id, or the name of an invented person; empty if not known")
    who_name: str = Field("", description="What Slack calls them; empty where that is not known")
    synthetic: bool
    at: str | None = Field(description="When, in ISO 8601, UTC")
    ts: str = Field(description="Slack's ts of the message; empty if it has none")
    permalink: str | None
    reads: Reads = Field(description="Whether the message still says so")


class ClaimRecord(Record):
    """One thing that one conversation led to."""

    id: str
    insight: str | None = Field(description="Id of the insight it belongs to; null before it was taken up")
    relation: str | None = Field(description="What it is to that insight: first, same, stronger or contradicts")
    conversation: str
    kind: str
    text: str
    strength: str = Field(description="strong, medium or weak")
    origin: str = Field(description="team, synthetic or data")
    synthetic: bool
    persona: str = Field(description="Name of the invented person who said so; empty where nobody was invented")
    echo: bool = Field(description="Its words stand on the persona's card: an input, not a finding")
    against: str = Field(description="What speaks against it")
    decides: str = Field(description="What it would decide")
    evidence: tuple[EvidenceRecord, ...]


class EventRecord(Record):
    """Something that happened to an insight."""

    at: str = Field(description="ISO 8601, UTC")
    kind: str = Field(description="Such as first, same, stronger, contradicts, pinned, split, rejected")
    actor: str = Field(description="Slack user id, or rule, or model")
    actor_name: str = Field("", description="What Slack calls them; empty where that is not known")
    claim: str | None = Field(description="Id of the claim it is about")
    note: str = Field(description="The reason that was given")


class InsightRecord(Record):
    """What several claims say together."""

    id: str
    text: str
    status: str = Field(description="standing or rejected")
    reason: str = Field(description="Why it was rejected")
    pinned: bool
    synthetic: bool = Field(description="Nobody real has said so yet: a hypothesis")
    real_sources: int = Field(description="Conversations in which people said so, and files in which it was counted")
    how_known: str = Field(
        description="Of what real people said: counted, heard or a guess of the team, the best of them; else empty"
    )
    synthetic_sources: int = Field(description="Interviews with invented people in which they said so")
    against: int = Field(description="Conversations in which the opposite was said, by anybody")
    claims: tuple[str, ...] = Field(description="Ids, in the order in which they joined")
    history: tuple[EventRecord, ...] = Field(description="What happened to it, the first first")


class OriginRecord(Record):
    """What somebody of the team said of where material is from: nobody has checked it."""

    came_from: str = Field(description="own, customer, public, bought or other")
    words: str = Field(description="From where exactly, in their own words; may be empty")
    purpose: str = Field(description="What it is used for; may be empty")
    basis: str = Field(description="What allows its use: not personal, agreed, contract, interest or unknown")
    said_by: str = Field(description="Slack user id; empty once they were forgotten")
    said_by_name: str = Field("", description="What Slack calls them; empty where that is not known")
    said_at: str = Field(description="ISO 8601, UTC")


class CitedRecord(Record):
    """An invented person whose card cites it."""

    persona: str = Field(description="Id")
    number: int = Field(description="2: the card calls its passages m2.1, m2.2 and so on")
    interviews: tuple[str, ...] = Field(description="Ids of the conversations held with that person")


class MaterialRecord(Record):
    """A file or page that was given."""

    id: str = Field(description="Slack's id of the file, or the address of the page")
    kind: str = Field(description="file or page")
    name: str
    conversation: str
    given_by: str = Field(description="Slack user id; empty once they were forgotten")
    given_by_name: str = Field("", description="What Slack calls them; empty where that is not known")
    given_at: str = Field(description="ISO 8601, UTC")
    origin: OriginRecord | None = Field(description="What counts; null while nobody has said")
    earlier: tuple[OriginRecord, ...] = Field(description="What was said before it was corrected, the first first")
    cited_by: tuple[CitedRecord, ...]


class CorrectionRecord(Record):
    """What people said is otherwise with segments that were found in data, and holds."""

    conversation: str
    number: int = Field(description="By which people call it, and the rows with the segments too")
    kind: str = Field(description="name (of a segment), in (a segment), with (each other) or apart")
    customers: tuple[str, ...] = Field(description="The beginning of their hashes: no number of a customer is kept")
    segment: str = Field(description="What it is called; empty where it is no longer there, or none is meant")
    was: str = Field(description="What a segment was called before it was named; else empty")
    said_by: str = Field(description="Slack user id; empty once they were forgotten")
    said_by_name: str = Field("", description="What Slack calls them; empty where that is not known")
    said_at: str = Field(description="ISO 8601, UTC")


class AnalysisRecord(Record):
    """A file in which segments were looked for, and what was found."""

    conversation: str
    file: str = Field(description="Its name")
    at: str | None = Field(description="The day of the report, as ISO 8601; null for those of before it was kept")
    report: dict[str, Any] = Field(description="As `segue segment FILE --out FOLDER` writes it to report.json")


class DecisionRecord(Record):
    """Something the team decided."""

    id: str
    kind: str
    text: str
    state: str
    owner: str = Field(description="Slack user id")
    owner_name: str = Field("", description="What Slack calls them; empty where that is not known")
    made_by: str = Field(description="Slack user id")
    made_by_name: str = Field("", description="What Slack calls them; empty where that is not known")
    created_at: str = Field(description="ISO 8601, UTC")
    decided_at: str | None
    retired_at: str | None
    insights: tuple[str, ...] = Field(description="Ids of the insights it rests on")


class OpenQuestionRecord(Record):
    """What a conversation left open."""

    text: str
    conversation: str
    synthetic: bool = Field(description="What an invented person said has to be asked of real customers")


class TranscriptRecord(ConversationRecord):
    """All that was said in one conversation, as `segue export --conversation` has it."""

    synthetic: bool


class StudyExport(Record):
    """What a study knows, for whoever may read it."""

    format: Literal["segue-study"] = "segue-study"
    version: Literal[1] = VERSION
    reader: str | None = Field(description="Slack user id of whoever may read all of this; null: the operator")
    reader_name: str = Field("", description="What Slack calls them; empty where that is not known")
    made_at: str | None = Field(description="ISO 8601, UTC; null for the operator's, which is the same bytes each time")
    unchecked: bool = Field(description="Slack did not say who is in some of the channels: what is theirs is left out")
    study: StudyRecord
    conversations: tuple[HeldRecord, ...] = Field(description="In the order in which they began")
    personas: tuple[PersonaRecord, ...]
    material: tuple[MaterialRecord, ...] = Field(description="What was given to make them of, the first given first")
    analyses: tuple[AnalysisRecord, ...] = Field(description="Those whose report was told, in the order they began")
    insights: tuple[InsightRecord, ...] = Field(description="Pinned ones first, then the last changed")
    claims: tuple[ClaimRecord, ...] = Field(description="Those of the insights in their order, then those of none")
    corrections: tuple[CorrectionRecord, ...] = Field(description="Of segments in data, by conversation")
    decisions: tuple[DecisionRecord, ...]
    open_questions: tuple[OpenQuestionRecord, ...]
    transcripts: tuple[TranscriptRecord, ...] = Field(description="Empty unless they were asked for")


def as_json(export: StudyExport) -> str:
    """The same export is the same text, always."""
    return json.dumps(export.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def schema() -> str:
    """The JSON Schema (draft 2020-12) of `as_json`."""
    described = StudyExport.model_json_schema(mode="serialization")
    named = {"$schema": "https://json-schema.org/draft/2020-12/schema", **described}
    return json.dumps(named, ensure_ascii=False, indent=2) + "\n"
