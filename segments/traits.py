"""What sets a segment apart, the most telling first: by how large a difference is, never by how unlikely.

Numbers are ranked by Cohen's d, shares by Cohen's h, which are on one scale; a share's log odds are told beside.
"""

from __future__ import annotations

import numpy as np

from segments.facts import Facts, Truths, amount, thing
from segments.meanings import clipped, plain, truth
from segments.measured import LEAVING_OUT, MENTIONS
from segments.measures import cohens_d, cohens_h, log_odds
from segments.shapes import Floats, Trait
from segments.shares import percent
from segments.usual import AVERAGE, NEARLY_ALL, TYPICAL, kind_of, usual

SMALL = 0.2
"""A difference below a fifth of a standard deviation is none worth telling (Cohen 1988)."""
SHARE = 0.1
"""Nor is one of fewer than ten of a hundred."""
MOST = 8
HOW = {TYPICAL: "typically", AVERAGE: "on average"}
APPLIES = 0.5
"""What does not apply to half of the members says nothing of them."""


def traits(known: Facts, members: Truths, others: Truths, called: str = "the others") -> tuple[Trait, ...]:
    """All that are worth telling; `called` is what the words say for `others`."""
    found = [*_of_numbers(known, members, others, called), *_of_things(known, members, others, called)]
    ranked = sorted(found, key=lambda each: (-round(each[0], 9), each[1].feature))
    return tuple(trait for size, trait in ranked if size >= SMALL)


def told(found: tuple[Trait, ...]) -> tuple[Trait, ...]:
    """The first few, one of each column."""
    first: dict[str, Trait] = {}
    for trait in found:
        column = trait.feature.partition(" = ")[0]
        first.setdefault(trait.feature if column == MENTIONS else column, trait)
    return tuple(first.values())[:MOST]


def _of_numbers(known: Facts, members: Truths, others: Truths, called: str) -> list[tuple[float, Trait]]:
    found = []
    for index, name in enumerate(known.names):
        here, there = (values[np.isfinite(values)] for values in (
            known.numbers[members, index], known.numbers[others, index]
        ))  # fmt: skip
        if not len(here) or not len(there):
            continue
        uneven = known.skewed[index]
        effect = difference(here, there, uneven)
        mine, theirs = usual(here, uneven), usual(there, uneven)
        unit, how = known.units[index], HOW[kind_of(uneven)]
        said = f"{plain(name)} {how} {amount(mine, unit)}, {called} {amount(theirs, unit)}"
        of, of_others = len(here) / members.sum(), len(there) / others.sum()
        each, aside = known.whom.removesuffix("s"), ""
        if min(of, of_others) < NEARLY_ALL:
            said = f"{said}, where known"
            aside = f" (each {each}'s own, known of {percent(of)} of them, {percent(of_others)} of {called})"
        found.append((abs(effect), Trait(name, mine, theirs, effect, f"{said}{aside}", aside)))
    return found


def difference(here: Floats, there: Floats, uneven: bool) -> float:
    """Cohen's d of values none of which is missing, of their logarithms where they are `uneven`."""
    return cohens_d(*(_logarithm(here, there) if uneven else (here, there)))


def _logarithm(here: Floats, there: Floats) -> tuple[Floats, Floats]:
    both = np.concatenate([here, there])
    one = float(np.median(both[both > 0]))
    return np.log1p(here / one), np.log1p(there / one)


def _of_things(known: Facts, members: Truths, others: Truths, called: str) -> list[tuple[float, Trait]]:
    here, there = known.holds[members].sum(axis=0), known.holds[others].sum(axis=0)
    inside, outside = int(members.sum()), int(others.sum())
    found = []
    for index, (feature, level) in enumerate(known.things):
        of, of_others, aside = inside, outside, ""
        if feature in known.applies and truth(level) is not None:
            not_applied, applies = known.applies[feature]
            of, of_others = int(applies[members].sum()), int(applies[others].sum())
            aside = f" ({LEAVING_OUT} “{clipped(not_applied)}”)"
        if of < APPLIES * inside or not of_others:
            continue
        mine, theirs = here[index] / max(1, of), there[index] / of_others
        if abs(mine - theirs) < SHARE or (feature == MENTIONS and mine < theirs):
            continue  # which words a text has not, says nothing of it
        effect = log_odds(int(here[index]), of, int(there[index]), of_others)
        said = f"{thing(feature, level)}: {percent(mine)} of them, {percent(theirs)} of {called}{aside}"
        trait = Trait(f"{feature} = {level}", float(mine), float(theirs), effect, said, aside)
        found.append((abs(cohens_h(mine, theirs)), trait))
    return found
