"""Sentences of an answer, as they are released one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.language import folded
from personas.fidelity import sentences, whole_sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("I keep them in a drawer. Then I forget.", 2),
        ("Mr. Okafor said 1.5 hours. I left.", 2),
        ("It was 3 a.m. when he called, I think. No.", 2),
        ("Well... I don't know.", 1),
        ("“Not again!” And that was that.", 2),
        ("Why? Because.", 2),
        ("no full stop", 1),
        ("", 0),
    ],
)
def test_where_sentences_end(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(st.text(alphabet=st.sampled_from('aB .!?…"”’)\n1,M'), max_size=60))
def test_nothing_is_lost_between_sentences(text: str) -> None:
    assert "".join(" ".join(sentences(text)).split()) == "".join(folded(text).split())


@given(st.lists(st.text(alphabet='aB .!?…"”’)\n1,M', max_size=10), max_size=8))
def test_what_is_said_in_pieces_has_the_same_sentences(pieces: list[str]) -> None:
    """Each is released once, as soon as it is whole, and never taken back."""
    released, rest = list[str](), ""
    for piece in pieces:
        whole, rest = whole_sentences(rest + piece)
        released += whole
    *whole, last = sentences("".join(pieces) + "§")
    assert released == whole
    assert folded(rest) == folded(last.removesuffix("§"))
