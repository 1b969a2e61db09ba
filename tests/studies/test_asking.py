"""A question leads to what was learned about it, and to nothing else."""

from __future__ import annotations

import pytest

from studies.asking import MOST, nearest
from studies.news import Item, Words
from tests.studies.news import item

ITEMS = (
    item("winter", text="Couriers fear the winter."),
    item("price", text="Nobody minds the price of a repair."),
    item("help", text="Sixty percent of the calls are about words.", words=(Words(quote="the help desk told us"),)),
    item("alice", text="Winter is when the battery dies.", real=0, invented=3),
)


def ids(found: list[Item]) -> list[str]:
    return [each.insight for each in found]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What do couriers say about winter?", ["winter", "alice"]),
        ("Does anybody mind the prices?", ["price"]),
        ("What do we know of the help desk?", ["help"]),
        ("Who rides a tandem?", []),
        ("What do you know?", []),
        ("", []),
    ],
)
def test_a_question_finds_what_was_learned_about_it(question: str, found: list[str]) -> None:
    assert ids(nearest(question, ITEMS)) == found


def test_what_only_personas_say_comes_after_what_somebody_real_said() -> None:
    """Even where it shares more words with the question."""
    assert ids(nearest("When does the battery die in winter?", ITEMS))[-1] == "alice"


def test_an_answer_is_short() -> None:
    some = [item(f"i{number}", text=f"Winter number {number} is long.") for number in range(30)]
    assert len(nearest("Is winter long?", some)) == MOST
