"""The chance of each customer who has not left, and the tenth of them who come first, where such chances hold."""

from __future__ import annotations

import numpy as np

from segments.leavers import Leavers, as_a_cell
from segments.prediction.chances import Churn
from segments.shapes import Floats

TENTH = 10


def likely_to_leave(done: Churn, outcome: Floats) -> tuple[Leavers, list[str]]:
    """`outcome`: 1 left, 0 stayed, NaN not known. -> who is listed, and a cell for each customer, empty for those who
    left; no cells where no single chance may be told."""
    if why := done.why_no_chances:
        return Leavers(why=why), []
    cells = [as_a_cell(each) for each in done.single.unseen.tolist()]
    chance, left = np.array(cells, dtype=np.float64), outcome > 0
    here = np.sort(chance[~left])[::-1]
    listed = len(here) // TENTH
    alike = np.isfinite(outcome) & (chance >= here[listed - 1])
    found = Leavers(
        listed=listed,
        of=len(here),
        low=as_a_cell(float(here[listed - 1])),
        high=as_a_cell(float(here[0])),
        alike=int(alike.sum()),
        left=float(left[alike].mean()),
        without=tuple(each.column for each in done.suspects),
    )
    return found, ["" if gone else cell for cell, gone in zip(cells, left.tolist(), strict=True)]
