"""Looks for everything that may not be: what is lost, doubled, out of order, or not as it was said."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from playground.server import Playground
from tests.faults.digests import Digests
from tests.faults.talks import Room, Talk, shown


def found_wrong(talks: Sequence[Talk], digests: Digests, playground: Playground, database: Path) -> list[str]:
    """-> what is wrong, in words."""
    rooms = [room for talk in talks for room in talk.rooms if room.thread]
    with sqlite3.connect(database) as connection:
        found = [*_of_tables(connection), *_of_posts(connection, playground)]
        for room in rooms:
            found += [f"{room.channel}/{room.thread}: {each}" for each in _of_room(room, connection)]
    if digests.came() != digests.due:
        found.append(f"digests were due {dict(digests.due)} and came {dict(digests.came())}")
    return found


def _of_tables(connection: sqlite3.Connection) -> Iterator[str]:
    if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        yield "the database is damaged"
    for state, count in connection.execute("SELECT state, count(*) FROM inbox WHERE state != 'done' GROUP BY 1"):
        yield f"{count} inbox rows are {state}"
    for state, error, count in connection.execute(
        "SELECT state, error, count(*) FROM outbox WHERE state != 'sent' GROUP BY 1, 2"
    ):
        yield f"{count} outbox rows are {state} ({error})"


def _of_posts(connection: sqlite3.Connection, playground: Playground) -> Iterator[str]:
    """Every post Slack shows is a call that was made once, and every call that was made is a post Slack has."""
    there = {(channel, each["ts"]): each for channel, each in posts(playground)}
    keys = Counter(_key(each) for each in there.values())
    yield from (f"a post stands there {count} times" for key, count in keys.items() if key and count > 1)
    sent = {
        (channel, ts)
        for channel, ts in connection.execute(
            "SELECT channel, ts FROM outbox WHERE method = 'chat.postMessage' AND state = 'sent'"
        )
    }
    gone = {
        (channel, ts)
        for channel, ts in connection.execute(
            "SELECT first.channel, first.ts FROM outbox change JOIN outbox first ON"
            " first.conversation_id = change.conversation_id AND first.name = change.changes"
            " WHERE change.method = 'chat.delete'"
        )
    }
    if strangers := {place for place, each in there.items() if not each.get("files")} - sent:
        yield f"{len(strangers)} posts are none that was kept"
    if lost := sent - gone - set(there):
        yield f"{len(lost)} posts that were kept are not there"


def posts(playground: Playground) -> Iterator[tuple[str, dict[str, Any]]]:
    """-> (channel, message) of everything Segue has written."""
    for channel in playground.workspace.channels:
        for top in playground.driver.history(channel):
            for each in playground.driver.thread(channel, top["ts"]):
                if each.get("bot_id"):
                    yield channel, each


def _of_room(room: Room, connection: sqlite3.Connection) -> Iterator[str]:
    order = [words for each in room.heard() for words in room.expected if words in shown(each)]
    if order != room.expected:
        counts = Counter(order)
        doubled = [words for words, count in counts.items() if count > 1]
        missing = [words for words in room.expected if not counts[words]]
        yield f"doubled: {doubled}, missing: {missing}, order: {order}"
    rows = connection.execute(
        "SELECT m.ts, m.text, m.by_segue FROM messages m JOIN conversations c ON c.id = m.conversation_id"
        " WHERE c.channel = ? AND c.thread_ts = ? ORDER BY m.ts",
        [room.channel, room.thread],
    ).fetchall()
    if [(ts, text) for ts, text, by_segue in rows if not by_segue] != room.said:
        yield "the transcript differs from what people said"
    files = [each for each in room.heard() if each.get("files")]
    if len(files) != room.files:
        yield f"{len(files)} files came instead of {room.files}"
    heard = [each["ts"] for each in room.heard() if each not in files]
    # What was taken down again is in the transcript as it was said.
    if [ts for ts, _, by_segue in rows if by_segue and (ts in heard or _is_there(room, ts))] != heard:
        yield "the transcript differs from what Segue posted"


def _is_there(room: Room, ts: str) -> bool:
    return room.playground.driver.message(room.channel, ts) is not None


def _key(message: dict[str, Any]) -> str:
    return str(((message.get("metadata") or {}).get("event_payload") or {}).get("key", ""))
