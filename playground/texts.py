"""How text travels: what people type, what Slack stores, and the timestamps that name messages.

Slack stores `&`, `<` and `>` of typed text as entities, and mentions as `<@U...>`
(https://docs.slack.dev/messaging/formatting-message-text). Text that an app posts is kept as it was sent.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping
from typing import Any

_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
# What a person's Slack client writes itself: mentions of people, channels, groups and everyone.
_OWN_MARKS = re.compile(r"<(@[UW][A-Z0-9]+|#[CG][A-Z0-9]+(?:\|[^<>]*)?|![a-z]+(?:\^[^<>|]*)?(?:\|[^<>]*)?)>")
_MENTIONED = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_BROADCASTS = {"@here": "<!here>", "@channel": "<!channel>", "@everyone": "<!everyone>"}
_LINK = re.compile(r"(?<![<|\w])https?://[^\s<>|]+[^\s<>|.,;:!?)\]'\"]")


def escape(text: str) -> str:
    """`&`, `<` and `>` as entities, the ampersand first."""
    for sign, entity in _ENTITIES:
        text = text.replace(sign, entity)
    return text


def unescape(text: str) -> str:
    """The reverse of `escape`, the ampersand last."""
    for sign, entity in reversed(_ENTITIES):
        text = text.replace(entity, sign)
    return text


def as_typed(text: str, names: Mapping[str, str]) -> str:
    """What Slack stores when a person types `text`.

    `names` maps a display name in lower case to a user id: `@segue` becomes `<@U...>`. Marks that are
    already in Slack's form (`<@U...>`, `<!here>`) stay; every other `&`, `<` and `>` becomes an entity,
    and bare links are put in angle brackets as Slack's own clients do.
    """
    parts: list[str] = []
    end = 0
    for mark in _OWN_MARKS.finditer(text):
        parts += [_plain_as_typed(text[end : mark.start()], names), mark.group(0)]
        end = mark.end()
    return "".join([*parts, _plain_as_typed(text[end:], names)])


def _plain_as_typed(text: str, names: Mapping[str, str]) -> str:
    text = _LINK.sub(lambda link: f"<{link.group(0)}>", escape(text))
    for word, mark in _BROADCASTS.items():
        text = re.sub(rf"(?<![\w@]){word}\b", mark, text)
    for name, user in sorted(names.items(), key=lambda item: -len(item[0])):
        text = re.sub(rf"(?<![\w@&;])@{re.escape(name)}(?!\w)", f"<@{user}>", text, flags=re.IGNORECASE)
    return text


def mentioned(text: str) -> set[str]:
    """The ids of the people a stored text mentions."""
    return set(_MENTIONED.findall(text))


def typed_blocks(text: str) -> list[dict[str, Any]]:
    """A `rich_text` block for typed text, as events carry it.

    Second-hand: Slack's own clients also turn typed formatting into styles; here only mentions, links and
    broadcasts become elements, the rest is one text element per stretch.
    """
    elements: list[dict[str, Any]] = []
    end = 0
    for mark in re.finditer(r"<([^<>]+)>", text):
        if mark.start() > end:
            elements.append({"type": "text", "text": unescape(text[end : mark.start()])})
        elements.append(_element_of(mark.group(1)))
        end = mark.end()
    if text[end:]:
        elements.append({"type": "text", "text": unescape(text[end:])})
    return [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}]


def _element_of(mark: str) -> dict[str, Any]:
    target, _, label = mark.partition("|")
    if target[0] == "@":
        return {"type": "user", "user_id": target[1:]}
    if target[0] == "#":
        return {"type": "channel", "channel_id": target[1:]}
    if target[0] == "!":
        return {"type": "broadcast", "range": target[1:].partition("^")[0]}
    return {"type": "link", "url": unescape(target), **({"text": unescape(label)} if label else {})}


class Timestamps:
    """Slack's `ts`: the real clock in microseconds, strictly increasing, unique in the workspace."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._last = max((microseconds(ts) for ts in known), default=0)

    def next(self) -> str:
        """A new ts such as `1700000000.000123`."""
        self._last = max(time.time_ns() // 1000, self._last + 1)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"


def microseconds(ts: str) -> int:
    """A ts (or any decimal number of seconds) as whole microseconds. Raises ValueError when it is none."""
    whole, _, part = ts.partition(".")
    if not whole.isdigit() or (part and not part.isdigit()):
        raise ValueError(f"not a timestamp: {ts!r}")
    return int(whole) * 1_000_000 + int((part or "0")[:6].ljust(6, "0"))
