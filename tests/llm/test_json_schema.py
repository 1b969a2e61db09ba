"""Results as the schemas that strict structured output takes, and answers back as results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field

import flows.llm.tasks as tasks
from flows.llm.json_schema import parsed, plain_field, strict_schema
from flows.llm.task import Task

TASKS: list[Task[Any, Any]] = [each for each in vars(tasks).values() if isinstance(each, Task)]
# https://platform.openai.com/docs/guides/structured-outputs#supported-schemas, read in November 2026
TAKEN = {"type", "description", "properties", "required", "additionalProperties", "items", "enum", "const", "anyOf"}
TAKEN |= {"$ref", "$defs"}
MOST_PROPERTIES, DEEPEST = 5000, 10


def parts(schema: Any, depth: int = 0) -> Iterator[tuple[dict[str, Any], int]]:
    """Every schema within a schema, with its depth; names of properties are no keywords."""
    if isinstance(schema, list):
        for each in schema:
            yield from parts(each, depth)
    elif isinstance(schema, dict):
        yield schema, depth
        for key, value in schema.items():
            if key in ("properties", "$defs"):
                for each in value.values():
                    yield from parts(each, depth + 1)
            elif key in ("items", "anyOf"):
                yield from parts(value, depth + 1)


class Cat(BaseModel):
    kind: Literal["cat"]


class Dog(BaseModel):
    kind: Literal["dog"]


class Bounded(BaseModel):
    name: str = Field("Alice", min_length=1, max_length=9, pattern="^A", examples=["Alice"])
    age: int = Field(ge=0, le=130, title="Years")
    tags: list[str] = Field(default_factory=list, max_length=3)
    title: str | None = None
    pet: Cat | Dog | None = None


class OneOf(BaseModel):
    pet: Annotated[Cat | Dog, Field(discriminator="kind")]


class Open(BaseModel):
    scores: dict[str, int]


class Pair(BaseModel):
    pair: tuple[int, str]


@pytest.mark.parametrize("model", [*(task.result for task in TASKS), Bounded])
def test_a_schema_has_only_what_strict_mode_takes(model: type[BaseModel]) -> None:
    schema = strict_schema(model)
    properties = 0
    for part, depth in parts(schema):
        assert part.keys() <= TAKEN, part
        assert "$ref" not in part or part.keys() == {"$ref"}
        assert depth <= DEEPEST
        if part.get("type") == "object":
            assert part["additionalProperties"] is False
            assert part["required"] == list(part["properties"])
            properties += len(part["properties"])
    assert schema["type"] == "object"
    assert 0 < properties <= MOST_PROPERTIES


def test_a_field_may_be_called_like_a_keyword() -> None:
    schema = strict_schema(Bounded)
    assert set(schema["properties"]) == {"name", "age", "tags", "title", "pet"}
    assert schema["properties"]["title"] == {"anyOf": [{"type": "string"}, {"type": "null"}]}


@pytest.mark.parametrize(("model", "word"), [(OneOf, "oneOf"), (Open, "open keys"), (Pair, "prefixItems")])
def test_what_strict_mode_cannot_say_is_refused_at_once(model: type[BaseModel], word: str) -> None:
    """Rather than a schema that means something else."""
    with pytest.raises(ValueError, match=word):
        strict_schema(model)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "There is no JSON object in it."),
        ("[1, 2]", "There is no JSON object in it."),
        ('{"kind": "cat"', "It is not valid JSON"),
        ('{"kind": "fish"}', "kind: Input should be 'cat'"),
        ('{"note": {"kind": "fish"}, "kind": 3}', "kind: Input should be 'cat'"),
        ("See {below}: {}", "It is not valid JSON"),
        ('{sic} {"kind": "fish"}', "kind: Input should be 'cat'"),
        ('{"a":' * 100_000, "It is nested too deeply."),
        ('{"kind": "\\ud83d"}', "It contains half a character"),
    ],
)
def test_what_is_wrong_is_said_to_whoever_wrote_it(text: str, fault: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011
        parsed(text, Cat)
    assert str(raised.value).startswith(fault)


def test_of_several_answers_that_fit_the_last_counts() -> None:
    assert parsed('{"kind": "cat"} or rather {"kind": "dog"}, {"kind": "cow"}', Dog) == Dog(kind="dog")


def test_a_result_of_one_text_is_answered_in_words() -> None:
    class Said(BaseModel):
        text: str

    assert plain_field(Said) == "text"
    assert parsed(' {"no": "JSON"} \n', Said).text == '{"no": "JSON"}'
    models: list[type[BaseModel]] = [Cat, Open, *(task.result for task in TASKS if task != tasks.EXPLAIN_QUESTION)]
    assert not any(plain_field(model) for model in models)
    assert plain_field(tasks.EXPLAIN_QUESTION.result) == "reply"
