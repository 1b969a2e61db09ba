"""Small checks that block validation is made of. Each yields what is wrong, with a JSON pointer, as Slack does.

Lengths are counted in characters. Slack's own wording differs from method to method; ours keeps its form,
`must be less than N characters [json-pointer:/blocks/0/text/text]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Faults = Iterator[str]


def fault(path: str, what: str) -> str:
    return f"{what} [json-pointer:{path}]"


def text_object(value: Any, path: str, most: int, kinds: tuple[str, ...] = ("plain_text", "mrkdwn")) -> Faults:
    """A composition object `{"type", "text"}` of 1 to `most` characters.

    https://docs.slack.dev/reference/block-kit/composition-objects/text-object
    """
    if not isinstance(value, Mapping):
        yield fault(path, "must be a text object")
        return
    if value.get("type") not in kinds:
        yield fault(f"{path}/type", f"must be one of {', '.join(kinds)}")
    yield from string(value.get("text"), f"{path}/text", most, least=1)
    if value.get("type") == "mrkdwn" and "emoji" in value:
        yield fault(f"{path}/emoji", "is not allowed for mrkdwn")


def plain(value: Any, path: str, most: int) -> Faults:
    """A text object that must be plain text."""
    yield from text_object(value, path, most, ("plain_text",))


def string(value: Any, path: str, most: int, *, least: int = 0) -> Faults:
    """A string of `least` to `most` characters."""
    if not isinstance(value, str):
        yield fault(path, "must be a string")
    elif len(value) > most:
        yield fault(path, f"must be less than {most + 1} characters")
    elif len(value) < least:
        yield fault(path, f"must be more than {least - 1} characters")


def optional(block: Mapping[str, Any], key: str, path: str, most: int) -> Faults:
    """A string that may be absent."""
    if block.get(key) is not None:
        yield from string(block[key], f"{path}/{key}", most)


def listed(value: Any, path: str, most: int, *, least: int = 1) -> Faults:
    """A list of `least` to `most` items."""
    if not isinstance(value, list):
        yield fault(path, "must be an array")
    elif len(value) > most:
        yield fault(path, f"no more than {most} items allowed")
    elif len(value) < least:
        yield fault(path, f"must contain at least {least} item{'s' if least > 1 else ''}")


def items(value: Any) -> list[Any]:
    """The items of what should be a list; none when it is something else (reported elsewhere)."""
    return value if isinstance(value, list) else []


def url(value: Any, path: str, most: int = 3000) -> Faults:
    """An address on the web."""
    yield from string(value, path, most, least=1)
    if isinstance(value, str) and value and not value.startswith(("http://", "https://")):
        yield fault(path, "must be a valid URL")
