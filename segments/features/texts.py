"""Texts as points, without any model: words, pairs of words and pieces of words, weighed and pressed together.

TF-IDF (sublinear, cosine) of words and of 3 to 5 letters, then SVD (latent semantic analysis, Deerwester 1990). Pieces
of words know that *cancelled* and *cancel* are kin, and mend a typo; common words are left out by how many texts have
them, so that no list of a language is needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zlib import crc32

import numpy as np

from errors import NothingToCompare
from segments.features.columns import Values, missing
from segments.features.placed import even, pressed
from segments.shapes import Customers, Floats, Texts

COMPONENTS = 100
LETTERS, BATCH = 4_000_000, 4_000
"""So many letters are learnt from, and so many texts placed at a time: this is what bounds the memory."""
LONGEST = 1_000
"""Characters of a text that are looked at: later ones hardly change what it is about, and pieces are many."""
COMMON = 0.2
"""What a fifth of the texts have says nothing of any of them."""
WORDS_WEIGH = 0.7
"""Against pieces of words; measured."""
FEW = 100
NEARER = 1.1
"""Than the same words dealt out anew; Banking77 is 1.3, words at random are 1.0."""
BY_MEANING = "Texts are compared by what they mean, as the embedding model places them."
BY_WORDS = "What texts mean was not to be had of the embedding model, so they are compared by their words."
SEEN, SPACED = 2_000, 3


def texts(values: Values, *, keys: Texts | None = None, places: Mapping[str, Floats] | None = None) -> Customers:
    """A row for each text, an empty one in the middle of nowhere; `notes` says whether there is enough to compare.

    `places`: text -> where a model placed it, which is then what is compared; empty where it could not be had.
    Raises NothingToCompare where no word stands in two texts.
    """
    given = np.array(["" if missing(each) else str(each) for each in values], dtype=object)
    distinct = sorted({each for each in given.tolist() if each.strip()}, key=lambda text: (crc32(text.encode()), text))
    row = {text: place for place, text in enumerate(distinct, 1)}
    known = pressed(distinct, places, COMPONENTS) if places else _points(distinct)
    points = np.vstack([np.zeros((1, known.shape[1])), known])[[row.get(text, 0) for text in given.tolist()]]
    empty = int((np.abs(points).sum(axis=1) == 0).sum())
    notes = []
    if places:
        notes.append(BY_MEANING)
    elif places is not None:
        notes.append(BY_WORDS)
    if empty:
        notes.append(f"{empty:,} texts are empty or share no word with any other.")
    if len(distinct) < FEW:
        notes.append(f"Only {len(distinct):,} different texts: too few to rely on themes; a person reads them sooner.")
    elif not places and not _separates(distinct[:SEEN]):
        notes.append("Texts lie no closer together than chance would have it: themes would be drawn at random.")
    return Customers(
        keys=np.array([str(row) for row in range(len(given))], dtype=object) if keys is None else keys,
        names=(),
        raw=np.empty((len(given), 0)),
        scaled=points,
        texts=given,
        notes=tuple(notes),
    )


def _points(distinct: list[str]) -> Floats:
    """Learnt from as many of them as their letters allow; the rest is placed among these."""
    from sklearn.decomposition import TruncatedSVD

    cut = [text[:LONGEST] for text in distinct]
    most = int(np.searchsorted(np.cumsum([len(text) for text in cut]), LETTERS)) + 1
    weighing = _weighing(few=len(cut) < FEW)
    try:
        table = weighing.fit_transform(cut[:most])
    except ValueError as error:
        raise NothingToCompare(
            "These texts have no words in common.",
            now="More texts, or longer ones, may have: a few hundred sentences are enough.",
        ) from error
    count = max(1, min(COMPONENTS, table.shape[1] - 1, table.shape[0] - 1))
    pressing = TruncatedSVD(count, n_iter=4, random_state=0)
    points = [pressing.fit_transform(table)]
    middle = even(points[0]).mean(axis=0)
    for start in range(most, len(cut), BATCH):
        points.append(pressing.transform(weighing.transform(cut[start : start + BATCH])))
    found = np.vstack(points)
    return np.where(np.abs(found).sum(axis=1, keepdims=True) > 0, even(even(found) - middle), 0.0)


def _weighing(few: bool) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import FeatureUnion

    common = {"sublinear_tf": True, "dtype": np.float32, "max_df": 1.0 if few else COMMON, "max_features": 50_000}
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2 if few else 3, **common)
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=2 if few else 5, **common)
    return FeatureUnion([("words", words), ("pieces", pieces)], transformer_weights={"words": WORDS_WEIGH})


def _separates(some: list[str]) -> bool:
    """Whether texts have nearer neighbours than texts as long of the same words, dealt out anew, would have."""
    dealt = np.array(" ".join(some).split(), dtype=object)
    np.random.default_rng(0).shuffle(dealt)
    if len(dealt) < SPACED * len(some):
        return True  # a script without spaces has no words to deal out
    ends = np.cumsum([len(text.split()) for text in some])
    shuffled = [" ".join(words) for words in np.split(dealt, ends[:-1])]
    return _nearness(some) > NEARER * _nearness(shuffled)


def _nearness(some: list[str]) -> float:
    """Cosine to the fifth nearest, on average: one that was copied once says nothing."""
    points = _points(some)
    alike = points @ points.T
    np.fill_diagonal(alike, -1)
    fifth = min(5, len(points) - 1)
    return float(np.partition(alike, -fifth, axis=1)[:, -fifth].mean())
