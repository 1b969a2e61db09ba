"""'I don't know' is a good answer, and tells nothing: it counts neither for the card nor against it."""

from __future__ import annotations

import pytest

from flows.llm.rehearsal.personas.small_talk import NO_ONE_TIME, NOT_IN_A_FILE, NOT_KNOWN, UNTOLD
from personas.unknowing import leaves_open, tells_nothing

UNKNOWN = [*NO_ONE_TIME, *UNTOLD, *NOT_IN_A_FILE, *(each for options in NOT_KNOWN.values() for each in options)]


@pytest.mark.parametrize("answer", UNKNOWN)
def test_whatever_the_rehearsal_says_of_what_it_does_not_know_tells_nothing(answer: str) -> None:
    assert tells_nothing(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "I don't know.", "Honestly? I don’t remember.", "I really couldn't say, sorry.", "No idea.", "I have no clue.",
        "Hm. I can't think of anything, I'm afraid.", "Das weiß ich leider nicht.", "Je ne sais pas.", "No lo sé.",
        "Não sei.", "Non lo so.", "Geen idee.", "Well, that never came up for me.",
    ],
)  # fmt: skip
def test_so_do_other_words_for_it_and_other_languages(answer: str) -> None:
    assert tells_nothing(answer)
    assert leaves_open(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "", "I don't know what a deductible is.", "I've ordered there about 7 times.", "No.", "Not since March.",
        "I don't know, they sent it back.", "I couldn't say no to that price.", "That's nobody's business but mine.",
        "I can't tell you how angry I was.", "No bill comes without a surprise.", "Ik weet het niet zeker, juni.",
        "No, I can't say that.", "No, I don't remember it.", "Honestly, no, I can't say that.",
    ],
)  # fmt: skip
def test_what_says_anything_else_is_an_answer(answer: str) -> None:
    assert not tells_nothing(answer)
    assert not tells_nothing(f"{answer} I ring them up.")


def test_an_answer_may_tell_one_thing_and_leave_another_open() -> None:
    answer = f"I've ordered there about 7 times. {UNTOLD[0]}"
    assert leaves_open(answer)
    assert not tells_nothing(answer)
    assert not leaves_open("I've ordered there about 7 times.")
