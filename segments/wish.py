"""What people want of an analysis, and what its file was taken for: what every step begins with."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from segments.readings import Reading
from segments.said import Said
from segments.since import Since
from segments.standing import Corrections
from segments.told import Receipt, Role, Understanding


class Wish(BaseModel):
    """What people want of an analysis."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: str
    """Of the file, as it was dropped."""
    salt: str
    roles: dict[str, Role] = {}
    wanted: int | None = None
    statements: tuple[Said, ...] = ()
    """What is held against the file, where that is asked for."""
    readings: tuple[Reading, ...] = ()
    """What was read in its texts, where that is to be told."""
    placed: bool = False
    """A model has placed its texts by what they mean."""
    corrected: Corrections = Corrections()
    before: str = ""
    """Id of the analysis that it is held against."""
    kept: bool = False
    """What is kept of this very analysis is in the folder, and its model stays."""
    ids: tuple[str, ...] = ()
    """Of the segments by label, where this very analysis was told already."""
    given: int = 0
    """The highest number that a segment had so far, where an id must not come twice."""
    since: Since | None = None
    """What was told of the analysis that it is held against, for when that was put away."""


class Understood(BaseModel):
    """What a file is taken for. `roles`: what people had said of it by then."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    understanding: Understanding
    receipt: Receipt
    roles: dict[str, Role]
    people: tuple[str, ...] = ()
    """What stands in it of people, column by column."""
