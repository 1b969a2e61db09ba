"""Kinds into which somebody sorted the texts of a file already: a column beside them, and what segments say of it."""

from __future__ import annotations

from collections import Counter

from segments.facts import of_hundred
from segments.meanings import clipped, words
from segments.measured import MISSING
from segments.shapes import Customers, Labels
from segments.tables.words import set_of

KINDS = set_of(
    """
    theme themes topic topics category categories intent intents subject reason issue type kind class tag label aspect
    thema themen kategorie anliegen grund betreff thème catégorie sujet motif tema categoría motivo
    """
)
"""How a column of kinds is called."""
SORTED = (
    "The column “{column}” sorts these texts already, into {kinds:,} kinds. By its segment one guesses the kind of a "
    "text right for {knowing} of 100, without it for {without}."
)
NOT_FOUND = "The column “{column}” sorts these texts already, into {kinds:,} kinds: go by that."


def kinds_in(customers: Customers) -> str:
    """-> the column that sorts the texts, the one of most kinds where there are several; empty where there is none."""
    if customers.texts is None:
        return ""
    named = [name for name in customers.categories if set(words(name)) & KINDS]
    return max(named, key=lambda name: (len(set(customers.categories[name].tolist())), name), default="")


def sorted_already(customers: Customers, labels: Labels | None) -> str:
    """How far the segments agree with those kinds, in a sentence; empty where the file has none."""
    column = kinds_in(customers)
    if not column:
        return ""
    kinds = customers.categories[column].tolist()
    told = {"column": clipped(column), "kinds": len(set(kinds) - {MISSING})}
    if labels is None:
        return NOT_FOUND.format(**told)
    within: dict[int, Counter[str]] = {}
    for kind, label in zip(kinds, labels.tolist(), strict=True):
        within.setdefault(label, Counter())[kind] += 1
    right, alone = sum(_most(each) for each in within.values()), _most(Counter(kinds))
    return SORTED.format(**told, knowing=of_hundred(right / len(kinds)), without=of_hundred(alone / len(kinds)))


def _most(counted: Counter[str]) -> int:
    return counted.most_common(1)[0][1]
