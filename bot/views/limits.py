"""Slack's limits for the parts Segue shows, and whether a call keeps them.

A page per block and element: https://docs.slack.dev/reference/block-kit. What the pages leave open:
all text of a message's blocks together is refused beyond about 13,200 characters (bolt-js#2509; less with many
blocks, bolt-js#2867), and an overflow menu takes a single option (python-slack-sdk#1218).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

BLOCKS = 50
SECTION = 3000
HEADER = 150
CONTEXT_ELEMENTS = 10
CONTEXT_TEXT = 2000
"""Our own: small print is read or it is useless. Slack would take 3,000."""
ACTIONS = 25
ACTION_ID = 255
TASK_TITLE = 256
PLACEHOLDER = 150
BUTTON_TEXT = 75
BUTTON_VALUE = 2000
OPTIONS, SELECT_OPTIONS = 5, 100
OPTION_TEXT = 75
OPTION_VALUE = 150
FIELD_TEXT = 2000
"""Of a label or a hint beside a field."""
MODAL_TITLE = 24
"""Also what its two buttons may say."""
PRIVATE = 3000
"""Characters of a view's `private_metadata`. https://docs.slack.dev/reference/views"""
TEXT = 4000
"""What chat.postMessage recommends for `text`; it cuts at 40,000."""
ALL_TEXT = 12_000

Part = Mapping[str, Any]


def faults(payload: Part, *, changes: bool = False) -> list[str]:
    """What Slack would refuse, cut or turn into links in a message; empty when nothing.

    `changes`: it replaces a posted message, where Slack knows nothing of unfurling.
    """
    blocks = payload["blocks"]
    found = list(_sized("text", payload["text"], TEXT))
    if not 1 <= len(blocks) <= BLOCKS:
        found.append(f"{len(blocks)} blocks")
    if text_in(blocks) > ALL_TEXT:
        found.append("blocks: too much text together")
    for place, block in enumerate(blocks):
        check = _CHECKS.get(block["type"])
        found += [f"blocks/{place}: {each}" for each in (check(block) if check else ["unknown type"])]
    quiet: dict[str, object] = {"parse": "none", "link_names": False}
    quiet |= {} if changes else {"unfurl_links": False, "unfurl_media": False}
    return found + [f"{key} is not {value}" for key, value in quiet.items() if payload.get(key) != value]


def _section(block: Part) -> Iterator[str]:
    yield from _text(block["text"], "mrkdwn", SECTION)


def _header(block: Part) -> Iterator[str]:
    yield from _text(block["text"], "plain_text", HEADER)


def _context(block: Part) -> Iterator[str]:
    yield from _counted("elements", block["elements"], CONTEXT_ELEMENTS)
    for element in block["elements"]:
        yield from _text(element, "mrkdwn", CONTEXT_TEXT)


def _divider(_: Part) -> Iterator[str]:
    return iter(())


def _options(options: list[Part], most: int) -> Iterator[str]:
    yield from _counted("options", options, most)
    for option in options:
        yield from _text(option["text"], "plain_text", OPTION_TEXT)
        yield from _sized("value", option["value"], OPTION_VALUE)


def _actions(block: Part) -> Iterator[str]:
    elements = block["elements"]
    yield from _counted("elements", elements, ACTIONS)
    if len({element["action_id"] for element in elements}) < len(elements):
        yield "an action_id twice"
    for element in elements:
        yield from _sized("action_id", element["action_id"], ACTION_ID)
        if element["type"] == "button":
            yield from _text(element["text"], "plain_text", BUTTON_TEXT)
            yield from _sized("value", element["value"], BUTTON_VALUE)
        elif element["type"] == "overflow":
            yield from _options(element["options"], OPTIONS)
        elif element["type"] == "static_select":
            yield from _text(element["placeholder"], "plain_text", PLACEHOLDER)
            yield from _options(element["options"], SELECT_OPTIONS)
        elif element["type"] == "conversations_select":
            yield from _text(element["placeholder"], "plain_text", PLACEHOLDER)
        else:
            yield f"unknown element {element['type']}"


def _feedback(block: Part) -> Iterator[str]:
    for element in block["elements"]:
        yield from _sized("action_id", element["action_id"], ACTION_ID)
        for side in ("positive_button", "negative_button"):
            yield from _text(element[side]["text"], "plain_text", BUTTON_TEXT)
            yield from _sized("value", element[side]["value"], BUTTON_VALUE)


def _plan(block: Part) -> Iterator[str]:
    yield from _sized("title", block["title"], TASK_TITLE)
    for task in block["tasks"]:
        yield from _sized("title", task["title"], TASK_TITLE)
        yield from _sized("task_id", task["task_id"], ACTION_ID)


_CHECKS: Mapping[str, Callable[[Part], Iterator[str]]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "divider": _divider,
    "actions": _actions,
    "context_actions": _feedback,
    "plan": _plan,
}


def _text(value: Part, kind: str, most: int) -> Iterator[str]:
    if value["type"] != kind:
        yield f"{value['type']} instead of {kind}"
    if kind == "mrkdwn" and value.get("verbatim") is not True:
        yield "not verbatim: Slack would make links and mentions of words"
    yield from _sized("text", value["text"], most)


def _sized(name: str, text: str, most: int) -> Iterator[str]:
    if not 1 <= len(text) <= most or not text.strip():
        yield f"{name} of {len(text)} characters, 1 to {most} allowed"


def _counted(name: str, items: Sequence[Any], most: int) -> Iterator[str]:
    if not 1 <= len(items) <= most:
        yield f"{len(items)} {name}, 1 to {most} allowed"


def text_in(part: Any) -> int:
    """How many characters of text a block (or part of one) shows."""
    if isinstance(part, Mapping):
        own = part.get("text")
        return (len(own) if isinstance(own, str) else 0) + sum(text_in(each) for each in part.values())
    return sum(text_in(each) for each in part) if isinstance(part, list) else 0
