"""A deck is the team's own voice: what the summary tells it, it says itself."""

from __future__ import annotations

import re

import pytest

from decks.deck import Deck, Wishes
from decks.outline import deck
from decks.voice import in_our_voice
from decks.words import ALL
from flows.llm.rehearsal.retelling import to_you
from interviews.question_forms import QUOTED
from tests.decks.examples import MATERIAL


@pytest.mark.parametrize(
    ("told", "ours"),
    [
        ("You must choose by March whom to design it for.", "We must choose by March whom to design it for."),
        ("HR told you that they call.", "HR told us that they call."),
        ("Families told you they left.", "Families told us they left."),
        ("Two wrote to you.", "Two wrote to us."),
        ("The customers you know are yours; you're losing them.", "The customers we know are ours; we're losing them."),
        ("What you think is your guess, and you've said so.", "What we think is our guess, and we've said so."),
        ("In May you decide which group it is for.", "In May we decide which group it is for."),
        ("Which of you would pay, and do you know why?", "Which of us would pay, and do we know why?"),
        ("They like you; you counted them.", "They like us; we counted them."),
        ("They said “you are too late for me” to you.", "They said “you are too late for me” to us."),
        ("A young man and his youngest; YouTube brought him.", "A young man and his youngest; YouTube brought him."),
        ("Sie müssen bis März wählen.", "Sie müssen bis März wählen."),
        ("", ""),
    ],
)  # fmt: skip
def test_you_becomes_we_and_quotations_stay(told: str, ours: str) -> None:
    assert in_our_voice(told) == ours


@pytest.mark.parametrize(
    "said",
    [
        "We counted 41 of 90 new employees who never opened the portal last year.",
        "A mother booked us from the pavement, and our van was late.",
        "The bosses gave us three reasons; none of them has paid us.",
        "One of them put our number in it, and asked whether we would look after its fleet.",
    ],
)
def test_what_was_retold_comes_back_in_the_words_it_was_said_in(said: str) -> None:
    assert in_our_voice(to_you(said), said) == said


def spoken(deck: Deck) -> str:
    """Everything on the slides but quotations and what was asked."""
    dumped = deck.model_copy(update={"sources": ()}).model_dump(mode="json")
    for part in dumped["parts"]:
        for slide in part["slides"]:
            slide["notes"], slide["quote"] = "", None
    return QUOTED.sub("", str(dumped))


def test_no_slide_addresses_the_team() -> None:
    made = deck(MATERIAL, "Violins for schools", Wishes(put_back=tuple(range(1, 10))))
    assert "In May we decide which group the van tour is for" in spoken(made)
    assert not re.search(r"\byou(?:r|rs)?\b", spoken(made), re.I)


@pytest.mark.parametrize("words", ALL)
def test_no_word_of_ours_addresses_the_team(words: str) -> None:
    assert not re.search(r"\byou(?:r|rs)?\b", words, re.I)
