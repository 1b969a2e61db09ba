"""What a turn wants kept beside its own state, as values: the engine writes them in the turn's transaction.

A persona is known by the conversation it was made in: that conversation is its thread, its history and its owner.
"""

from __future__ import annotations

from dataclasses import dataclass

from personas.passages import Passage
from personas.schema import Persona
from studies.decisions import Kind, State
from studies.learned import Learned, Relation, Status
from studies.provenance import Provenance
from studies.schedule import Schedule


@dataclass(frozen=True)
class PersonaKept:
    """A new version of the persona of this conversation."""

    persona: Persona
    passages: tuple[Passage, ...]
    changed_by: str
    """Slack user id."""
    version: int
    """Counted from 1; a version that is kept already stays as it is."""
    face: str = ""
    """Key of the picture."""
    picture: bytes = b""
    """PNG; empty where it is kept already."""


@dataclass(frozen=True)
class PersonaShelved:
    """The persona of this conversation leaves the library, or comes back; interviews that run go on."""

    archived: bool


@dataclass(frozen=True)
class PersonaErased:
    """The persona of this conversation goes: every version, its interviews with what was said, its insights."""

    user: str = ""
    """Slack user id of whoever asked for it."""


@dataclass(frozen=True)
class InterviewHeld:
    """This conversation is an interview with a persona, in that version of it."""

    persona_id: str
    version: int


@dataclass(frozen=True)
class ClaimsKept:
    """What this conversation led to, claim by claim; takes the place of what was kept of it before."""

    claims: tuple[Learned, ...]
    persona_id: str = ""
    version: int = 0
    """Of the persona's card."""


@dataclass(frozen=True)
class ClaimJoined:
    """A claim belongs to that insight from now on, and to no other. `claim`: its id among all of the team's."""

    claim: str
    text: str
    """What it said when it was judged: where it says something else by now, nothing is written."""
    insight: str
    relation: Relation
    judged_by: str
    """`rule`, `model`, or a Slack user id."""
    begins: bool = False
    """The insight begins with it."""


@dataclass(frozen=True)
class InsightChanged:
    """Somebody did something with an insight: `kind` is a word for its history. None: as it was."""

    insight: str
    kind: str
    actor: str
    """Slack user id."""
    note: str = ""
    status: Status | None = None
    reason: str | None = None
    pinned: bool | None = None


@dataclass(frozen=True)
class InsightsMerged:
    """All claims of one insight are the other's from now on, those too that whoever merges may not read."""

    gone: str
    into: str
    actor: str
    """Slack user id."""


@dataclass(frozen=True)
class DecisionKept:
    """The decision of this conversation, as it stands now."""

    kind: Kind
    text: str
    state: State
    owner: str
    made_by: str
    created_at: float
    decided_at: float | None = None
    retired_at: float | None = None
    insights: tuple[str, ...] = ()


@dataclass(frozen=True)
class StudyChanged:
    """Somebody did something with the study of this conversation. Empty: left as it was."""

    actor: str
    """Slack user id."""
    title: str = ""
    merged_into: str = ""
    """All that belongs to it belongs to that one from now on."""


@dataclass(frozen=True)
class ConversationMoved:
    """A conversation with what it led to belongs to another study from now on. `stay`: of the interviews with a persona
    that would come along, those that whoever moves it may not read."""

    conversation: str
    into: str
    stay: tuple[str, ...] = ()


@dataclass(frozen=True)
class ScheduleKept:
    """The schedule of this conversation as it is now. `state` is a word: running, paused, deleted. Unix seconds."""

    plan: Schedule
    state: str
    next_at: float | None
    last_at: float | None


@dataclass(frozen=True)
class PersonForgotten:
    """What somebody wrote goes, wherever it stands, and so does who they are."""

    user: str
    """Slack user id."""


@dataclass(frozen=True)
class StudyForgotten:
    """What was said and learned in a study goes, as far as it was said in these channels."""

    study: str
    channels: tuple[str, ...]
    user: str
    """Slack user id of whoever asked for it."""


@dataclass(frozen=True)
class OldForgotten:
    """Time is over for these conversations, unless somebody has written there since `before` (Unix seconds)."""

    ids: tuple[str, ...]
    before: float


@dataclass(frozen=True)
class Exported:
    """Something left as a file: a line in the audit log. `kind`: `study` or `person`; `form` such as `json`."""

    kind: str
    object: str
    form: str
    user: str
    """Slack user id."""


@dataclass(frozen=True)
class MaterialGiven:
    """A file or page was given in this conversation. `upload`: the message it came with."""

    id: str
    upload: str
    kind: str
    """`file` or `page`."""
    name: str
    user: str
    """Slack user id."""


@dataclass(frozen=True)
class OriginSaid:
    """Somebody said where all that came with a message is from."""

    upload: str
    said: Provenance
    user: str
    """Slack user id."""


@dataclass(frozen=True)
class SegmentsKept:
    """What the next file dropped in this conversation is held against; takes the place of all but `before`."""

    run: str
    before: str
    """The run that this one was held against; empty for none."""
    model: str
    """JSON."""
    customers: bytes
    """Who was in which segment, packed."""


@dataclass(frozen=True)
class FileAnalysed:
    """An analysis is over and was held against an earlier one: whoever wants to hear of it at once does."""

    run: str


Record = (
    PersonaKept
    | PersonaShelved
    | PersonaErased
    | InterviewHeld
    | ClaimsKept
    | ClaimJoined
    | InsightChanged
    | InsightsMerged
    | DecisionKept
    | StudyChanged
    | ConversationMoved
    | ScheduleKept
    | PersonForgotten
    | StudyForgotten
    | OldForgotten
    | Exported
    | MaterialGiven
    | OriginSaid
    | SegmentsKept
    | FileAnalysed
)
