"""The task of the embedding model: texts as points, without a brief. Its answer is one call's vectors, packed."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from flows.llm.task import Task
from flows.llm.tasks import Fields


class TextsToPlace(Fields):
    texts: tuple[str, ...]


class Placed(Fields):
    """In the order of the texts: half floats, little-endian, each of the same width."""

    vectors: tuple[bytes, ...]


PLACE_TEXTS = Task("place_texts", TextsToPlace, Placed)


def packed(vector: Sequence[float]) -> bytes:
    """-> two bytes for each number, which is enough for a direction. Raises struct.error or OverflowError."""
    return struct.pack(f"<{len(vector)}e", *vector)
