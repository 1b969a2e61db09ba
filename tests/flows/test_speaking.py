"""An answer is seen while it is said: each sentence once, none that cannot stand, and no more than an answer holds."""

from __future__ import annotations

from typing import Any

import pytest

from flows.role_play import answering
from flows.role_play.answering import LONGEST_ANSWER, Check, Speaking, gone_on
from personas.fact_sheet import FactSheet
from personas.sample import sample

CHECK = Check(sample().persona, FactSheet())


def shown(text: str, begun: str = "", size: int = 4) -> list[str]:
    """What people see, one state after the other, while `text` comes in pieces."""
    seen = list[str]()
    speaking = Speaking(CHECK, begun, seen.append)
    for at in range(0, len(text), size):
        speaking.heard(text[at : at + size])
    return seen


def test_each_sentence_is_shown_once_it_is_whole() -> None:
    assert shown("I rang. They paid. And th") == ["I rang.", "I rang. They paid."]


def test_after_a_sentence_that_cannot_stand_nothing_is_shown() -> None:
    assert shown("I rang. I'm ChatGPT. They paid. And") == ["I rang."]


@pytest.mark.parametrize(
    ("more", "seen", "whole"),
    [
        (
            "They paid. Fine. ",
            ["I rang. They paid.", "I rang. They paid. Fine."],
            "I rang. They paid. Fine.",
        ),
        ("I rang. They paid. ", ["I rang. They paid."], "I rang. They paid."),
        ("I rang. ", [], "I rang."),
        (
            "They paid. I rang. ",
            ["I rang. They paid.", "I rang. They paid. I rang."],
            "I rang. They paid. I rang.",
        ),
    ],
)
def test_who_goes_on_by_saying_the_beginning_again_does_not_stutter(more: str, seen: list[str], whole: str) -> None:
    assert shown(f"{more}And", begun="I rang.") == seen
    assert gone_on("I rang.", more) == whole


def test_a_sentence_that_is_said_twice_by_herself_stays() -> None:
    assert gone_on("", "Why?  Why?") == "Why? Why?"
    assert shown("Why? Why? So") == ["Why?", "Why? Why?"]


@pytest.mark.parametrize("text", ["Mr. ", "a", "!", "\n", "I put it in a drawer. "])
def test_what_goes_on_without_an_end_is_not_looked_at_for_ever(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = list[int]()

    def counted(rest: str) -> Any:
        looked.append(len(rest))
        return whole(rest)

    whole = answering.whole_sentences
    monkeypatch.setattr(answering, "whole_sentences", counted)
    seen = shown(text * (20_000 // len(text)), size=50)
    assert max(looked) <= LONGEST_ANSWER + 50
    assert sum(looked) < 60 * LONGEST_ANSWER
    assert all(len(each) <= LONGEST_ANSWER for each in seen)
