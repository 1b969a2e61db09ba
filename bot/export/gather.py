"""From the database to the document."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from pydantic import BaseModel

from bot.export.document import ConversationRecord, InterviewRecord, MessageRecord, Wording
from bot.export.states import loaded, status_of
from bot.permalinks import permalink
from flows.interview.state import InterviewState
from flows.registry import FLOWS
from store.archive import Archived
from store.transcripts import Message


def record(kept: Archived, workspace: str | None = None) -> ConversationRecord:
    """`workspace`: its address (`https://acme.slack.com`), which the permalinks begin with."""
    state = loaded(kept.flow, kept.state)
    interview, unreadable = _interview(kept, state)
    return ConversationRecord(
        id=kept.id,
        team=kept.team_id,
        study_id=kept.study_id,
        study_title=kept.study_title,
        flow=kept.flow,
        title=kept.title,
        status=status_of(kept.status, state),
        channel=kept.channel,
        thread_ts=kept.thread_ts,
        direct=kept.direct,
        starter=kept.starter,
        started_at=datetime.fromtimestamp(kept.started_at, UTC).isoformat(timespec="microseconds"),
        permalink=permalink(workspace, kept.channel, kept.thread_ts, None) if kept.thread_ts else None,
        messages=tuple(_message(kept, message, workspace) for message in kept.messages),
        interview=interview,
        unreadable=unreadable,
    )


def when(at: float) -> str:
    """Unix seconds as ISO 8601 in UTC."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="microseconds")


def iso(ts: str | None) -> str | None:
    """Slack's ts as ISO 8601 in UTC, to the microsecond; None for what is no ts."""
    found = re.fullmatch(r"(\d{1,10})\.(\d{1,6})", ts or "", re.ASCII)
    if found is None:
        return None
    # Never through a float: 17 digits do not fit into one.
    second = datetime.fromtimestamp(int(found[1]), UTC)
    return second.replace(microsecond=int(found[2].ljust(6, "0"))).isoformat(timespec="microseconds")


def _message(kept: Archived, message: Message, workspace: str | None) -> MessageRecord:
    return MessageRecord(
        ts=message.ts,
        at=iso(message.ts),
        author=message.author,
        by_segue=message.by_segue,
        name=message.name,
        text=message.text,
        edited_ts=message.revision or None,
        edited_at=iso(message.revision),
        deleted=message.deleted,
        permalink=None if message.deleted else permalink(workspace, kept.channel, message.ts, kept.thread_ts),
        revisions=tuple(
            Wording(edited_ts=each.revision or None, edited_at=iso(each.revision), text=each.text)
            for each in kept.wordings.get(message.ts, ())
        ),
    )


def _interview(kept: Archived, state: BaseModel | None) -> tuple[InterviewRecord | None, str | None]:
    """-> (the interview, None) or (None, why it cannot be read); a transcript must not be lost over its state."""
    if kept.state is None or kept.flow not in FLOWS or FLOWS[kept.flow].state is not InterviewState:
        return None, None
    if not isinstance(state, InterviewState):
        return None, "The interview's state is damaged, or was written by another version."
    return InterviewRecord(
        phase=state.phase,
        length=state.length,
        questions=state.questions,
        answers=state.answers,
        summary=state.summary,
    ), None
