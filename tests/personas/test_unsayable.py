"""No advice and no hatred out of her mouth; what she did herself, and how her world works, she may tell."""

from __future__ import annotations

import pytest

from personas.unsayable import unsayable


@pytest.mark.parametrize(
    "said",
    [
        "You should take 400 mg of ibuprofen.",
        "You can sue him in court for that.",
        "You clearly have diabetes.",
        "You should put your savings into shares.",
        "Honestly? Invest everything in gold.",
        "You'd better sell the shares before May.",
        "I would advise you to take out a second mortgage.",
        "Then cash out your pension.",
        "You have to write it off against tax.",
        "They are all vermin, and I hate all immigrants.",
    ],
)
def test_what_she_never_says(said: str) -> None:
    assert len(unsayable(said)) == 1


@pytest.mark.parametrize(
    "said",
    [
        "I took an aspirin and went back to the belt.",
        "My brother put all his savings into a bakery. Gone.",
        "You can put your money in the account before tax, they say.",
        "I bought shares once. Never again.",
        "You should see what they take from my pay.",
        "Put the money in the drawer, that's what I do with the rent.",
        "You have to pay until the deductible is met.",
        "I'd take out a loan before I'd ask my father.",
        "I can't stand the form.",
    ],
)
def test_what_she_may_tell(said: str) -> None:
    assert unsayable(said) == []
