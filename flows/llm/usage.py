"""What calls to a model cost, and for whom they were made."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextvars import ContextVar

from flows.llm.task import Usage

log = logging.getLogger("segue.models")

Labels = Mapping[str, str]
Keep = Callable[[Usage, Labels], Awaitable[None]]
"""Knows of it when it returns, and has it written when what it gives is awaited."""

LABELS: ContextVar[Labels | None] = ContextVar("labels", default=None)
"""Team and conversation of the call that is being made; set by the gate."""


class Ledger:
    """Hands every usage to `keep`, also when the turn that caused it was cancelled."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self._writing: set[asyncio.Task[None]] = set()

    def note(self, usage: Usage) -> None:
        """Keep it without waiting: whoever was cancelled cannot wait any more."""
        try:
            writing = self._keep(usage, LABELS.get() or {})
        # The call itself must not suffer.
        except Exception:
            log.exception("a usage could not be kept: %s", usage)
            return
        task = asyncio.ensure_future(self._write(usage, writing))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def close(self) -> None:
        """Wait for what is being written."""
        while self._writing:
            await asyncio.wait(set(self._writing))

    async def _write(self, usage: Usage, writing: Awaitable[None]) -> None:
        try:
            await writing
        # Nobody waits for this task, so that nobody else could say what went wrong; the call itself must not suffer.
        except Exception:
            log.exception("a usage could not be kept: %s", usage)
