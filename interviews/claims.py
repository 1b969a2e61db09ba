"""From what a model drew out of an answer to claims that can be cited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from interviews.answers import Answer, Basis, Claim
from interviews.dimensions import Dimension, Matter
from interviews.evidence import is_quote
from interviews.language import has_words, numbers


class Draft(Protocol):
    """A claim as a model drafts it, before anybody checked it."""

    @property
    def text(self) -> str: ...
    @property
    def quote(self) -> str: ...
    @property
    def basis(self) -> Basis: ...
    @property
    def source(self) -> str | None: ...
    @property
    def denominator(self) -> str | None: ...
    @property
    def dimensions(self) -> Sequence[Dimension]: ...
    @property
    def matters(self) -> Sequence[Matter]: ...
    @property
    def aside(self) -> bool: ...


def stands(draft: Draft, text: str) -> bool:
    """Whether the draft's quote stands in `text` and the draft says no number that its quote does not say."""
    said = (draft.text, *(detail for detail in (draft.denominator,) if detail))
    return (
        has_words(draft.text)
        and is_quote(draft.quote, text)
        and numbers(said[0]) <= numbers(draft.quote)
        and all(numbers(detail) <= numbers(text) for detail in said[1:])
    )


def claims_of(answer: Answer, drafts: Iterable[Draft]) -> tuple[Claim, ...]:
    """The drafts that stand in `answer`, numbered `a3.1`, `a3.2`, ...; the others are dropped.

    Numbers run over the claims that are kept, so that nobody looks for one that is missing.
    """
    kept = [draft for draft in drafts if stands(draft, answer.text)]
    return tuple(
        Claim(
            id=f"{answer.id}.{number}",
            text=draft.text.strip(),
            quote=draft.quote.strip(),
            basis=draft.basis,
            source=draft.source or None,
            denominator=draft.denominator or None,
            dimensions=tuple(dict.fromkeys(draft.dimensions)),
            matters=tuple(dict.fromkeys(draft.matters)),
            aside=draft.aside,
        )
        for number, draft in enumerate(kept, 1)
    )
