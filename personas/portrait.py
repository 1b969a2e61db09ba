"""A picture somebody else made, as the face of a persona: square, small, and a PNG whatever it was."""

from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

SIZE = 512
MOST_BYTES, MOST_SIDE = 20_000_000, 4096
KINDS = ("PNG", "JPEG", "WEBP")


def framed(data: bytes, size: int = SIZE) -> bytes:
    """-> a PNG of `size` by `size` pixels, cut from the middle, without anything that came along in the file.

    Raises ValueError for what is no picture of a size one would expect.
    """
    if not data or len(data) > MOST_BYTES:
        raise ValueError("a picture of no usable size")
    try:
        with Image.open(io.BytesIO(data), formats=KINDS) as picture:
            if max(picture.size) > MOST_SIDE:
                raise ValueError(f"a picture of {picture.size} pixels")
            square = ImageOps.fit(picture.convert("RGB"), (size, size), Image.Resampling.LANCZOS)
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError("no picture that can be opened") from error
    out = io.BytesIO()
    square.save(out, "PNG", optimize=True)
    return out.getvalue()
