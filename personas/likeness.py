"""Whether a card is somebody the team has already, under another name: by stems of what she does and knows."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from interviews.language import content_stems
from personas.schema import Knowledge, Origin, Persona

REPEATS = 0.65
"""From here on two cards are one person. Made cards: one person in other words, for another brief, 0.76 to 1; other
people with the same product up to 0.3, and 0.6 for rehearsed cards, which share a stock of habits."""
_OF_LIFE, _OF_BRIEF, _OF_KNOWLEDGE = 0.5, 0.3, 0.2
"""What habits, what the team asked for, and gaps in knowledge weigh; what a card lacks does not count."""
_SAME_LINE = 0.5
"""Share of the words of two lines from which on they say the same; below, they share words and nothing more."""


def likeness(one: Persona, other: Persona) -> float:
    """From 0 (nobody could take one for the other) to 1 (the same but for the name); the same in both directions.

    Rules of the product's world do not count: everybody who meets the product meets them. Nor do name and age.
    """
    parts = [(_OF_LIFE, _covered(_life(one), _life(other)))]
    if (asked := _asked(one)) and (theirs := _asked(other)):
        parts.append((_OF_BRIEF, _covered([asked], [theirs])))
    if one.knowledge and other.knowledge:
        parts.append((_OF_KNOWLEDGE, _known(one.knowledge, other.knowledge)))
    return sum(weight * part for weight, part in parts) / sum(weight for weight, _ in parts)


def repeats(persona: Persona, others: Sequence[Persona]) -> Persona | None:
    """Which of the others this one repeats, the nearest first; None when it is somebody new."""
    nearest = max(others, key=lambda other: likeness(persona, other), default=None)
    return nearest if nearest is not None and likeness(persona, nearest) >= REPEATS else None


def repeated(other: Persona) -> str:
    """What a writer is told of a card that repeats another: a fault for its second try."""
    return (
        f"The card repeats {other.name}, whom the team has already ({other.occupation}). Keep what was asked for, and "
        "give this person another situation, other habits, another thing that went wrong, and other gaps in knowledge."
    )


def _asked(persona: Persona) -> set[str]:
    return content_stems(persona.brief) - content_stems(persona.name)


def _life(persona: Persona) -> list[set[str]]:
    """What the persona does, a set of stems for each line; the brief and rules of the material left out."""
    lived = [
        each.text
        for each in persona.statements
        if not any(source.origin in (Origin.MATERIAL, Origin.FILE, Origin.BRIEF) for source in each.sources)
    ]
    name = content_stems(persona.name)
    lines = (content_stems(line) - name for line in lived)
    return [line for line in lines if line]


def _covered(mine: Sequence[set[str]], theirs: Sequence[set[str]]) -> float:
    """How much of each side stands on the other, on average; long lines count for more."""
    if not mine or not theirs:
        return 0.0
    return fmean((_share(mine, theirs), _share(theirs, mine)))


def _share(lines: Sequence[set[str]], others: Sequence[set[str]]) -> float:
    weights = [min(len(line), 8) for line in lines]
    nearest = [max(_alike(line, other) for other in others) for line in lines]
    return sum(weight * near for weight, near in zip(weights, nearest, strict=True)) / sum(weights)


def _alike(line: set[str], other: set[str]) -> float:
    share = len(line & other) / max(1, min(len(line), len(other)))
    whole = len(line & other) / len(line | other)
    return share if share >= _SAME_LINE and whole >= _SAME_LINE / 2 else 0.0


def _known(mine: Sequence[Knowledge], theirs: Sequence[Knowledge]) -> float:
    """How far they know and do not know the same."""
    one, other = ({each.topic.lower(): each for each in side} for side in (mine, theirs))
    same = sum(one[topic].state is other[topic].state for topic in one.keys() & other.keys())
    return same / len(one.keys() | other.keys())
