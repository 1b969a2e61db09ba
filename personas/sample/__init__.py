"""Alice, to try at once: a card written by hand from the brochure of an invented benefits portal."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from personas.formats import Imported, imported


@cache
def sample() -> Imported:
    """-> the card with its passages; every citation on it was held against them."""
    return imported(Path(__file__).with_name("alice.yaml").read_bytes())
