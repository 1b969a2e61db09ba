"""k-prototypes (Huang 1998): numbers and words mixed, with no column for each word.

A group's middle has the mean of each number and the most frequent word of each category; a word that differs from it
counts as much as half a standard deviation squared would of a number. What is found stands beside the segments, which
are made by k-means over one column for each word: on mixed tables that explained more (docs/segments.md).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segments.clusters import DRAWS, PAIRED
from segments.features.columns import scaled
from segments.points import DECIMALS
from segments.rules import shuffled
from segments.shapes import Customers, Floats, Labels, Texts

WORD = 0.5
"""What a word that differs counts, where numbers have variance 1: within what Huang advises."""
TRIES, ROUNDS = 10, 50


@dataclass(frozen=True)
class Mixed:
    """Customers in an order of their own, whatever that of the file: `at` says which row of the file each is."""

    numbers: Floats
    words: Labels
    """The number of the word in each category."""
    at: Labels


def mixed(customers: Customers) -> tuple[Mixed, ...]:
    """Customers, or some draws of them, the same by their numbers whatever the order of rows; none where there are not
    both, numbers and words, or where they were compared by some of the numbers alone, as those are who bought."""
    names = len(customers.names)
    if not names or not customers.categories or customers.scaled.shape[1] <= names:
        return ()
    order = shuffled(customers.keys)
    if len(order) <= PAIRED:
        return (_table(customers, order),)
    draws = (np.random.default_rng(draw).choice(order, PAIRED, replace=False) for draw in range(DRAWS))
    return tuple(_table(customers, np.asarray(each, dtype=np.int64)) for each in draws)


def _table(customers: Customers, some: Labels) -> Mixed:
    # Sums in another order of rows end in other last digits.
    columns = [scaled(customers.raw[some, at]) for at in range(len(customers.names))]
    numbers: Floats = np.column_stack(columns).round(DECIMALS)
    words = np.column_stack([_numbered(each[some]) for each in customers.categories.values()])
    order = np.lexsort(np.column_stack([words, numbers]).T)
    return Mixed(numbers[order], words[order], some[order])


def _numbered(words: Texts) -> Labels:
    """Each word by its place among all; as they stand, since an array of words is as wide as the longest."""
    place = {word: at for at, word in enumerate(sorted(set(words.tolist()), key=str))}
    return np.array([place[word] for word in words.tolist()], dtype=np.int64)


def k_prototypes(table: Mixed, count: int) -> Labels:
    """A label for each, of the best of some starts; always the same."""
    random = np.random.default_rng(0)
    tried = [_grouped(table, _started(table, count, random)) for _ in range(TRIES)]
    return min(tried, key=lambda each: each[1])[0]


def _started(table: Mixed, count: int, random: np.random.Generator) -> Labels:
    """Customers far from each other, drawn as k-means++ draws them (Arthur and Vassilvitskii 2007)."""
    chosen = [int(random.integers(len(table.words)))]
    near = _far(table, table.numbers[chosen[0]], table.words[chosen[0]])
    while len(chosen) < count:
        total = near.sum()
        chance = near / total if total > 0 else None
        chosen.append(int(random.choice(len(near), p=chance)))
        near = np.minimum(near, _far(table, table.numbers[chosen[-1]], table.words[chosen[-1]]))
    return np.array(chosen, dtype=np.int64)


def _grouped(table: Mixed, start: Labels) -> tuple[Labels, float]:
    numbers, words = table.numbers[start], table.words[start]
    labels = np.full(len(table.words), -1, dtype=np.int64)
    for _ in range(ROUNDS):
        far = np.column_stack([_far(table, *middle) for middle in zip(numbers, words, strict=True)])
        nearest = far.argmin(axis=1)
        if (nearest == labels).all():
            break
        labels = nearest
        # A group that lost all its members keeps the middle it had.
        for label in np.unique(labels):
            members = labels == label
            numbers[label] = table.numbers[members].mean(axis=0)
            words[label] = [np.bincount(column).argmax() for column in table.words[members].T]
    return labels, float(far.min(axis=1).sum())


def _far(table: Mixed, numbers: Floats, words: Labels) -> Floats:
    away = ((table.numbers - numbers) ** 2).sum(axis=1)
    return np.asarray(away + WORD * (table.words != words).sum(axis=1), dtype=np.float64)
