"""Where material is from, what it is used for, and on what basis: asked once of whoever gave it, and shown in exports.

What nobody has said is *not said*: it is guessed by no rule and no model.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

MOST_WORDS = 300
"""Characters of what is added in one's own words."""
NOT_SAID = "not said"


class CameFrom(StrEnum):
    OWN = "own"
    CUSTOMER = "customer"
    PUBLIC = "public"
    BOUGHT = "bought"
    OTHER = "other"


class Basis(StrEnum):
    """Why it may be used. Not legal advice: what somebody of the team says."""

    NOT_PERSONAL = "not personal"
    AGREED = "agreed"
    CONTRACT = "contract"
    INTEREST = "interest"
    UNKNOWN = "unknown"


CAME_FROM: Mapping[CameFrom, str] = {
    CameFrom.OWN: "Our own",
    CameFrom.CUSTOMER: "A customer gave it to us",
    CameFrom.PUBLIC: "It is public",
    CameFrom.BOUGHT: "We bought it",
    CameFrom.OTHER: "From somewhere else",
}
BASES: Mapping[Basis, str] = {
    Basis.NOT_PERSONAL: "No personal data in it",
    Basis.AGREED: "The people in it agreed",
    Basis.CONTRACT: "A contract with them",
    Basis.INTEREST: "A legitimate interest",
    Basis.UNKNOWN: "I don't know",
}
IN_EXPORTS: Mapping[Basis, str] = {**BASES, Basis.UNKNOWN: "Not known"}
"""As somebody else reads it."""


class Provenance(BaseModel):
    """What somebody said of a file or page."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    came_from: CameFrom
    words: str = Field("", max_length=MOST_WORDS)
    """From where exactly."""
    purpose: str = Field("", max_length=MOST_WORDS)
    basis: Basis
