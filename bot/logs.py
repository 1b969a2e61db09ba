"""The log: lines for people or JSON for programs, each with the ids of what it is about, none with a secret.

No line holds what somebody wrote in Slack; what a server or a library says goes through `without` first.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import MappingProxyType, TracebackType
from typing import Any, Literal

from bot.secrets import without

log = logging.getLogger("segue")

_ABOUT: ContextVar[Mapping[str, str]] = ContextVar("about", default=MappingProxyType({}))
_OBEYED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""What ends a line, or what a terminal would obey."""
TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


@contextmanager
def about(**ids: str) -> Iterator[dict[str, str]]:
    """Lines that are logged inside carry these ids, beside those around them. -> all of them"""
    carried = {**_ABOUT.get(), **ids}
    token = _ABOUT.set(carried)
    try:
        yield carried
    finally:
        _ABOUT.reset(token)


class _Lines(logging.Formatter):
    """`date level place: what [team=T1 conversation=mivo-tana]`."""

    def __init__(self, secrets: Collection[str]) -> None:
        super().__init__(TEXT)
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        return without(super().format(record), self._secrets)

    def formatMessage(self, record: logging.LogRecord) -> str:
        ids = " ".join(f"{key}={value}" for key, value in _ABOUT.get().items())
        return on_its_line(super().formatMessage(record) + (f" [{ids}]" if ids else ""))

    def formatException(self, ei: Any) -> str:
        return "\n".join(map(on_its_line, super().formatException(ei).split("\n")))


class _Json(logging.Formatter):
    """One object a line: `at` (RFC 3339), `level`, `place`, `said`, the ids, and `traceback` where there is one."""

    def __init__(self, secrets: Collection[str]) -> None:
        super().__init__()
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "place": record.name,
            "said": record.getMessage(),
            **_ABOUT.get(),
        }
        if record.exc_info:
            said["traceback"] = self.formatException(record.exc_info)
        # Before it is JSON: what escapes a quotation mark would hide a secret that holds one.
        told = {key: without(value, self._secrets) for key, value in said.items()}
        return on_its_line(json.dumps(told, ensure_ascii=False))


def on_its_line(text: str) -> str:
    """Nobody's words begin another line, and none paints on a terminal: such signs are written out, as JSON does."""
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def log_to_stderr(level: str, form: Literal["text", "json"] = "text", secrets: Collection[str] = ()) -> None:
    """From now on everything goes there in one form: our lines, other libraries' warnings, and how a crash ends."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Json(secrets) if form == "json" else _Lines(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    sys.excepthook = _ended
    threading.excepthook = lambda ended: log.critical(
        "a thread ended unexpectedly", exc_info=ended.exc_value or RuntimeError("a thread ended")
    )
    # Bolt warns of a token in the environment beside our client, which is just how we mean it.
    for chatty, least in (("segue.bolt", logging.ERROR), ("slack_sdk", logging.WARNING), ("httpx", logging.WARNING)):
        logging.getLogger(chatty).setLevel(max(least, logging.getLevelName(level)))


def _ended(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    log.critical("Segue ends: nobody expected this.", exc_info=(kind, error, trace))
