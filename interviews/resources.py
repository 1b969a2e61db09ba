"""References worth reading next: a curated catalogue, chosen from by id, so that no reference is ever made up.

The catalogue is TOML (`resources.toml`, packaged beside this file) because it is prose that people read and mend: no
quoting rules of Python, a diff of one entry is a diff of a few lines, and `tomllib` reads it without a dependency.
A misspelt subject or a missing field stops the program at import.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from itertools import islice
from pathlib import Path

from interviews.answers import Value
from interviews.criteria import ASKS
from interviews.dimensions import LORE, Dimension
from interviews.summary import Criterion

MOST, OFFERED = 3, 12
_BESIDES = 0.2
"""What the next step counts beside what is thin or unknown: it decides between references that serve these alike."""


class Kind(StrEnum):
    """What one holds in one's hands."""

    ARTICLE = "article"
    BOOK = "book"
    GUIDE = "guide"
    """A short, practical book to work by."""


class Moment(StrEnum):
    """What one may be about to do."""

    ASKING = "asking"
    JUDGING = "judging"
    ACTING = "acting"


MOMENTS = tuple(Moment)
_STEPS = {
    Moment.ASKING: "before you ask customers",
    Moment.JUDGING: "before you judge what was found",
    Moment.ACTING: "before you act on it",
}

Subject = Dimension | Criterion | Moment
"""What a reference can serve."""


class Resource(Value):
    """One reference. At least one of `doi`, `isbn` and `page` is given."""

    id: str
    """First author's surname and year: `haley-1968`. Once used, it keeps its meaning."""
    kind: Kind
    authors: str
    year: int
    title: str
    publisher: str
    """Publisher of a book, or journal with volume and issue."""
    doi: str = ""
    isbn: str = ""
    """Thirteen digits."""
    page: str = ""
    """The publisher's own page, for what has no DOI."""
    use: str
    """What it is good for, in one sentence."""
    serves: tuple[Subject, ...]
    """What it serves best comes first."""

    @property
    def link(self) -> str:
        """Where it can be found for good: its DOI, else the publisher's page; empty for what has neither."""
        return f"https://doi.org/{self.doi}" if self.doi else self.page


class Choice(Value):
    """A reference chosen for an interview."""

    id: str
    reason: str
    """One sentence: what in this interview it was chosen for."""


def _read() -> tuple[Resource, ...]:
    entries = tomllib.loads((Path(__file__).parent / "resources.toml").read_text(encoding="utf-8"))
    return tuple(Resource.model_validate({"id": id, **fields}) for id, fields in entries.items())


RESOURCES: tuple[Resource, ...] = _read()
"""All references, in the order of the catalogue."""


@cache
def catalogue() -> Mapping[str, Resource]:
    """Id -> reference, in the order of the catalogue."""
    return {each.id: each for each in RESOURCES}


def resource(id: str) -> Resource:
    """The reference with this id. Raises KeyError for an id that is not in the catalogue."""
    return catalogue()[id]


def known(ids: Iterable[str]) -> tuple[str, ...]:
    """Those of the ids that are in the catalogue, each once, at most three: what a model made up is dropped."""
    return tuple(dict.fromkeys(id for id in ids if id in catalogue()))[:MOST]


def offered(thin: Sequence[Dimension], unknown: Sequence[Criterion] = ()) -> dict[str, str]:
    """Id -> what it is good for: a dozen for a model to choose from, the best fitting first."""
    ranked = dict.fromkeys([*(choice.id for choice in _ranked(_wanted(thin, unknown))), *catalogue()])
    return {id: f"{resource(id).title}. {resource(id).use}" for id in islice(ranked, OFFERED)}


def fitting(thin: Sequence[Dimension], unknown: Sequence[Criterion], moment: Moment | None = None) -> tuple[str, ...]:
    """-> at most three ids, as `chosen`, for whom the reasons do not matter."""
    return tuple(choice.id for choice in chosen(thin, unknown, moment))


def chosen(thin: Sequence[Dimension], unknown: Sequence[Criterion], moment: Moment | None = None) -> tuple[Choice, ...]:
    """-> at most three references, each with what it was chosen for; the same for the same interview.

    What comes first in `thin` and in `unknown` weighs most. The second and third serve what the first left open.
    """
    return tuple(islice(_ranked(_wanted(thin, unknown, moment)), MOST))


def _wanted(
    thin: Sequence[Dimension], unknown: Sequence[Criterion], moment: Moment | None = None
) -> dict[Subject, float]:
    """Subject -> how much it is wanted. What is thin has to be asked, what is unknown has to be judged."""
    if not thin and not unknown and moment is None:
        return dict.fromkeys(MOMENTS, 1.0)
    wanted: dict[Subject, float] = {}
    if thin:
        wanted[Moment.ASKING] = _BESIDES
    if unknown:
        wanted[Moment.JUDGING] = _BESIDES
    if moment:
        wanted[moment] = 1.0
    orders: tuple[Sequence[Subject], ...] = (thin, unknown)
    for subjects in orders:
        wanted |= {subject: 1.0 / (1 + place) for place, subject in enumerate(subjects)}
    return wanted


def _ranked(wanted: Mapping[Subject, float]) -> Iterator[Choice]:
    """Whatever serves a wanted subject, the best first; each serves what those before it left, then all over again."""
    left, open_ids = dict(wanted), [each.id for each in RESOURCES]
    while open_ids:
        best = max(open_ids, key=lambda id: _worth(resource(id), left))
        if not _worth(resource(best), left):
            if left == wanted:
                return
            left = dict(wanted)
            continue
        yield Choice(id=best, reason=_reason([each for each in resource(best).serves if each in left]))
        open_ids.remove(best)
        left = {subject: weight for subject, weight in left.items() if subject not in resource(best).serves}


def _worth(resource: Resource, left: Mapping[Subject, float]) -> float:
    """What a reference serves best counts in full, what it touches on counts less."""
    return sum(left.get(subject, 0.0) / (1 + place) for place, subject in enumerate(resource.serves))


def _reason(subjects: Sequence[Subject]) -> str:
    """The steps are named only where nothing thin or unknown is."""
    thin = [LORE[each].title.lower() for each in subjects if isinstance(each, Dimension)]
    unknown = [f"“{ASKS[each]}”" for each in subjects if isinstance(each, Criterion)]
    steps = [_STEPS[each] for each in subjects if isinstance(each, Moment)]
    parts = [f"little is known yet about {_and(thin)}"] if thin else []
    parts += [f"nobody can say yet: {_and(unknown)}"] if unknown else []
    whole = "; ".join(parts) or f"worth reading {_and(steps)}"
    return f"{whole[0].upper()}{whole[1:]}{'' if unknown else '.'}"


def _and(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)
