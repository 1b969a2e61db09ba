"""A task to ask models for, and an answer to it."""

from __future__ import annotations

from pydantic import BaseModel

from flows.llm.task import Task
from flows.llm.tasks import ASK_QUESTION, AskInputs, QuestionDraft
from interviews.dimensions import Dimension

ASK = ASK_QUESTION
INPUTS = AskInputs(
    project="A benefits portal",
    exchanges=(),
    number=1,
    total=5,
    coverage={"channel": "none"},
    may_follow_up=True,
    last_one=False,
    asked_back=None,
)
DRAFT = QuestionDraft(
    before="", text="Who asked last?", why="To begin with a person.", about=Dimension.CHANNEL, follow_up=False
)


class Words(BaseModel):
    """The result of a task that is answered in words."""

    text: str


SPEAK = Task("ask_question", AskInputs, Words)
"""It works from the same brief, but its result is one text."""
