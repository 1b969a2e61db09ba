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
    paid = np.where(customers.outcomes[outcome] == 0, np.nan_to_num(customers.raw[:, column]), 0.0)
    if paid.sum() <= 0:
        return ()
    of_all = {each.number: each.value_share or 0.0 for each in segments}
    of_stayed = {each.number: float(paid[labels == each.label].sum() / paid.sum()) for each in segments}
    if max(abs(of_all[each] - of_stayed[each]) for each in of_all) < OTHERWISE:
        return ()
    told = dict.fromkeys(max(of, key=lambda each: of[each]) for of in (of_stayed, of_all))
    shares = [BRINGS.format(number=each, after=percent(of_stayed[each]), before=percent(of_all[each])) for each in told]
    return (STAYED.format(money=plain(customers.names[column]), shares=" and ".join(shares)),)
