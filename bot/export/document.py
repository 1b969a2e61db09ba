"""What an export says, field by field. The JSON Schema in docs/export.schema.json is generated from these models.

A field may be added without a new `version`; one that goes, or means something else, needs the next.
"""

from __future__ import annotations

import json
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from interviews.answers import Answer, Question
from interviews.summary import Summary

VERSION: Literal[1] = 1


class Record(BaseModel):
    # Every field is in every export, so the schema may ask for those with a default as well.
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class Wording(Record):
    """What a message said at one time."""

    edited_ts: str | None = Field(description="Slack's ts of the edit; null for the first wording")
    edited_at: str | None = Field(description="The same in ISO 8601, UTC; null for the first wording")
    text: str = Field(description="Exactly as Slack sent it, with its entities such as &amp; and <@U123>")


class MessageRecord(Record):
    """One message of the transcript. A deleted one has no text and no revisions: that there was one is all we keep."""

    ts: str = Field(description="Slack's ts: the message's identity in its channel, and its order")
    at: str | None = Field(description="The same in ISO 8601, UTC, to the microsecond")
    author: str = Field(description="Slack user id; empty if only the deletion of the message arrived")
    author_name: str = Field("", description="What Slack calls them; empty where that is not known")
    by_segue: bool
    name: str | None = Field(description="Segue's messages: what it is, such as q3 (question 3) or summary")
    text: str | None = Field(description="The present wording, exactly as Slack sent it; null if deleted")
    edited_ts: str | None = Field(description="Slack's ts of the edit that gave the present wording; null if unedited")
    edited_at: str | None = Field(description="The same in ISO 8601, UTC")
    deleted: bool
    permalink: str | None = Field(description="Link to the message; null where the workspace's address is not known")
    revisions: tuple[Wording, ...] = Field(description="Every wording that is kept, the present one included")


class InterviewRecord(Record):
    """What was drawn from the messages. Claims name their answer (a3.1 is of a3), whose parts name the messages."""

    phase: str
    length: int = Field(description="How many answered questions make a summary")
    questions: tuple[Question, ...] = Field(description="q0 asks for the project; a3 answers q3")
    answers: tuple[Answer, ...]
    summary: Summary | None = Field(description="As it was posted; null before the end")


class ConversationRecord(Record):
    """One conversation, from its first message to the last."""

    id: str
    team: str
    study_id: str
    study_title: str
    flow: str
    title: str
    status: str = Field(description="open, paused or closed; what was summed up or made is closed")
    channel: str
    thread_ts: str | None
    direct: bool = Field(description="Held in a direct message")
    starter: str = Field(description="Slack user id of whoever began it")
    starter_name: str = Field("", description="What Slack calls them; empty where that is not known")
    started_at: str = Field(description="ISO 8601, UTC")
    permalink: str | None = Field(description="Link to the thread; null where the workspace's address is not known")
    messages: tuple[MessageRecord, ...] = Field(description="In Slack's order")
    interview: InterviewRecord | None = Field(description="Null for other conversations, and before the first turn")
    unreadable: str | None = Field(description="Why the interview is null although there is one; usually null")


class ExportDocument(Record):
    """An export of Segue's conversations."""

    format: Literal["segue-export"] = "segue-export"
    version: Literal[1] = VERSION
    conversations: tuple[ConversationRecord, ...] = Field(description="In the order in which they began")


def as_json(document: ExportDocument) -> str:
    """The same document is the same text, always: fields in their order, nothing that depends on the day."""
    return json.dumps(document.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def schema() -> str:
    """The JSON Schema (draft 2020-12) of `as_json`."""
    described = ExportDocument.model_json_schema(mode="serialization")
    named = {"$schema": "https://json-schema.org/draft/2020-12/schema", **described}
    return json.dumps(named, ensure_ascii=False, indent=2) + "\n"
