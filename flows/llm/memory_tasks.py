"""The tasks around what a team knows. Each has a brief of the same name in `flows/prompts/`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from flows.llm.task import Task
from flows.llm.tasks import Fields

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
