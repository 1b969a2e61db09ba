"""Whether the frozen model still holds for a new file, in figures and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segments.evolution.frozen import Applied, FrozenModel, shares
from segments.evolution.scales import between
from segments.shapes import Customers, Labels
from segments.shares import percent

NOTICEABLE, LARGE = 0.1, 0.25
"""Population stability index: what is usually called a moderate and a large shift."""
FARTHER = 1.25
AGREED = 0.7
"""Customers whom the frozen and the new model place alike, below which the frozen one is out of date."""
AGREED_WELL = 0.9
"""The same, from which on they say that the frozen one fits, whatever a single measure did."""
HOLD_ALL_THE_SAME = (
    "{name} shifted a lot since then; the segments hold all the same: about as many fall into each, and a new model "
    "places {alike} of the customers alike."
)


@dataclass(frozen=True)
class Holds:
    """`alarms`: why it holds no longer; empty where it does. `noticed`: what is worth knowing, and no reason to act."""

    holds: bool
    words: str
    alarms: tuple[str, ...]
    noticed: tuple[str, ...]
    shares: float
    """PSI of the segments' shares."""
    features: dict[str, float]
    """PSI of each feature."""
    farther: float
    """How far customers are from their segment, in times of what it was."""
    agreement: float | None
    """Share of the customers that a new model places like the frozen one; None where there is no new model."""


def psi(before: Sequence[float], after: Sequence[float], customers: int) -> float:
    """Population stability index; an empty part counts as half a customer, or one would make it endless."""
    floor = 0.5 / max(customers, 1)
    old, new = np.maximum(before, floor), np.maximum(after, floor)
    return float(((new - old) * np.log(new / old)).sum())


def still_holds(
    model: FrozenModel, customers: Customers, applied: Applied, refit: Labels | None = None
) -> Holds:  # fmt: skip
    """`refit`: what a new model of the same customers says, by the numbers of the frozen segments (see `matching`)."""
    names = {segment.id: segment.name for segment in model.segments}
    moved = psi([segment.share for segment in model.segments], shares(applied.labels, len(names)), customers.count)
    drifted = _features(model, customers)
    farther = float(applied.distances.mean()) / model.distance if model.distance > 0 else 1.0
    agreement = None if refit is None else float((refit == applied.labels).mean())
    sizes = ["By the borders they had, the segments have very different sizes now."] if moved >= LARGE else []
    large = [name for name, value in drifted.items() if value >= LARGE]
    others = []
    if farther >= FARTHER:
        others.append(f"Customers are {percent(farther - 1)} farther from what their segment was.")
    if agreement is not None and agreement < AGREED:
        others.append(f"A new model places {percent(1 - agreement)} of the customers elsewhere.")
    if applied.missing:
        others.append(f"The file no longer has: {', '.join(applied.missing)}.")
    noticed = [f"{name} shifted a little since then." for name, value in drifted.items() if NOTICEABLE <= value < LARGE]
    shifted = [f"{name} shifted a lot since then." for name in large]
    if len(large) == 1 and not others and agreement is not None and _agree(moved, agreement):
        noticed.insert(0, HOLD_ALL_THE_SAME.format(name=large[0], alike=percent(agreement)))
        shifted = []
    alarms = [*sizes, *shifted, *others]
    words = (
        f"The segments no longer fit these customers: {alarms[0][0].lower()}{alarms[0][1:]}"
        if alarms
        else "The segments still fit: the new customers fall into them as the old ones did."
    )
    return Holds(not alarms, words, tuple(alarms), tuple(noticed), moved, drifted, farther, agreement)


def _agree(moved: float, agreement: float) -> bool:
    """Whether sizes and a new model say that the segments hold, whatever a single measure did: in a file without
    newcomers the days since the last purchase grow by the days that passed, and that alone makes no other segments."""
    return moved < NOTICEABLE and agreement >= AGREED_WELL


def _features(model: FrozenModel, customers: Customers) -> dict[str, float]:
    at = {name: number for number, name in enumerate(customers.names)}
    found = {
        scale.feature: psi(scale.shares, between(scale.edges, customers.raw[:, at[scale.feature]]), customers.count)
        for scale in model.scales
        if scale.feature in at
    }
    for name, values in customers.categories.items():
        levels = [level for level in model.levels if level.feature == name]
        if levels:
            then = [level.share for level in levels]
            now = [float((values == level.level).mean()) for level in levels]
            found[name] = psi([*then, 1 - sum(then)], [*now, 1 - sum(now)], customers.count)
    return found
