"""What people type into the search is understood, and whatever they type is no mistake."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studies.query import MOST_WORDS, Wanted, wanted
from studies.snippets import ROUND, snippet

NOW = 1_780_000_000.0
DAY = 86_400.0
HOSTILE = st.text() | st.text(
    alphabet='"*-^():+{}ANDORNEAR \x00\ud83d客🚀study:persona:since:from:<@U1>30d“”', max_size=60
)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("", Wanted()),
        ("couriers", Wanted(("courier",))),
        ("“cheap” drivers, buses and glass", Wanted(("“cheap”", "driver", "buses", "and", "glass"))),
        ('drivers "help desks"', Wanted(("driver", "help", "desks"))),
        ("churches companies cars", Wanted(("church", "compan", "cars"))),
        ("cargo bikes", Wanted(("cargo", "bike"))),
        ("couriers since:30d", Wanted(("courier",), since=NOW - 30 * DAY)),
        ("couriers since:30 days late", Wanted(("courier", "late"), since=NOW - 30 * DAY)),
        ("since:2w", Wanted(since=NOW - 14 * DAY)),
        ('since:"3 months" churn', Wanted(("churn",), since=NOW - 90 * DAY)),
        ("since:2026-05-01", Wanted(since=1_777_593_600.0)),
        ('study:"cargo bikes" rain', Wanted(("rain",), study="cargo bikes")),
        ("Study: couriers", Wanted(study="couriers")),
        ("persona:alice price", Wanted(("price",), persona="alice")),
        ("from:<@U123|dana> price", Wanted(("price",), person="U123")),
        ("person:<@U123>", Wanted(person="U123")),
        ("person:@U0123456", Wanted(person="U0123456")),
        ("person:dana price", Wanted(("price",), unread=("person:dana",))),
        ("study:", Wanted(unread=("study:",))),
        ('price study:"" from:', Wanted(("price",), unread=('study:""', "from:"))),
        ("since:forever price", Wanted(("price",), unread=("since:forever",))),
        ("since:2026-13-77", Wanted(unread=("since:2026-13-77",))),
        ("https://a.example study", Wanted(("https://a.example", "study"))),
        ("case-study:x", Wanted(("case-study:x",))),
        ('"', Wanted()),
        ("*", Wanted()),
        ("NEAR(a b)", Wanted(("NEAR(a", "b)"))),
        ("我们的客户", Wanted(("我们的客户",))),
        ("🚀", Wanted(("🚀",))),
    ],
)
def test_plain_words_say_what_and_where(typed: str, understood: Wanted) -> None:
    assert wanted(typed, NOW) == understood


@given(HOSTILE)
def test_whatever_is_typed_is_no_mistake(typed: str) -> None:
    assert len(wanted(typed, NOW).words) <= MOST_WORDS


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Brokers call us", ["brok"], [("Brokers", True), (" call us", False)]),
        ("un café noir", ["CAFE"], [("un ", False), ("café", True), (" noir", False)]),
        ("a third-van", ["third-van"], [("a ", False), ("third-van", True)]),
        ("embrokered", ["broker"], [("embrokered", False)]),
        ("我们的客户是", ["客户"], [("我们的", False), ("客户", True), ("是", False)]),
        ("go 🚀 go", ["🚀"], [("go ", False), ("🚀", True), (" go", False)]),
        ("", ["x"], []),
        ("aa aab", ["a", "aa"], [("aa", True), (" ", False), ("aab", True)]),
    ],
)
def test_words_that_were_found_are_told_apart(text: str, words: list[str], shown: list[tuple[str, bool]]) -> None:
    assert snippet(text, words) == shown


@given(st.text(max_size=500), st.lists(st.text(min_size=1, max_size=8), max_size=4))
def test_a_snippet_is_a_piece_of_the_text_and_short(text: str, words: list[str]) -> None:
    shown = "".join(piece for piece, _ in snippet(text, words))
    assert shown.removeprefix("…").removesuffix("…") in text + "…"
    assert len(shown) <= 2 * ROUND + 2
