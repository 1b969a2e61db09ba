"""Forms a conversation offers, as values: `bot/views` draws them, the side door opens them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """Something that can be edited: what it is called, and how it reads now."""

    key: str
    label: str
    text: str
    note: str = ""
    """A line to know before one changes it."""
    field: str = ""
    """What the text is called, where that is not how something should read."""


@dataclass(frozen=True)
class Form:
    """Choose one, change its text, submit. The submission bears `action`, the choice's key and the new text."""

    action: str
    title: str
    submit: str
    ask: str
    choices: tuple[Choice, ...]
    longest: int = 3000


@dataclass(frozen=True)
class Pick:
    """One of several things, of each of which something is chosen."""

    key: str
    label: str
    chosen: str


@dataclass(frozen=True)
class Picks:
    """Choose for each, submit. The submission bears `action` and, as JSON, key -> what was chosen."""

    action: str
    title: str
    submit: str
    ask: str
    options: tuple[tuple[str, str], ...]
    """(value, label), the same for all."""
    picks: tuple[Pick, ...]
    of: str = ""
    """What it is about. The submission says it under this name too: a form may come back when it is about another."""
