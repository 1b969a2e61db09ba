"""Pydantic models as the subset of JSON schema that strict structured output accepts, and answers back as models.

https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
"""

from __future__ import annotations

import json
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

Result = TypeVar("Result", bound=BaseModel)

KEPT = {"type", "properties", "required", "additionalProperties", "items", "enum", "const", "anyOf", "$ref", "$defs"}
MOST_FAULTS = 12


def strict_schema(model: type[Any]) -> dict[str, Any]:
    """Every property required, nothing additional, only the keywords that strict mode knows."""
    schema = _strict(model.model_json_schema())
    assert isinstance(schema, dict)
    return schema


def parsed(text: str, model: type[Result]) -> Result:
    """The JSON object in `text`, also in a code fence or between sentences. Raises ValueError: what is wrong."""
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        raise ValueError("there is no JSON object in it")
    try:
        return model.model_validate(json.loads(text[start : end + 1]))
    except json.JSONDecodeError as error:
        raise ValueError(f"it is not valid JSON: {error}") from error
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
    kept: dict[str, Any] = {}
    for key, value in schema.items():
        if key in ("properties", "$defs"):
            kept[key] = {name: _strict(each) for name, each in value.items()}
        elif key in KEPT or key == "description":
            kept[key] = _strict(value)
    if "properties" in kept:
        kept["required"] = list(kept["properties"])
        kept["additionalProperties"] = False
    return kept
