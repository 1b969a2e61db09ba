"""Words of people and models as a document can hold them: nothing that breaks XML, turns text round or hides in it."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = re.compile(
    r"[\u00ad\u034f\u061c\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
# Letters that only machines read (https://www.unicode.org/charts/PDF/UE0000.pdf); a few spell the flags of regions.
_TAGS = re.compile(r"(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f)|[\U000e0000-\U000e007f]+")
# Signs without a shape that choose the form of the one before: one behind an emoji, or behind a letter of Chinese. Some
# hundred of them behind one another, or behind letters that have one form, are a message that only machines read.
_FORMS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CHOOSES = re.compile(
    rf"(?<=[^\s{_FORMS}])([\ufe0e\ufe0f])[{_FORMS}]*|(?<=[{_HAN}])([{_FORMS}])[{_FORMS}]*|[{_FORMS}]+"
)
# Letters of nothing, as wide as others: a name of them is no name.
_BLANK_LETTERS = re.compile("[\u115f\u1160\u2800\u3164\uffa0]+")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold, and controls that nobody sees. https://www.w3.org/TR/xml/#charsets"""


def visible(text: str) -> str:
    """`text` without what nobody sees, its lines as they are."""
    lines = re.sub(r"\r\n?|[\x85\u2028\u2029]", "\n", text)
    return _FORBIDDEN.sub("", seen(lines))


def seen(text: str) -> str:
    """`text` without marks that have no shape: nothing turns its words round, and nothing hides in it."""
    shown = _TAGS.sub(lambda match: match[1] or "", _UNSEEN.sub("", text))
    return _BLANK_LETTERS.sub(" ", _CHOOSES.sub(lambda match: match[1] or match[2] or "", shown))


def line(text: str) -> str:
    """The same on one line."""
    return " ".join(visible(text).split())


def reads_leftward(text: str) -> bool:
    """Whether the first letter that has a direction is written from right to left."""
    found = next((kind for char in text if (kind := unicodedata.bidirectional(char)) in ("L", "R", "AL")), "L")
    return found != "L"
