"""Hints for whoever asks: rare, useful, never twice."""

from __future__ import annotations

import pytest

from bot.views.gallery_personas import FACT, OF_SEGMENT
from personas.moderation import EVERY, hint
from personas.schema import Part
from tests.personas.cards import alice

PLAIN = ("Walk me through the last time.", "I opened the letter and put it back.")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Don't you think a badge would help?", "leading"),
        ("How do you pay, and why do you pay that way?", "double"),
        ("Would you pay ten euros more?", "hypothetical"),
        ("Great, that is perfect. What happened then?", "praise"),
        ("Walk me through the last time you paid.", None),
        ("What happened then?", None),
    ],
)
def test_what_a_question_does_to_its_answer(question: str, kind: str | None) -> None:
    found = hint(question, alice(), [(question, "Well.")], (), 0)
    assert (found.kind if found else None) == kind


def test_after_three_answers_what_nobody_has_asked_about_is_named() -> None:
    found = hint("What happened then?", alice(), [PLAIN] * EVERY, (), 0)
    assert found is not None
    assert (found.kind, found.about) == ("untouched", Part.PAIN_POINTS.value)
    assert found.ask


def test_a_hint_is_given_once_and_not_again_for_three_answers() -> None:
    question = "Would you pay ten euros more?"
    assert hint(question, alice(), [PLAIN, (question, "No.")], (), 1) is None
    assert hint(question, alice(), [PLAIN] * 4, ("hypothetical:",), 1) is None
    assert hint(question, alice(), [PLAIN] * 4, (), 1) is not None


def test_of_somebody_made_of_a_file_a_question_is_named_that_the_file_answers_each_once() -> None:
    asked = [("Tell me about the last time it went wrong.", "I couldn't say.")] * EVERY
    found = hint("What happened then?", OF_SEGMENT, asked, (), 0, (FACT,))
    assert found is not None
    assert (found.kind, found.ask) == ("of file", "When did you last order?")
    assert hint("What happened then?", OF_SEGMENT, asked, (found.key,), 0, (FACT,)) is None
    answered = [*asked, ("When did you last order there?", "Eight months ago.")]
    assert hint("What happened then?", OF_SEGMENT, answered, (), 0, (FACT,)) is None
