"""A chance for each customer from what was learnt without them, the same however the file was sorted."""

from __future__ import annotations

import numpy as np

from segments.shapes import Floats, Labels


def without_them(chance: Floats, foretold: Floats, part: Labels, groups: Labels) -> Floats:
    """`chance` of each by what was learnt from all of the `part`; `foretold` of those in it, by the folds that they are
    not in. -> these, and of all others, whom nothing was learnt from, the first. Who is in one of the `groups` has the
    mean of it: which of them is in which fold hangs on the order of the file."""
    many = int(groups.max(initial=-1)) + 1
    counts = np.bincount(groups[part], minlength=many)
    means = np.bincount(groups[part], weights=foretold, minlength=many) / np.maximum(counts, 1)
    found, known = chance.copy(), np.flatnonzero(groups >= 0)
    known = known[counts[groups[known]] > 0]
    found[known] = means[groups[known]]
    return found


def alike_in_all(matrix: Floats, outcome: Floats, by: Labels) -> Labels:
    """`by`: of whom it is known, sorted by what they hold. -> of each customer a number, the same for those who are
    alike in every column and in how it ended; -1 where that is not known."""
    other = outcome[by][1:] != outcome[by][:-1]
    for column in matrix.T:
        held = np.nan_to_num(column[by], nan=-np.inf)
        other |= held[1:] != held[:-1]
    groups = np.full(len(outcome), -1, dtype=np.int64)
    groups[by] = np.concatenate([[0], np.cumsum(other)])
    return groups
