"""Whose words are whose, and taking somebody's out of what was made of them."""

from __future__ import annotations

import pytest

from studies.theirs import FORGOTTEN, Theirs, theirs

SAID = ("Our couriers in Utrecht lose 40 parcels a week", "我们的客户每个星期一都打电话")
OTHERS = ("The warehouse loses parcels too",)


@pytest.fixture
def dana() -> Theirs:
    return theirs("U1", SAID, OTHERS, known=("What would you do with it in a week?",))


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("You said that couriers lose things", True),
        ("UTRECHT!", True),
        ("about 40 of them", True),
        ("客户每个星期一", True),
        ("What happens to parcels in the warehouse?", False),
        ("What would you do in a week?", False),
        ("客户", False),
        ("", False),
    ],
)
def test_what_only_they_said_gives_them_away(dana: Theirs, text: str, spoken: bool) -> None:
    assert dana.spoken_in(text) is spoken


def test_four_common_words_in_their_order_are_theirs_too() -> None:
    dana = theirs("U1", ["we sell to the small ones first"], ["small ones", "we sell", "first to the"])
    assert dana.words == frozenset()
    assert dana.spoken_in("So you sell to the small ones.")
    assert not dana.spoken_in("First, the small ones.")


def test_json_keeps_its_shape_and_loses_them(dana: Theirs) -> None:
    state = {
        "phase": "couriers",
        "parts": [{"author": "U1", "text": "yes", "ts": "1.0"}, {"author": "U2", "text": "no", "ts": "2.0"}],
        "ratings": {"U1": 4, "U2": 1},
        "feedback": {"1.0 U1": "helped"},
        "holder": "U1",
        "summary": {"text": "Utrecht is slow", "answers": ["a1"]},
        "note": "<@U1> and <@U2> agree",
        "number": 3,
    }
    assert dana.without(state, constants={"couriers"}) == {
        "phase": "couriers",
        "parts": [{"author": "U1", "text": FORGOTTEN, "ts": "1.0"} | {"author": ""},
                  {"author": "U2", "text": "no", "ts": "2.0"}],
        "ratings": {"U2": 1},
        "feedback": {},
        "holder": "",
        "summary": {"text": FORGOTTEN, "answers": ["a1"]},
        "note": "somebody and <@U2> agree",
        "number": 3,
    }  # fmt: skip


@pytest.mark.parametrize("mark", ["q2", "a13", "m1.4", "1790000000.000100"])
def test_ids_and_moments_are_nobodys_words(mark: str) -> None:
    dana = theirs("U1", [f"Q2 was a13 and m1, {mark}"], [])
    assert dana.without({"id": mark, "text": f"You spoke of {mark}"}) == {"id": mark, "text": FORGOTTEN}
