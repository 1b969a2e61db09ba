"""How a conversation has a file of customers analysed: step by step, each of which is told of when it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from errors import AnalysisError
from flows.files import File
from segments.readings import Given, Reading
from segments.report import Report
from segments.said import Belief, Said
from segments.since import Since
from segments.standing import Corrections
from segments.told import Receipt, Role, Understanding

WITH_BELIEFS = "with_beliefs"
"""The value that begins a conversation in which what the team believed is held against the file, unasked."""


class Step(StrEnum):
    """Those of an analysis in the order in which they are taken, each resting on those before it; and those that are
    taken when somebody asks, or corrects something."""

    READ = "read"
    COMPARE = "compare"
    FIND = "find"
    DESCRIBE = "describe"
    DRAW = "draw"
    BELIEVE = "believe"
    TEXTS = "texts"
    """As they may leave the machine."""
    HEAR = "hear"
    """What was read in them, told of each segment."""
    CORRECT = "correct"


ORDER = (Step.READ, Step.COMPARE, Step.FIND, Step.DESCRIBE, Step.DRAW)


class Task(BaseModel):
    """What is to be analysed, and how people want it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    """Names it among all analyses of a workspace: the conversation's id, and which of its analyses it is."""
    file: File
    roles: dict[str, Role] = {}
    """Field -> what people say it is."""
    wanted: int | None = None
    """How many segments people want, where they want a number."""
    before: str = ""
    """Id of the analysis that it is held against; empty for none."""
    statements: tuple[Said, ...] = ()
    """What is held against the file, where somebody asks."""
    readings: tuple[Reading, ...] = ()
    """What was read in its texts, to be told of each segment."""
    placed: bool = False
    """A model has placed its texts: they are compared by what they mean."""
    corrected: Corrections = Corrections()
    """What people call the segments, and where they put customers."""
    own: str = ""
    """Id of the analysis whose names and ids are kept; empty for none. Of this very one the model stays as well."""
    ids: tuple[str, ...] = ()
    """Of the segments by label, where this very analysis was told already."""
    given: int = 0
    """The highest number that an id had so far, where none must come twice."""
    since: Since | None = None
    """What was told of the file that it was held against, for when that was put away."""
    fingerprint: str = ""
    """Of the bytes that people were told of; empty while they were told nothing. Other bytes are another file."""

    @property
    def conversation(self) -> str:
        return conversation_of(self.id)


def conversation_of(id: str) -> str:
    """Id of a task -> id of its conversation."""
    return id.rpartition("-")[0]


class Drawn(BaseModel):
    """A picture as it goes into the thread."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    file: str
    title: str
    alt: str
    data: bytes


class Told(BaseModel):
    """What a step led to, as far as people are shown it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    understanding: Understanding | None = None
    receipt: Receipt | None = None
    report: Report | None = None
    pictures: tuple[Drawn, ...] = ()
    beliefs: tuple[Belief, ...] = ()
    """What the file says to each statement, in their order."""
    texts: tuple[Given, ...] = ()
    """The file's texts that differ, as they may leave the machine."""
    rows: bytes = b""
    """Every customer with the segment, as CSV."""
    alike: bytes = b""
    """Of these those who resemble the best customers; empty where nobody does."""
    packed: bool = False
    """The rows are in a zip."""
    model: str = ""
    """For the next file: the frozen model, as JSON."""
    customers: bytes = b""
    """For the next file: who was in which segment."""
    fingerprint: str = ""
    """Of the file's bytes."""


class Analyst(Protocol):
    async def take(self, step: Step, task: Task) -> Told:
        """What a step leads to; taken again, it leads to the same. Raises AnalysisError, in words for people."""

    def is_free(self, task: Task) -> bool:
        """Whether its next step could be taken now; otherwise it waits for other analyses."""

    async def admitted(self, task: Task) -> None:
        """Waits until its next step can be taken. The place is kept for it for a while."""

    async def stop(self, task: Task) -> None:
        """The step that runs ends; what the steps before it led to stays."""

    async def drop(self, task: Task) -> None:
        """What was worked on is put away."""

    async def who(self, run: str, written: Sequence[str]) -> Mapping[str, str] | None:
        """The keys of customers of an analysis, by how people write them: those that are found. None where nothing is
        kept of it, or nobody can be known again."""


class NoAnalyst:
    async def take(self, step: Step, task: Task) -> Told:
        raise AnalysisError("I can't analyse files here.")

    def is_free(self, task: Task) -> bool:
        return True

    async def admitted(self, task: Task) -> None:
        return None

    async def stop(self, task: Task) -> None:
        return None

    async def drop(self, task: Task) -> None:
        return None

    async def who(self, run: str, written: Sequence[str]) -> Mapping[str, str] | None:
        return None
