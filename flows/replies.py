"""What a flow says, as values: `bot/views` turns each into Slack calls.

A reply has a `name`, unique in its conversation, by which later turns can ask when it was shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from flows import deck_replies as decks
from flows import digest_replies as digests
from flows import memory_replies as memory
from flows import origin_replies as origins
from flows import persona_replies as personas
from flows import segmentation_replies as segmentation
from interviews.answers import Question
from interviews.coverage import Level
from interviews.dimensions import Dimension
from interviews.summary import Statement, Summary

Offer = Literal[
    "skip",
    "pause",
    "resume",
    "finish",
    "retry",
    "missing",
    "example",
    "not_answer",
    "edit",
    "share",
    "share_now",
    "undo",
    "again",
    "deck",
    "make_deck",
    "keep_canvas",
]
"""The buttons a reply may carry; each is also a plain word."""


@dataclass(frozen=True)
class Introduction:
    """Segue presents itself and asks for the project."""

    name: str
    total: int
    """How many questions will follow."""
    rehearsing: bool
    """The rehearsal model answers; it says so."""
    ask: str = ""
    """What it asks for; empty where the first question comes along."""
    project: str = ""
    """What it is about, where the interview gets a thread of its own: this message is its head and stays."""


@dataclass(frozen=True)
class QuestionCard:
    """The next question, with progress and coverage."""

    name: str
    question: Question
    number: int
    """Counted questions so far, this one included; skipped ones do not count."""
    total: int
    coverage: Mapping[Dimension, Level]
    before: str = ""
    """A short line before the question: the answer to something the team asked back, or what was skipped."""
    offers: tuple[Offer, ...] = ("skip", "pause", "example", "missing", "edit", "not_answer", "finish")
    introduction: Introduction | None = None
    """Set when the mention already said the project and this card is the first message."""
    changes: str = ""
    """Name of the card it takes the place of, when only what it shows beside the question has changed."""


Fate = Literal["answered", "skipped", "asked again below", "taken back", "left open"]
"""What became of a question whose card has done its work."""


@dataclass(frozen=True)
class SettledCard:
    """A question's card shrinks to one line once there is nothing more to press on it."""

    name: str
    card: str
    """Name of the card that shrinks."""
    question: Question
    number: int
    total: int
    fate: Fate


@dataclass(frozen=True)
class SummaryCard:
    """The end of an interview."""

    name: str
    summary: Summary
    answered: int
    rehearsing: bool
    note: str = ""
    corrected: bool = False
    """It replaces an earlier one, with the team's corrections in it."""


@dataclass(frozen=True)
class ReviewCard:
    """How useful was the summary, and what should be mended: the last word is the team's."""

    name: str
    may_share: bool
    """It can be posted to the channel in short: there is a channel."""
    segments: tuple[tuple[str, str], ...] = ()
    """Letter and name of each: somebody of that kind can be made as a persona."""
    ratings: tuple[int, ...] = ()
    """What it was rated, one number for each person."""
    changes: str = ""
    """Name of the card it takes the place of, with the ratings on it."""


@dataclass(frozen=True)
class FollowUpAnswer:
    """An answer to a question about the interview, each sentence with the messages it rests on."""

    name: str
    statements: tuple[Statement, ...]
    links: Mapping[str, str]
    """Id of an answer -> the address of its message."""


@dataclass(frozen=True)
class SharePreview:
    """What would be posted to the channel, and who would see it; nothing has been posted yet."""

    name: str
    summary: Summary
    channel: str
    project: str = ""
    rehearsing: bool = False


@dataclass(frozen=True)
class SharedSummary:
    """The short version in the channel, outside the thread."""

    name: str
    summary: Summary
    channel: str
    link: str | None
    """The address of the thread it comes from."""
    project: str = ""
    rehearsing: bool = False


@dataclass(frozen=True)
class TakenDown:
    """A message of ours that is deleted again."""

    name: str
    post: str
    """Name of the reply that goes."""
    channel: str = ""
    """Where it stands, if not where the conversation is held."""


@dataclass(frozen=True)
class Outdated:
    """A message shrinks to one line: a corrected summary stands below it, what it showed was posted, or taken back."""

    name: str
    card: str
    because: Literal["corrected", "posted", "taken back"] = "corrected"


@dataclass(frozen=True)
class Notice:
    """A short message: what happened, what was kept, what to do now."""

    name: str
    text: str
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True)
class DirectNote:
    """A direct message to one person about this conversation."""

    name: str
    user: str
    text: str
    offers: tuple[Offer, ...] = field(default=("resume",))


@dataclass(frozen=True)
class PersonalOffered:
    """Somebody asks for their data, or to be forgotten, in plain words: buttons open the windows."""

    name: str
    text: str


@dataclass(frozen=True)
class FileGiven:
    """A file in the thread. `alt`: a picture in words, for whoever does not see it."""

    name: str
    filename: str
    title: str
    data: bytes
    alt: str = ""


@dataclass(frozen=True)
class CanvasGiven:
    """A deck or a report as a page inside Slack, with a message in the thread that leads there."""

    name: str
    of: Literal["deck", "report"]
    title: str
    markdown: str
    user: str
    """Slack user id of whoever asked: in a direct message the page is opened to them."""
    direct: bool
    card: str = ""
    """Name of the message that offered it."""
    made: str = ""
    """What that message says of the file."""


@dataclass(frozen=True)
class CanvasRewritten:
    """Another text for a page that was given."""

    name: str
    markdown: str
    changes: str
    """Name of the `CanvasGiven`."""


Reply = (
    Introduction
    | QuestionCard
    | SettledCard
    | SummaryCard
    | ReviewCard
    | FollowUpAnswer
    | SharePreview
    | SharedSummary
    | TakenDown
    | Outdated
    | Notice
    | DirectNote
    | FileGiven
    | CanvasGiven
    | CanvasRewritten
    | PersonalOffered
    | decks.DeckOutline
    | origins.OriginAsked
    | origins.OriginKnown
    | personas.Plan
    | personas.PersonaCard
    | personas.ProposalsCard
    | personas.PagesOffered
    | personas.WholeCard
    | personas.GuideShown
    | personas.FormAsked
    | personas.EraseAsked
    | personas.CardGone
    | personas.InterviewAt
    | personas.RolePlayHead
    | personas.AboutHead
    | personas.GuideAsked
    | personas.PersonaSays
    | personas.SynthesisCard
    | personas.SynthesisPreview
    | personas.SharedSynthesis
    | memory.DecisionCard
    | memory.DecisionsShown
    | digests.DigestPost
    | digests.DigestSet
    | digests.DigestNote
    | digests.DigestAlert
    | digests.DigestAnswer
    | segmentation.FileUnderstood
    | segmentation.SegmentsFound
    | segmentation.WholeReport
    | segmentation.BeliefsCompared
    | segmentation.TextsReading
    | segmentation.TextsRead
    | segmentation.ReportAnswered
    | segmentation.CorrectionsTold
    | segmentation.MadeBefore
)
