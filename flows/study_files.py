"""Studies as files, as a conversation sees them: asked for in a form, made by whoever can read the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pydantic import BaseModel, ConfigDict

EXPORT = "export"
"""Name of the flow that hands out a study as a file."""
EXPORT_STUDY = "export_study"
"""A study is asked for: `value` is a `Wanted`."""


class Wanted(BaseModel):
    """Which study, in which form (bot/export/formats.py)."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    study: str = ""
    form: str = ""
    transcripts: bool = False


@dataclass(frozen=True)
class Taken:
    """A study as a file, with all that one person may read of it now."""

    title: str
    filename: str
    data: bytes
    insights: int
    """Those that stand."""
    claims: int
    conversations: int
    unchecked: bool = False
    """Slack did not say who is in some of its channels: what is theirs is left out."""


@dataclass(frozen=True)
class Withheld:
    """There is nothing of that study that this person may read."""

    unchecked: bool = False


class StudyFiles(Protocol):
    """Studies, for whoever acts in this turn."""

    async def taken(self, wanted: Wanted) -> Taken | Withheld: ...


class NoStudyFiles:
    """There is nothing to take elsewhere."""

    async def taken(self, wanted: Wanted) -> Taken | Withheld:
        return Withheld()
