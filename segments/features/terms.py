"""Which words and pairs of words stand in which texts."""

from __future__ import annotations

from typing import Any

import numpy as np

from segments.shapes import Texts
from segments.telling_nothing import says_nothing

COMMON, RARE, FEWEST = 0.2, 0.002, 3


def terms(texts: Texts, most: int) -> tuple[tuple[str, ...], Any]:
    """The commonest ones that say something and that not every fifth text has, and how often each stands in each text
    (sparse).

    None at all where every word is rare or common.
    """
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import CountVectorizer

    least = max(FEWEST, int(RARE * len(texts)))
    counting = CountVectorizer(ngram_range=(1, 2), min_df=least, max_df=COMMON, max_features=most, dtype=np.int32)
    try:
        table = counting.fit_transform([str(text) for text in texts])
    except ValueError:
        return (), csr_matrix((len(texts), 0), dtype=np.int32)
    names = counting.get_feature_names_out().tolist()
    telling = [place for place, name in enumerate(names) if not says_nothing(name)]
    return tuple(names[place] for place in telling), table[:, telling]
