"""Is a new claim one that was made before? Candidates by TF-IDF, then a rule; a model may judge better than the rule.

The rule is careful: two claims are the same when most of their words are, and nothing speaks against it (a "no" on one
side, another number). What it misses stands as an insight of its own until somebody merges the two; what it joined
wrongly would hide a difference. Cosine over idf weights after Salton and Buckley (1988).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from interviews.language import content_stems, numbers, words
from studies.learned import Insight, Learned, Origin, Relation, Value

MOST_CANDIDATES = 5
NEAR = 0.2
"""Cosine from which on a claim is worth judging at all."""
SAME = 0.6
"""Share of the words of the longer claim that stand in the other one, from which on both say the same."""
FEWEST_WORDS = 2
_NO = re.compile(r"\b(?:no|not|never|none|nobody|nothing|without|hardly|\w+n['’]t|cannot)\b", re.I)


class Meaning(StrEnum):
    """What a claim is to one that was there before."""

    NEW = "new"
    SAME = "same"
    STRONGER = "stronger"
    CONTRADICTS = "contradicts"


class Match(Value):
    """`insight` is empty where the claim is new."""

    meaning: Meaning
    insight: str = ""

    @property
    def relation(self) -> Relation:
        return Relation.FIRST if self.meaning is Meaning.NEW else Relation(self.meaning.value)


NEW = Match(meaning=Meaning.NEW)


class Nearest:
    """Which insights share most with a claim: they are taken apart once, and looked up for each claim."""

    def __init__(self, insights: Iterable[Insight] = ()) -> None:
        self._known: list[tuple[float, str]] = []
        """When each began, and its id."""
        self._stems: list[frozenset[str]] = []
        self._holders: dict[str, list[int]] = {}
        """Stem -> the places of those that have it."""
        for each in insights:
            self.add(each)

    def add(self, insight: Insight) -> None:
        stems = frozenset(content_stems(insight.text))
        for stem in stems:
            self._holders.setdefault(stem, []).append(len(self._known))
        self._known.append((insight.created_at, insight.id))
        self._stems.append(stems)

    def of(self, claim: str, most: int = MOST_CANDIDATES, near: float = NEAR) -> list[str]:
        """-> ids, the nearest first; words that many insights have weigh little. `near`: the least cosine."""
        wanted = content_stems(claim)
        shared: dict[int, float] = {}
        for stem in wanted:
            for place in self._holders.get(stem, ()):
                shared[place] = shared.get(place, 0.0) + self._weight(stem)
        own = self._length(wanted)
        cosine = {place: dot / (own * self._length(self._stems[place])) for place, dot in shared.items()}
        ranked = sorted(cosine, key=lambda place: (-cosine[place], self._known[place]))
        return [self._known[place][1] for place in ranked[:most] if cosine[place] >= near]

    def _length(self, stems: Iterable[str]) -> float:
        return math.sqrt(sum(map(self._weight, stems)))

    def _weight(self, stem: str) -> float:
        """Inverse document frequency, squared."""
        return math.log(1 + len(self._known) / (1 + len(self._holders.get(stem, ())))) ** 2


def candidates(claim: str, insights: Sequence[Insight], most: int = MOST_CANDIDATES) -> list[Insight]:
    """-> those that share most with the claim, the nearest first."""
    by_id = {each.id: each for each in insights}
    return [by_id[id] for id in Nearest(insights).of(claim, most)]


def sharing(text: str, insights: Sequence[Insight], most: int) -> list[Insight]:
    """-> those that speak of something `text` speaks of, were it one word; the nearest first."""
    by_id = {each.id: each for each in insights}
    return [by_id[id] for id in Nearest(insights).of(text, most, near=0.0)]


def holding(text: str, insights: Sequence[Insight], most: int) -> list[Insight]:
    """-> those that hold every word of `text` that carries a subject, the nearest first."""
    wanted = content_stems(text)
    return sharing(text, [each for each in insights if wanted <= content_stems(each.text)], most) if wanted else []


def judged(claim: Learned, near: Sequence[Insight]) -> Match:
    """By rule: the nearest of them that says the same, or the opposite."""
    for each in near:
        meaning = compared(claim.text, each.text)
        if meaning is Meaning.SAME and adds_weight(claim, each):
            meaning = Meaning.STRONGER
        if meaning is not Meaning.NEW:
            return Match(meaning=meaning, insight=each.id)
    return NEW


def compared(new: str, old: str) -> Meaning:
    """NEW where they speak of different things, CONTRADICTS where they speak of the same and cannot both be true."""
    ours, theirs = _subject(new), _subject(old)
    shared = len(ours & theirs)
    if shared < FEWEST_WORDS or shared < SAME * max(len(ours), len(theirs)):
        return Meaning.NEW
    if _denies(new) != _denies(old):
        return Meaning.CONTRADICTS
    said, there = numbers(new), numbers(old)
    if said and there and not said & there:
        return Meaning.CONTRADICTS
    return Meaning.SAME


def adds_weight(claim: Learned, insight: Insight) -> bool:
    """It is better founded than what was there, or the first that no invented person says."""
    there = [each.claim for each in insight.supporting]
    if claim.origin is not Origin.SYNTHETIC and all(each.origin is Origin.SYNTHETIC for each in there):
        return True
    same_kind = [each.strength.rank for each in there if _is_real(each) == _is_real(claim)]
    return bool(same_kind) and claim.strength.rank > max(same_kind)


def _is_real(claim: Learned) -> bool:
    return claim.origin is not Origin.SYNTHETIC


def _subject(text: str) -> set[str]:
    """What it speaks of: its words without numbers and denials."""
    return {each for each in content_stems(_NO.sub(" ", text)) if not any(char.isdigit() for char in each)}


def _denies(text: str) -> bool:
    return len([word for word in words(text) if _NO.fullmatch(word)]) % 2 == 1
