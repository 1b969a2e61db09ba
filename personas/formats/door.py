"""Out in one of four forms, in from any of them: recognised by what is in the file, never by its name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from errors import NotACard, PersonaFormatError
from personas.formats import althing, edsl, own, tinytroupe
from personas.formats.foreign import Read, persona_of
from personas.grounding import grounded_card
from personas.passages import Passage
from personas.request import objection_to_card
from personas.schema import Persona

LARGEST = 200_000
DEEPEST = 12
LONGEST_NUMBER = 20
"""Characters; YAML reads numbers in base 60 too, and a short one of these may fill pages."""
LONGEST_HEAD = 2000
"""Bytes within which a card of ours says that it is one, however broken it is."""
FORMATS: Mapping[str, str] = {
    "own": "Segue (YAML)",
    "tinytroupe": "TinyTroupe (JSON)",
    "edsl": "EDSL (JSON)",
    "althing": "althing (YAML)",
}
"""Name of a form -> what people call it."""
_FOREIGN: tuple[tuple[Callable[[Any], bool], Callable[[dict[str, Any]], Read]], ...] = (
    (tinytroupe.is_tinytroupe, tinytroupe.read),
    (edsl.is_edsl, edsl.read),
    (althing.is_althing, althing.read),
)


@dataclass(frozen=True)
class Imported:
    """A card from a file. `left` names what had no place on it."""

    persona: Persona
    passages: tuple[Passage, ...] = ()
    left: tuple[str, ...] = ()


def exported(persona: Persona, passages: Sequence[Passage], form: str) -> tuple[str, bytes]:
    """-> (file name, its bytes). Raises KeyError for a form that is none of FORMATS."""
    stem = re.sub(r"[^a-z0-9]+", "-", persona.name.lower()).strip("-") or "persona"
    writers: dict[str, tuple[str, Callable[[], bytes]]] = {
        "own": ("persona.yaml", lambda: own.written(persona, passages)),
        "tinytroupe": ("agent.json", lambda: tinytroupe.written(persona)),
        "edsl": ("edsl.json", lambda: edsl.written(persona)),
        "althing": ("althing.yaml", lambda: althing.written(persona)),
    }
    ending, write = writers[form]
    return f"{stem}.{ending}", write()


def imported(data: bytes) -> Imported:
    """Raises PersonaFormatError, in words for whoever dropped the file: what is wrong, and what to do; NotACard where
    it is something else altogether."""
    told = _card_in(data)
    if own.is_own(told):
        persona, passages = own.read(told)
        # A citation counts for what its passage says, not for what the file says of it.
        return Imported(_fit(grounded_card(persona, passages)), passages)
    for recognised, read in _FOREIGN:
        if recognised(told):
            found = read(told)
            if not found.name.strip():
                raise PersonaFormatError("The persona in this file has no name.", now="Give it one, then try again.")
            return Imported(_fit(persona_of(found)), left=tuple(found.left))
    raise AssertionError("unreachable: what is a card is of one of the forms")


def _card_in(data: bytes) -> Any:
    """What the file says, if it is a card of one of the forms. Raises NotACard."""
    try:
        told = _parsed(data)
    except PersonaFormatError as error:
        if own.KIND.encode() in data[:LONGEST_HEAD]:
            raise
        raise NotACard(error.happened, now=error.now) from error
    if own.is_own(told) or any(recognised(told) for recognised, _ in _FOREIGN):
        return told
    raise NotACard("This is no card that I know: I read Segue's own YAML, TinyTroupe, EDSL and althing.")


def _fit(persona: Persona) -> Persona:
    if refused := objection_to_card(persona):
        raise PersonaFormatError(refused)
    return persona


def _parsed(data: bytes) -> Any:
    if len(data) > LARGEST:
        raise PersonaFormatError("This file is larger than a card can be (200 kB).")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PersonaFormatError("This file is not UTF-8 text.", now="Save it as UTF-8, then try again.") from error
    try:
        told = json.loads(text) if text.lstrip().startswith("{") else yaml.load(text, Loader=_PlainLoader)
        for each in _texts(told, DEEPEST):
            each.encode()  # half of a character, written as an escape, is none
    # A tag over what it does not fit (`!!int ""`, `!!bool maybe`) lets PyYAML raise whatever it stumbles over.
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError, yaml.YAMLError) as error:
        raise PersonaFormatError("This file is neither whole YAML nor whole JSON.", now=_line(error)) from error
    if _depth(told) > DEEPEST:
        raise PersonaFormatError("This file is nested deeper than a card is.")
    return told


class _PlainLoader(yaml.SafeLoader):
    """Safe YAML without aliases (a few bytes of them stand for gigabytes) and without keys that come twice."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)

    def construct_scalar(self, node: Any) -> Any:
        number = node.tag in ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
        if number and len(node.value) > LONGEST_NUMBER:
            raise yaml.constructor.ConstructorError(None, None, "a number is too long", node.start_mark)
        return super().construct_scalar(node)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        if len(keys) != len(set(keys)):
            raise yaml.constructor.ConstructorError(None, None, "a key comes twice", node.start_mark)
        return super().construct_mapping(node, deep)


def _line(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark is not None else getattr(error, "lineno", None)
    return f"Look at line {line}." if line else ""


def _texts(told: Any, deep: int) -> Iterator[str]:
    """All that is written in it, so many levels down."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict | list | tuple) and deep >= 0:
        inner = [*told, *told.values()] if isinstance(told, dict) else told
        for each in inner:
            yield from _texts(each, deep - 1)


def _depth(told: Any, level: int = 0) -> int:
    if level > DEEPEST or not isinstance(told, dict | list | tuple):
        return level
    inner = told.values() if isinstance(told, dict) else told
    return max((_depth(each, level + 1) for each in inner), default=level)
