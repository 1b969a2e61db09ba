"""What is looked at by the side door is written into the audit log: nobody waits for that, and nothing rests on it.

What changes or leaves is written in the transaction that does it (bot/engine/records.py).
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable
from dataclasses import replace

from errors import SegueError
from store import audit
from store.audit import Act, Line
from store.connection import Store

log = logging.getLogger("segue.audit")

_ID = re.compile(r"[A-Za-z0-9_.-]{1,40}")
_CHANNEL = re.compile(r"[CDG][A-Z0-9]{2,}")
ACTED = ("press", "command", "submission", "forget")
"""Refusals of what somebody does; the others are of what they want to see."""


def an_id(told: str) -> str:
    """An id, or a moment, as it came in a payload: what is none is written into no log."""
    return told if _ID.fullmatch(told) else "?"


class Audit:
    """Bound to the database; `clock`: Unix seconds."""

    def __init__(self, store: Store, clock: Callable[[], float]) -> None:
        self._store, self._clock = store, clock
        self._tasks: set[asyncio.Task[None]] = set()

    def read(self, team: str, user: str, kind: str, object: str, channel: str = "") -> None:
        """Somebody was shown it."""
        self._note(Line(team, self._clock(), user, Act.READ, kind, object, channel))

    def denied(self, team: str, user: str, what: str, where: str) -> None:
        """The one door for refusals, to read or to act: one line in the process's log, and one that is kept.

        `what` of ours it is about, `where`: the channel, or the id that was named.
        """
        log.warning("denied: %s of %s: %s in %s", an_id(user), an_id(team), what, an_id(where))
        act = Act.ACTED if what in ACTED else Act.READ
        channel = where if _CHANNEL.fullmatch(where) else ""
        self._note(Line(team, self._clock(), user, act, what, where, channel, allowed=False))

    def searched(self, team: str, user: str, found: int) -> None:
        """What was looked for is not written down."""
        self._note(Line(team, self._clock(), user, Act.SEARCHED, "memory", detail=f"{found} on the page"))

    async def stop(self) -> None:
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _note(self, line: Line) -> None:
        """Ids come in payloads: what is none is somebody's words, and is not written down."""
        line = replace(line, object=line.object and an_id(line.object), channel=line.channel and an_id(line.channel))
        task = asyncio.create_task(self._write(line))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _write(self, line: Line) -> None:
        try:
            await self._store.write(lambda tx: audit.note(tx, line))
        except SegueError as error:
            log.error("%s of %s %s by %s was not written down: %s", line.act, line.kind, line.object, line.actor, error)
