"""What a decision's conversation remembers."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from studies.decisions import Kind, Part


class Phase(StrEnum):
    NEW = "new"
    PROPOSED = "proposed"
    ADOPTED = "adopted"
    RETIRED = "retired"
    ANSWERED = "answered"
    """Somebody only asked which one counts."""


class Proposal(BaseModel):
    """What another conversation hands on: a segmentation to be adopted."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    text: str
    parts: tuple[Part, ...]
    link: str = ""
    """The summary it comes from."""
    interview: str = ""
    summary: int = 0
    """Id of the interview, and which of its summaries that is."""


class DecisionState(BaseModel):
    """One decision, or the question which one counts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = 1
    phase: Phase = Phase.NEW
    kind: Kind = Kind.DECISION
    text: str = ""
    parts: tuple[Part, ...] = ()
    source: str = ""
    interview: str = ""
    """Id of the interview that a segmentation comes from; empty where it comes from none, or nobody noted it."""
    summary: int = 0
    """Which of its summaries."""
    owner: str = ""
    made_by: str = ""
    created_at: float = 0.0
    decided_at: float | None = None
    retired_at: float | None = None
    near: tuple[str, ...] = ()
    """Ids of what was learned that it may rest on, as it is numbered on the card."""
    rests_on: tuple[str, ...] = ()
    cards: int = 0
    """How often the card was drawn; the first one stands in the thread and is changed by the others."""
    notices: int = 0

    def named_notice(self) -> tuple[DecisionState, str]:
        return self.model_copy(update={"notices": self.notices + 1}), f"notice-{self.notices + 1}"
