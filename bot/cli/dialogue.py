"""A Slack thread as a readable dialogue in the terminal."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from bot.views.plan import MARKS
from playground.workspace import Workspace

WIDTH = 96
INDENT = 11


def spoken(name: str, message: dict[str, Any], names: Mapping[str, str] | None = None) -> str:
    """One message: who says it, its blocks in words, its buttons in brackets. `names`: as `names_in` gives them."""
    lines = [line for part in parts(message) for line in _wrapped(_named(part, names or {}))]
    first, *rest = lines or [""]
    return "\n".join([f"{name:>{INDENT - 2}}  {first}", *(" " * INDENT + line for line in rest)])


def names_in(workspace: Workspace) -> dict[str, str]:
    """Ids of channels and people -> how they are called."""
    channels = {channel.id: f"#{channel.name}" for channel in workspace.channels.values() if channel.kind != "im"}
    return channels | {user.id: f"@{user.name}" for user in workspace.users.values()}


def parts(message: dict[str, Any]) -> Iterator[str]:
    """The readable pieces of a message, in order."""
    blocks = message.get("blocks") or []
    if not blocks:
        yield _plain(message.get("text", ""))
    for block in blocks:
        if block["type"] in ("section", "header"):
            yield _plain(block["text"]["text"])
            if block.get("accessory", {}).get("type") == "button":
                yield _button(block["accessory"])
        elif block["type"] == "context":
            yield from (_plain(element["text"]) for element in block["elements"])
        elif block["type"] == "actions":
            yield " ".join(_button(element) for element in block["elements"])
        elif block["type"] == "plan":
            yield block["title"]
            yield from (f"{MARKS[task['status']]} {task['title']}" for task in block["tasks"])


def _button(element: dict[str, Any]) -> str:
    if element["type"] == "overflow":
        return "[ ⋯ " + " / ".join(option["text"]["text"] for option in element["options"]) + " ]"
    return f"[ {(element.get('text') or element['placeholder'])['text']} ]"


def _plain(text: str) -> str:
    linked = re.sub(r"<https?://[^|<>]*\|([^<>]*)>", r"\1", text)
    return re.sub(r"(?<!\w)_|_(?!\w)", "", html.unescape(linked).replace("*", "").replace("`", ""))


def _named(text: str, names: Mapping[str, str]) -> str:
    return re.sub(r"<[#@](\w+)(?:\|[^<>]*)?>", lambda found: names.get(found[1], found[0]), text)


def _wrapped(part: str) -> Iterator[str]:
    for line in part.split("\n"):
        hanging = "  " if line.startswith(("•", "?", *MARKS.values())) else ""
        yield from textwrap.wrap(line, WIDTH - INDENT, subsequent_indent=hanging) or [""]
