"""What is said about segments in data, as values: `bot/views` turns each into Slack calls."""

from __future__ import annotations

from dataclasses import dataclass

from segments.report import Report
from segments.told import Question, Receipt, Understanding


@dataclass(frozen=True)
class FileUnderstood:
    """What a file was taken for, what is left of it, and what it does not tell by itself."""

    name: str
    understanding: Understanding
    receipt: Receipt | None
    question: Question | None = None


@dataclass(frozen=True)
class SegmentsFound:
    """What an analysis comes to, or that there are no real segments."""

    name: str
    report: Report


@dataclass(frozen=True)
class WholeReport:
    """All of it, beside the thread: criteria, rules that disagree, what was left out."""

    name: str
    report: Report


@dataclass(frozen=True)
class SegmentPicture:
    """A picture in the thread, with its words for whoever does not see it."""

    name: str
    filename: str
    title: str
    alt: str
    data: bytes


@dataclass(frozen=True)
class LabelledRows:
    """Every customer with the segment, as a file."""

    name: str
    filename: str
    title: str
    data: bytes
