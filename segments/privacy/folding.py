"""One way of writing for every script's digits, dashes and spaces, and nothing that cannot be seen.

What is found in the folded text is redacted in the text as it was: `back` leads from the one to the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# Zero-width and direction marks, soft hyphens, variation selectors: they split a number for a machine, not for an eye.
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
                     "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]")  # fmt: skip


class _Plain(dict[int, str]):
    """Each character as one plain one; those that would become several stay."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        digit = unicodedata.digit(character, None)
        kind = unicodedata.category(character)
        plain = unicodedata.normalize("NFKC", character)
        if digit is not None:
            plain = str(digit)
        elif kind == "Zs":
            plain = " "
        elif kind == "Pd":
            plain = "-"
        self[code] = plain if len(plain) == 1 else character
        return self[code]


_PLAIN = _Plain({0x2019: "'", 0x2212: "-"})


def folded(text: str) -> tuple[str, Sequence[int] | None]:
    """-> the folded text, and of each of its characters the place in `text` (None where they are the same)."""
    if text.isascii():
        return text, None
    if not _UNSEEN.search(text):
        return text.translate(_PLAIN), None
    back = [place for place, character in enumerate(text) if not _UNSEEN.match(character)]
    return "".join(text[place] for place in back).translate(_PLAIN), back
