"""What every worker needs: where things are kept, who thinks, how long one waits, whom to tell."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.engine.bound import ModelsOf
from bot.engine.channels import Channels
from bot.engine.courtesies import Thinking
from bot.engine.in_turn import InTurn
from bot.engine.reader import Reader
from bot.engine.showing import Showing
from bot.engine.wordings import Wordings
from bot.watch import SILENT, Watch
from decks.deck import Deck
from flows.analyses import Analyst
from flows.runtime import DeckFiles, Flow
from store.connection import Store
from store.conversations import Conversation


@dataclass(frozen=True)
class Pace:
    """How a conversation waits; seconds unless the name says otherwise."""

    quiet: float
    """How long nobody must have written before an answer counts as complete."""
    grows: int
    """How often an answer may grow while the model thinks, before it is taken as it is."""
    reminder_after: timedelta
    close_after: timedelta


@dataclass(frozen=True)
class House:
    """What every worker needs."""

    store: Store
    flows: Mapping[str, Flow]
    models: ModelsOf
    pace: Pace
    clock: Callable[[], float]
    call_queued: Callable[[str], None]
    """(conversation id): the outbox has something to send for it."""
    work_queued: Callable[[str], None]
    """(conversation id): something lies in its inbox."""
    timer_set: Callable[[float], None]
    """(when): a timer is due then, in Unix seconds."""
    serves: Callable[[str], bool]
    """(team): whether Segue is installed there; where it is not, conversations rest."""
    reader: Callable[[Conversation, str], Reader]
    """(conversation, Slack user id of whoever acts) -> what a turn reads for them."""
    make_deck: Callable[[Deck], Awaitable[DeckFiles]]
    """A deck -> its files."""
    reads: InTurn
    """Files and pages that are read."""
    draws: InTurn
    """Decks that are drawn and printed."""
    analyst: Callable[[str], Analyst]
    """Team -> who analyses files that were dropped there."""
    cleared: Callable[[str, Sequence[str]], Awaitable[None]]
    """(team, ids of its conversations that were touched). Something was erased: afterwards it is in no file of ours.
    Raises nothing."""
    face_url: Callable[[str], str]
    """Key of a picture -> where Slack can fetch it; empty where it cannot."""
    moved_on: Callable[[Conversation], None]
    """A turn of it was committed: lists that show it may be drawn again."""
    titled: Callable[[Conversation, str], None]
    """A courtesy: what it is about is known, or known better."""
    wordings: Wordings
    """What Segue says of its own accord, in the language of the conversation."""
    hint: Callable[[Conversation, str, str], None]
    """(conversation, Slack user id, words): for that person alone."""
    showing: Callable[[Conversation], Showing]
    """What a turn shows before it ends."""
    show_thinking: Callable[[Conversation], Thinking]
    """A courtesy: let people see what is worked on, step by step, until it is over."""
    watch: Watch = SILENT
    """Hears how turns go."""
    channels: Channels = field(default_factory=Channels)
    """Where a turn waits for its place."""
