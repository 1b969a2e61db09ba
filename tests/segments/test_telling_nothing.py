"""Words that name no topic, in the names of segments and in what sets them apart."""

from __future__ import annotations

import numpy as np
import pytest

from segments.features.texts import texts
from segments.profiles import profile
from segments.telling_nothing import says_nothing
from segments.themes import grouped, themes
from tests.segments.customers import decided
from tests.segments.test_themes import asked

EMPTY = {"it", "my", "i", "they", "would", "because", "three", "please", "ich", "nicht", "pour"}


@pytest.mark.parametrize("term", ["It", "my card", "can you", "12", "2024", "three", "the refund", "how to", "x"])
def test_pronouns_short_words_and_numbers_say_nothing(term: str) -> None:
    assert says_nothing(term)


@pytest.mark.parametrize("term", ["refund", "top up", "log in", "not working", "card arrived", "no delivery", "pin2"])
def test_words_that_name_something_do_and_so_do_those_that_deny_it(term: str) -> None:
    assert not says_nothing(term)


def test_no_segment_of_texts_is_called_by_a_pronoun_however_often_it_stands_there() -> None:
    """A third of the texts says `it` and nothing else in common, another third is full of `they`."""
    random = np.random.default_rng(1)
    given, _ = asked(80)
    told = [f"{'it it' if number < 80 else 'they would'} {text}" for number, text in enumerate(given[:160])]
    told += given[160:]
    customers = texts([" ".join(random.permutation(each.split()).tolist()) for each in told])
    labels = grouped(customers, 3).labels
    found = profile(customers, decided(labels))
    said = {word for each in found for word in each.name.casefold().split()}
    assert not said & EMPTY
    assert not any(f"mentions {word}:" in trait.words for word in EMPTY for each in found for trait in each.traits)
    assert not {word for each in themes(customers, labels) for word in each.keywords} & EMPTY
