"""How many segments there are, if any: first whether there is structure at all, then how many.

Structure: groups that one half of the customers gives like the other half, and that are tighter than an even cloud,
than a Gaussian cloud of the same shape, and than attributes shuffled. Each alone is fooled: a long cloud is cut in two
the same way by both halves, a square one is tighter than a Gaussian, and yes-or-no attributes have tight corners.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

import numpy as np
from threadpoolctl import threadpool_limits

from segments import reasons
from segments.clusters import k_means
from segments.methods import choose_method
from segments.otherwise import other_ways
from segments.points import Points, points_of
from segments.shapes import Clustering, Decision, Floats, Scores
from segments.told import UNDECIDED
from segments.validation.cuts import shallowest
from segments.validation.enough import ENOUGH, TRUSTED
from segments.validation.evidence import CLOUDED, Evidence, Progress, evidence
from segments.validation.gap import gaps

MOST = 8
"""Segments that are tried: more are had by asking for them."""
FEWEST_CUSTOMERS = 50
"""With fewer, chance cannot be told from structure."""
EACH = 10
"""Customers for every segment that is tried, on average."""
TIGHTER = 3.0
"""Standard errors by which groups must be tighter than a cloud."""
DEEP = 3.0
"""And by which there must be fewer between two segments than about their middles, where both are of one of fewer."""
USABLE = range(3, 8)
"""What a team can keep in mind and treat differently."""
SMALL_SHARE, SMALL, SMALL_FILE = 0.01, 30, 0.05


def decide(
    scaled: Floats,
    *,
    wanted: int | None = None,
    smooth: Floats | None = None,
    progress: Progress | None = None,
) -> Decision:
    """`scaled` as in `Customers`, a row for each customer; `wanted`: how many a person asked for; `smooth`: the same
    with what was counted as if it had been measured.

    The same for any order of rows and columns; columns that are there twice count once.
    """
    with threadpool_limits(1):  # Sums made by several threads differ in the last digits from run to run.
        tell = progress or (lambda _doing, _done: None)
        points = points_of(scaled)
        decision = _decide(points, points.like(smooth) if smooth is not None else points.values, wanted, tell)
        tell("Decided", 1.0)
        return decision


def least(customers: int) -> int:
    """Fewer are no segment: 1 %, or 30 (of a small file 5 %), whichever is more."""
    return max(round(customers * SMALL_SHARE), min(SMALL, round(customers * SMALL_FILE)), 2)


def _decide(points: Points, smooth: Floats, wanted: int | None, progress: Progress) -> Decision:
    notes = _notes(points)
    impossible = _impossible(points, wanted)
    if impossible:
        return Decision(None, (), {}, impossible, notes=notes)
    counts = _counts(points, wanted)
    if not counts or points.count < FEWEST_CUSTOMERS:
        return _unchecked(points, wanted, notes)
    found = evidence(points, counts, progress)
    real = _not_looser([scores for scores in _structured(found.scores) if _holds(scores, points.count)])
    cut = _cut(points, smooth, found, real)
    chosen = _chosen([each for each in real if each.count not in cut], found.votes)
    if wanted is not None:
        return _as_asked(points, found, wanted, chosen, notes)
    progress("Looking for groups of other shapes", 0.95)
    vetoes = _vetoes(found, points.count, chosen, cut)
    disagreements = reasons.disagreements(found.votes)
    standing = None if chosen is None else found.clusterings[chosen]
    strength = 0.0 if chosen is None else _scores(found, chosen).prediction_strength
    choice = choose_method(points, standing, least(points.count), strength)
    beside = other_ways(choice.clustering, choice.others) if choice.clustering else ()
    if choice.clustering is not None and choice.scores is not None:
        other, judged = _in_file(points, choice.clustering), _own(points, found, choice.clustering, choice.scores)
        scores = (*(each for each in found.scores if each.count != judged.count), judged)
        ordered = tuple(sorted(scores, key=lambda each: each.count))
        return Decision(other, ordered, found.votes, choice.why, disagreements, vetoes, notes, beside)
    if chosen is None:
        why = reasons.refused(_fault(found.scores, points.count), found.scores, along(points))
        return Decision(None, found.scores, found.votes, why, disagreements, vetoes, notes)
    why = reasons.found(found.votes, _scores(found, chosen))
    clustering = _in_file(points, found.clusterings[chosen])
    return Decision(clustering, found.scores, found.votes, why, disagreements, vetoes, notes, beside)


def _impossible(points: Points, wanted: int | None) -> str:
    if not points.count:
        return "There is nothing to group. Drop a file of at least fifty."
    if points.distinct < 2:
        return (
            f"All {points.count:,} are the same in everything that was compared. Nothing tells them apart, "
            "so there are no segments; a file with other columns may have some."
        )
    if wanted is not None and wanted < 2:
        return "One segment is all of them. Ask for two or more, or let the rules choose."
    if wanted is not None and wanted > points.distinct:
        return (
            f"You asked for {wanted:,} segments, and there are only {points.distinct:,} different ones. Ask for "
            "fewer, or let the rules choose."
        )
    return ""


def _counts(points: Points, wanted: int | None) -> list[int]:
    tried = set(range(2, min(MOST, points.distinct, points.count // EACH) + 1))
    return sorted(tried | {wanted} if wanted else tried)


def _unchecked(points: Points, wanted: int | None, notes: tuple[str, ...]) -> Decision:
    if wanted is None:
        why = (
            f"{points.count:,} are too few to tell segments from chance. From {FEWEST_CUSTOMERS} on I can; "
            "or say how many you want, and I group them without that check."
        )
        return Decision(None, (), {}, why, notes=notes)
    placed = _in_file(points, k_means(points, wanted))
    return Decision(placed, (), {}, reasons.asked_for(wanted, None, None), notes=notes)


def _holds(scores: Scores, customers: int) -> bool:
    return min(scores.sizes) >= least(customers) and min(scores.jaccard) >= TRUSTED


def _structured(scores: tuple[Scores, ...]) -> list[Scores]:
    """Against the Gaussian cloud any number may speak: there is something; the other two say which number shows it."""
    if max(each.above_gaussian for each in scores) < TIGHTER:
        return []
    return [each for each in scores if _reproduced(each) and _tighter(each)]


def _not_looser(real: list[Scores]) -> list[Scores]:
    """Without those whose groups are less tight, against chance, than fewer groups are: they cut one kind in two."""
    return [each for each in real if not any(_looser(each, fewer) for fewer in real)]


def _cut(points: Points, smooth: Floats, found: Evidence, real: list[Scores]) -> dict[int, int]:
    """Those whose segments are pieces of kinds that fewer leave whole, with no gap between them: -> how many leave them
    whole."""
    at, cut = points.sampled(CLOUDED), dict[int, int]()
    for fewer, more in combinations((each.count for each in real), 2):
        if fewer in cut or more in cut:
            continue
        few, many = (found.clusterings[count].labels[at] for count in (fewer, more))
        least = shallowest(smooth[at], few, many)
        if least is not None and least < DEEP:
            cut[more] = fewer
    return cut


def _looser(more: Scores, fewer: Scores) -> bool:
    return fewer.count < more.count and more.gap + TIGHTER * more.gap_error < fewer.gap


def _tighter(scores: Scores) -> bool:
    shuffled = scores.above_shuffled
    return scores.above_one >= TIGHTER and (shuffled is None or shuffled >= TIGHTER)


def _reproduced(scores: Scores) -> bool:
    return scores.prediction_strength + scores.prediction_error >= ENOUGH


def _chosen(real: list[Scores], votes: dict[str, int]) -> int | None:
    """Of the real ones that with most votes; then the one that halves tell each other most surely; then one that can be
    worked with, and comes back best."""
    if not real:
        return None
    ballots = list(votes.values())
    best = max(
        real,
        key=lambda each: (
            ballots.count(each.count),
            each.count == votes.get("prediction strength"),
            each.count in USABLE,
            each.prediction_strength,
            -each.count,
        ),
    )
    return best.count


def _fault(scores: tuple[Scores, ...], customers: int) -> reasons.Fault:
    """Why there are no segments: what the most promising number failed by."""
    if _structured(scores):
        return "small"
    reproduced = [each for each in scores if _reproduced(each)]
    if any(each.above_shuffled is not None and each.above_shuffled < TIGHTER for each in reproduced):
        return "table"
    if reproduced:
        return "cloud"
    tight = [each for each in scores if _tighter(each)]
    return "small" if tight and all(min(each.sizes) < least(customers) for each in tight) else "halves"


def along(points: Points) -> float:
    """The share of the variance that lies along the first principal component."""
    spread = np.linalg.eigvalsh(np.atleast_2d(np.cov(points.values.T)))
    return float(spread[-1] / spread.sum())


def _as_asked(
    points: Points, found: Evidence, wanted: int, chosen: int | None, notes: tuple[str, ...]
) -> Decision:  # fmt: skip
    own = _scores(found, wanted)
    why = reasons.asked_for(wanted, own, chosen)
    return Decision(
        _in_file(points, found.clusterings[wanted]),
        found.scores,
        found.votes,
        why,
        reasons.disagreements(found.votes),
        reasons.vetoed(own, least(points.count)),
        notes,
    )


def _vetoes(found: Evidence, customers: int, chosen: int | None, cut: Mapping[int, int]) -> tuple[str, ...]:
    """Of every number that a rule voted for and that is not taken."""
    voted = [_scores(found, count) for count in sorted(set(found.votes.values()) - {1, UNDECIDED, chosen})]
    own = None if chosen is None else _scores(found, chosen)
    told = (reasons.looser(each, own) if own and _looser(each, own) else () for each in voted)
    pieces = (reasons.pieces(each.count, cut[each.count]) if each.count in cut else () for each in voted)
    vetoed = (reasons.vetoed(each, least(customers)) for each in voted)
    return tuple(line for of_one in zip(vetoed, told, pieces, strict=True) for lines in of_one for line in lines)


def _scores(found: Evidence, count: int) -> Scores:
    return next(scores for scores in found.scores if scores.count == count)


def _own(points: Points, found: Evidence, taken: Clustering, judged: Scores) -> Scores:
    """Of k-means what the rules measured of as many, where that holds; else `judged`, by density, with the gap that
    centres have."""
    if taken.method != "k-means":
        return judged
    measured = next((each for each in found.scores if each.count == taken.count), None)
    if measured is not None and _reproduced(measured) and min(measured.jaccard) >= TRUSTED:
        return measured
    if measured is not None:
        return replace(judged, gap=measured.gap, gap_error=measured.gap_error)
    own = gaps(points.sample(CLOUDED), [1, taken.count]).uniform[taken.count]
    return replace(judged, gap=own.gap, gap_error=own.error)


def _in_file(points: Points, own: Clustering) -> Clustering:
    """In the rows and columns of the file again."""
    centers = None if own.centers is None else points.in_all_columns(own.centers)
    return replace(own, labels=points.in_file_order(own.labels), centers=centers)


def _notes(points: Points) -> tuple[str, ...]:
    if not points.filled:
        return ()
    return (f"{points.filled:,} missing values were taken as the middle one of their column.",)
