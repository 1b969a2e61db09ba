"""What people see when Slack sends markup: entities, mentions and links in words.

https://docs.slack.dev/messaging/formatting-message-text#how-slack-parses
"""

from __future__ import annotations

import re

_MARKUP = re.compile(r"<([^<>]*)>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def storable(text: str) -> str:
    """The same text; half a character, which JSON can carry and UTF-8 cannot, becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def mentions(text: str, user: str) -> bool:
    """Whether the message pings `user`."""
    return re.search(rf"<@{re.escape(user)}(?:\|[^>]*)?>", text) is not None


def as_people_read_it(text: str, bot_user: str) -> str:
    """Raw Slack text as its readers see it, without the mention of ourselves, ends stripped."""
    without_us = re.sub(rf"<@{re.escape(bot_user)}(?:\|[^>]*)?>[ \t]?", "", text)
    readable = _MARKUP.sub(lambda match: _readable(match.group(1)), without_us)
    for entity, character in _ENTITIES:
        readable = readable.replace(entity, character)
    return readable.strip()


def _readable(inner: str) -> str:
    target, _, label = inner.partition("|")
    if target.startswith("@"):
        return f"@{label or target[1:]}"
    if target.startswith("#"):
        return f"#{label or target[1:]}"
    if target.startswith("!"):
        return label or f"@{target[1:].split('^')[0]}"
    address = target.removeprefix("mailto:").removeprefix("tel:")
    return f"{label} ({address})" if label and label not in (address, target) else address
