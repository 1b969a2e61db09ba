"""What is said around the team's memory, as values: `bot/views` turns each into Slack calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from studies.decisions import Decision, Kind, Part, State


@dataclass(frozen=True)
class BasisLine:
    """Something a decision may rest on, as its card shows it."""

    number: int
    text: str
    synthetic: bool
    chosen: bool


@dataclass(frozen=True)
class DecisionCard:
    """A decision as it stands; drawn anew in its place when something changes."""

    name: str
    kind: Kind
    text: str
    state: State
    owner: str
    """Slack user id."""
    date: float
    """When it was proposed, adopted or retired; Unix seconds."""
    parts: tuple[Part, ...] = ()
    source: str = ""
    basis: tuple[BasisLine, ...] = ()
    changes: str = ""


@dataclass(frozen=True)
class DecisionsShown:
    """Which one counts: what is in force here, and what is only proposed."""

    name: str
    kind: Kind
    in_force: tuple[Decision, ...]
    proposed: tuple[Decision, ...] = ()
    retired: tuple[Decision, ...] = ()
    """The last one that counts no more; told where none is in force."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Slack user id -> what the owner is called: whoever asks which one counts calls nobody."""
