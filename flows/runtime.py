"""What a conversation is made of: what comes in, what a turn may use, and what comes out.

A flow is a LangGraph state machine behind one function, `turn(state, incoming, context) -> Outcome`.
It touches neither Slack nor SQL: `bot/engine` commits everything the turn returned in one transaction, or nothing.
"""

from __future__ import annotations

import json
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict

from decks.deck import Deck
from errors import DeckError, MaterialError
from flows.analyses import Analyst, NoAnalyst
from flows.files import File as File
from flows.forms import Form, Picks
from flows.keeping import Keeping, NothingKept
from flows.libraries import EmptyLibrary, Library
from flows.llm.task import Model
from flows.made_of_texts import MadeOfTexts, NothingMade
from flows.memories import Memory, NoMemory
from flows.news import Newsroom, NoNews
from flows.records import Record
from flows.replies import Reply
from flows.study_files import NoStudyFiles, StudyFiles
from personas.formats import Imported
from personas.passages import Link, Passage, Portion
from studies.theirs import Theirs

Kind = Literal["message", "edit", "deletion", "press", "schedule", "command", "submission"]
Status = Literal["open", "paused", "closed"]


class Incoming(BaseModel):
    """Something that happened, as it lies in the inbox. `key` says what happened once (docs/engine.md).

    What another version wrote beside these fields is ignored: a row outlives the program that wrote it.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    key: str
    team: str
    kind: Kind
    channel: str
    ts: str
    """Slack's order: the message's ts, the press's action_ts, or the time written the same way."""
    user: str = ""
    """Who did it; empty for a schedule."""
    author: str = ""
    """Whose words these are, where somebody began with another's."""
    thread_ts: str | None = None
    """The thread it happened in; None at the top level of a channel or direct message."""
    direct: bool = False
    """In a direct message with Segue."""
    mention: bool = False
    """The message mentions Segue."""
    text: str = ""
    """Raw, as Slack sent it: what the transcript keeps byte for byte."""
    said: str = ""
    """As people read it: entities decoded, our own mention removed, ends stripped."""
    files: tuple[str, ...] = ()
    """Names of files that came with the message."""
    attached: tuple[File, ...] = ()
    """The files themselves, as far as Slack says where they are."""
    message_ts: str | None = None
    """Press: the message the button sits on. Edit, deletion and message shortcut: the message meant."""
    edited_ts: str | None = None
    action: str | None = None
    """Press and submission: the action id (`skip`, `edit`, ...). Schedule: what is due (`reminder`)."""
    conversation: str | None = None
    """Id of the conversation meant, where the place it happened in does not say so (App Home, another thread)."""
    value: str | None = None
    """Press: the button's. Submission: what was filled in for, such as `a3`."""
    persona: str | None = None
    """Id of the persona with whom the conversation that it begins is held."""
    study: str | None = None
    """Id of the study meant: that of the conversation it begins; otherwise whose desk takes it up."""
    begins: str | None = None
    """In a row that a turn hands on: the flow it begins where no conversation is held in its thread yet."""


ASK_PERSONA = "ask_persona"
"""What is asked for where a message is laid before a persona: `value` is an `About`."""
SAMPLE = "sample"
"""Somebody wants to try the persona that comes along."""
SCORED = "scored"
"""An interview with a persona is over: `value` is a `Scoring`."""
LAST = "9999999999.999999"
"""A `ts` later than every message: a step of a long job waits until what people said is taken up."""


@dataclass(frozen=True)
class Timer:
    """Something the conversation wants to be told later. Setting a name again moves it; `due=None` drops it."""

    name: str
    due: datetime | None


class Sheet(BaseModel):
    """A file or page that was read: its passages, and where a page leads to on its own site."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    passages: tuple[Passage, ...]
    links: tuple[Link, ...] = ()
    portion: Portion | None = None
    """How much of it was read; None: all."""


async def no_files(file: File, number: int) -> Sheet:
    raise MaterialError("I can't read files here.")


async def no_page(address: str, number: int) -> Sheet:
    raise MaterialError("I can't read pages here.")


async def no_card(file: File) -> Imported:
    raise MaterialError("I can't read files here.")


@dataclass(frozen=True)
class DeckFiles:
    pptx: bytes
    pdf: bytes = b""
    """Empty where nothing here makes one."""
    pdf_failed: bool = False
    """It could be made here, and was not."""


async def no_deck(deck: Deck) -> DeckFiles:
    raise DeckError("I can't make files here.")


async def nameless(users: Sequence[str]) -> Mapping[str, str]:
    return {}


class Audience(BaseModel):
    """Who would see a post in a channel: how many, and how many of them cannot open the conversation it quotes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    people: int
    outside: int


async def nobody(channel: str, user: str) -> Audience | None:
    return None


@dataclass(frozen=True)
class Context:
    """What a turn may use besides its arguments: nothing in a flow reads a clock, dice or a file by itself."""

    model: Model
    now: datetime
    """Aware, UTC; the same for the whole turn."""
    random: random.Random
    posted: Mapping[str, str] = field(default_factory=dict)
    """Name of a reply of this conversation -> the ts under which Slack shows it."""
    conversation: str = ""
    """Id of the conversation."""
    starter: str = ""
    """Slack user id of whoever started the conversation."""
    link: Callable[[str], str | None] = lambda ts: None
    """Ts of a message of this conversation -> the address at which Slack opens it."""
    step: Callable[[str], None] = lambda words: None
    """Lets people see what is being done. A courtesy: nothing rests on it."""
    hint: Callable[[str, str], None] = lambda user, words: None
    """(Slack user id, words) that nobody else sees. A courtesy: nothing rests on it."""
    show: Callable[[Reply], None] = lambda reply: None
    """Show a reply as far as it is; shown again under its name, it says more. What the turn returns under it stands."""
    read_file: Callable[[File, int], Awaitable[Sheet]] = no_files
    """(file, its number among the materials) -> what stands in it. Raises MaterialError, in words for people."""
    face_url: Callable[[str], str] = lambda key: ""
    """Key of a picture -> the address at which Slack can fetch it; empty where it cannot."""
    audience: Callable[[str, str], Awaitable[Audience | None]] = nobody
    """(channel, Slack user id of whoever posts) -> who would see it; None where that person, or Segue, is not in."""
    library: Library = field(default_factory=EmptyLibrary)
    """The team's personas, read for whoever acts in this turn."""
    read_page: Callable[[str, int], Awaitable[Sheet]] = no_page
    """(address, its number among the materials) -> what stands there. Raises MaterialError, in words for people."""
    pictures: Model | None = None
    """The model that makes pictures; None where there is none."""
    cost: Callable[[int, int, int], float | None] = lambda prompt, answer, pictures: None
    """(tokens read, tokens written, pictures) -> US dollars; None where the price is not known."""
    study_files: StudyFiles = field(default_factory=NoStudyFiles)
    """Studies as files, made for whoever acts in this turn."""
    keeping: Keeping = field(default_factory=NothingKept)
    """What is kept of whoever acts in this turn."""
    memory: Memory = field(default_factory=NoMemory)
    """What was learned in the study of this conversation, read for whoever acts in this turn."""
    news: Newsroom = field(default_factory=NoNews)
    """What is new, for those who would see a digest of it."""
    read_card: Callable[[File], Awaitable[Imported]] = no_card
    """A dropped file -> the persona's card in it. Raises SegueError, in words for people."""
    make_deck: Callable[[Deck], Awaitable[DeckFiles]] = no_deck
    """A deck -> its files. Raises DeckError."""
    analyst: Analyst = field(default_factory=NoAnalyst)
    """Files of customers are analysed step by step."""
    unhurried: Model | None = None
    """The same model for a long job: conversations go first, and what is left for them of a budget is left alone."""
    vectors: Model | None = None
    """The model that places texts by what they mean; None where there is none."""
    made_of_texts: MadeOfTexts = field(default_factory=NothingMade)
    """What models made of texts of files, so that none is paid for twice."""
    names: Callable[[Sequence[str]], Awaitable[Mapping[str, str]]] = nameless
    """Slack user ids -> how these people are called, as far as Slack says."""
    reminder_after: timedelta = timedelta(days=1)
    """How long a question may wait before whoever started is reminded; weekends are left out."""
    close_after: timedelta = timedelta(days=14)
    """How long nothing may happen before the conversation is closed."""


@dataclass(frozen=True)
class Outcome:
    state: BaseModel
    replies: Sequence[Reply] = ()
    status: Status = "open"
    timers: Sequence[Timer] = ()
    next: Sequence[Incoming] = ()
    """Further inbox rows: a job's next step, or what begins another conversation; without a channel, in its own."""
    records: Sequence[Record] = ()
    """What is kept beside the state."""
    title: str = ""
    """What the conversation is about, once known; names its study."""
    language: str = ""
    """The language that is spoken, as a tag, once known."""


class Turn(Protocol):
    async def __call__(self, state: BaseModel, incoming: Sequence[Incoming], context: Context) -> Outcome: ...


@dataclass(frozen=True)
class Flow:
    """A conversation kind: its state machine and how its state is read back years later."""

    name: str
    state: type[BaseModel]
    """Has a field `version: int` whose default is today's version."""
    turn: Turn
    build: Callable[[], Any]
    """-> the compiled LangGraph graph (for diagrams and LangGraph Studio)."""
    joins: Callable[[BaseModel, Incoming], bool]
    """(state, incoming) -> whether it belongs to one answer with its neighbours; controls such as `pause` do not."""
    form: Callable[[BaseModel, str], Form | Picks | None] = lambda state, action: None
    """(state, action) -> the form that this press opens, or None where there is nothing to fill in."""
    page: Callable[[BaseModel, str], Reply | None] = lambda state, action: None
    """(state, action) -> what this press opens to be read beside the thread, or None."""
    background: bool = False
    """Nobody waits for it: its model calls come after those of conversations."""
    stops: bool = False
    """It stops by itself what it has begun: Slack's stop button is handed to it as a press (`stop`)."""
    interrupts: Callable[[Incoming], bool] = lambda incoming: False
    """Whether what happened, other than a message, ends the turn under way, however long that would still take."""
    long: Callable[[BaseModel, Sequence[Incoming]], bool] = lambda state, incoming: incoming[0].kind == "schedule"
    """(state, incoming) -> whether that turn may take minutes: it takes no place among the turns of its channel."""
    yields: Callable[[BaseModel, Incoming], bool] = lambda state, incoming: False
    """(state, incoming) -> whether it begins something else at the top of a direct message where this is open."""
    standing: Callable[[BaseModel], str] = lambda state: ""
    """State -> where the conversation stands, in a few words for a list."""
    result: Callable[[BaseModel], str] = lambda state: ""
    """State -> name of the reply that holds what the conversation led to; empty before there is one."""
    left_open: Callable[[BaseModel], Sequence[str]] = lambda state: ()
    """State -> what nobody could say in it."""
    forget: Callable[[BaseModel, Theirs], BaseModel] = lambda state, theirs: state
    """(state, somebody's words) -> the state without what that person said. Words that are left in it are put out."""
    migrations: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = field(default_factory=dict)
    """Version n -> a function that turns stored state of version n into n + 1."""

    def read(self, stored: str | None) -> BaseModel:
        """As `load`, from the text that is kept. Today's version, which Pydantic writes first, is read in one go."""
        today = self.state.model_fields["version"].default
        if stored is not None and stored.startswith(f'{{"version":{today},'):
            return self.state.model_validate_json(stored)
        return self.load(json.loads(stored or "null"))

    def load(self, stored: dict[str, Any] | None) -> BaseModel:
        """Stored JSON of any earlier version -> today's state; None -> a fresh one.

        Raises ValueError (pydantic's included) when the stored state is corrupt or from a newer version.
        """
        if stored is None:
            return self.state()
        today: int = self.state.model_fields["version"].default
        while (version := stored.get("version")) != today:
            if not isinstance(version, int) or version not in self.migrations:
                raise ValueError(f"{self.name}: no way from state version {version!r} to {today}")
            stored = self.migrations[version](stored)
        return self.state.model_validate(stored)
