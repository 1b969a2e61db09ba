"""What a correction takes the place of: the one statement it says anew, and nothing beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviews.answers import Answer, Basis, Claim
from interviews.language import content_stems, numbers

IS_GROUP = re.compile(
    r"\b((?:[a-z-]+ ){0,2}[a-z-]+) (?:is|are) (?:also )?(?:a|one more|another) (?:group|segment)s?\b", re.I
)
NO_GROUP = re.compile(r"\b((?:[a-z-]+ ){0,3}[a-z-]+) (?:is|are) (?:no|not a) (?:group|segment)s?\b", re.I)
"""What a correction says of the segments."""
SAME = 0.75
"""Share of the words of the longer of two claims from which on both say the same."""
NEAR = 0.4
"""Share of the words of the shorter one from which on a correction speaks of a claim."""


def withdrawn(claims: Sequence[Claim], corrections: Sequence[Answer]) -> frozenset[str]:
    """-> ids of the claims that do not stand any more; a later correction may take the place of an earlier one's."""
    standing, gone = list(claims), set[str]()
    for correction in corrections:
        taken = {each.id for said in correction.claims for each in replaced(said, standing)}
        gone |= taken
        standing = [each for each in (*standing, *correction.claims) if each.id not in taken]
    return frozenset(gone)


def known_as_before(said: Claim, claims: Sequence[Claim]) -> Claim:
    """The correction, known as well as what it says anew: what was counted does not become a guess by being mended."""
    sources = [each for each in replaced(said, claims) if each.basis in (Basis.COUNTED, Basis.HEARD)]
    if said.basis is not Basis.GUESS or not sources:
        return said
    return said.model_copy(update={"basis": sources[0].basis, "source": said.source or sources[0].source})


def replaced(said: Claim, claims: Sequence[Claim]) -> list[Claim]:
    """-> the claim that shares most with the correction, and whatever says the same as that one."""
    if speaks_of_groups(said.quote):
        return []
    new = content_stems(said.text)
    shared = {each.id: content_stems(each.text) & new for each in claims}
    near = [
        each for each in claims if len(shared[each.id]) >= max(2, NEAR * min(len(content_stems(each.text)), len(new)))
    ]
    if not near:
        return []
    best = max(near, key=lambda each: (len(shared[each.id]), -len(content_stems(each.text))))
    return [best, *(each for each in near if each is not best and _says_the_same(each, best))]


def speaks_of_groups(said: str) -> bool:
    """'Young parents are a group too': that says who is a group, and takes nothing back of what was said of them."""
    return IS_GROUP.search(said) is not None or NO_GROUP.search(said) is not None


def _says_the_same(one: Claim, other: Claim) -> bool:
    mine, theirs = (content_stems(each.text) - numbers(each.text) for each in (one, other))
    return len(mine & theirs) >= SAME * max(len(mine), len(theirs))
