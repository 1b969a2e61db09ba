"""A Slack thread as a readable dialogue in the terminal."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterator
from typing import Any

WIDTH = 96
INDENT = 11


def spoken(name: str, message: dict[str, Any]) -> str:
    """One message: who says it, its blocks in words, its buttons in brackets."""
    lines = [line for part in parts(message) for line in _wrapped(part)]
    first, *rest = lines or [""]
    return "\n".join([f"{name:>{INDENT - 2}}  {first}", *(" " * INDENT + line for line in rest)])


def parts(message: dict[str, Any]) -> Iterator[str]:
    """The readable pieces of a message, in order."""
    blocks = message.get("blocks") or []
    if not blocks:
        yield _plain(message.get("text", ""))
    for block in blocks:
        if block["type"] in ("section", "header"):
            yield _plain(block["text"]["text"])
        elif block["type"] == "context":
            yield from (_plain(element["text"]) for element in block["elements"])
        elif block["type"] == "actions":
            yield " ".join(_button(element) for element in block["elements"])
        elif block["type"] == "plan":
            yield block["title"]
            yield from (f"{task['status']}: {task['title']}" for task in block["tasks"])


def _button(element: dict[str, Any]) -> str:
    if element["type"] == "overflow":
        return "[ ⋯ " + " / ".join(option["text"]["text"] for option in element["options"]) + " ]"
    return f"[ {(element.get('text') or element['placeholder'])['text']} ]"


def _plain(text: str) -> str:
    linked = re.sub(r"<https?://[^|<>]*\|([^<>]*)>", r"\1", text)
    return re.sub(r"(?<!\w)_|_(?!\w)", "", html.unescape(linked).replace("*", "").replace("`", ""))


def _wrapped(part: str) -> Iterator[str]:
    for line in part.split("\n"):
        hanging = "  " if line.startswith(("•", "✓", "✗", "?")) else ""
        yield from textwrap.wrap(line, WIDTH - INDENT, subsequent_indent=hanging) or [""]
