"""An agent specification of TinyTroupe: `{"type": "TinyPerson", "persona": {…}}`.

https://github.com/microsoft/TinyTroupe, examples/agents/*.agent.json
"""

from __future__ import annotations

import json
from typing import Any

from personas.formats.foreign import Read, by_part, middle_age, take_traits, text_of
from personas.schema import Part, Persona

BY_PATH: tuple[tuple[str, Part], ...] = (
    ("long_term_goals", Part.GOALS),
    ("education", Part.BACKGROUND),
    ("residence", Part.BACKGROUND),
    ("personality.traits", Part.PERSONALITY),
    ("beliefs", Part.PERSONALITY),
    ("preferences.interests", Part.HOBBIES),
    ("preferences.likes", Part.NEEDS),
    ("preferences.dislikes", Part.OBJECTIONS),
    ("behaviors.general", Part.BEHAVIOUR),
    ("behaviors.routines", Part.BEHAVIOUR),
    ("health", Part.ACCESSIBILITY),
    ("relationships", Part.BACKGROUND),
    ("skills", Part.BACKGROUND),
    ("other_facts", Part.BACKGROUND),
)
TAKEN = {"name", "age", "occupation", "style", "segue", *(path.partition(".")[0] for path, _ in BY_PATH)}
OURS = "segue"
"""Key under which our parts are kept that the form has no place for."""


def written(persona: Persona) -> bytes:
    """JSON: a TinyPerson specification. What the form has no place for lies under our own key."""
    parts = by_part(persona)
    told: dict[str, Any] = {
        "name": persona.name,
        "occupation": {"title": persona.occupation, "description": persona.brief},
        "style": persona.speech.style,
        "long_term_goals": parts.get("goals", []),
        "personality": {"traits": parts.get("personality", [])},
        "preferences": {
            "interests": parts.get("hobbies", []),
            "likes": parts.get("needs", []),
            "dislikes": parts.get("objections", []),
        },
        "behaviors": {"general": parts.get("behaviour", [])},
        "health": " ".join(parts.get("accessibility", [])),
        "other_facts": [*parts.get("background", []), *parts.get("challenges", []), *parts.get("pain_points", [])],
        OURS: {"synthetic": True, "age_band": persona.age_band, "quote": persona.quote, "parts": parts},
    }
    if (age := middle_age(persona.age_band)) is not None:
        told["age"] = age
    return json.dumps({"type": "TinyPerson", "persona": told}, ensure_ascii=False, indent=2).encode()


def is_tinytroupe(told: Any) -> bool:
    """Whether what was read from a file is the specification of a person."""
    return isinstance(told, dict) and told.get("type") == "TinyPerson" and isinstance(told.get("persona"), dict)


def read(told: dict[str, Any]) -> Read:
    """What we wrote ourselves comes back to its parts; of others, what has no place is named in `left`."""
    persona = told["persona"]
    work, ours = persona.get("occupation"), persona.get(OURS)
    title = text_of(work.get("title")) if isinstance(work, dict) else text_of(work)
    found = Read(text_of(persona.get("name")), text_of(persona.get("age")), title, style=text_of(persona.get("style")))
    if isinstance(ours, dict) and isinstance(ours.get("parts"), dict):
        from_ours(found, ours)
        return found
    if isinstance(work, dict):
        found.add(Part.BACKGROUND, work.get("organization"), work.get("description"))
    for path, part in BY_PATH:
        found.add(part, _at(persona, path))
    found.left += sorted(str(key) for key in persona if key not in TAKEN)
    return found


def from_ours(found: Read, ours: dict[str, Any]) -> None:
    """What we wrote ourselves goes back to where it was."""
    found.age, found.quote = text_of(ours.get("age_band")) or found.age, text_of(ours.get("quote"))
    take_traits(found, ours["parts"], ())


def _at(whole: Any, path: str) -> Any:
    for name in path.split("."):
        whole = whole.get(name) if isinstance(whole, dict) else None
    return whole
