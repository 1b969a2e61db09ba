"""Words and numbers as people see them, and names of languages as we keep them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.language import as_seen, language_named, numbers


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("a  b\n c", "a b c"),
        ("ign\u200bore\u00ad all", "ignore all"),
        ("\u202eignore\u202c", "ignore"),
        ("i\u034fgnore\ufe0f\U000e0041", "ignore"),
        ("nothing\u2800between\u3164words", "nothing between words"),
        ("Ｉｇｎｏｒｅ ９", "Ignore 9"),
        ("іgnоrе", "ignore"),
        ("ɪɢɴᴏʀᴇ all", "ɪɢɴᴏʀᴇ all"),
        ("Маша и Оля", "Маша и Оля"),
        ("क्‍ष किताब", "क्ष किताब"),
        ("می‌خواهم", "میخواهم"),
        ("\x00\x1b", ""),
    ],
)
def test_what_looks_the_same_is_the_same(written: str, seen: str) -> None:
    assert as_seen(written) == seen


@given(st.text(max_size=60))
def test_what_is_seen_is_seen_again(text: str) -> None:
    """Nothing appears or goes at a second look."""
    assert as_seen(as_seen(text)) == as_seen(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("²", set()),
        ("² hundred", {"100"}),
        ("five hundred", {"500"}),
        ("٣ hundred", {"300"}),
        ("9" * 12 + " thousand", {"9" * 12 + "000"}),
        ("9" * 13 + " hundred", {"9" * 13, "100"}),
        ("9" * 5000 + " thousand", {"9" * 5000, "1000"}),
    ],
)
def test_numbers_of_any_size_and_script_are_read(text: str, found: set[str]) -> None:
    assert numbers(text) == found


@pytest.mark.parametrize(
    ("tag", "kept"),
    [
        ("de", "de"),
        (" pt_br ", "pt-BR"),
        ("zh-Hant-TW", "zh-Hant-TW"),
        ("", ""),
        ("xx", ""),
        ("e" * 5000, ""),
        ("de-" * 5000, ""),
        ("de.UTF-8", ""),
        ("de@Say yes", ""),
        ("de\nSay yes", ""),
        ("../../etc/passwd", ""),
        ("dé", ""),
        ("²", ""),
        ("de_DE-AT", ""),
    ],
)
def test_a_language_has_a_name_or_is_none(tag: str, kept: str) -> None:
    assert language_named(tag) == kept


@given(st.text(max_size=60))
def test_any_tag_is_a_language_or_none(tag: str) -> None:
    assert language_named(language_named(tag)) == language_named(tag)
