"""What was said, told so that it can be read by itself: 'he hung up' goes with the courier it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from flows.llm.rehearsal.lexicon import TEAM
from flows.llm.rehearsal.retelling import answer_of, label, to_you
from flows.llm.tasks import SaidDraft
from interviews.answers import Basis, Claim
from interviews.dimensions import Dimension
from interviews.language import STOP_WORDS, content_stems, words

MOST, LONGEST = 4, 260
"""Claims and characters of one telling."""
_LEANS = re.compile(
    r"^(?:(?:and|but|so|then)\s+)?(?:he|she|they|it|this|that|these|those|his|her|their|its|both"
    r"|(?:one|two|three|four|five|\d[\d.,]*) of them|neither|none of them|all of them|not|nor|never)\b",
    re.I,
)
_SPOKE = content_stems("told said asked wrote hung called answered mentioned true sure")
"""Stems that alone say only that somebody spoke."""
_FRAGMENT = 4
"""Words up to which a piece is no sentence of its own: 'a courier in April'."""


@dataclass(frozen=True)
class Telling:
    """Claims of one answer, in order, that are understood together."""

    claims: tuple[Claim, ...]

    @property
    def dimension(self) -> Dimension | None:
        """What it is mostly about; between equals, what came first."""
        each = Counter(claim.dimensions[0] for claim in self.claims if claim.dimensions)
        return max(each, key=lambda dimension: each[dimension]) if each else None

    @property
    def dimensions(self) -> set[Dimension]:
        return {dimension for claim in self.claims for dimension in claim.dimensions}

    @property
    def basis(self) -> Basis | None:
        """The weakest label that was given. Where nobody said how they know it is a guess, as it is for the memory;
        what the team says of itself has none."""
        order = list(Basis)
        given = [basis for claim in self.claims if (basis := label(claim)) is not None]
        if not given:
            return None if all(claim.source == TEAM for claim in self.claims) else Basis.GUESS
        return max(given, key=order.index)

    @property
    def text(self) -> str:
        first, *rest = (to_you(claim.text).rstrip(".!?,;: ") for claim in self.claims)
        return "; ".join([first, *map(_small, rest)]) + "."

    @property
    def quoted(self) -> str:
        return " ".join(claim.quote for claim in self.claims)

    def said(self) -> SaidDraft:
        return SaidDraft(text=self.text, answers=[answer_of(self.claims[0])], basis=self.basis)


def tellings(claims: Iterable[Claim]) -> list[Telling]:
    """-> the claims in order, those that lean on the one before told together with it; nothing that is open."""
    found: list[list[Claim]] = []
    for claim in claims:
        if claim.basis is Basis.OPEN:
            continue
        before = found[-1] if found else []
        if before and _belongs(before, claim):
            before.append(claim)
        else:
            found.append([claim])
    return [Telling(tuple(group)) for group in found]


def is_telling(telling: Telling) -> bool:
    """Whether enough is said to be worth reading: more than a word or two, and not only that somebody spoke."""
    return len(words(telling.text)) >= 4 and bool(content_stems(telling.text) - _SPOKE)


def _belongs(before: list[Claim], claim: Claim) -> bool:
    last = before[-1]
    together = answer_of(last) == answer_of(claim) and len(before) < MOST
    fits = sum(len(each.text) for each in (*before, claim)) <= LONGEST
    leans = _LEANS.match(claim.text) is not None or len(words(last.text)) <= _FRAGMENT
    return together and fits and leans


def _small(text: str) -> str:
    first, _, rest = text.partition(" ")
    keeps = first.isupper() or first.startswith("I'") or not first[1:].islower() or first.lower() not in STOP_WORDS
    return text if keeps else first.lower() + " " + rest
