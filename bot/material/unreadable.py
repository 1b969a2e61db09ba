"""What a reader gives of a file, and what it raises."""

from __future__ import annotations

Place = dict[str, str]
"""A section as the child tells it: `place` and `text`."""
Read = tuple[list[Place], int]
"""The sections, and how many pages, slides or rows the file has in all; 0 where that is not counted."""
BROKEN = "It is broken, and could not be read."
TOO_MUCH = "It asks for more memory or time than a document should, so I left it alone."
LOCKED = "It is locked with a password. A copy without one works."


class Unreadable(Exception):
    """A sentence for whoever dropped the file."""
