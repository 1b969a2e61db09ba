"""What is learned: claims of single conversations, and insights that several claims make together."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A domain value: immutable, compared by content, plain JSON when stored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Origin(StrEnum):
    """Who speaks. They are counted and shown apart: what is invented never adds to what is real."""

    TEAM = "team"
    """Somebody on the team said so."""
    SYNTHETIC = "synthetic"
    """An invented person said so: a hypothesis."""
    DATA = "data"
    """It was counted in a file."""


class Strength(StrEnum):
    """How much stands behind a single claim."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"

    @property
    def rank(self) -> int:
        """0 for the weakest."""
        return (Strength.WEAK, Strength.MEDIUM, Strength.STRONG).index(self)


class Evidence(Value):
    """Words as they stand in a message, after white-space folding."""

    answer: str
    """Id of the answer within its conversation: `a3`."""
    ts: str
    """Slack's timestamp of the message; empty where it has not arrived there."""
    quote: str


class Learned(Value):
    """One claim of one conversation."""

    id: str
    """Within its conversation, and the same for as long as it is the same claim: `a3.1`."""
    kind: str
    text: str
    strength: Strength
    origin: Origin
    evidence: tuple[Evidence, ...]
    echo: bool = False
    """Its words stand on the persona's card: an input, not a finding."""
    against: str = ""
    decides: str = ""


class Loose(Value):
    """A claim that belongs to no insight yet. `id` is the claim's among all of the team's."""

    id: str
    conversation: str
    channel: str
    claim: Learned


class Relation(StrEnum):
    """What a claim is to the insight that it joined."""

    FIRST = "first"
    SAME = "same"
    STRONGER = "stronger"
    CONTRADICTS = "contradicts"


class Member(Value):
    """A claim within an insight. `id` is the claim's among all of the team's."""

    id: str
    relation: Relation
    conversation: str
    channel: str
    joined_at: float
    claim: Learned
    persona: str = ""
    """Name of the invented person who said so."""


class Status(StrEnum):
    STANDING = "standing"
    REJECTED = "rejected"
    MERGED = "merged"


class Insight(Value):
    """What claims say together. Whoever may not read all of them sees it as those say it that they may read."""

    id: str
    study: str
    status: Status = Status.STANDING
    reason: str = ""
    """Why it was rejected."""
    pinned: bool = False
    created_at: float = 0.0
    updated_at: float = 0.0
    members: tuple[Member, ...] = ()
    """In the order in which they joined."""
    in_part: bool = False
    """Some are left out, because whoever looks may not read where they were said."""

    @property
    def text(self) -> str:
        """As the first of them says it that does not speak against it."""
        return next((each.claim.text for each in self.supporting), self.members[0].claim.text if self.members else "")

    @property
    def supporting(self) -> tuple[Member, ...]:
        return tuple(each for each in self.members if each.relation is not Relation.CONTRADICTS)

    @property
    def contradicting(self) -> tuple[Member, ...]:
        return tuple(each for each in self.members if each.relation is Relation.CONTRADICTS)

    def sources(self, *origins: Origin) -> int:
        """In how many conversations it was said, by those: several claims of one interview are one source."""
        return len({each.conversation for each in self.supporting if each.claim.origin in origins})

    def seen_in(self, channels: frozenset[str]) -> Insight | None:
        """As it is for whoever may read those channels; None where nothing of it is left.

        Why it was rejected is words of somebody who may have read all of it: they go with what is left out.
        """
        seen = tuple(each for each in self.members if each.channel in channels)
        if len(seen) == len(self.members):
            return self if seen else None
        return self.model_copy(update={"members": seen, "in_part": True, "reason": ""}) if seen else None
