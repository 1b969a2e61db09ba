"""Keeps a workspace on disk, behind the work: what changed in a moment is one transaction.

The workspace lives in memory. Every changed value is noted; a short while later all of them are written
together. A crash of the playground loses at most that while (`WRITE_EVERY_SECONDS`). With `:memory:`
nothing is kept at all.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import sqlite3
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from playground.canvases import Canvas
from playground.messages import Message
from playground.people import Channel, User

WRITE_EVERY_SECONDS = 0.05
SCHEMA_VERSION = 1
_SCHEMA = """
create table if not exists users (id text primary key, body text not null) without rowid;
create table if not exists channels (id text primary key, body text not null) without rowid;
create table if not exists messages (
  channel text, ts text, body text not null, primary key (channel, ts)
) without rowid;
create table if not exists canvases (id text primary key, body text not null) without rowid;
create table if not exists reads (user text, channel text, ts text, primary key (user, channel)) without rowid;
"""


@dataclass(frozen=True)
class Read:
    """Up to where somebody has read a channel."""

    user: str
    channel: str
    ts: str


class StoreFileError(Exception):
    """The file cannot serve as a playground's store; says why and what to do."""


@dataclass
class Kept:
    """What a file held."""

    users: list[User] = field(default_factory=list)
    channels: list[Channel] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    reads: list[Read] = field(default_factory=list)
    canvases: list[Canvas] = field(default_factory=list)


Value = User | Channel | Message | Read | Canvas


class Store:
    """One SQLite file, or nothing at all for `:memory:`."""

    def __init__(self, path: str) -> None:
        self._dirty: dict[tuple[str, ...], Value] = {}
        self._writing: asyncio.TimerHandle | None = None
        self._lock = None if path == ":memory:" else _taken(path)
        self._db = None if path == ":memory:" else _open(path)

    def load(self) -> Kept:
        """Everything the file holds; empty for a new one."""
        if self._db is None:
            return Kept()
        return Kept(
            users=[User(**_body(row)) for row in self._db.execute("select body from users")],
            channels=[Channel(**_body(row)) for row in self._db.execute("select body from channels")],
            messages=[Message(**_body(row)) for row in self._db.execute("select body from messages order by ts")],
            canvases=[Canvas(**_body(row)) for row in self._db.execute("select body from canvases")],
            reads=[Read(*row) for row in self._db.execute("select user, channel, ts from reads")],
        )

    def keep(self, value: Value) -> None:
        """Write this value soon."""
        if self._db is None:
            return
        self._dirty[_key(value)] = value
        if self._writing is None:
            try:
                self._writing = asyncio.get_running_loop().call_later(WRITE_EVERY_SECONDS, self.write)
            except RuntimeError:  # before the loop runs: the first people and channels of a new file
                self.write()

    def write(self) -> None:
        """Write what is noted, in one transaction."""
        self._writing = None
        if self._db is None or not self._dirty:
            return
        dirty, self._dirty = self._dirty, {}
        with self._db:
            for value in dirty.values():
                self._put(self._db, value)

    def close(self) -> None:
        """Write the rest and let go of the file."""
        if self._writing is not None:
            self._writing.cancel()
        self.write()
        if self._db is not None:
            self._db.close()
            self._db = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    @staticmethod
    def _put(db: sqlite3.Connection, value: Value) -> None:
        if isinstance(value, Read):
            db.execute("insert or replace into reads values (?, ?, ?)", (value.user, value.channel, value.ts))
            return
        body = json.dumps(asdict(value), ensure_ascii=False)
        if isinstance(value, Message):
            db.execute("insert or replace into messages values (?, ?, ?)", (value.channel, value.ts, body))
        else:
            table = {User: "users", Channel: "channels", Canvas: "canvases"}[type(value)]
            db.execute(f"insert or replace into {table} values (?, ?)", (value.id, body))


def _taken(path: str) -> IO[str]:
    """The file's lock. Raises StoreFileError: two playgrounds on one file would undo each other's changes."""
    lock = Path(f"{path}.lock")
    lock.parent.mkdir(parents=True, exist_ok=True)
    held = lock.open("w")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        held.close()
        raise StoreFileError(
            f"Another playground already uses {path}. Stop it, or give this one a file of its own."
        ) from error
    return held


def _key(value: Value) -> tuple[str, ...]:
    if isinstance(value, Message):
        return (value.channel, value.ts)
    if isinstance(value, Read):
        return ("Read", value.user, value.channel)
    return (type(value).__name__, value.id)


def _open(path: str) -> sqlite3.Connection:
    try:
        db = sqlite3.connect(path)
        db.execute("pragma journal_mode=wal")
        db.execute("pragma synchronous=normal")
        version = db.execute("pragma user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            raise StoreFileError(f"{path} was written by a newer playground. Give another file with --store.")
        db.executescript(_SCHEMA)
        db.execute(f"pragma user_version={SCHEMA_VERSION}")
        db.commit()
    except sqlite3.Error as error:
        raise StoreFileError(f"{path} cannot be used: {error}. Give another file with --store.") from error
    return db


def _body(row: tuple[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(row[0])
    return found
