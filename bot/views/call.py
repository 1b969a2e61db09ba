"""A Slack call as views return it: what is said, not yet where."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.views.limits import ALL_TEXT, BLOCKS, text_in

Block = dict[str, Any]


@dataclass(frozen=True)
class SlackCall:
    """`payload` has no channel, thread or metadata: the engine knows these. A direct note names its own channel; what
    answers below another post names its thread too."""

    name: str
    method: str
    payload: dict[str, Any]
    changes: str = ""
    """Name of an earlier call of the conversation whose message this one changes; its ts is known when it is sent."""


PLAIN: dict[str, Any] = {"parse": "none", "link_names": False}
QUIET: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False, **PLAIN}
"""Of what is posted, or changed: Slack looks for no links and names in it, and shows nothing of where a link leads."""


def post(name: str, text: str, blocks: Sequence[Block], **more: Any) -> SlackCall:
    """A message that neither pings, links nor unfurls. `text` is what notifications and screen readers get."""
    return SlackCall(name, "chat.postMessage", {"text": text, "blocks": list(blocks), **QUIET, **more})


UPLOAD = "file upload"
DELETE = "chat.delete"
"""What the engine makes three calls of (bot/engine/uploads.py)."""


def file(name: str, filename: str, title: str, data: bytes, *, alt: str = "") -> SlackCall:
    """A file in the thread; `alt`: a picture in words, for whoever does not see it."""
    content = base64.b64encode(data).decode()
    told = {"filename": filename, "title": title, "data": content}
    return SlackCall(name, UPLOAD, told | ({"alt": alt} if alt else {}))


CANVAS = "canvas"
"""A page inside Slack and a message that leads there (bot/engine/canvases.py)."""


def canvas(
    name: str,
    title: str,
    markdown: str,
    *,
    said: str,
    called: str,
    refused: str,
    card: str = "",
    kept: str = "",
    user: str = "",
) -> SlackCall:
    """A canvas whose address is put into `said`, under the name `called`; `refused` is said where there are none.

    `card`: the post that offered nothing else; it says `kept`, with the address, from then on.
    `user`: to whom it is opened, where not to the channel.
    """
    payload = {"title": title, "markdown": markdown, "said": said, "called": called, "refused": refused, "user": user}
    return SlackCall(name, CANVAS, {**payload, "card": card, "kept": kept})


REWRITE = "canvases.edit"
"""https://docs.slack.dev/reference/methods/canvases.edit"""


def rewritten(name: str, changes: str, markdown: str) -> SlackCall:
    """Another text for the canvas to which the message that was posted as `changes` leads."""
    return SlackCall(name, REWRITE, {"markdown": markdown}, changes=changes)


def update(name: str, changes: str, text: str, blocks: Sequence[Block]) -> SlackCall:
    """Another text for a message that was posted under the name `changes`."""
    payload = {"text": text, "blocks": list(blocks), **PLAIN}
    return SlackCall(name, "chat.update", payload, changes=changes)


def taking_down(name: str, post: str, channel: str = "") -> SlackCall:
    """The message that was posted under the name `post` goes; `channel`: where it stands, if somewhere else."""
    return SlackCall(name, DELETE, {"channel": channel} if channel else {}, changes=post)


def posts(name: str, text: str, blocks: Sequence[Block]) -> list[SlackCall]:
    """As many messages as Slack's limits ask for; the later ones are called `name/2`, `name/3`, ..."""
    return [
        post(name if number == 1 else f"{name}/{number}", text if number == 1 else f"{text} ({number})", page)
        for number, page in enumerate(_pages(blocks), 1)
    ]


def _pages(blocks: Sequence[Block]) -> list[list[Block]]:
    """A heading never ends a message: it goes with what it heads."""
    pages: list[list[Block]] = [[]]
    for block in blocks:
        full = len(pages[-1]) == BLOCKS or text_in([*pages[-1], block]) > ALL_TEXT
        if full:
            held = [pages[-1].pop()] if pages[-1][-1]["type"] == "header" else []
            pages.append(held)
        pages[-1].append(block)
    return [page for page in pages if page]
