"""Paragraphs taken apart, for pages on which each sentence is read for itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")


def sentences(paragraphs: Sequence[str]) -> list[str]:
    """One by one, in their order."""
    return [each for text in paragraphs for each in _END.split(text)]
