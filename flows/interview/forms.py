"""The form in which an earlier answer is edited."""

from __future__ import annotations

from hashlib import sha256

from pydantic import BaseModel

from flows.forms import Choice, Form
from flows.interview.state import InterviewState
from flows.wording import fixed, say
from interviews.answers import Answer

NOTE = fixed("Your name will stand beside the new wording; the old one stays in the transcript.")
TITLE, SAVE = fixed("Edit an answer"), fixed("Save")
WHICH, THE_PROJECT = fixed("Which answer?"), fixed("The project")
LONGEST = 3000
"""Characters a text field of Slack's takes; a longer answer is edited where it was written."""


def form(state: BaseModel, action: str) -> Form | None:
    """-> the answers that can be edited, the last first; None when there is none yet."""
    assert isinstance(state, InterviewState)
    given = [each for each in state.answers if each.parts and len(each.text) <= LONGEST]
    if action != "edit" or not given:
        return None
    choices = tuple(
        Choice(
            key=f"{answer.id}:{wording(answer)}",
            label=_label(state, answer),
            text=answer.text,
            note=say(NOTE),
        )
        for answer in reversed(given)
    )
    return Form("edit", say(TITLE), say(SAVE), say(WHICH), choices, LONGEST)


def wording(answer: Answer) -> str:
    """A fingerprint of how an answer reads: whoever edits it must have seen it as it is."""
    return sha256(answer.text.encode("utf-8", "replace")).hexdigest()[:8]


def _label(state: InterviewState, answer: Answer) -> str:
    number = int(answer.id[1:])
    return say(THE_PROJECT) if number == 0 else f"{state.number_of(number)}. {state.questions[number].text}"
