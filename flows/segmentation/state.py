"""What is known of an analysis between two turns."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from flows.analyses import Step, Task
from flows.files import File
from flows.origin_replies import Given
from flows.segmentation.corrections import Kept
from flows.segmentation_replies import Stage
from segments.report import Report
from segments.told import Question, Receipt, Understanding
from studies.analysed import Analysed
from studies.file_news import FileNews


class Phase(StrEnum):
    NEW = "new"
    WAITING = "waiting"
    """For a file; or an analysis was stopped, or failed."""
    ASKING = "asking"
    """What the file does not tell by itself."""
    WORKING = "working"
    DONE = "done"
    READING = "reading"
    """The analysis is told, and the model reads the texts of its file."""


class Waiting(BaseModel):
    """A file that is looked at once those before it are done."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: File
    user: str
    """Slack user id of whoever dropped it."""
    wanted: int | None = None


class TextJob(BaseModel):
    """The reading of the file's texts by the model: what it takes was told before it began."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    message: str
    """Name of the message that offers it, and shows how far it has come."""
    texts: int
    done: int = 0
    calls: int = 0
    tokens: int = 0
    dollars: float | None = None
    """None where the price is not known."""
    stage: Stage = "offered"


class Handed(BaseModel):
    """What was made of a report and handed out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: str = ""
    """A fingerprint of the report."""
    version: int = 0
    """How many there are by now."""
    name: str = ""
    """Of the reply with the last one."""
    run: str = ""
    """Id of the analysis it was made of."""
    at: int = 0
    """How many changes of people the report had in it by then."""


class Asked(BaseModel):
    """A question about the report, and what was said to it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ts: str
    """Of its message."""
    user: str
    """Slack user id of whoever asked."""
    question: str
    answer: str


class SegmentationState(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = 1
    phase: Phase = Phase.NEW
    task: Task | None = None
    """What is, or was last, analysed."""
    step: Step = Step.READ
    """The one that is taken next."""
    steps: int = 0
    """How many were begun in this conversation: names the row of the next one."""
    waits: bool = False
    """The next step waits for other analyses, and the plan says so."""
    tasks: int = 0
    """How many analyses there were."""
    asker: str = ""
    """Slack user id of whoever wants it."""
    plan: str = ""
    """Name of the message that shows how far it has come."""
    understanding: Understanding | None = None
    receipt: Receipt | None = None
    answered: tuple[str, ...] = ()
    """Roles that people were asked about."""
    analyses: tuple[FileNews, ...] = ()
    """What each file came to, the last one last: digests tell of it."""
    kept: str = ""
    """Id of the last analysis that the next file can be held against."""
    sought: bool = True
    """It was looked for what this file is held against."""
    against: Analysed | None = None
    """What that is; of another study, it is only told of."""
    report: Report | None = None
    reported: date | None = None
    """The day of the report."""
    deck: Handed = Handed()
    canvas: Handed = Handed()
    drawn: Handed = Handed()
    """The pictures."""
    pictures: tuple[str, ...] = ()
    """Names of their files in the thread."""
    lists: tuple[Handed, ...] = ()
    """The lists of customers, each `of` the segment with that id."""
    anew: str = ""
    """Name of the message that says what was made before the last correction."""
    shown: str = ""
    """Name of the message that tells the report."""
    texts: TextJob | None = None
    """Of the file that was analysed last, where it is one of texts."""
    given: tuple[Given, ...] = ()
    """The files that came."""
    unasked: tuple[str, ...] = ()
    """Uploads of which it is asked where they are from, once they are told of."""
    waiting: tuple[Waiting, ...] = ()
    """Files whose turn comes when those before them are done, in this order."""
    believes: bool = False
    """What the team believed is held against the next file that is analysed, unasked."""
    corrections: tuple[Kept, ...] = ()
    """What people said is otherwise, and holds."""
    names: dict[str, str] = {}
    """Id of a segment -> what it is to be called."""
    changes: int = 0
    """How often something was corrected or taken back here."""
    applied: int = 0
    """How many of these changes what was told has in it."""
    replaced: int = 0
    """How many segments were told of the same file before this analysis; 0 for none."""
    numbered: int = 0
    """The highest number that the id of a segment had before this analysis."""
    questions: int = 0
    """How many about the report were taken up."""
    asked: tuple[Asked, ...] = ()
    """The last of them, the latest last."""
    notices: int = 0

    @property
    def highest(self) -> int:
        """The highest number that the id of a segment had so far."""
        ids = [each.id for each in self.report.segments] if self.report else []
        return max([self.numbered, *(int(id.removeprefix("s")) for id in ids)])

    @property
    def question(self) -> Question | None:
        """What is asked next, where anything is."""
        asked = self.understanding.questions if self.understanding else ()
        return next((each for each in asked if each.role not in self.answered), None)

    def named_notice(self, kind: str) -> tuple[SegmentationState, str]:
        """-> (state, a name no other reply of this conversation has)."""
        return self.model_copy(update={"notices": self.notices + 1}), f"{kind}-{self.notices + 1}"
