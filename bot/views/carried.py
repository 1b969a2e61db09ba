"""What a view or a button carries along unseen, as JSON.

Characters stay what they are: escaped, an umlaut would take six of the characters that Slack counts.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from itertools import accumulate

from bot.views.limits import PRIVATE
from bot.views.text import shortened


def carried(values: Mapping[str, object]) -> str:
    return json.dumps(values, ensure_ascii=False)


def carried_project(text: str, most: int) -> str:
    """For the start form: one line of at most so many characters. Of what nobody sees each would take six."""
    line = "".join(char for char in " ".join(text.split()) if unicodedata.category(char) != "Cc")
    return carried({"project": shortened(line, most)})


def carried_with_text(values: Mapping[str, str], text: str) -> str:
    """`values`, and as `text` as many of its characters as a view may carry; `cut` says yes where some were left."""
    room = PRIVATE - len(carried({**values, "text": "", "cut": "yes"}))
    widths = accumulate(len(json.dumps(character, ensure_ascii=False)) - 2 for character in text[:PRIVATE])
    fitting = text[: sum(width <= room for width in widths)]
    return carried({**values, "text": fitting, "cut": "" if fitting == text else "yes"})
