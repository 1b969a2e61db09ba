"""A page of the library of personas: what somebody looks at, as the modal and its buttons carry it along."""

from __future__ import annotations

import json
from dataclasses import dataclass

LONGEST = 100


@dataclass(frozen=True)
class LibraryPage:
    """Which words, which shelf, how far down; `note` tells what was just done, and is not carried along."""

    words: str = ""
    archived: bool = False
    after: int = 0
    note: str = ""

    def written(self) -> str:
        # Escaped, an umlaut would take six of the characters that Slack counts.
        return json.dumps({"words": self.words, "archived": self.archived, "after": self.after}, ensure_ascii=False)

    @classmethod
    def read(cls, value: str) -> LibraryPage:
        """What `written` wrote; the first page where it names none."""
        try:
            told = json.loads(value or "{}")
            return cls(str(told.get("words", ""))[:LONGEST], told.get("archived") is True, max(0, int(told["after"])))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
            return cls()
