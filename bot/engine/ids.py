"""Short ids that people can say to each other: `mivo-tana`."""

from __future__ import annotations

import secrets
from collections.abc import Callable

CONSONANTS = "bdfghjklmnprstvz"
VOWELS = "aeiou"


def speakable_id(taken: Callable[[str], bool]) -> str:
    """-> two words of two syllables, about 41 million different ones; `taken` tells which are in use."""
    while True:
        syllables = [secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _ in range(4)]
        candidate = f"{syllables[0]}{syllables[1]}-{syllables[2]}{syllables[3]}"
        if not taken(candidate):
            return candidate
