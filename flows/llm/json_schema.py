"""Pydantic models as the subset of JSON schema that strict structured output accepts, and answers back as models.

https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

Result = TypeVar("Result", bound=BaseModel)

SHAPES = {"type", "properties", "required", "additionalProperties", "items", "enum", "const", "anyOf", "$ref", "$defs"}
WORDS = {"description"}
UNSAYABLE = {"allOf", "oneOf", "not", "prefixItems", "patternProperties", "propertyNames", "if", "then", "else"}
"""Without these a schema would mean something else, and strict mode has no way to say them."""
MOST_FAULTS = 12
MOST_STARTS = 50
"""How many opening braces of an answer are tried as the beginning of its JSON."""


def strict_schema(model: type[Any]) -> dict[str, Any]:
    """Every property required, nothing additional, only the keywords that strict mode knows.

    Bounds and defaults are left to Pydantic. Raises ValueError for a model that strict mode cannot express.
    """
    schema = _strict(model.model_json_schema())
    assert isinstance(schema, dict)
    return schema


def plain_field(model: type[Any]) -> str | None:
    """The only field of a result that is one text: such a task is answered in plain words, without JSON."""
    fields = [(name, field.annotation) for name, field in model.model_fields.items()]
    return fields[0][0] if len(fields) == 1 and fields[0][1] is str else None


def parsed(text: str, model: type[Result]) -> Result:
    """What an answer says, as a result. Raises ValueError: what is wrong with it, for the one who wrote it.

    The JSON object may stand in a code fence, between sentences or after thinking aloud; of several that
    fit, the last counts.
    """
    if (field := plain_field(model)) is not None:
        return _valid({field: text.strip()}, model)
    fitting: Result | None = None
    broken: list[ValueError] = []
    unfit: list[ValueError] = []
    for candidate in _objects(text):
        if isinstance(candidate, ValueError):
            broken.append(candidate)
            continue
        try:
            fitting = _valid(candidate, model)
        except ValueError as error:
            # Pieces of a broken object are objects too; what is wrong with those would only mislead.
            (unfit if candidate.keys() & model.model_fields.keys() else broken).append(error)
    if fitting is None:
        raise (unfit + broken + [ValueError("There is no JSON object in it.")])[0]
    return fitting


def _objects(text: str) -> Iterator[Any]:
    """The outermost JSON objects in `text`, and a ValueError for one that is broken."""
    decoder = json.JSONDecoder()
    start = text.find("{")
    for _ in range(MOST_STARTS):
        if start < 0:
            return
        end = start + 1
        try:
            candidate, end = decoder.raw_decode(text, start)
            yield candidate
        except RecursionError:
            yield ValueError("It is nested too deeply.")
        except ValueError as error:  # broken JSON, or a number of thousands of digits
            yield ValueError(f"It is not valid JSON: {error}.")
        start = text.find("{", end)


def _valid(candidate: Any, model: type[Result]) -> Result:
    try:
        json.dumps(candidate, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise ValueError("It contains half a character (a lone surrogate).") from error
    try:
        return model.model_validate(candidate)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()[:MOST_FAULTS]]
        raise ValueError("\n".join(faults)) from error


def _strict(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return {"$ref": schema["$ref"]}
    if (unsayable := UNSAYABLE & schema.keys()) or isinstance(schema.get("additionalProperties"), dict):
        raise ValueError(f"strict mode cannot express {', '.join(sorted(unsayable)) or 'open keys'}: {schema}")
    kept: dict[str, Any] = {}
    for key, value in schema.items():
        if key in ("properties", "$defs"):
            kept[key] = {name: _strict(each) for name, each in value.items()}
        elif key in SHAPES | WORDS:
            kept[key] = _strict(value)
    if kept.get("type") == "object":
        kept["properties"] = kept.get("properties", {})
        kept["required"] = list(kept["properties"])
        kept["additionalProperties"] = False
    return kept
