"""What the page asks for of what was said: pages of a channel, what is around a message, a thread, a search.

Each function gives messages of channels that the caller has checked; the newest page costs the same in a channel of
ten as of ten thousand messages.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from playground.messages import Message
from playground.people import Channel, User
from playground.workspace import Workspace

MOST_AT_ONCE = 200
AROUND = 25
SNIPPET = 160


@dataclass(frozen=True)
class Page:
    """Messages, oldest first, and whether there is more before and after them."""

    messages: list[Message]
    more: bool = False
    newer: bool = False


def history(workspace: Workspace, channel: str, before: str | None, limit: int) -> Page:
    """The last `limit` messages of the top level, or those before a ts."""
    limit = _within(limit)
    found = workspace.page(channel, before=before, limit=limit + 1)
    return Page(found[-limit:], more=len(found) > limit)


def after(workspace: Workspace, channel: str, ts: str, limit: int) -> Page:
    """The first `limit` messages of the top level after a ts."""
    limit = _within(limit)
    found = workspace.page(channel, after=ts, limit=limit + 1)
    return Page(found[:limit], newer=len(found) > limit)


def around(workspace: Workspace, message: Message) -> Page:
    """A message of the top level with up to 25 before and after it."""
    earlier = workspace.page(message.channel, before=message.ts, limit=AROUND + 1)
    later = workspace.page(message.channel, after=message.ts, limit=AROUND + 1)
    shown = [*earlier[-AROUND:], message, *later[:AROUND]]
    return Page(shown, more=len(earlier) > AROUND, newer=len(later) > AROUND)


def replies(workspace: Workspace, parent: Message, before: str | None, limit: int) -> Page:
    """The last `limit` replies of a thread, or those before a ts."""
    limit = _within(limit)
    found = [reply for reply in workspace.replies(parent) if before is None or reply.ts < before]
    return Page(found[-limit:], more=len(found) > limit)


def search(
    workspace: Workspace, channels: list[Channel], query: str, limit: int
) -> tuple[list[tuple[Message, str]], int]:
    """-> (the newest `limit` messages in which every word stands, each with a snippet; how many there are in all).

    `from:@name` and `in:#channel` narrow it down. Case and accents do not count.
    """
    people = {_plain(name): user.id for user in workspace.users.values() for name in (user.name, user.real_name)}
    words, authors, places = list[str](), set[str](), set[str]()
    for word in query.split():
        kind, _, name = word.partition(":")
        if kind == "from" and name:
            authors.add(people.get(_plain(name.lstrip("@")), "nobody"))
        elif kind == "in" and name:
            places.add(name.lstrip("#").lower())
        else:
            words.append(_plain(word))
    names = {f"<@{user.id}>": f"@{user.name}" for user in workspace.users.values()}
    found = list[tuple[Message, str]]()
    for channel in channels:
        if not places or channel.name.lower() in places:
            for message in workspace.said_in(channel.id):
                text = message.text
                if message.deleted or (authors and message.user not in authors) or not (words or authors):
                    continue
                if all(word in _plain(_named(text, names)) for word in words):
                    found.append((message, text))
    found.sort(key=lambda pair: pair[0].ts, reverse=True)
    return [(message, _snippet(text, words)) for message, text in found[: _within(limit)]], len(found)


def faces(users: list[User]) -> list[dict[str, object]]:
    """People and the app, as the page shows them."""
    return [
        {"id": u.id, "name": u.name, "real_name": u.real_name, "is_bot": u.is_bot, "colour": u.colour} for u in users
    ]


def _within(limit: int) -> int:
    return max(1, min(int(limit), MOST_AT_ONCE))


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _named(text: str, names: dict[str, str]) -> str:
    return re.sub(r"<@[A-Z0-9]+>", lambda match: names.get(match[0], match[0]), text) if "<@" in text else text


def _snippet(text: str, words: list[str]) -> str:
    """The part of a text in which the first word stands."""
    flat = " ".join(text.split())
    if len(flat) <= SNIPPET:
        return flat
    at = min((place for word in words if (place := flat.casefold().find(word)) >= 0), default=0)
    start = max(0, at - SNIPPET // 3)
    return ("…" if start else "") + flat[start : start + SNIPPET] + ("…" if start + SNIPPET < len(flat) else "")
