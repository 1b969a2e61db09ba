"""What a persona says of what was counted: never as a table does, and a fact that she tells again is no finding."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviews.language import as_seen, stem, words
from personas.facts import per_cent
from personas.passages import Passage, facts_of
from personas.subjects import subject_words, synonyms, vocabulary

_SEGMENT = re.compile(r"\b(?:in|of|from|to|as) (?:my |this |that |the )?segment\b|\bsegment (?:number )?\d+\b", re.I)
_SHARE = re.compile(
    r"\b(?P<share>\d+(?:[.,]\d+)?) ?(?:%|per ?cent\b|(?:in|of|out of) (?:a |every )?(?:100|hundred)\b)", re.I
)
RETOLD = 0.6
"""Of the words of a subject, so many are those of the fact."""


def talks_like_a_table(said: str, world: Sequence[Passage]) -> list[str]:
    """What cannot stand (a segment's number, the file, a column, a share of customers), in a sentence that a writer can
    act on; nothing where no file was counted."""
    facts, line = facts_of(world), as_seen(said)
    if not facts:
        return []
    shares = {per_cent(figure) for each in facts if each.fact for figure in (each.fact.here, each.fact.others)}
    columns = {each.fact.column for each in facts if each.fact and re.search(r"[a-z][A-Z]|_", each.fact.column)}
    found = [match[0] for match in _SHARE.finditer(line) if float(match["share"].replace(",", ".")) in shares]
    found += [match[0] for match in _SEGMENT.finditer(line)]
    found += [name for name in sorted({each.title for each in facts} | columns) if name and name in line]
    return [f"You speak like a table (“{found[0]}”): say it roundly, as somebody who lives it."] if found else []


def tells_a_fact(said: str, world: Sequence[Passage]) -> bool:
    """Whether somebody only says again what the file has."""
    stems = {each for each in subject_words(said) if not each.isdigit()}
    plain = {stem(each) for each in words(said)}
    for each in world:
        if each.fact is None:
            continue
        told = stems & vocabulary(each.fact, each.text) if stems else plain & synonyms(each.fact)
        if told and len(told) >= RETOLD * len(stems):
            return True
    return False
