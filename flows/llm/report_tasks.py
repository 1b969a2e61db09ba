"""The task over the report of an analysis. It has a brief of the same name in `flows/prompts/`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from flows.llm.task import Task
from flows.llm.tasks import Fields

# answer_report: what does the report say to a question about it?

Instead = Literal["count it", "add a column", "later file", "ask them", "try it", "commands", "none"]
"""What helps where the report does not say it."""


class ReportLine(Fields):
    id: str
    text: str


class AskedBefore(Fields):
    question: str
    answer: str
    """What was said to it."""


class ReportQuestion(Fields):
    file: str
    lines: tuple[ReportLine, ...]
    """The report, a fact a line."""
    earlier: tuple[AskedBefore, ...] = ()
    """The last questions in the thread, the latest last: a short one after them is about the same."""
    question: str
    faults: tuple[str, ...] = ()
    """Why the previous answer was turned down, when this is the second try."""


class ReportSentence(Fields):
    text: str = Field(description="One sentence.")
    lines: list[str] = Field(description="Ids of the lines it rests on, such as s2.1; at least one.")


class ReportAnswer(Fields):
    sentences: list[ReportSentence] = Field(description="One to three; empty where no line says it.")
    instead: Instead = Field(description="What helps where there are no sentences; otherwise none.")


ANSWER_REPORT = Task("answer_report", ReportQuestion, ReportAnswer)
