"""What went back and forth between the app and the workspace, for whoever wants to look: the last two hundred.

It shows everything, private channels too: a workbench for people who build, on their own machine. Tokens never.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from playground.deliveries import Delivery

KEPT = 200
LONGEST_TEXT = 4000
HIDDEN = "(hidden)"
_SECRETS = ("xoxb-", "xapp-", "xoxp-", "Bearer ")

Kind = Literal["event", "interaction", "call"]


@dataclass
class Entry:
    """One thing that happened. `ok` and `ms` are None while nobody has answered yet."""

    n: int
    at: float
    kind: Kind
    name: str
    payload: Any
    ok: bool | None = None
    ms: float | None = None
    answer: Any = None


class Inspector:
    """A ring of entries; whoever listens is told of each, and again when it is answered."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._open: dict[int, Entry] = {}
        self._listeners: list[Callable[[dict[str, Any]], None]] = []
        self._count = 0

    def listen(self, listener: Callable[[dict[str, Any]], None]) -> None:
        """Call `listener` with each entry, as plain data."""
        self._listeners.append(listener)

    def entries(self) -> list[dict[str, Any]]:
        """Everything that is kept, the oldest first."""
        return [_plain(entry) for entry in self._entries]

    def called(self, method: str, arguments: dict[str, Any], answer: dict[str, Any], seconds: float) -> None:
        """A call of the Web API, answered."""
        entry = self._add("call", method, arguments)
        entry.ok, entry.ms, entry.answer = bool(answer.get("ok")), round(seconds * 1000, 1), answer
        self._tell(entry)

    def sent(self, delivery: Delivery) -> None:
        """An event or an interaction is on its way to the app."""
        inner = delivery.payload.get("event", delivery.payload)
        name = str(inner.get("type") or inner.get("command") or delivery.type)
        if subtype := inner.get("subtype"):
            name += f" · {subtype}"
        elif actions := inner.get("actions"):
            name += f" · {actions[0].get('action_id')}"
        entry = self._add("event" if delivery.type == "events_api" else "interaction", name, delivery.payload)
        self._open[id(delivery)] = entry
        self._tell(entry)

    def settled(self, delivery: Delivery, answer: dict[str, Any] | None, acknowledged: bool) -> None:
        """It was acknowledged, or given up."""
        if (entry := self._open.pop(id(delivery), None)) is not None:
            entry.ok, entry.ms = acknowledged, round((time.time() - entry.at) * 1000, 1)
            entry.answer = answer
            self._tell(entry)

    def _add(self, kind: Kind, name: str, payload: Any) -> Entry:
        self._count += 1
        entry = Entry(self._count, time.time(), kind, name, payload)
        self._entries.append(entry)
        return entry

    def _tell(self, entry: Entry) -> None:
        if self._listeners:
            shown = _plain(entry)
            for listener in tuple(self._listeners):
                listener(shown)


def _plain(entry: Entry) -> dict[str, Any]:
    return asdict(entry) | {"payload": _shown(entry.payload), "answer": _shown(entry.answer)}


def _shown(value: Any) -> Any:
    """The value without secrets, its long texts cut."""
    if isinstance(value, dict):
        return {key: HIDDEN if key == "token" else _shown(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_shown(each) for each in value]
    if isinstance(value, str):
        if value.startswith(_SECRETS):
            return HIDDEN
        return value if len(value) <= LONGEST_TEXT else f"{value[:LONGEST_TEXT]}… ({len(value)} characters)"
    return value if isinstance(value, (int, float, bool, type(None))) else str(value)
