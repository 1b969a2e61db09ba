"""People's names in an export, each beside the Slack user id that it is the name of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from bot.export.document import Record

R = TypeVar("R", bound=Record)
NAMED = "_name"
"""A field `starter_name` holds what Slack calls the person whose id stands in `starter`."""
_USER = re.compile(r"[UW][A-Z0-9]+", re.ASCII)


def people_in(record: Record) -> set[str]:
    """-> Slack user ids of everybody who stands in it."""
    return {id for id, _ in _people(record) if _USER.fullmatch(id)}


def names_in(record: Record) -> dict[str, str]:
    """-> Slack user id -> name, of everybody whose name stands in it."""
    return {id: name for id, name in _people(record) if name}


def named(record: R, names: Mapping[str, str]) -> R:
    """The same with everybody's name; whom Slack does not know has none."""
    changed: dict[str, Any] = {}
    for field, value in record:
        if isinstance(value, Record):
            changed[field] = named(value, names)
        elif isinstance(value, tuple):
            changed[field] = tuple(named(each, names) if isinstance(each, Record) else each for each in value)
        elif field.endswith(NAMED):
            changed[field] = names.get(_id_of(record, field), "")
    return record.model_copy(update=changed)


def _people(record: Record) -> Iterator[tuple[str, str]]:
    """-> (what stands in a field that has a name beside it, that name)"""
    for field, value in record:
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Record):
                yield from _people(each)
        if field.endswith(NAMED):
            yield _id_of(record, field), value


def _id_of(record: Record, field: str) -> str:
    return str(getattr(record, field.removesuffix(NAMED)) or "")
