"""A new file held against an earlier one: which segments are the same ones, who moved, whether the old model holds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from segments.evolution.baseline import Earlier, shortened
from segments.evolution.drift import Holds, still_holds
from segments.evolution.frozen import Applied, apply, places
from segments.evolution.matching import match
from segments.evolution.movers import movers
from segments.shapes import Clustering, Customers, Labels, Segment, Texts, Understanding
from segments.since import Moved, Since, Size
from segments.told import Role

REPEATS = 0.9
"""Of its own customers, whom a frozen model has to place as the analysis did, to be held against a new analysis."""


def held_against(
    before: Earlier,
    understanding: Understanding,
    customers: Customers,
    clustering: Clustering | None,
    segments: tuple[Segment, ...],
) -> tuple[tuple[Segment, ...], Since]:
    """-> (the segments with the ids and names of those that they are, what became of the earlier ones)."""
    baseline = before.baseline
    lacks = tuple(
        name for name in baseline.model.features if name not in customers.names and name not in customers.categories
    )
    if baseline.kind is not understanding.kind:
        return segments, Since(file=baseline.file, other_kind=True)
    if lacks:
        return segments, Since(file=baseline.file, lacks=lacks)
    applied = apply(baseline.model, customers)
    keys = shortened(customers.keys)
    if understanding.field(Role.CUSTOMER) is None:
        keys = keys[:0]
    if clustering is None:
        # Where there are no segments any more, customers are told by those there were.
        old, labels = tuple(range(len(baseline.names))), applied.labels
    else:
        old, labels = _matched(before, customers, clustering)
    names = _named(before, segments, old) if clustering is not None else segments
    holds = _holds(before, customers, applied, labels if clustering is not None else None)
    told = [*baseline.names.values(), *(each.name for each, one in zip(names, old, strict=False) if one < 0)]
    since = Since(
        file=baseline.file,
        new=tuple(told[len(baseline.names) :]),
        ended=tuple(name for at, name in enumerate(baseline.names.values()) if at not in old),
        holds=holds.holds,
        words=holds.words,
        drift=(*holds.alarms[1:], *holds.noticed),
        stays=holds.holds and clustering is not None and sorted(old) == list(range(len(baseline.names))),
    )
    if len(keys) and len(before.keys):
        since = _moved(since, before, keys, labels, applied, told)
    return names, since


def _matched(before: Earlier, customers: Customers, clustering: Clustering) -> tuple[tuple[int, ...], Labels]:
    """-> (the old segment of each new one, the labels by the numbers of the old ones; new ones are counted on)."""
    model, labels = before.baseline.model, clustering.labels
    where = places(model, customers)
    centers = np.array([where[labels == label].mean(axis=0) for label in range(clustering.count)])
    keys = shortened(customers.keys)
    old = match((before.keys, before.labels, model.centers), (keys, labels, centers)).old
    following = iter(range(len(model.segments), len(model.segments) + len(old)))
    numbers = np.array([one if one >= 0 else next(following) for one in old], dtype=np.int64)
    return old, np.where(labels >= 0, numbers[labels], -1)


def _named(before: Earlier, segments: tuple[Segment, ...], old: tuple[int, ...]) -> tuple[Segment, ...]:
    """Those that were there before are called as before; a new one that would be called like one of them, is not."""
    frozen, given, found = before.baseline.model.segments, before.baseline.given, list[Segment]()
    taken = {each.name for each in frozen}
    for segment, one in zip(segments, old, strict=True):
        if one >= 0:
            found.append(replace(segment, id=frozen[one].id, name=frozen[one].name))
            continue
        given += 1
        name = segment.name if segment.name not in taken else f"{segment.name} (new)"
        found.append(replace(segment, id=f"s{given}", name=name))
    return tuple(found)


def _holds(before: Earlier, customers: Customers, applied: Applied, refit: Labels | None) -> Holds:
    model = before.baseline.model
    return still_holds(model, customers, applied, refit if model.repeats >= REPEATS else None)


def _moved(
    since: Since, before: Earlier, keys: Texts, labels: Labels, applied: Applied, names: list[str]
) -> Since:  # fmt: skip
    """By the frozen model then and now; where it does not place its own customers well, by the two analyses."""
    anew = movers((before.keys, before.labels), (keys, labels))
    repeats = before.baseline.model.repeats >= REPEATS
    then, now = (before.places, applied.labels) if repeats else (before.labels, labels)
    found = movers((before.keys, then), (keys, now))
    called = {-1: "", **dict(enumerate(names))}
    moves = tuple(
        Moved(before=called[each.before], after=called[each.after], customers=each.customers) for each in found.moves
    )
    sizes = tuple(
        Size(id=id, name=name, before=int((then == number).sum()), after=int((now == number).sum()))
        for number, (id, name) in enumerate(before.baseline.names.items())
    )
    return since.model_copy(
        update={
            "both": found.stayed + found.moved,
            "moved": found.moved,
            "came": found.came,
            "gone": found.gone,
            "moves": moves,
            "sizes": sizes,
            "elsewhere": anew.moved if repeats else None,
        }
    )
