"""What was thought about and paid for is kept as soon as the database takes it: meanwhile no model is asked again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.engine.commit import TurnOvertaken
from errors import SegueError, StoreClosed, StoreError, StoreFault
from flows.runtime import Incoming
from store import conversations, inbox
from store.connection import Store, Transaction
from store.conversations import Conversation

log = logging.getLogger("segue.store")

T = TypeVar("T")
FIRST_WAIT, LONGEST_WAIT = 1.0, 10.0
"""Seconds between two tries."""


async def surely(store: Store, work: Callable[[Transaction], T]) -> T:
    """As `Store.write`; waits for a database that is locked or has no room. Raises StoreClosed."""
    wait = FIRST_WAIT
    while True:
        try:
            return await store.write(work)
        except StoreClosed:
            raise
        except StoreError as error:
            log.error("What was done is not kept yet: %s Trying again.", error)
            await asyncio.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)


async def committed(
    store: Store, held: Conversation, batch: Sequence[Incoming], commit: Callable[[Transaction], T]
) -> T:
    """A turn over `batch`, once, also where nobody knows what became of the try before: where that was kept, what came
    of it. Raises TurnOvertaken, and StoreFault for what is wrong in itself, whoever found that out."""
    keys = [each.key for each in batch]
    tried: tuple[T, int | None] | None = None

    def write(tx: Transaction) -> T:
        nonlocal tried
        if tried is None or inbox.all_wait(tx, held.team_id, keys):
            tried = commit(tx), _epoch(tx, held)
        elif tried[1] != _epoch(tx, held):
            raise TurnOvertaken
        return tried[0]

    try:
        return await surely(store, write)
    except (SegueError, TurnOvertaken):
        raise
    # Half a character, a number too large: the database is not even asked.
    except Exception as error:
        raise StoreFault("A turn's outcome cannot be written.", kept="Nothing was written.") from error


def _epoch(tx: Transaction, held: Conversation) -> int | None:
    now = conversations.get(tx, held.id)
    return now.epoch if now else None
