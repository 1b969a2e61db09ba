"""A Slack call as views return it: what is said, not yet where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]

MOST_BLOCKS = 50
"""https://docs.slack.dev/reference/block-kit/blocks: 50 in a message."""


@dataclass(frozen=True)
class SlackCall:
    """`payload` has no channel, thread or metadata: the engine knows these. A direct note names its own channel."""

    name: str
    method: str
    payload: dict[str, Any]


def post(name: str, text: str, blocks: Sequence[Block], **more: Any) -> SlackCall:
    """A message that neither pings, links nor unfurls. `text` is what notifications and screen readers get."""
    return SlackCall(
        name,
        "chat.postMessage",
        {
            "text": text,
            "blocks": list(blocks),
            "unfurl_links": False,
            "unfurl_media": False,
            "parse": "none",
            "link_names": False,
            **more,
        },
    )


def posts(name: str, text: str, blocks: Sequence[Block]) -> list[SlackCall]:
    """As many messages as Slack's limit of blocks asks for; the later ones are called `name/2`, `name/3`, ..."""
    pages = [blocks[at : at + MOST_BLOCKS] for at in range(0, len(blocks), MOST_BLOCKS)]
    return [
        post(name if number == 1 else f"{name}/{number}", text if number == 1 else f"{text} ({number})", page)
        for number, page in enumerate(pages, 1)
    ]
