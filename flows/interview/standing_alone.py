"""Claims that are understood by themselves: outside its interview nobody knows who "he" is, or of whom it was 214."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviews.answers import Answer, Basis, Claim
from interviews.evidence import is_quote
from interviews.language import folded

_LEANS = re.compile(
    r"^(?:(?:and|but|so|then)\s+)?(?:he|she|they|(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|half|most"
    r"|some|many|all|none|both|a few) of them)\b",
    re.I,
)
_THE_CUSTOMERS = re.compile(r"^(?:(?:and|but|so|then)\s+)?they\b", re.I)
"""With nothing before it, it means those who were asked about."""
_SCENE = re.compile(
    r"^(?:(?:last|this|on|one|yesterday|in)\b[^,.]{0,30},? )?(?:I|we) (?:sat|met|rode|spoke|talked|went|walked|visited"
    r"|drove|travelled|had (?:a )?(?:coffee|tea|lunch))\b(?:(?!\b(?:who|said|told|because|that)\b).){0,90}$",
    re.I,
)
"""'Last Tuesday I sat with a nurse on her night break': what follows is about customers, this is not."""


def by_themselves(answer: Answer) -> list[tuple[Claim, tuple[Claim, ...]]]:
    """-> (a claim as it can be read alone, those it is made of). What leans on the sentence before is told together
    with it, in words that stand in one message, or left out; what only sets a scene is left out too."""
    told: list[list[Claim]] = []
    for claim in answer.claims:
        if not _LEANS.match(claim.text) or (not told and _THE_CUSTOMERS.match(claim.text)):
            told.append([claim])
        elif told:
            told[-1].append(claim)
    found = []
    for first, *leaning in told:
        whole = _together(answer, first, leaning)
        if leaning and whole:
            found.append((whole, (first, *leaning)))
        elif not _SCENE.match(first.text.rstrip(" .!")):
            found.append((first, (first,)))
    return found


def _together(answer: Answer, first: Claim, leaning: Sequence[Claim]) -> Claim | None:
    """One claim in the words from the first to the last, as surely known as the least sure of them; None where these
    stand in several messages, or one of them is open."""
    given = [first, *leaning]
    part = next((each for each in answer.parts if all(is_quote(claim.quote, each.text) for claim in given)), None)
    if part is None or any(claim.basis is Basis.OPEN for claim in given):
        return None
    text, start = folded(part.text), folded(part.text).index(folded(first.quote))
    last = folded(given[-1].quote)
    end = text.find(last, start)
    if end < 0:
        return None
    said = "; ".join([first.text.rstrip(" .!"), *(each.text[:1].lower() + each.text[1:] for each in leaning)])
    basis = max((claim.basis for claim in given), key=list(Basis).index)
    return first.model_copy(update={"text": said, "quote": text[start : end + len(last)], "basis": basis})
