"""What the digest says, as values: `bot/views` turns each into Slack calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from studies.digest import Digest
from studies.file_news import Finding
from studies.news import Item
from studies.schedule import Schedule

Act = Literal["digest_preview", "digest_change", "digest_stop", "digest_resume", "digest_mute"]


@dataclass(frozen=True)
class DigestPost:
    """One edition, at the top level of a channel or in a direct message. `to`: id of the channel or person."""

    name: str
    to: str
    digest: Digest
    since: datetime
    """In the zone of the schedule, as `until` and `late`."""
    until: datetime
    headline: str = ""
    """In a model's words; empty: the counts speak."""
    step: str = ""
    """The step it suggests, in a model's words; empty: in ours."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Slack user id -> what people call those who took part."""
    late: datetime | None = None
    """When it was due, where it comes much later."""
    preview: bool = False
    personal: bool = False
    channel: str = ""
    """Which one it is about: what was held elsewhere says where."""
    id: str = ""
    """Of the digest's conversation: its buttons bear it, for a post at the top level says nothing of whose it is."""


@dataclass(frozen=True)
class DigestSet:
    """A digest was set up, or changed: everybody there reads what will come, and who wanted it."""

    name: str
    to: str
    schedule: Schedule
    next: datetime | None
    """In the zone of the schedule; None while it is paused."""
    by: str
    """What people call whoever did it; empty where Slack does not say."""
    changed: bool = False
    previewed: bool = False
    """Whoever set it up gets a preview with it."""
    id: str = ""


@dataclass(frozen=True)
class DigestNote:
    """A line about a digest, for all who get it or for one."""

    name: str
    to: str
    text: str
    acts: tuple[Act, ...] = ()
    channel: str = ""
    """Which channel it speaks of, where that is another one."""
    id: str = ""


@dataclass(frozen=True)
class DigestAnswer:
    """An answer to a follow-up, in the thread of the edition it was asked of."""

    name: str
    to: str
    thread: str
    """ts of that edition."""
    question: str
    by: str
    """What people call whoever asked; empty where Slack does not say."""
    items: tuple[Item, ...] = ()
    """What was learned that comes nearest; empty where nothing does."""
    whole: bool = True
    """Slack has said who may read what; otherwise something may be missing."""


@dataclass(frozen=True)
class DigestAlert:
    """Something that somebody wanted to hear at once."""

    name: str
    to: str
    items: tuple[Item, ...] = ()
    findings: tuple[Finding, ...] = ()
    """About segments."""
    left: int = 0
    """How many more there are."""
    personal: bool = False
    id: str = ""
