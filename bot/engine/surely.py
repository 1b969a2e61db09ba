"""What was thought about and paid for is kept as soon as the database takes it: meanwhile no model is asked again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.engine.commit import TurnOvertaken
from errors import StoreError
from flows.runtime import Incoming
from store import inbox
from store.connection import Store, Transaction

log = logging.getLogger("segue.store")

T = TypeVar("T")
FIRST_WAIT, LONGEST_WAIT = 1.0, 10.0
"""Seconds between two tries."""


async def surely(store: Store, work: Callable[[Transaction], T]) -> T:
    """As `Store.write`; waits for a database that is locked or has no room."""
    wait = FIRST_WAIT
    while True:
        try:
            return await store.write(work)
        except StoreError as error:
            log.error("What was done is not kept yet: %s Trying again.", error)
            await asyncio.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)


async def committed(store: Store, batch: Sequence[Incoming], commit: Callable[[Transaction], T]) -> T:
    """A turn over `batch`, once, also where nobody knows what became of the try before. Raises TurnOvertaken."""
    tried, team_id, keys = False, batch[0].team, [each.key for each in batch]

    def write(tx: Transaction) -> T:
        nonlocal tried
        if tried and not inbox.all_wait(tx, team_id, keys):
            raise TurnOvertaken
        tried = True
        return commit(tx)

    return await surely(store, write)
