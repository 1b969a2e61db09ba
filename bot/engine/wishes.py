"""What an operator asks of a running Segue from another process (store/requests.py) is looked for and taken up."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from errors import SegueError
from store import requests
from store.connection import Store

log = logging.getLogger("segue.wishes")

SECONDS = 1.0
"""Between two looks; whoever asked waits at a terminal."""


class Wishes:
    """`woken` hears of each conversation that has something to do now."""

    def __init__(self, store: Store, *, clock: Callable[[], float], woken: Callable[[str], None]) -> None:
        self._store, self._clock, self._woken = store, clock, woken
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            try:
                if await self._store.read(requests.open_ones):
                    for conversation_id in await self._store.write(lambda tx: requests.take_up(tx, self._clock())):
                        self._woken(conversation_id)
            except SegueError as error:
                log.error("an operator's wish could not be taken up: %s Trying again.", error)
            await asyncio.sleep(SECONDS)
