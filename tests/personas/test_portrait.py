"""A picture from outside becomes a small square PNG, or is refused."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from personas.portrait import framed


def picture(size: tuple[int, int], kind: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#7a4b58").save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("size", [(1024, 1024), (300, 900), (1, 1)])
def test_any_shape_becomes_a_square(kind: str, size: tuple[int, int]) -> None:
    with Image.open(io.BytesIO(framed(picture(size, kind)))) as made:
        assert (made.format, made.size) == ("PNG", (512, 512))


def test_what_came_along_in_the_file_stays_behind() -> None:
    note = PngImagePlugin.PngInfo()
    note.add_text("prompt", "the whole prompt")
    assert b"the whole prompt" not in framed(picture((64, 64), pnginfo=note))


@pytest.mark.parametrize(
    "data",
    [b"", b"<svg/>", picture((9, 9))[:40], picture((64, 64), "GIF"), picture((5000, 10)), b"\x89PNG" + b"\0" * 99],
    ids=["nothing", "svg", "cut off", "gif", "far too wide", "zeros"],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="picture"):
        framed(data)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_picture_or_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="picture"):
        framed(b"\x89PNG\r\n\x1a\n" + data)
