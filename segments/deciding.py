"""How many segments there are: of texts, the themes that were asked for; of customers, what the rules say."""

from __future__ import annotations

from dataclasses import replace

from segments.decision import decide
from segments.features.counted import as_if_measured
from segments.otherwise import prototypes_beside
from segments.shapes import Customers, Decision
from segments.themes import grouped


def decided(customers: Customers, wanted: int | None) -> Decision:
    """Texts are grouped in the way of texts, in as many themes as were asked for or as the rules find."""
    decision = decide(customers.scaled, wanted=wanted, smooth=as_if_measured(customers))
    if customers.texts is None:
        return _beside(customers, decision)
    count = wanted or (decision.clustering.count if decision.clustering else 0)
    return replace(decision, clustering=grouped(customers, count), others=()) if count else decision


def _beside(customers: Customers, decision: Decision) -> Decision:
    """With what k-prototypes gives, where there are both numbers and words."""
    if decision.clustering is None:
        return decision
    return replace(decision, others=(*decision.others, *prototypes_beside(customers, decision.clustering)))
