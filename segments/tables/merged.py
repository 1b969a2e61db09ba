"""Cells that were merged over several rows have their value in each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Merged(NamedTuple):
    """Rows and columns from 0; `bottom` is the last of them."""

    top: int
    bottom: int
    left: int


def filled_down(rows: Iterable[list[str]], merged: Iterable[Merged]) -> Iterator[list[str]]:
    """Rows without anything in them are left out."""
    coming = sorted((each for each in merged if each.bottom > each.top), reverse=True)
    open_: dict[int, tuple[int, str]] = {}
    for place, cells in enumerate(rows):
        for left, (bottom, text) in list(open_.items()):
            if place > bottom:
                del open_[left]
            elif text and left < len(cells):
                cells[left] = text
            elif text and any(cells):
                cells.extend([""] * (left - len(cells)) + [text])
        while coming and coming[-1].top <= place:
            each = coming.pop()
            open_[each.left] = (each.bottom, cells[each.left] if each.left < len(cells) else "")
        yield cells if any(cells) else []
