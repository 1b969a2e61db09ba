"""An agent of EDSL, as `Agent.to_dict()` gives it: traits under names of one's own.

https://docs.expectedparrot.com/en/latest/agents.html
"""

from __future__ import annotations

import json
from typing import Any

from personas.formats.foreign import Read, by_part, take_traits, text_of
from personas.schema import Persona

INSTRUCTION = "You are answering questions as if you were this person. Do not break character."
TAKEN = {"name", "age", "age_band", "occupation", "quote", "style", "persona", "synthetic"}
CODEBOOK = {
    "age_band": "Age", "occupation": "Occupation", "quote": "A line this person would say", "style": "How they talk",
    "pain_points": "What hurts", "buying_triggers": "What makes them move", "objections": "What they hold against it",
    "channels": "How to reach them", "synthetic": "An invented person: a hypothesis, not a finding",
}  # fmt: skip


def written(persona: Persona) -> bytes:
    """JSON: an agent with its traits, as EDSL's `Agent.to_dict` writes it."""
    traits = {
        "age_band": persona.age_band,
        "occupation": persona.occupation,
        "quote": persona.quote,
        "style": persona.speech.style,
        **by_part(persona),
        "synthetic": True,
    }
    told = {
        "traits": traits,
        "name": persona.name,
        "instruction": INSTRUCTION,
        "codebook": CODEBOOK,
        "edsl_class_name": "Agent",
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def is_edsl(told: Any) -> bool:
    """Whether what was read from a file is an agent."""
    return isinstance(told, dict) and isinstance(told.get("traits"), dict)


def read(told: dict[str, Any]) -> Read:
    """What has no place on a card of ours is named in `left`."""
    traits = told["traits"]
    name = text_of(told.get("name")) or text_of(traits.get("name")) or text_of(traits.get("persona"))
    found = Read(
        name,
        text_of(traits.get("age_band")) or text_of(traits.get("age")),
        text_of(traits.get("occupation")) or text_of(traits.get("persona")),
        text_of(traits.get("quote")),
        text_of(traits.get("style")),
    )
    take_traits(found, traits, TAKEN)
    return found
