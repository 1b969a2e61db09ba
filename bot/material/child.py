"""`python -m bot.material.child read|links ...`: bytes in, JSON out, and nothing else.

It reads what strangers may have made, so it runs with little memory, little time and none of our keys in its
environment (bot/material/reading.py).
"""

from __future__ import annotations

import importlib
import json
import resource
import sys

from bot.material.kinds import Kind, kind_of
from bot.material.unreadable import BROKEN, TOO_MUCH, Place, Unreadable
from segments.privacy.redacting import redact

MEMORY, SECONDS = 1_000_000_000, 25
MOST_TEXT = 1_000_000
"""Characters; some 400 pages. What stands after them is not read."""
MOST_SECTIONS, LEAST = 10_000, 20
"""Stretches of text that are handed on, and characters of one that can be a passage (personas/passages.py)."""
READERS: dict[Kind, str] = {
    "pdf": "pdf", "docx": "office", "pptx": "office", "html": "html", "csv": "text", "text": "text",
}  # fmt: skip
UNITS: dict[Kind, str] = {"pdf": "pages", "pptx": "slides", "csv": "rows"}


def read(data: bytes, ending: str) -> dict[str, object]:
    """-> `kind` and `sections`, without the people that are found in them; where not all was read, `portion` as well:
    how much of how much."""
    kind = kind_of(data, ending)
    sections, count = getattr(importlib.import_module(f"bot.material.{READERS[kind]}"), kind)(data)
    kept = _within(sections, MOST_TEXT)
    found = [{name: redact(words)[0] for name, words in each.items()} for each in kept if len(each["text"]) >= LEAST]
    told: dict[str, object] = {"kind": kind, "sections": found}
    if kind in UNITS and len(kept) < count:
        told["portion"] = {"read": len(kept), "of": count, "unit": UNITS[kind]}
    elif (whole := _length(sections)) > _length(kept):
        told["portion"] = {"read": _length(kept), "of": whole, "unit": "characters"}
    return told


def links(data: bytes, base: str) -> dict[str, object]:
    """-> `links`: where a page leads to on its own site."""
    from bot.material.links import links

    return {"links": links(data, base)}


def _length(sections: list[Place]) -> int:
    return sum(len(each["text"]) for each in sections)


def _within(sections: list[Place], most: int) -> list[Place]:
    """The first of them, with `most` characters of text in all."""
    kept: list[Place] = []
    long = 0
    for each in sections:
        if most <= 0 or long >= MOST_SECTIONS:
            break
        long += len(each["text"]) >= LEAST
        kept.append({**each, "text": each["text"][:most]})
        most -= len(each["text"])
    return kept


def main(what: str, argument: str = "") -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    data = sys.stdin.buffer.read()
    try:
        told = {"read": read, "links": links}[what](data, argument)
    except Unreadable as error:
        told = {"error": str(error)}
    except MemoryError:
        told = {"error": TOO_MUCH}
    # Whatever a broken file makes a parser raise: it is broken, and the process that asked is told so.
    except Exception:
        told = {"error": BROKEN}
    sys.stdout.write(json.dumps(told, ensure_ascii=True))


if __name__ == "__main__":
    main(*sys.argv[1:3])
