"""What a persona may be called: names of any script, as people see them, and never ours."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.persona import drafting, steps
from personas.names import LONGEST, MOST_MARKS, named


@pytest.mark.parametrize(
    "name",
    [
        "Segue", "SEGUE Support", "Anna from Segue", "S.e.g.u.e", "S. e. g. u. e.", "s-e-g-u-e", "Se\u200bgue",
        "Sеgue", "Ѕ.е.g.u.е", "Ｓｅｇｕｅ", "ꜱᴇɢᴜᴇ", "𝓢𝓮𝓰𝓾𝓮", "Séguè", "Se\u034fgue", "Se\u00adgue",
    ],
)  # fmt: skip
def test_nobody_is_called_as_we_are(name: str) -> None:
    assert named(name) == ""


@pytest.mark.parametrize(
    "name",
    [
        "Alice Tanaka", "Zoë O'Neil", "Jean-Luc", "María José", "आरती शर्मा", "محمد علي", "Маша Петрова", "Ιωάννα",
        "Nguyễn Thị Hoa", "田中 花子", "Segura", "Miguel Segueira", "Işıl",
    ],
)  # fmt: skip
def test_a_name_of_any_script_is_one(name: str) -> None:
    assert named(name) == unicodedata.normalize("NFKC", name)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Bob <!channel>", "Bob"),
        ("Еlоn", "Elon"),
        ("  Ann\u200ba \n Lee ", "Anna Lee"),
        ("123", ""),
        ("\u200b\u2800\u3164", ""),
        ("", ""),
        ("\u0301Anna", ""),
    ],
)
def test_what_follows_a_name_or_is_not_seen_is_left_off(written: str, kept: str) -> None:
    assert named(written) == kept


def test_marks_are_not_piled_up() -> None:
    assert len(named("a" + "\u0301\u0323" * 5000)) <= 1 + MOST_MARKS


def test_names_of_drafts_are_judged_by_the_same_rule() -> None:
    assert drafting.named is steps.named is named


@given(st.text(max_size=200))
def test_a_name_is_short_and_is_its_own_name(text: str) -> None:
    assert len(named(text)) <= LONGEST
    assert named(named(text)) == named(text)
