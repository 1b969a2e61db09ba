"""The way of a segment's customers from the first contact to after they left, as far as purchases tell it.

What purchases do not tell (how they heard of us, what made them hesitate, how they felt) stays blank, with what would
tell it: a stage nobody saw is not made up.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segments.facts import amount
from segments.said import Stage, StageName
from segments.shapes import Floats, Labels
from segments.shares import figure, percent

USUAL, SILENT = 0.8, 0.95
"""Silences are long beside 8 of 10 and 95 of 100 pauses that ended with another purchase."""
LATE = 0.05
"""From this part on it is told how many had hardly time to come back."""
FEW = 20
"""From so many pauses on, one may say what a long one is."""

_BLANK: dict[StageName, str] = {
    "first contact": "campaign, source or sign-up dates",
    "considering": "visits, questions or trials before the purchase",
    "after": "returns, tickets, reviews or what those who left say",
}


@dataclass(frozen=True)
class Purchases:
    """One for each order (not each line): whose it was (the customer's row), when in days, what it came to.

    Returns are orders with a negative amount; they are no purchases.
    """

    customer: Labels
    day: Floats
    amount: Floats | None = None
    unit: str = ""


def journey(purchases: Purchases, labels: Labels, label: int) -> tuple[Stage, ...]:
    """The stages of one segment, in their order."""
    members = labels == label
    bought = np.ones(len(purchases.day), dtype=np.bool_) if purchases.amount is None else purchases.amount > 0
    own = bought & members[purchases.customer]
    size = int(members.sum())
    if not own.any():
        return tuple(Stage(name, missing="purchases with a date") for name in (*_ORDER,))
    # Two orders on one day are one visit.
    visits = np.unique(np.column_stack([purchases.customer[own], np.floor(purchases.day[own])]), axis=0)
    _, firsts, counts = np.unique(visits[:, 0], return_index=True, return_counts=True)
    lasts = firsts + counts - 1
    end = float(np.floor(purchases.day).max())
    again = np.diff(visits[:, 0]) == 0
    pauses = np.diff(visits[:, 1])[again]
    often = np.repeat(counts > 2, counts)[1:][again]
    seconds = visits[firsts[counts > 1] + 1, 1] - visits[firsts[counts > 1], 1]
    silent = end - visits[lasts, 1]
    return (
        _blank("first contact"),
        _blank("considering"),
        _first(purchases, own, visits[firsts, 1], end, size),
        _back(seconds, end - visits[firsts, 1], size),
        _regular(pauses[often], int((counts > 2).sum()), size),
        *_quiet(silent, pauses, size),
        _after(purchases, members, size),
    )


_ORDER: tuple[StageName, ...] = (
    "first contact", "considering", "first purchase", "coming back", "regular", "slipping", "leaving", "after",
)  # fmt: skip


def _blank(name: StageName) -> Stage:
    return Stage(name, missing=_BLANK[name])


def _first(purchases: Purchases, own: np.ndarray, days: Floats, end: float, size: int) -> Stage:
    ago = float(np.median(end - days))
    paid = ""
    if purchases.amount is not None:
        order = np.lexsort((purchases.day[own], purchases.customer[own]))
        _, first = np.unique(purchases.customer[own][order], return_index=True)
        paid = f", for typically {amount(float(np.median(purchases.amount[own][order][first])), purchases.unit)}"
    said = f"They first bought typically {figure(ago)} days before the file ends{paid}."
    return Stage("first purchase", len(days), len(days) / size, ago, said)


def _back(pauses: Floats, since: Floats, size: int) -> Stage:
    """`since`: days from the first purchase of each to the end of the file. Whoever came late may still come back."""
    if not len(pauses):
        return Stage("coming back", 0, 0.0, None, "Nobody has come back for a second purchase yet.")
    after, share = float(np.median(pauses)), percent(len(pauses) / size)
    said = f"{share} came back so far; half of these within {figure(after)} days."
    late = int((since < after).sum())
    if late >= LATE * size:
        said = f"{said} {percent(late / size)} first bought within the last {figure(after)} days of the file."
    return Stage("coming back", len(pauses), len(pauses) / size, after, said)


def _regular(pauses: Floats, count: int, size: int) -> Stage:
    """`pauses`: of those who bought on three days or more."""
    if not count:
        return Stage("regular", 0, 0.0, None, "Nobody has bought on three different days yet.")
    usual = float(np.median(pauses))
    said = (
        f"{percent(count / size)} bought on three days or more; "
        f"half of their {len(pauses):,} pauses between two purchases took {figure(usual)} days at most."
    )
    return Stage("regular", count, count / size, usual, said)


def _quiet(silent: Floats, pauses: Floats, size: int) -> tuple[Stage, Stage]:
    """Whose silence is longer than most of the pauses that ended, and whose is longer than nearly all; leaving where
    more of such long pauses go on than have ended."""
    if len(pauses) < FEW:
        missing = f"more second purchases: {len(pauses)} are too few to know what a long pause is"
        return Stage("slipping", missing=missing), Stage("leaving", missing=missing)
    usual, long = (float(np.quantile(pauses, most, method="higher")) for most in (USUAL, SILENT))
    slipping, gone, ended = (int(each.sum()) for each in (silent > usual, silent > long, pauses > long))
    return (
        Stage(
            "slipping",
            slipping,
            slipping / size,
            usual,
            f"{percent(slipping / size)} are silent for over {figure(usual)} days: of the pauses that ended, "
            "8 of 10 were no longer.",
        ),
        Stage(
            "leaving" if gone > ended else "long silence",
            gone,
            gone / size,
            long,
            f"{percent(gone / size)} are silent for over {figure(long)} days. Pauses longer than that: "
            f"{ended:,} ended with a purchase, {gone:,} still open.",
        ),
    )


def _after(purchases: Purchases, members: np.ndarray, size: int) -> Stage:
    if purchases.amount is None or not (purchases.amount < 0).any():
        return _blank("after")
    back = len(np.unique(purchases.customer[(purchases.amount < 0) & members[purchases.customer]]))
    said = f"{percent(back / size)} gave something back at least once."
    return Stage("after", back, back / size, None, said, pain=said if back else "", missing=_BLANK["after"])
