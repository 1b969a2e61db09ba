"""A persona pack of althing (SynthPanel before): YAML with `personas:`, each with a background and traits.

https://github.com/DataViking-Tech/SynthPanel, src/althing/packs/*.yaml
"""

from __future__ import annotations

from typing import Any

import yaml

from personas.formats.foreign import Read, by_part, middle_age, text_of
from personas.formats.tinytroupe import OURS, from_ours
from personas.schema import Part, Persona

TAKEN = {"name", "age", "occupation", "background", "personality_traits", "description", OURS}


def written(persona: Persona) -> bytes:
    """YAML: a pack of one person. What the form has no field for lies under our own key."""
    parts = by_part(persona)
    told: dict[str, Any] = {"name": persona.name}
    if (age := middle_age(persona.age_band)) is not None:
        told["age"] = age
    others = [name for name in parts if name != "personality"]
    told |= {
        "occupation": persona.occupation,
        "background": " ".join(line for name in others for line in parts[name]),
        "personality_traits": list(parts.get("personality", ())),
        OURS: {"synthetic": True, "age_band": persona.age_band, "quote": persona.quote, "parts": parts},
    }
    pack = {"name": persona.name, "description": "One invented person, exported from Segue.", "personas": [told]}
    return yaml.safe_dump(pack, allow_unicode=True, sort_keys=False, width=100).encode()


def is_althing(told: Any) -> bool:
    """Whether what was read from a file is a pack of people."""
    people = told.get("personas") if isinstance(told, dict) else None
    return isinstance(people, list) and bool(people) and all(isinstance(each, dict) for each in people)


def read(told: dict[str, Any]) -> Read:
    """The first of the pack; the others are named."""
    first, *rest = told["personas"]
    found = Read(text_of(first.get("name")), text_of(first.get("age")), text_of(first.get("occupation")))
    if isinstance(first.get(OURS), dict) and isinstance(first[OURS].get("parts"), dict):
        from_ours(found, first[OURS])
    else:
        found.add(Part.BACKGROUND, first.get("background"), first.get("description"))
        found.add(Part.PERSONALITY, first.get("personality_traits"))
        found.left += sorted(str(key) for key in first if key not in TAKEN)
    found.left += [text_of(each.get("name")) for each in rest if text_of(each.get("name"))]
    return found
