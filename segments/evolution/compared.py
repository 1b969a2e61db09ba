"""A new file held against an earlier one: which segments are the same ones, who moved, whether the old model holds."""

from __future__ import annotations

import numpy as np

from segments.evolution.again import Again, is_comparable, lacking
from segments.evolution.baseline import Earlier, shortened
from segments.evolution.drift import Holds, still_holds
from segments.evolution.frozen import Applied, apply
from segments.evolution.movers import movers
from segments.evolution.stands import Stands
from segments.period import holds_old, no_later
from segments.shapes import Customers, Labels, Segment, Texts, Understanding
from segments.since import Moved, Since, Size
from segments.told import Days, Kind, Role

REPEATS = 0.9
"""Of its own customers, whom a frozen model has to place as the analysis did, to be held against a new analysis."""
STILL_IN = 0.98
"""Of the earlier customers, who have to be in a file that is to hold the old rows, too."""
NEW_ONES = "The next file is held against the new ones."


def held_against(
    before: Earlier,
    understanding: Understanding,
    customers: Customers,
    stands: Stands,
    segments: tuple[Segment, ...],
    days: Days | None = None,
) -> Since:
    """What became of the earlier segments. `segments`: the new ones, called as those that they are. `days`: which the
    new file covers."""
    baseline, clustering = before.baseline, stands.decision.clustering
    if not is_comparable(before, understanding, customers):
        if baseline.kind is not understanding.kind:
            return Since(file=baseline.file, other_kind=True)
        return Since(file=baseline.file, lacks=lacking(before, customers))
    other_days = no_later(days, baseline.days)
    if other_days is not None:
        return Since(file=baseline.file, no_later=other_days)
    applied = apply(baseline.model, customers)
    keys = shortened(customers.keys)
    if understanding.field(Role.CUSTOMER) is None:
        keys = keys[:0]
    if clustering is None:
        # Where there are no segments any more, customers are told by those there were.
        old, labels = tuple(range(len(baseline.names))), applied.labels
    else:
        old, labels = stands.again.old, _by_old(stands.again.old, clustering.labels, len(baseline.names))
    holds = _holds(before, customers, applied, labels if clustering is not None else None)
    stayed = {one: each.name for each, one in zip(segments, old, strict=False)}
    told = [stayed.get(at, name) for at, name in enumerate(baseline.names.values())]
    told += [each.name for each, one in zip(segments, old, strict=False) if one < 0]
    since = Since(
        file=baseline.file,
        new=tuple(told[len(baseline.names) :]),
        ended=tuple(name for at, name in enumerate(baseline.names.values()) if at not in old),
        holds=holds.holds,
        words=holds.words if holds.holds or clustering is None else f"{holds.words} {NEW_ONES}",
        drift=(*holds.alarms[1:], *holds.noticed),
        stays=holds.holds and clustering is not None and _same_ids(stands.again, list(baseline.names)),
    )
    if len(keys) and len(before.keys):
        placed = _placed(applied.labels, labels, stands)
        since = _moved(since, before, keys, labels, placed, told, found=clustering is not None)
        again = (since.both or 0) >= STILL_IN * ((since.both or 0) + since.gone)
        grown = again and baseline.kind is Kind.TRANSACTIONS and holds_old(days, baseline.days)
        since = since.model_copy(update={"holds_old": grown})
    return since


def _same_ids(known: Again, ids: list[str]) -> bool:
    """Whether the segments are the earlier ones, each by the id it had, and no others."""
    return sorted(known.old) == list(range(len(ids))) and known.ids == tuple(ids[one] for one in known.old)


def _by_old(old: tuple[int, ...], labels: Labels, count: int) -> Labels:
    """Labels by the numbers of the earlier segments; new ones are counted on."""
    following = iter(range(count, count + len(old)))
    numbers = np.array([one if one >= 0 else next(following) for one in old], dtype=np.int64)
    return np.where(labels >= 0, numbers[labels], -1)


def _placed(applied: Labels, labels: Labels, stands: Stands) -> Labels:
    """By the frozen model; who stands where people put them, stands there."""
    held = list(stands.corrected.held) if stands.corrected else []
    placed = applied.copy()
    placed[held] = labels[held]
    return placed


def _holds(before: Earlier, customers: Customers, applied: Applied, refit: Labels | None) -> Holds:
    model = before.baseline.model
    return still_holds(model, customers, applied, refit if model.repeats >= REPEATS else None)


def _moved(
    since: Since, before: Earlier, keys: Texts, labels: Labels, placed: Labels, names: list[str], *, found: bool
) -> Since:
    """Moves and sizes as the segments of either file are told, so that they are those of the labelled rows; where none
    were `found` any more, by the frozen model. Beside them what comes out by that model, then and now, where it places
    its own customers well."""
    repeats = before.baseline.model.repeats >= REPEATS
    then, now = (before.places, placed) if repeats else (before.labels, labels)
    told = (before.labels, labels) if found else (then, now)
    moved = movers((before.keys, told[0]), (keys, told[1]))
    of_then, of_now = before.keys.astype(str), keys.astype(str)
    gone, came = told[0][~np.isin(of_then, of_now)], told[1][~np.isin(of_now, of_then)]
    called = {-1: "", **dict(enumerate(names))}
    moves = tuple(
        Moved(before=called[each.before], after=called[each.after], customers=each.customers) for each in moved.moves
    )
    sizes = tuple(
        Size(
            id=id,
            name=names[number],
            before=_count(told[0], number),
            after=_count(told[1], number),
            of_before=len(then),
            of_after=len(now),
            by_borders=(_count(then, number), _count(now, number)) if repeats else None,
            gone=_count(gone, number),
            came=_count(came, number),
        )
        for number, id in enumerate(before.baseline.names)
    )
    return since.model_copy(
        update={
            "both": moved.stayed + moved.moved,
            "moved": moved.moved,
            "came": moved.came,
            "gone": moved.gone,
            "moves": moves,
            "sizes": sizes,
            "by_then": movers((before.keys, then), (keys, now)).moved if repeats and found else None,
        }
    )


def _count(labels: Labels, number: int) -> int:
    return int((labels == number).sum())
