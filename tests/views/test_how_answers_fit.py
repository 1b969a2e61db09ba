"""How well an invented person held up: answers that say nothing are told apart, and count for nothing."""

from __future__ import annotations

import pytest

from bot.views.persona import score
from personas.fidelity import Score


@pytest.mark.parametrize(
    ("held", "told"),
    [
        (Score(answers=4, fitting=4), ["4 of 4 answers go with the card and with each other."]),
        (Score(), []),
        (Score(answers=1, silent=1), ["The one answer says no more than “I don’t know”."]),
        (Score(answers=3, silent=3), ["None of the 3 answers says more than “I don’t know”."]),
        (
            Score(answers=4, silent=3, fitting=1),
            ["3 of 4 answers say no more than “I don’t know”.", "The other one goes with the card."],
        ),
        (
            Score(answers=4, silent=2, fitting=2),
            ["2 of 4 answers say no more than “I don’t know”.", "The other 2 go with the card and with each other."],
        ),
        (
            Score(answers=2, silent=1),
            ["One of 2 answers says no more than “I don’t know”.", "The other one does not go with the card."],
        ),
        (
            Score(answers=4, silent=1, fitting=2, again=1, agreed=1),
            [
                "One of 4 answers says no more than “I don’t know”.",
                "Of the other 3, 2 go with the card and with each other.",
                "Asked again, 1 of 1 told the same facts.",
            ],
        ),
        (
            Score(answers=4, silent=1, fitting=1),
            ["One of 4 answers says no more than “I don’t know”.", "Of the other 3, one goes with the card."],
        ),
        (
            Score(answers=4, silent=2),
            ["2 of 4 answers say no more than “I don’t know”.", "None of the other 2 goes with the card."],
        ),
        (Score(answers=1, fitting=1), ["The one answer goes with the card."]),
        (Score(answers=1), ["The one answer does not go with the card."]),
        (Score(answers=4, fitting=1), ["One of 4 answers goes with the card."]),
        (Score(answers=4), ["None of the 4 answers goes with the card."]),
    ],
)
def test_i_do_not_know_counts_neither_for_the_card_nor_against_it(held: Score, told: list[str]) -> None:
    assert score(held) == told


def test_over_several_interviews_both_kinds_are_added() -> None:
    both = Score(answers=4, silent=3, fitting=1) + Score(answers=3, fitting=3)
    assert (both.telling, both.silent, both.fitting) == (4, 3, 4)
