"""Our own form: YAML that loses nothing, for people to read and change. https://yaml.org/spec/1.2.2"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml
from pydantic import ValidationError

from errors import PersonaFormatError
from interviews.language import folded, language_named
from personas.passages import LONGEST, Passage
from personas.schema import SYNTHETIC, Knowledge, Persona, Statement

KIND = "segue persona"
VERSION = 1
NOT_WHOLE = "The card in this file is not whole."
LONGEST_SAID = 60
"""Characters of what stands in a file that are said again in an answer."""
WRONG: Mapping[str, str] = {
    "missing": "it is missing",
    "extra_forbidden": "no card has that",
    "string_pattern_mismatch": "it is empty",
    "string_too_long": "it is longer than {max_length} characters",
    "too_long": "it has more than {max_length} lines",
    "literal_error": "it takes {expected}",
    "enum": "it takes {expected}",
    "greater_than_equal": "the least is {ge}",
    "less_than_equal": "the most is {le}",
    "value_error": "{error}",
}
"""What Pydantic finds wrong, by its name for it -> in words. https://pydantic.dev/docs/validation/latest/errors/"""


def written(persona: Persona, passages: Sequence[Passage]) -> bytes:
    """YAML that gives the same card again, with the passages that it cites and no others."""
    return yaml.safe_dump(told(persona, passages), allow_unicode=True, sort_keys=False, width=120).encode()


def told(persona: Persona, passages: Sequence[Passage]) -> dict[str, Any]:
    """What `written` writes, as plain values: the same card in JSON."""
    return {
        "kind": KIND,
        "version": VERSION,
        "note": SYNTHETIC,
        "persona": persona.model_dump(mode="json"),
        "passages": [each.model_dump() for each in _cited(persona, passages)],
    }


def is_own(told: Any) -> bool:
    """Whether what was read from a file says that it is a card of ours."""
    return isinstance(told, dict) and told.get("kind") == KIND


def read(told: dict[str, Any]) -> tuple[Persona, tuple[Passage, ...]]:
    """Raises PersonaFormatError where it is not what it says it is."""
    if told.get("version") != VERSION:
        raise PersonaFormatError(
            f"This card is of version {str(told.get('version'))[:LONGEST_SAID]}, which this Segue does not read.",
            now="Export it again with this version.",
        )
    try:
        persona = Persona.model_validate(told.get("persona"))
        passages = tuple(Passage.model_validate(each) for each in told.get("passages") or ())
    except (ValidationError, TypeError) as error:
        raise PersonaFormatError(NOT_WHOLE, now=_where(error)) from error
    passages = _cited(persona, passages)
    if long := next((each.id for each in passages if len(each.text) > LONGEST), ""):
        place = f"passage “{long[:LONGEST_SAID]}”"
        raise PersonaFormatError(NOT_WHOLE, now=f"Look at {place}: it is longer than {LONGEST} characters.")
    # Where a link in a file leads, nobody knows, nor what stood in the other file.
    segment = persona.segment.model_copy(update={"link": "", "taken_in": True}) if persona.segment else None
    known = {"language": language_named(persona.language) or "en", "segment": segment}
    return persona.model_copy(update=known), passages


def _cited(persona: Persona, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    lines: tuple[Statement | Knowledge, ...] = (*persona.statements, *persona.knowledge)
    refs = {source.ref for each in lines for source in each.sources}
    return tuple(each for each in passages if each.id in refs)


def _where(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return "Its passages are no list."
    first = error.errors()[0]
    place = folded(".".join(str(part) for part in first["loc"]))[:LONGEST_SAID] or "persona"
    wrong = WRONG.get(first["type"], "it is not what belongs there")
    return f"Look at “{place}”: {wrong.format(**first.get('ctx', {}))}."
