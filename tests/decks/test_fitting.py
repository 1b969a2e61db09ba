"""What is measured fits: at no size and in no script is a line wider than its place, and no word is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from decks.fitting import cut, fitted, text_width, wrapped
from decks.visible import line
from tests.decks.examples import texts

lined = texts.map(line)
widths = st.floats(60, 900)
sizes = st.sampled_from([10.0, 15.0, 28.0])


@given(lined, widths, sizes, st.booleans())
def test_no_line_is_wider_than_its_place_and_no_letter_is_lost(
    text: str, width: float, size: float, bold: bool
) -> None:
    found = wrapped(text, width, size, bold)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(each, size, bold) <= width or len(each.split()) == 1 for each in found)


@given(lined, widths, sizes, st.integers(1, 5))
def test_what_is_cut_goes_on_where_it_was_cut(text: str, width: float, size: float, lines: int) -> None:
    head, rest = cut(text, width, size, lines)
    assert len(wrapped(head, width, size)) <= lines
    assert (head + rest).replace(" ", "") == text.replace(" ", "")


@given(lined, st.floats(200, 900), st.integers(1, 4))
def test_a_title_fits_on_its_lines_whatever_it_says(text: str, width: float, lines: int) -> None:
    found = fitted(text, width, (28.0, 20.0), lines, bold=True)
    assert len(wrapped(found.text, width, found.size, bold=True)) <= lines
    assert found.text == text if found.whole else found.text.endswith("…")


def test_a_title_is_cut_between_words() -> None:
    found = fitted("violins and cellos " * 200, 856, (28.0, 20.0), 2, bold=True)
    assert found.text.removesuffix("…").split()[-1] in ("violins", "and", "cellos")


def test_a_mark_is_not_torn_from_its_letter() -> None:
    family = "👩‍👩‍👧" * 40
    assert all(each.startswith("👩") and each.endswith("👧") for each in wrapped(family, 100, 20.0))


@pytest.mark.parametrize("bold", [False, True])
def test_latin_text_is_as_wide_as_in_the_typeface(bold: bool) -> None:
    """Liberation Sans has the metrics of Arial; skipped where it is not installed."""
    name = f"LiberationSans-{'Bold' if bold else 'Regular'}.ttf"
    found = sorted(Path("/usr/share/fonts").rglob(name))
    if not found:
        pytest.skip("needs the typeface Liberation Sans (Debian: fonts-liberation)")
    font = ImageFont.truetype(str(found[0]), 1000)
    text = "".join(map(chr, range(32, 127)))
    real = sum(font.getlength(each) for each in text) / 1000
    assert text_width(text, 1.0, bold) == pytest.approx(real, rel=0.01)
