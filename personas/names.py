"""What a persona may be called: a name as people see it, and nobody else's."""

from __future__ import annotations

import re
import unicodedata

from interviews.language import LOOK_ALIKE, as_seen

LONGEST = 60
OURS = "segue"
_BETWEEN = frozenset(" .,'’·・-‐")
MOST_MARKS = 4
"""Accents and vowel signs that stand on one letter; no script takes more."""


def named(text: str) -> str:
    """A name, as far as it is one: nothing that follows letters, spaces and the marks of names. Empty for ours."""
    name, marks = "", 0
    for char in as_seen(text[: 4 * LONGEST]):
        kind = unicodedata.category(char)[0]
        if kind == "M" and name:
            marks += 1
            name += char if marks <= MOST_MARKS else ""
        elif kind == "L" or (char in _BETWEEN and name):
            name, marks = name + char, 0
        else:
            break
    name = name[:LONGEST].strip(" .,-")
    return "" if is_ours(name) else name


def is_ours(name: str) -> bool:
    """'Segue', 'SEGUE Support' and 'S. e. g. u. e.'."""
    parts = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFD", name.translate(LOOK_ALIKE).casefold()))
    return OURS in (*parts, "".join(parts))
