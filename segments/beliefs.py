"""What we believed, what the data says: a statement is confirmed, contradicted or untestable, with the figure.

A statement is tested only when its words leave one reading of it (`segments/sayings.py`), or when a test was given
with it. Everything else is untestable, with what would test it: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segments.facts import Truths, amount, those, unit_of
from segments.intervals import of_difference, of_means, of_share, z_of
from segments.meanings import plain
from segments.measures import cohens_d, cohens_h
from segments.propositions import ROUNDLY, Concentrated, Differ, Group, Middle, Share, Test
from segments.said import Belief
from segments.sayings import picked, understood
from segments.shapes import Customers, Floats, Labels
from segments.shares import figure, percent

NEGLIGIBLE = 0.1
"""A difference below a tenth of a standard deviation and of what the others have (or ten points) is none."""
FEWEST = 10


@dataclass(frozen=True)
class Statement:
    """What somebody said; `test` where it is known how it is meant. `rule`: it says whom a candidate segment picks."""

    text: str
    test: Test | None = None
    rule: bool = False


def believed(
    customers: Customers, statements: Sequence[Statement], labels: Labels | None = None, names: Sequence[str] = ()
) -> tuple[Belief, ...]:
    """One belief for each statement, in their order. `names` are the segments', in the order of their labels."""
    found = []
    for statement in statements:
        reads = picked if statement.rule else understood
        test = statement.test or reads(statement.text, customers, () if labels is None else names)
        if isinstance(test, str):
            found.append(Belief(statement.text, "untestable", None, "This file does not tell.", test))
        else:
            found.append(_tested(statement.text, test, customers, labels))
    return tuple(found)


def _tested(text: str, test: Test, customers: Customers, labels: Labels | None) -> Belief:
    try:
        if isinstance(test, Share):
            return _share(text, test, customers, labels)
        if isinstance(test, Differ):
            return _differ(text, test, customers, labels)
        if isinstance(test, Middle):
            return _mean(text, test, customers, labels)
        return _concentrated(text, test, customers)
    except KeyError as missing:
        return Belief(text, "untestable", None, "The file does not say.", f"a column for {plain(str(missing.args[0]))}")


def members(group: Group, customers: Customers, labels: Labels | None) -> Truths:
    """Raises KeyError for a column or a segment that is not there."""
    if group.segment is not None:
        if labels is None or not (labels == group.segment).any():
            raise KeyError(f"segment {group.segment + 1}")
        return np.asarray(labels == group.segment)
    if not group.feature:
        return np.ones(customers.count, dtype=np.bool_)
    if group.level is not None:
        known = customers.categories.get(group.feature)
        known = customers.protected[group.feature] if known is None else known
        return np.asarray(known == group.level, dtype=np.bool_)
    values = measured(group.feature, customers)
    with np.errstate(invalid="ignore"):
        return np.asarray((values >= group.low) & (values <= group.high))


def measured(feature: str, customers: Customers) -> Floats:
    """The values of an outcome or of a number, one for each customer, NaN where not given. Raises KeyError."""
    if feature in customers.outcomes:
        return customers.outcomes[feature]
    if feature in customers.names:
        return np.asarray(customers.raw[:, customers.names.index(feature)])
    raise KeyError(feature)


def said(group: Group) -> str:
    """A group as one names it in a sentence."""
    if group.segment is not None:
        return f"segment {group.segment + 1}"
    if group.level is not None:
        return those(group.feature, group.level)
    if not group.feature:
        return "all customers"
    if (group.low, group.high) == (1, np.inf):
        return f"counted under {plain(group.feature)}"
    if np.isinf(group.low):
        return f"those with {plain(group.feature)} at most {figure(group.high)}"
    if np.isinf(group.high):
        return f"those with {plain(group.feature)} of {figure(group.low)} or more"
    return f"those with {plain(group.feature)} {figure(group.low)} to {figure(group.high)}"


def _few(text: str, count: int) -> Belief:
    more = f"more than {count} such customers" if count else "customers of whom this is known"
    return Belief(text, "untestable", None, f"Only {count} customers could be looked at.", more)


def _share(text: str, test: Share, customers: Customers, labels: Labels | None) -> Belief:
    group = members(test.group, customers, labels)
    if test.what.feature in (*customers.outcomes, *customers.names):
        group = group & np.isfinite(measured(test.what.feature, customers))
    count = int(group.sum())
    if count < FEWEST:
        return _few(text, count)
    there = float(members(test.what, customers, labels)[group].mean())
    low, high = of_share(there, count, z_of(1))
    words = f"{percent(there)} of {count:,} are {said(test.what)} ({percent(max(0, low))} to {percent(min(1, high))})."
    if test.low <= there <= test.high and (low >= test.low or test.low <= 0) and (high <= test.high or test.high >= 1):
        return Belief(text, "confirmed", there, words)
    if high < test.low or low > test.high:
        return Belief(text, "contradicted", there, words)
    if test.high - test.low <= 2.01 * ROUNDLY and test.low <= there <= test.high and count >= 100:
        return Belief(text, "confirmed", there, words)
    return Belief(text, "untestable", there, f"{words} That is too close to tell.", "more customers")


def _differ(text: str, test: Differ, customers: Customers, labels: Labels | None) -> Belief:
    group, values = members(test.group, customers, labels), measured(test.feature, customers)
    against = ~group if test.against is None else members(test.against, customers, labels) & ~group
    known = np.isfinite(values)
    here, there = values[group & known], values[against & known]
    if min(len(here), len(there)) < FEWEST:
        return _few(text, min(len(here), len(there)))
    shares = set(np.unique(np.concatenate([here, there])).tolist()) <= {0.0, 1.0}
    mine, theirs = float(here.mean()), float(there.mean())
    rest = "the others" if test.against is None else said(test.against)
    if shares:
        low, high = of_difference(mine, len(here), theirs, len(there), z_of(1))
        effect, part = cohens_h(mine, theirs), abs(mine - theirs)
        small = max(abs(low), abs(high)) < NEGLIGIBLE
        words = f"{plain(test.feature)}: {percent(mine)} of {said(test.group)}, {percent(theirs)} of {rest}."
    else:
        low, high = of_means(here, there, z_of(1))
        effect = cohens_d(here, there)
        part = abs(mine - theirs) / max(abs(theirs), 1e-12)
        small = max(abs(low), abs(high)) < NEGLIGIBLE * abs(theirs)
        unit = _unit(test.feature, customers)
        words = (
            f"{plain(test.feature)} on average {amount(mine, unit)} of {said(test.group)}, "
            f"{amount(theirs, unit)} of {rest} (effect {effect:+.2f})."
        )
    words = words[0].upper() + words[1:]
    towards, other = (low > 0, high < 0) if test.direction > 0 else (high < 0, low > 0)
    there_is = max(abs(effect), part) >= NEGLIGIBLE
    if towards and there_is:
        return Belief(text, "confirmed", effect, words)
    if other and there_is:
        return Belief(text, "contradicted", effect, f"{words} It is the other way round.")
    if small and not there_is:
        return Belief(text, "contradicted", effect, f"{words} That is no difference worth the name.")
    return Belief(text, "untestable", effect, f"{words} That may be chance.", "more customers")


def _mean(text: str, test: Middle, customers: Customers, labels: Labels | None) -> Belief:
    values = measured(test.feature, customers)[members(test.group, customers, labels)]
    values = values[np.isfinite(values)]
    if len(values) < FEWEST:
        return _few(text, len(values))
    mean, error = float(values.mean()), z_of(1) * float(values.std(ddof=1)) / np.sqrt(len(values))
    unit, allowed = _unit(test.feature, customers), abs(test.value) / 10
    words = (
        f"{plain(test.feature)} is {amount(mean, unit)} on average ({figure(mean - error)} to {figure(mean + error)}); "
        f"half have at most {amount(float(np.median(values)), unit)}."
    )
    words = words[0].upper() + words[1:]
    if abs(mean - test.value) <= allowed:
        return Belief(text, "confirmed", mean, words)
    if abs(mean - test.value) > allowed + error:
        return Belief(text, "contradicted", mean, words)
    return Belief(text, "untestable", mean, f"{words} That is too close to tell.", "more customers")


def _concentrated(text: str, test: Concentrated, customers: Customers) -> Belief:
    values = measured(test.feature, customers)
    values = np.sort(np.maximum(values[np.isfinite(values)], 0))[::-1]
    if len(values) < FEWEST or not values.sum():
        return _few(text, len(values))
    brought = float(values[: max(1, round(test.top * len(values)))].sum() / values.sum())
    words = f"The top {percent(test.top)} of customers bring {percent(brought)} of {plain(test.feature)}."
    close = abs(brought - test.bring) <= ROUNDLY
    return Belief(text, "confirmed" if close else "contradicted", brought, words)


def _unit(feature: str, customers: Customers) -> str:
    if feature not in customers.names or not customers.units:
        return ""
    return unit_of(feature, customers.units[customers.names.index(feature)])
