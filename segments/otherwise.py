"""What other ways of grouping give beside the segments: they are looked at, told, and not taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sklearn.metrics import adjusted_rand_score
from threadpoolctl import threadpool_limits

from segments import reasons
from segments.clusters import DRAWS, PAIRED
from segments.prototypes import k_prototypes, mixed
from segments.shapes import Clustering, Customers, Labels
from segments.shares import percent
from segments.told import Method

WAYS: dict[Method, str] = {
    "hierarchical": "Merging whoever is nearest, step by step (Ward)",
    "DBSCAN": "By where many are near each other (DBSCAN)",
    "HDBSCAN": "By density that may differ from group to group (HDBSCAN)",
    "k-means": "By the nearest middle (k-means)",
}
PROTOTYPES = "Numbers and words each in their own way (k-prototypes)"
AGREEMENT, BETWEEN = "agreement {least:.2f} of 1", "agreement {least:.2f} to {most:.2f} of 1"
MEANS = (
    "How far other ways give the segments as they were found: 1 is the same groups, 0 no more than chance (adjusted "
    f"Rand index; those in none count as a group). They look at {PAIRED:,} at most, so other draws give somewhat other "
    f"figures; of Ward and k-prototypes it is the least and the most of {reasons.number(DRAWS)}."
)
"""Stands before the sentences."""
LEFT = "; {share} of all are in none"
GROUPS = "{way}, asked for as many: {agreement}."
OWN_COUNT = "{way}: {count} groups{left}; {agreement}."
ONE, NONE = "{way}: all in one group{left}.", "{way}: no groups."


def other_ways(taken: Clustering, others: Iterable[Clustering]) -> tuple[str, ...]:
    """A sentence for each way that is not the one taken; labels are in the same order."""
    by_method: dict[Method, list[Clustering]] = {}
    for each in others:
        by_method.setdefault(each.method, []).append(each)
    return tuple(_told(taken, found) for method, found in by_method.items() if method != taken.method)


def prototypes_beside(customers: Customers, taken: Clustering) -> tuple[str, ...]:
    """The same of k-prototypes, for customers of whom both numbers and words are known."""
    tables = mixed(customers)
    if not tables or taken.count < 2:
        return ()
    with threadpool_limits(1):
        found = [(taken.labels[each.at], k_prototypes(each, taken.count)) for each in tables]
    return (GROUPS.format(way=PROTOTYPES, agreement=_agreement(found)),)


def _told(taken: Clustering, found: Sequence[Clustering]) -> str:
    other = found[0]
    way, left = WAYS[other.method], LEFT.format(share=percent(other.nobody)) if other.nobody else ""
    if other.count < 2:
        return (ONE if other.count else NONE).format(way=way, left=left)
    agreement = _agreement([(taken.labels, each.labels) for each in found])
    if other.method == "hierarchical":
        return GROUPS.format(way=way, agreement=agreement)
    return OWN_COUNT.format(way=way, count=other.count, left=left, agreement=agreement)


def _agreement(pairs: Sequence[tuple[Labels, Labels]]) -> str:
    alike = [round(max(float(adjusted_rand_score(taken, other)), 0.0), 2) for taken, other in pairs]
    return (AGREEMENT if min(alike) == max(alike) else BETWEEN).format(least=min(alike), most=max(alike))
