"""The way of each segment, where the file tells of purchases over time."""

from __future__ import annotations

from segments.features.orders import orders
from segments.journey import journey
from segments.said import Stage
from segments.shapes import Decision
from segments.tables import Table
from segments.told import Kind, Understanding


def journeys(table: Table, understanding: Understanding, decision: Decision) -> tuple[tuple[Stage, ...], ...]:
    """-> the stages of each segment, in the order of their labels; nothing where nothing says when somebody bought."""
    if understanding.kind is not Kind.TRANSACTIONS or decision.clustering is None:
        return ()
    purchases, found = orders(table, understanding), decision.clustering
    if purchases is None:
        return ()
    return tuple(journey(purchases, found.labels, label) for label in range(found.count))
