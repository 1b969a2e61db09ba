"""What has happened since the last digest, as far as those may read it who would see it."""

from __future__ import annotations

from enum import StrEnum

from studies.decisions import Kind, State
from studies.file_news import FileNews
from studies.learned import Insight, Member, Origin, Relation, Strength, Value

REAL = (Origin.TEAM, Origin.DATA)
PROJECT = "a0"
"""The answer in which a team says what its interview is about."""


class Change(StrEnum):
    """What became of an insight. In the order in which it matters."""

    CONTRADICTED = "contradicted"
    STRONGER = "stronger"
    NEW = "new"


class Words(Value):
    """A quote that stands in a message now, and where."""

    quote: str
    link: str = ""
    persona: str = ""
    """Name of the invented person who said so; empty: somebody real."""


class Item(Value):
    """An insight that changed, as this audience sees it."""

    insight: str
    study: str = ""
    text: str
    change: Change
    at: float
    """When it changed last, in Unix seconds."""
    strength: Strength
    """The best of those who are real; of the invented where nobody else says so."""
    real: int = 0
    """Interviews with real people in which it was said."""
    invented: int = 0
    words: tuple[Words, ...] = ()
    others: tuple[str, ...] = ()
    """Where it was said in the other interviews that are counted, once for each."""
    against: tuple[Words, ...] = ()
    """What was said to the contrary since the last digest."""
    against_text: str = ""
    pinned: bool = False
    decisions: tuple[str, ...] = ()
    """What the team has decided, or has to, that rests on it."""
    undecided: bool = False
    """One of these decisions is still open."""
    reworded: bool = False
    """The words of a message were changed since, and are not shown."""

    @property
    def is_real(self) -> bool:
        """Somebody real speaks to it: for it, or against it."""
        return self.real > 0 or self.change is Change.CONTRADICTED


class Held(Value):
    """An interview that was held. `invented`: with a persona."""

    id: str
    title: str
    link: str = ""
    """Where its summary stands."""
    channel: str = ""
    at: float = 0.0
    """When it began, in Unix seconds."""
    invented: bool = False
    people: tuple[str, ...] = ()
    """Slack user ids of those who wrote in it."""
    open: tuple[str, ...] = ()
    """What nobody could say."""


class Settled(Value):
    """A decision, or a segmentation, that was put in force or ended. `at`: when, in Unix seconds."""

    id: str
    study: str = ""
    kind: Kind
    state: State
    text: str
    owner: str = ""
    """Slack user id of whoever answers for it."""
    link: str = ""
    """Where its card stands."""
    at: float = 0.0


class Someone(Value):
    """A persona that may be interviewed by those who see the digest."""

    id: str
    name: str


class News(Value):
    """`keys`: what of it is remembered, so that nothing is told twice."""

    about: str = ""
    """Title of the study, where it may be named."""
    items: tuple[Item, ...] = ()
    held: tuple[Held, ...] = ()
    settled: tuple[Settled, ...] = ()
    analysed: tuple[FileNews, ...] = ()
    personas: tuple[Someone, ...] = ()
    keys: tuple[str, ...] = ()
    whole: bool = True
    """Slack has said who may read what; otherwise something may be missing."""
    language: str = ""
    fallen: int = 0
    """Claims that are left out, because the messages they stood on were deleted."""

    @property
    def is_empty(self) -> bool:
        return not (self.items or self.held or self.settled or self.analysed)


def changed(insight: Insight, fresh: frozenset[str]) -> Change | None:
    """-> what became of an insight by those of its claims that are `fresh` (their ids); None where nothing did.

    Where somebody real speaks to it, only they make news; what invented people say against anything is none.
    """
    came = [each for each in insight.members if each.id in fresh]
    against = [each for each in came if each.relation is Relation.CONTRADICTS]
    if any(is_real(each) for each in against):
        return Change.CONTRADICTED if insight.supporting else Change.NEW
    says_so = [each for each in came if each not in against]
    if any(is_real(each) for each in insight.supporting):
        says_so = [each for each in says_so if is_real(each)]
    if not says_so:
        return None
    before = [each for each in insight.supporting if each.id not in fresh]
    if not before:
        return Change.NEW
    known = {each.conversation for each in before}
    adds = any(each.relation is Relation.STRONGER or each.conversation not in known for each in says_so)
    return Change.STRONGER if adds else None


def is_real(member: Member) -> bool:
    """Somebody real said so, or it was counted."""
    return member.claim.origin in REAL


def says_news(member: Member) -> bool:
    """What the team said of its own project, to begin with, is nothing that was learned."""
    said_in = {each.answer for each in member.claim.evidence}
    return member.claim.origin is not Origin.TEAM or said_in != {PROJECT}


def strength_of(members: tuple[Member, ...]) -> Strength:
    """The best of those who are real; of the invented where nobody else says so."""
    real = [each.claim.strength for each in members if is_real(each)]
    found = real or [each.claim.strength for each in members]
    return max(found, key=lambda each: each.rank, default=Strength.WEAK)
