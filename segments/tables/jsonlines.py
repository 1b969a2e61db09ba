"""JSON: an object a line, or an array of objects. What is nested one level deep becomes columns of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from errors import TableError
from segments.tables.encodings import encoding_of
from segments.tables.table import Limits

ARRAY = 50_000_000
"""Bytes of an array of objects, which is read at once."""
WIDEST = 400_000
"""Bytes of one line."""


def objects(path: Path, name: str, limits: Limits) -> Iterator[list[str] | None]:
    """The names of all objects' fields, then a row for each object; None for a line that is no object."""
    called: dict[str, int] = {}
    for found in _found(path, name):
        if found is not None:
            for key in found:
                called.setdefault(key, len(called))
        if len(called) > limits.columns:
            raise TableError(
                f"The lines of {name} have more than {limits.columns:,} different fields.",
                kept="Nothing of it was read.",
                now="Keep those that say something about a customer, the same in each line.",
            )
    if not called:
        raise TableError(
            f"{name} holds no table: I read JSON with an object a line, or a list of objects.",
            kept="Nothing of it was read.",
            now="Export it as CSV, or as JSON lines.",
        )
    yield list(called)
    for found in _found(path, name):
        yield None if found is None else [found.get(key, "") for key in called]


def _found(path: Path, name: str) -> Iterator[dict[str, str] | None]:
    encoding = encoding_of(path)
    with path.open(encoding=encoding.codec, errors=encoding.errors) as file:
        start = file.read(1000).lstrip("\ufeff \t\r\n")
        file.seek(0)
        if start.startswith("["):
            yield from map(_flat, _array(path, name, file.read(ARRAY + 1)))
            return
        if start.startswith("{") and (listed := _listed(file)):
            yield from map(_flat, listed)
            return
        file.seek(0)
        while line := file.readline(WIDEST + 1):
            whole = len(line) <= WIDEST or line.endswith("\n")
            while not line.endswith("\n") and (rest := file.readline(WIDEST)):
                line, whole = rest, False
            if line.strip() or not whole:
                yield _flat(_loaded(line)) if whole else None


def _listed(file: IO[str]) -> list[Any]:
    """Of a file that is one object the list of objects in it, as some programs export; empty where each line is one."""
    first, second = file.readline(WIDEST + 1), file.readline(WIDEST + 1)
    if second.strip() and _loaded(first) is not None:
        return []
    file.seek(0)
    text = file.read(ARRAY + 1)
    found = _loaded(text) if len(text) <= ARRAY else None
    lists = [each for each in found.values() if _is_list(each)] if isinstance(found, dict) else []
    return max(lists, key=len, default=[])


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _loaded(line: str) -> Any:
    try:
        return json.loads(line.lstrip("\ufeff"), parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None


def _array(path: Path, name: str, text: str) -> list[Any]:
    if len(text) > ARRAY:
        raise TableError(
            f"{name} is a list of objects and larger than {ARRAY // 1_000_000} MB.",
            kept="Nothing of it was read.",
            now="Save it as JSON lines (an object a line): those I read up to 200 MB.",
        )
    found = _loaded(text)
    return found if isinstance(found, list) else []


def _flat(found: Any) -> dict[str, str] | None:
    if not isinstance(found, dict):
        return None
    flat: dict[str, str] = {}
    for key, value in found.items():
        if isinstance(value, dict):
            flat |= {_text(f"{key}.{inner}"): _text(deep) for inner, deep in value.items()}
        else:
            flat[_text(key)] = _text(value)
    return flat


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        # Half a letter, which JSON can write, is none that could be kept.
        return value.encode("utf-8", "replace").decode().replace("\0", "").replace("\r", "\n")
    return json.dumps(value, ensure_ascii=False)
