"""What a reader raises about a file."""

from __future__ import annotations

Place = dict[str, str]
"""A section as the child tells it: `place` and `text`."""


class Unreadable(Exception):
    """A sentence for whoever dropped the file."""
