"""What every card of another tool comes down to: who it is, and lines by part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from interviews.language import folded
from personas.schema import LETTERS, Part, Persona, Speech, Statement

LONGEST, MOST_LINES, MOST = 400, 12, 60
TRAITS: dict[str, Part] = {
    "goals": Part.GOALS, "challenges": Part.CHALLENGES, "needs": Part.NEEDS, "pain_points": Part.PAIN_POINTS,
    "personality": Part.PERSONALITY, "background": Part.BACKGROUND, "hobbies": Part.HOBBIES,
    "behaviour": Part.BEHAVIOUR, "channels": Part.CHANNELS, "accessibility": Part.ACCESSIBILITY,
    "buying_triggers": Part.TRIGGERS, "objections": Part.OBJECTIONS,
}  # fmt: skip
"""The name a part has where a form leaves names to whoever writes it."""


@dataclass
class Read:
    """A card on its way in. `left` names what has no place on ours."""

    name: str
    age: str = ""
    occupation: str = ""
    quote: str = ""
    style: str = ""
    lines: dict[Part, list[str]] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    def add(self, part: Part, *said: Any) -> None:
        """Texts, or lists of texts; what is neither is left out."""
        for line in _lines(said):
            there = self.lines.setdefault(part, [])
            if len(there) < MOST_LINES and line not in there:
                there.append(line)


def persona_of(read: Read) -> Persona:
    """Nothing of it can be checked here: every line is an assumption."""
    statements = [
        Statement(id=f"{LETTERS[part]}{number}", part=part, text=line)
        for part in Part
        for number, line in enumerate(read.lines.get(part, ()), 1)
    ]
    occupation = folded(read.occupation)[:200] or "a customer"
    return Persona(
        name=folded(read.name)[:60] or "Somebody",
        age_band=folded(read.age)[:40],
        occupation=occupation,
        quote=folded(read.quote)[:300],
        brief=f"{folded(read.name)[:60]}, {occupation}",
        statements=tuple(statements[:MOST]),
        speech=Speech(style=folded(read.style)[:400]),
    )


def by_part(persona: Persona) -> dict[str, list[str]]:
    """Name of a part, as TRAITS has it -> its lines."""
    lines = {name: [each.text for each in persona.of(part)] for name, part in TRAITS.items()}
    return {name: texts for name, texts in lines.items() if texts}


def take_traits(read: Read, traits: Mapping[str, Any], taken: Iterable[str]) -> None:
    """Traits whose name is a part's; of the others it is told that they stayed behind."""
    for name, value in traits.items():
        key = re.sub(r"[^a-z]+", "_", str(name).lower()).strip("_")
        if key in TRAITS:
            read.add(TRAITS[key], value)
        elif name not in taken:
            read.add(Part.BACKGROUND, *(f"{str(name).replace('_', ' ')}: {line}" for line in _lines([value])))


def middle_age(band: str) -> int | None:
    """'35 to 44' -> 39; None where no number is said."""
    bounds = [int(each) for each in re.findall(r"\d{1,3}", band)]
    return sum(bounds[:2]) // len(bounds[:2]) if bounds else None


def text_of(value: Any) -> str:
    """A text or number as text; empty for anything else."""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _lines(values: Iterable[Any]) -> list[str]:
    found: list[str] = []
    for value in values:
        if isinstance(value, list | tuple):
            found += _lines(value)
        elif isinstance(value, dict):
            found += _lines(f"{key}: {text_of(each)}" for key, each in value.items() if text_of(each))
        elif line := folded(text_of(value))[:LONGEST]:
            found.append(line)
    return found
