"""The six criteria of a segment, each by a figure: met only with evidence, unknown where nothing was measured."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segments.conditions import Rule
from segments.facts import Facts, Truths, those
from segments.intervals import of_difference, of_means, z_of
from segments.meanings import plain, says
from segments.measured import MENTIONS
from segments.measures import cohens_d, cohens_h
from segments.shapes import Criterion, Customers, Decision, Floats, Labels, Verdict
from segments.shares import apart, as_precise, figure, percent
from segments.telling_words import THE_MONEY
from segments.told import BESIDE
from segments.validation.enough import STABLE, TRUSTED

LISTED = "A list of their numbers reaches them alone, if your records say where to write."
THRESHOLD = 0.05
"""Of customers or of money, until the team names its own."""
RIGHT = 0.7
"""Both of those a rule picks and of those it should."""
REACHED = 0.5
NEARER = 0.9
"""Of how wide segments would be by chance."""
SMALL = 0.2
"""Cohen's h and d (1988)."""


@dataclass(frozen=True)
class Seen:
    """What the criteria of one segment are judged by."""

    customers: Customers
    known: Facts
    decision: Decision
    labels: Labels
    label: int
    members: Truths
    others: Truths
    value_share: float | None
    rule: Rule
    threshold: float = THRESHOLD
    money: str = THE_MONEY
    """As it is called in the file."""
    numbered: bool = False
    """Whether the file has the customers' numbers."""
    width: float = np.inf
    """How far members are from their middle, by how far that is from the next one's (validation/coherence.py)."""
    by_chance: float | None = None
    """How wide segments are in the same rows with every column shuffled; None where there is but one column."""


def criteria(seen: Seen) -> tuple[Criterion, ...]:
    """The six, always in this order."""
    return (sizable(seen), identifiable(seen), reachable(seen), responds(seen), coherent(seen), stable(seen))


def sizable(seen: Seen) -> Criterion:
    """By its share of customers or of the money, whichever is more."""
    size, share = int(seen.members.sum()), float(seen.members.mean())
    largest = max(share, seen.value_share or 0.0)
    money = "" if seen.value_share is None else f" and {percent(seen.value_share)} of {seen.money}"
    verdict: Verdict = "met" if largest >= seen.threshold else "not met"
    said = f"{percent(share)} of the {seen.known.whom} ({size:,}){money}; the line is at {percent(seen.threshold)}."
    return Criterion("sizable", verdict, share, said)


def identifiable(seen: Seen) -> Criterion:
    """By a rule of a few conditions: how many members it finds, and how many of those it picks are members."""
    found = seen.rule
    if not found.branches:
        return Criterion("identifiable", "not met", 0.0, "No rule that can be said in a sentence picks them.")
    enough = min(found.precision, found.recall) >= RIGHT
    sentences = "one sentence" if len(found.branches) == 1 else "two short sentences"
    aside = f" (F1 {found.f1:.2f})"
    said = (
        f"A rule in {sentences} finds {percent(found.recall)} of them, "
        f"and {percent(found.precision)} of those it picks are members{aside}."
    )
    verdict: Verdict = "met" if enough else "not met"
    if not found.held_out:
        verdict, said = "unknown", f"{said} There are too few to test it on others."
    return Criterion("identifiable", verdict, found.f1, said, aside=aside)


def reachable(seen: Seen) -> Criterion:
    """The channel or place by which mostly these are reached: half of them, and mostly them. Where there is none, a
    list of their numbers may reach them, which the team's own records tell."""
    size, share = int(seen.members.sum()), float(seen.members.mean())
    best: tuple[float, float, float, str] | None = None
    for index, (feature, level) in enumerate(seen.known.things):
        if not _speaks_of_reach(feature):
            continue
        there = seen.known.holds[:, index]
        hits = int((there & seen.members).sum())
        precision, recall = hits / max(1, int(there.sum())), hits / max(1, size)
        score = 2 * precision * recall / (precision + recall) if hits else 0.0
        if best is None or score > best[0]:
            best = (score, precision, recall, those(feature, level))
    listed = f" {LISTED}" if seen.numbered else ""
    if best is None:
        said = "The file has no channel, place or address of theirs."
        return Criterion("reachable", "unknown", None, f"{said}{listed}")
    _, precision, recall, where = best
    said = f"Among {where} one reaches {percent(recall)} of them; {percent(precision)} of those reached are members."
    if precision >= max(REACHED, min(1.5 * share, (1 + share) / 2)) and recall >= REACHED:
        return Criterion("reachable", "met", precision, said)
    return Criterion("reachable", "unknown" if listed else "not met", precision, f"{said}{listed}")


def _speaks_of_reach(feature: str) -> bool:
    if feature == MENTIONS or says(feature, "protected"):
        return False
    return says(feature, "channel") or says(feature, "place")


def responds(seen: Seen) -> Criterion:
    """The outcome in which they differ most from the others, held out of the clustering, with its uncertainty."""
    tests = max(1, len(seen.customers.outcomes) * max(1, int(seen.labels.max(initial=0)) + 1))
    found = []
    for name, values in sorted(seen.customers.outcomes.items()):
        here, there = (each[np.isfinite(each)] for each in (values[seen.members], values[seen.others]))
        if len(here) > 1 and len(there) > 1:
            yes_or_no = set(np.unique(np.concatenate([here, there])).tolist()) <= {0.0, 1.0}
            found.append((_rates if yes_or_no else _means)(name, here, there, tests))
    if not found:
        said = "No outcome (a reply to an offer, a cancellation) is in the file, so nobody knows."
        return Criterion("responds differently", "unknown", None, said)
    order = {"met": 0, "unknown": 1, "not met": 2}
    return min(found, key=lambda each: (order[each.verdict], -abs(each.figure or 0.0)))


def _rates(name: str, here: Floats, there: Floats, tests: int) -> Criterion:
    """Difference of two shares, with an interval of 95 % for all segments and outcomes together."""
    mine, theirs = float(here.mean()), float(there.mean())
    difference = mine - theirs
    low, high = of_difference(mine, len(here), theirs, len(there), z_of(tests))
    ends = [cohens_h(min(1.0, max(0.0, theirs + end)), theirs) for end in (low, difference, high)]
    here_told, there_told = percent(mine), percent(theirs)
    points = percent(abs(difference)).removesuffix(" %")
    by = _apart(here_told, there_told, points, difference, " point" if points == "1" else " points")
    by = f"{by} (from {100 * low:+.0f} to {100 * high:+.0f})"
    return _answered(name, _judged(low, high, *ends), difference, here_told, there_told, by)


def _means(name: str, here: Floats, there: Floats, tests: int) -> Criterion:
    difference = float(here.mean() - there.mean())
    low, high = of_means(here, there, z_of(tests))
    effect = cohens_d(here, there)
    one = difference / effect if effect else 1.0
    mine, theirs = figure(float(here.mean())), figure(float(there.mean()))
    by = _apart(mine, theirs, as_precise(abs(difference), mine, theirs), difference)
    by = f"{by} (from {figure(low)} to {figure(high)})"
    return _answered(name, _judged(low, high, low / one, effect, high / one), effect, mine, theirs, by)


def _answered(name: str, verdict: Verdict, effect: float, here: str, others: str, by: str) -> Criterion:
    """`by`: how far `here` is from `others`, in words."""
    called = plain(name)
    outcome = f"{called[:1].upper()}{called[1:]}"
    beside = BESIDE.format(outcome=outcome, here=here, others=others)
    said = f"{beside}, {by}. What they do at another offer was not tried."
    return Criterion("responds differently", verdict, effect, said, outcome, here, others)


def _apart(here: str, there: str, by: str, difference: float, of: str = "") -> str:
    """`42 points more`: the `difference` before anything was rounded, told as `by`. Where whoever takes one figure from
    the other finds something else, that is said."""
    if here == there:
        return "about the same"
    said = f"{by}{of} {'more' if difference > 0 else 'less'}"
    return said if by == apart(here, there) else f"{said}, before rounding"


def _judged(low: float, high: float, *effects: float) -> Verdict:
    """Met: a difference there is, and not a small one. Not met: whatever it is, it is small."""
    if (low > 0 or high < 0) and abs(effects[1]) >= SMALL:
        return "met"
    return "not met" if max(abs(effect) for effect in effects) < SMALL else "unknown"


def coherent(seen: Seen) -> Criterion:
    """How far members are from their middle (squared), against how far that is from the nearest other segment's; beside
    what that would be in the same rows with every column shuffled."""
    if int(seen.labels.max()) < 1:
        return Criterion("coherent", "unknown", None, "There is no other segment to hold it against.")
    ratio, line = seen.width, (1.0 if seen.by_chance is None else NEARER * seen.by_chance)
    beside, how, shuffled = "the next segment's middle does", "", ""
    if seen.by_chance is not None:
        beside = "members of such segments would if nothing went together"
        how, shuffled = ": in the same rows with every column shuffled", f", shuffled {figure(seen.by_chance)}"
    nearer = "nearer to their middle than" if ratio < line else "about as far from their middle as"
    aside = f"{how} (within/between {figure(ratio)}{shuffled})"
    said = f"Members typically lie {nearer} {beside}{aside}."
    return Criterion("coherent", "met" if ratio < line else "not met", ratio, said, aside=aside)


def stable(seen: Seen) -> Criterion:
    """By how it comes back in samples (mean Jaccard index; Hennig 2007)."""
    scores = seen.decision.own
    if scores is None or not np.isfinite(scores.jaccard[seen.label]):
        return Criterion("stable", "unknown", None, "It was not tried whether it comes back in other samples.")
    jaccard = float(scores.jaccard[seen.label])
    verdict: Verdict = "met" if jaccard >= STABLE else "not met"
    said = "It dissolves when they are drawn anew, and is not to be relied on"
    if jaccard >= STABLE:
        said = "It comes back almost the same when they are drawn anew"
    elif jaccard >= TRUSTED:
        said = "There is a pattern, but who belongs to it changes when they are drawn anew"
    aside = f" (Jaccard {jaccard:.2f})"
    return Criterion(
        "stable", verdict, jaccard, f"{said}{aside}. Whether it lasts, later files will show.", aside=aside
    )
