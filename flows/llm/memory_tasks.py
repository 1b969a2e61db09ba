"""The tasks around what a team knows. Each has a brief of the same name in `flows/prompts/`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from flows.llm.task import Task
from flows.llm.tasks import Fields
from studies.news import Change

# match_claims: is this new claim one that was made before?


class Candidate(Fields):
    id: str
    text: str


class NewClaim(Fields):
    id: str
    text: str
    candidates: tuple[Candidate, ...]
    """What it may be the same as, the nearest first."""


class MatchInputs(Fields):
    claims: tuple[NewClaim, ...]


class MatchVerdict(Fields):
    claim: str = Field(description="Id of the new claim: n1.")
    relation: Literal["new", "same", "contradicts"]
    candidate: str = Field(description="Id of the candidate it is the same as, or contradicts; empty for new.")


class MatchResult(Fields):
    verdicts: list[MatchVerdict]


MATCH_CLAIMS = Task("match_claims", MatchInputs, MatchResult)

# write_digest: what is the news in one line, and what should be done next?


class Finding(Fields):
    text: str
    change: Change
    interviews: int
    """With real people, in which it was said."""
    invented: int
    """Interviews with invented people in which it was said."""
    against: str
    decisions: tuple[str, ...]


class Smaller(Fields):
    """A segment that lost customers and share, and how many it had and has; the shares, of all, as they are told."""

    name: str
    before: int
    now: int
    share_before: str = ""
    share_now: str = ""


class FileAnalysed(Fields):
    """What a file said of the segments of the one before it."""

    file: str
    before: str
    customers: int
    """Of both files."""
    moved: int
    """How many of them are in another segment now."""
    smaller: tuple[Smaller, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    outdated: bool


class DigestInputs(Fields):
    language: str
    counts: dict[str, int]
    findings: tuple[Finding, ...]
    segments: tuple[FileAnalysed, ...]
    open_questions: tuple[str, ...]
    step_because: str
    step_about: str
    step_with: str


class DigestWords(Fields):
    headline: str = Field(description="The news in one sentence, at most 120 characters.")
    step: str = Field(description="One next step in one sentence, at most 140 characters.")


WRITE_DIGEST = Task("write_digest", DigestInputs, DigestWords)
