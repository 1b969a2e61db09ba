"""Does the cited passage carry the statement? A check by rule: words, numbers, negations and qualifiers.

It errs on the side of *no*: what it cannot see supported becomes an assumption, which is honest, and never the
other way round. What such checks get wrong all the same: an invented loss may resemble a passage and pass.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviews.language import content_stems, numbers
from personas.passages import Passage, by_id
from personas.schema import ASSUMED, Origin, Persona, Source, Statement

ENOUGH = 0.65
"""Share of a statement's content words that must stand in the passage's sentences it rests on."""
FEWEST = 3
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n+")
_NOT = re.compile(r"\b(?:not|no|never|nothing|none|without|cannot|\w+n['’]t|nor|neither)\b", re.I)
_QUALIFIER = re.compile(
    r"\b(?:most|may|might|usually|often|sometimes|some|many|generally|typically|up to"
    r"|at least|at most|for example|only|can)\b",
    re.I,
)


def why_not(text: str, passage: Passage) -> str:
    """Why the passage does not carry `text`, in words; empty when it does."""
    stems = content_stems(text)
    if len(stems) < FEWEST:
        return "too little is said to be held against it"
    best = _nearest(stems, passage.text)
    if len(stems & content_stems(best)) < ENOUGH * len(stems):
        return "the passage says something else"
    if not numbers(text) <= numbers(best):
        return "a number does not stand there"
    if len(_NOT.findall(text)) % 2 != len(_NOT.findall(best)) % 2:
        return "one of the two says no"
    missing = {each.lower() for each in _QUALIFIER.findall(best)} - {each.lower() for each in _QUALIFIER.findall(text)}
    return f"the passage says “{sorted(missing)[0]}”" if missing else ""


def grounded(statement: Statement, brief: str, passages: Sequence[Passage]) -> Statement:
    """The statement with the sources that carry it, or marked as an assumption."""
    known = by_id(passages)
    kept = tuple(source for source in statement.sources if _carries(source, statement.text, brief, known))
    return statement.model_copy(update={"sources": kept or (ASSUMED,)})


def grounded_card(persona: Persona, passages: Sequence[Passage]) -> Persona:
    """Every statement of the card, held against what it cites."""
    statements = tuple(grounded(each, persona.brief, passages) for each in persona.statements)
    return persona.model_copy(update={"statements": statements})


def _carries(source: Source, text: str, brief: str, known: dict[str, Passage]) -> bool:
    if source.origin is Origin.BRIEF:
        stems, said = content_stems(text), content_stems(brief)
        return bool(stems) and len(stems & said) >= ENOUGH * len(stems) and numbers(text) <= numbers(brief)
    if source.origin is Origin.TEAM:
        return True
    if source.origin is Origin.MATERIAL:
        return source.ref in known and not why_not(text, known[source.ref])
    return False


def _nearest(stems: set[str], text: str) -> str:
    """The sentence that shares most words, with the next one where that shares more."""
    sentences = [each for each in _SENTENCE.split(text) if each.strip()]
    pairs = [" ".join(sentences[place : place + 2]) for place in range(len(sentences) - 1)]
    return max([*sentences, *pairs], key=lambda each: (len(stems & content_stems(each)), -len(each)), default="")
