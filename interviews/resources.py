"""References worth reading next: a curated catalogue, chosen from by id, so that no reference is ever made up.

The catalogue is TOML (`resources.toml`) because it is prose that people read and mend; it is read once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from interviews.answers import Value
from interviews.dimensions import Dimension
from interviews.summary import Criterion

MOST, OFFERED = 3, 12
MOMENTS = ("asking", "judging", "acting")
"""What one may be about to do: ask customers, judge what was found, act on it."""


class Resource(Value):
    """One reference."""

    id: str
    authors: str
    year: int
    title: str
    publisher: str
    """Publisher of a book, or journal with volume and issue."""
    doi: str = ""
    isbn: str = ""
    use: str
    """What it is good for, in one sentence."""
    serves: tuple[str, ...]

    @property
    def link(self) -> str:
        """Where it can be found for good; empty for what has no DOI."""
        return f"https://doi.org/{self.doi}" if self.doi else ""


@cache
def catalogue() -> dict[str, Resource]:
    """Id -> reference, in the order of the catalogue."""
    read = tomllib.loads((Path(__file__).parent / "resources.toml").read_text(encoding="utf-8"))
    return {id: Resource.model_validate({"id": id, **fields}) for id, fields in read.items()}


def known(ids: Iterable[str]) -> tuple[str, ...]:
    """Those of the ids that are in the catalogue, each once, at most three: what a model made up is dropped."""
    return tuple(dict.fromkeys(id for id in ids if id in catalogue()))[:MOST]


def offered(thin: Sequence[Dimension]) -> dict[str, str]:
    """Id -> what it is good for: a dozen for a model to choose from, those that serve the thin dimensions first."""
    keys = {each.value for each in thin}
    ranked = sorted(catalogue().values(), key=lambda each: -len(keys & set(each.serves)))
    return {each.id: f"{each.title}. {each.use}" for each in ranked[:OFFERED]}


def fitting(thin: Sequence[Dimension], unknown: Sequence[Criterion]) -> tuple[str, ...]:
    """-> at most three ids: those that serve most of the thin dimensions and the unknown criteria, and differ.

    What comes first in `thin` and `unknown` weighs most. The second and third serve what the first left.
    """
    wanted = [*(each.value for each in thin), *(each.value for each in unknown)] or list(MOMENTS)
    weight = {key: 1.0 / (1 + place) for place, key in enumerate(wanted)}
    chosen: list[str] = []
    left = dict(weight)
    while len(chosen) < MOST:
        worth = {id: sum(left.get(key, 0.0) for key in each.serves) for id, each in catalogue().items()}
        best = max((id for id in worth if id not in chosen), key=lambda id: worth[id])
        if worth[best] <= 0.0:
            break
        chosen.append(best)
        left = {key: value for key, value in left.items() if key not in catalogue()[best].serves}
    return tuple(chosen)
