"""Whether this process can do its work now, and what it has done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.operations.metrics import Metrics
from errors import SegueError
from store.connection import Store
from store.figures import figures, prove_writable

SECONDS = 2.0
"""How long the database may take before it counts as not writable; probes wait a few seconds themselves."""


class Health:
    """Asked by whoever probes. `sockets`: how many are open; None where Segue listens over HTTP instead."""

    def __init__(self, store: Store, metrics: Metrics, clock: Callable[[], float]) -> None:
        self._store, self._metrics, self._clock = store, metrics, clock
        self.sockets: Callable[[], int | None] = lambda: 0
        self.stopping = False

    async def checks(self) -> dict[str, str]:
        """-> what was looked at, each `ok` or why not. Names no address and no secret."""
        slack = "ok" if self.sockets() != 0 else "not connected"
        return {
            "database": await self._writable(),
            "slack": slack,
            "process": "stopping" if self.stopping else "ok",
        }

    async def page(self) -> bytes | None:
        """-> Prometheus' page; None while the database does not answer."""
        now = self._clock()
        try:
            async with asyncio.timeout(SECONDS):
                kept = await self._store.read(lambda tx: figures(tx, now))
        except (SegueError, TimeoutError):
            return None
        return self._metrics.page(kept, self.sockets() or 0)

    async def _writable(self) -> str:
        try:
            async with asyncio.timeout(SECONDS):
                await self._store.write(prove_writable)
        except SegueError as error:
            return type(error).__name__
        except TimeoutError:
            return "does not answer"
        return "ok"
