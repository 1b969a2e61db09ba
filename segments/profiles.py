"""What each segment is: what sets it apart, its name, a rule to know it by, and the six criteria."""

from __future__ import annotations

import numpy as np

from segments.criteria import THRESHOLD, Seen, criteria
from segments.factors import by_factors
from segments.facts import facts, money
from segments.naming import names
from segments.rules import rule, shuffled
from segments.shapes import Customers, Decision, Segment
from segments.telling_words import THE_MONEY
from segments.traits import told, traits
from segments.validation.coherence import width_by_chance, widths


def profile(
    customers: Customers,
    decision: Decision,
    *,
    threshold: float = THRESHOLD,
    money_called: str = THE_MONEY,
    numbered: bool = False,
) -> tuple[Segment, ...]:
    """The segments, in the order of their labels; none where the decision found none.

    `threshold` is the share of customers or of money from which a segment is big enough; `numbered`: whether the file
    has the customers' numbers.
    """
    if decision.clustering is None:
        return ()
    labels, count = decision.clustering.labels, decision.clustering.count
    known = facts(customers)
    # Texts have no number of their own but their place in the file.
    order = shuffled(customers.keys if customers.texts is None else customers.texts)
    column = money(known)
    brought = None if column is None else np.nan_to_num(known.numbers[:, column])
    apart = [by_factors(known, traits(known, labels == label, labels != label)) for label in range(count)]
    named, by_chance = names(known, labels, apart), width_by_chance(customers.scaled, count)
    wide = widths(customers.scaled, labels)
    segments = []
    for label in range(count):
        members = labels == label
        value = None if brought is None else float(brought[members].sum() / brought.sum())
        found = rule(known, labels, label, order)
        seen = Seen(
            customers,
            known,
            decision,
            labels,
            label,
            members=members,
            others=~members,
            value_share=value,
            rule=found,
            threshold=threshold,
            money=money_called,
            numbered=numbered,
            width=float(wide[label]),
            by_chance=by_chance,
        )
        segments.append(
            Segment(
                id=f"s{label + 1}",
                label=label,
                name=named[label],
                size=int(members.sum()),
                share=float(members.mean()),
                value_share=value,
                traits=told(apart[label]),
                criteria=criteria(seen),
                rule=found.words,
            )
        )
    return tuple(segments)
