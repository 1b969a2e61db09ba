"""Texts as a model placed them: directions in a space of meaning, pressed together to what tells them apart."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from segments.readings import Given
from segments.shapes import Floats

VECTORS = "vectors"
"""The file they are in: the keys of the texts as a line of JSON, then half floats, text by text."""


def places_in(folder: Path, sent: Mapping[str, Given]) -> dict[str, Floats]:
    """-> text -> where it lies; empty where any of them was not placed."""
    path = folder / VECTORS
    if not path.exists():
        return {}
    head, _, packed = path.read_bytes().partition(b"\n")
    keys = json.loads(head)
    values = np.frombuffer(packed, dtype="<f2")
    if not keys or values.size % len(keys):
        return {}
    found = dict(zip(keys, np.nan_to_num(values.reshape(len(keys), -1).astype(np.float64)), strict=True))
    if any(each.key not in found for each in sent.values()):
        return {}
    return {text: found[each.key] for text, each in sent.items()}


def pressed(texts: Sequence[str], places: Mapping[str, Floats], most: int) -> Floats:
    """-> a row for each text: what all have in common taken away, and at most so many numbers left."""
    from sklearn.decomposition import TruncatedSVD

    rows = even(np.vstack([places[text] for text in texts]))
    rows -= rows.mean(axis=0)
    if min(rows.shape) > most:
        rows = TruncatedSVD(most, n_iter=4, random_state=0).fit_transform(rows)
    return even(rows)


def even(points: Floats) -> Floats:
    """On the sphere: a long text is not another thing than a short one."""
    lengths = np.linalg.norm(points, axis=1, keepdims=True)
    return np.asarray(points / np.where(lengths > 0, lengths, 1.0), dtype=np.float64)
