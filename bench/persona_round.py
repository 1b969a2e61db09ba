"""One side of the interviews with personas, timed as a process of its own. Standard library only: every side uses it.

A side gets the work, holds one interview of one question to have everything imported, connected and filled that is so
on first use, says that it is ready, waits for a line, and holds the interviews. Then it prints one line of JSON: the
seconds of wall and CPU (all threads, user and system) of `start`, `answered` and `judged`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

READY = "ready"


@dataclass(frozen=True)
class Person:
    """Whoever is interviewed, as text: how to answer, the card, and what the product's own material tells."""

    name: str
    brief: str
    card: str
    world: str
    seed: str
    """The same as the flow takes it."""

    @property
    def prompt(self) -> str:
        return f"{self.brief}\n{self.card}\n{self.world}"


@dataclass(frozen=True)
class Work:
    questions: Sequence[str]
    people: Sequence[Person]

    def taste(self) -> Work:
        return Work(self.questions[:1], self.people[:1])


Hold = Callable[[Work], Callable[[], None]]
"""Holds the interviews. -> what is left to do once everybody was answered."""
Side = Callable[[str], AbstractContextManager[Hold]]
"""(address of the model's server) -> what holds interviews there."""


def nothing() -> None:
    """What most sides do with an answer that was given."""


def run(sides: Mapping[str, Side]) -> None:
    """Arguments of the process: side, address of the server, file with the work, `time.monotonic()` before it began."""
    name, address, path, began = sys.argv[1:5]
    told: dict[str, float] = {}
    since = (float(began), 0.0)

    def mark(what: str) -> None:
        nonlocal since
        now = (time.monotonic(), time.process_time())
        told.update({f"{what} wall": now[0] - since[0], f"{what} cpu": now[1] - since[1]})
        since = now

    work = read(Path(path))
    with sides[name](address) as hold:
        hold(work.taste())()
        mark("start")
        print(READY, flush=True)
        sys.stdin.readline()
        since = (time.monotonic(), time.process_time())
        later = hold(work)
        mark("answered")
        later()
        mark("judged")
    print(json.dumps(told), flush=True)


def read(path: Path) -> Work:
    work = json.loads(path.read_text(encoding="utf-8"))
    return Work(work["questions"], [Person(**each) for each in work["people"]])
