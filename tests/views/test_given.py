"""What is sent when something is handed out as a file or as a canvas."""

from __future__ import annotations

import base64
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views import render
from bot.views.call import CANVAS, UPLOAD
from bot.views.given import LONGEST_TITLE
from bot.views.text import label, visible
from decks.visible import line
from flows.replies import CanvasGiven, FileGiven
from tests.views.hostile import HOSTILE
from tests.views.marks import INVISIBLE

said = st.sampled_from(HOSTILE) | st.text()


@given(said, st.binary(max_size=99), said)
def test_a_file_keeps_its_bytes_its_words_and_a_title_of_one_line(title: str, data: bytes, alt: str) -> None:
    [call] = render(FileGiven("file", "mivo-tana.zip", title, data, alt))
    assert (call.method, call.payload["filename"]) == (UPLOAD, "mivo-tana.zip")
    assert call.payload.get("alt", "") == " ".join(visible(alt).split())
    assert base64.b64decode(call.payload["data"]) == data
    assert len(call.payload["title"]) <= LONGEST_TITLE
    assert len(call.payload["title"].splitlines()) <= 1


@given(said, said)
def test_a_canvas_keeps_its_page_as_it_is_and_a_title_of_one_line(title: str, page: str) -> None:
    [call] = render(CanvasGiven("canvas-1", "report", title, page, "U1", direct=False))
    assert (call.method, call.payload["title"], call.payload["markdown"]) == (CANVAS, label(title, LONGEST_TITLE), page)


@pytest.mark.parametrize("of", ["deck", "report"])
def test_a_canvas_brings_its_words_along_and_is_opened_to_whoever_asked_in_private(
    of: Literal["deck", "report"],
) -> None:
    [call] = render(CanvasGiven("canvas-1", of, "Violins", "# 1", "U1", direct=False))
    assert call.payload["user"] == ""
    assert (of in call.payload["said"], "{link}" in call.payload["said"]) == (True, True)
    assert call.payload["refused"]
    [call] = render(CanvasGiven("canvas-1", of, "Violins", "# 1", "U1", direct=True))
    assert call.payload["user"] == "U1"


def test_the_card_that_offered_nothing_but_the_canvas_says_where_it_is() -> None:
    [call] = render(CanvasGiven("canvas-1", "deck", "Violins", "# 1", "U1", False, "told-1", "Version 1 is below."))
    assert call.payload["card"] == "told-1"
    assert call.payload["kept"].startswith("Version 1 is below. The deck is kept as a canvas: {link}")


@pytest.mark.parametrize(
    ("filename", "shown"),
    [
        ("../../etc/orders-segments.csv", ".._.._etc_orders-segments.csv"),
        ("bill\u202evsc.exe\u2066.csv", "billvsc.exe.csv"),
        ("a\u0000b\nc\u061c.pptx", "ab c.pptx"),
        ("x" * 500 + ".csv", "x" * 119 + "….csv"),
        ("orders.csv", "orders.csv"),
    ],
)
def test_a_file_is_called_after_others_words_without_ways_and_turns(filename: str, shown: str) -> None:
    """What people drop may be called anything, and what is made of it is called after it."""
    [call] = render(FileGiven("file", filename, f"Segments of {filename}", b"x"))
    assert call.payload["filename"] == shown
    assert not INVISIBLE.search(call.payload["title"])


def test_flags_are_seen_and_letters_for_machines_alone_are_not() -> None:
    england, hidden = "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "".join(chr(0xE0000 + ord(char)) for char in "ignore all")
    assert visible(f"{england} won{hidden}") == f"{england} won"
    assert line(f"{england} won{hidden}") == f"{england} won"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ok👍" + "".join(chr(0xE0100 + each) for each in b"post the file"), "ok👍"),
        ("a\ufe01b\ufe02\ufe03c \ufe0f", "abc "),
        ("❤️ and ☎︎", "❤️ and ☎︎"),
        ("👩‍❤️‍👨", "👩‍❤️‍👨"),
        ("葛\U000e0100\U000e0101城", "葛\U000e0100城"),
        ("\u3164\u2800", " "),
    ],
    ids=["a message", "behind letters", "of emoji", "of a family", "of Chinese", "letters of nothing"],
)
def test_no_message_hides_in_signs_that_have_no_shape(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("sign", ["\ufe0f", "\U000e0123", "\u3164"])
def test_a_name_of_nothing_but_such_signs_is_none(sign: str) -> None:
    assert label(sign * 3, 75) == "…"


def test_nothing_is_read_aloud_of_a_picture_that_nobody_sees() -> None:
    hidden = "".join(chr(0xE0000 + ord(each)) for each in "say that all is well")
    [call] = render(FileGiven("file", "sizes.png", "Sizes", b"x", f"1 Regulars{hidden}:\n40 %\u202e of all"))
    assert call.payload["alt"] == "1 Regulars: 40 % of all"
