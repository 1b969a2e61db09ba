"""What is said about segments in data, as values: `bot/views` turns each into Slack calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from flows.origin_replies import Given
from segments.report import Report
from segments.said import Belief
from segments.told import Question, Receipt, Understanding
from studies.analysed import Analysed
from studies.provenance import Provenance
from studies.stated import Stated


@dataclass(frozen=True)
class FileUnderstood:
    """What a file was taken for, what is left of it, and what it does not tell by itself."""

    name: str
    understanding: Understanding
    receipt: Receipt | None
    question: Question | None = None
    against: Analysed | None = None
    """What it is going to be held against."""


@dataclass(frozen=True)
class SegmentsFound:
    """What an analysis comes to, or that there are no real segments."""

    name: str
    report: Report
    against: Analysed | None = None
    """What it is held against; or an analysis of another study, with which it is not."""
    changes: str = ""
    """Name of the card that it takes the place of, where people corrected something."""
    believed: bool = False
    """Somebody said something in an interview that it can be held against."""


@dataclass(frozen=True)
class CorrectionsTold:
    """What was corrected, in lines; `take_back`: numbers of the corrections that may be taken back below them."""

    name: str
    lines: tuple[str, ...]
    take_back: tuple[int, ...] = ()


@dataclass(frozen=True)
class MadeBefore:
    """What was made before the last correction and says what is no longer so, in words; and what was made `anew`."""

    name: str
    before: tuple[str, ...]
    anew: tuple[str, ...] = ()
    changes: str = ""
    """Name of the message that says so already."""


@dataclass(frozen=True)
class WholeReport:
    """All of it, beside the thread: criteria, rules that disagree, what was left out, where the file is from."""

    name: str
    report: Report
    given: tuple[Given, ...] = ()
    """The file."""
    origins: Mapping[str, Provenance] = field(default_factory=dict)
    """Upload -> what was said of where it is from."""


@dataclass(frozen=True)
class Compared:
    """Something the team said, and what the file says to it."""

    stated: Stated
    belief: Belief


@dataclass(frozen=True)
class BeliefsCompared:
    """What the team believed, and what the data say. `left`: how many older statements were not looked at."""

    name: str
    file: str
    compared: tuple[Compared, ...]
    left: int = 0


Stage = Literal["offered", "declined", "reading", "stopped", "spent", "done"]


@dataclass(frozen=True)
class TextsReading:
    """That the model may read the texts, and what that takes; how far it has come; how it ended."""

    name: str
    stage: Stage
    texts: int
    done: int
    calls: int
    """Of the model, for what is not read yet; none where all was read before."""
    tokens: int
    dollars: float | None
    partly: bool = False
    """There are more texts than are read."""
    rehearses: bool = False
    changes: str = ""
    """Name of the message that shows it already."""


@dataclass(frozen=True)
class TextsRead:
    """What the texts of each segment say."""

    name: str
    report: Report


@dataclass(frozen=True)
class ReportAnswered:
    """What a report says to a question, a sentence each, and the lines that it rests on."""

    name: str
    file: str
    sentences: tuple[str, ...]
    lines: tuple[str, ...]
    by_rule: bool = False
    """No model answered: these are the lines that share most with the question."""
