"""Our own form: YAML that loses nothing, for people to read and change. https://yaml.org/spec/1.2.2"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml
from pydantic import ValidationError

from errors import PersonaFormatError
from personas.passages import Passage
from personas.schema import Persona

KIND = "segue persona"
VERSION = 1


def written(persona: Persona, passages: Sequence[Passage]) -> bytes:
    return yaml.safe_dump(told(persona, passages), allow_unicode=True, sort_keys=False, width=120).encode()


def told(persona: Persona, passages: Sequence[Passage]) -> dict[str, Any]:
    """What `written` writes, as plain values: the same card in JSON."""
    cited = {source.ref for each in persona.statements for source in each.sources if source.ref}
    cited |= {source.ref for each in persona.knowledge for source in each.sources if source.ref}
    return {
        "kind": KIND,
        "version": VERSION,
        "note": "Synthetic: an invented person, a hypothesis and not a finding.",
        "persona": persona.model_dump(mode="json"),
        "passages": [each.model_dump() for each in passages if each.id in cited],
    }


def is_own(told: Any) -> bool:
    return isinstance(told, dict) and told.get("kind") == KIND


def read(told: dict[str, Any]) -> tuple[Persona, tuple[Passage, ...]]:
    """Raises PersonaFormatError where it is not what it says it is."""
    if told.get("version") != VERSION:
        raise PersonaFormatError(
            f"This card is of version {told.get('version')!r}, which this Segue does not read.",
            now="Export it again with this version.",
        )
    try:
        persona = Persona.model_validate(told.get("persona"))
        passages = tuple(Passage.model_validate(each) for each in told.get("passages") or ())
    except (ValidationError, TypeError) as error:
        raise PersonaFormatError("The card in this file is not whole.", now=_where(error)) from error
    return persona, passages


def _where(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return "Its passages are no list."
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"Look at “{place}”: {str(first['msg'])[:1].lower()}{str(first['msg'])[1:]}."
