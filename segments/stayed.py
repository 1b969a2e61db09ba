"""Of customers some of whom left: which segments the money of those who stayed comes from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from segments.meanings import plain
from segments.money import money_in
from segments.outcomes import leaving
from segments.shapes import Customers, Labels
from segments.shares import percent
from segments.told import Segment

OTHERWISE = 0.05
"""A share of the money that is so much another one among those who stayed is worth a sentence."""
STAYED = "Shares of {money} count those who left, too. Of what those pay who stayed, {shares}."
BRINGS = "segment {number} brings {after} (of all {before})"


def of_those_who_stayed(customers: Customers, labels: Labels | None, segments: Sequence[Segment]) -> tuple[str, ...]:
    """A sentence where it makes a difference: the segment that brings most of it, and that which brings most of all."""
    outcome = leaving(customers)
    column = money_in(customers.names, customers.raw, customers.money)
    if labels is None or not outcome or column is None or not segments:
        return ()
    paid, number = np.nan_to_num(customers.raw[:, column]), {each.label: each.number for each in segments}
    stayed = np.where(customers.outcomes[outcome] == 0, paid, 0.0)
    if min(paid.sum(), stayed.sum()) <= 0:
        return ()
    before, after = ({each: float(of[labels == each].sum() / of.sum()) for each in number} for of in (paid, stayed))
    if max(abs(before[each] - after[each]) for each in number) < OTHERWISE:
        return ()
    told = dict.fromkeys(max(of, key=lambda each: of[each]) for of in (after, before))
    shares = [
        BRINGS.format(number=number[each], after=percent(after[each]), before=percent(before[each])) for each in told
    ]
    return (STAYED.format(money=plain(customers.names[column]), shares=" and ".join(shares)),)
