"""What was said of customers, what a file says to it, and the stages of a journey: plain values, quick to import."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

Found = Literal["confirmed", "contradicted", "untestable"]


class Said(BaseModel):
    """A statement about customers, or the rule of a candidate segment: whom it picks."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    text: str
    rule: bool = False


@dataclass(frozen=True)
class Belief:
    """What a file says to a statement."""

    statement: str
    verdict: Found
    figure: float | None
    words: str
    needs: str = ""
    """Of an untestable one: the data that would test it."""


StageName = Literal[
    "first contact", "considering", "first purchase", "coming back", "regular", "slipping", "leaving", "long silence",
    "after",
]  # fmt: skip
"""A long silence is called leaving where most such silences have not ended."""


@dataclass(frozen=True)
class Stage:
    """Of `reached` customers, a `share` of the segment. Where nothing is known, only `missing` says what would tell."""

    name: StageName
    reached: int | None = None
    share: float | None = None
    figure: float | None = None
    """Days since the stage before, or the like, as the words say."""
    words: str = ""
    pain: str = ""
    missing: str = ""

    @property
    def known(self) -> bool:
        return self.reached is not None
