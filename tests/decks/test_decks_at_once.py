"""However many decks are asked for, few are made at once, in the order of asking."""

from __future__ import annotations

import asyncio

from bot.deck.making import AT_ONCE, in_the_order_of_asking
from decks.deck import Deck
from flows.runtime import DeckFiles
from tests.decks.examples import made


async def test_so_many_decks_at_once_and_the_others_in_the_order_of_asking() -> None:
    begun, leave = list[str](), asyncio.Event()

    async def make(deck: Deck) -> DeckFiles:
        begun.append(deck.title)
        await leave.wait()
        return DeckFiles(deck.title.encode())

    ordered = in_the_order_of_asking(make)
    asked = [made().model_copy(update={"title": str(number)}) for number in range(AT_ONCE + 2)]
    making = [asyncio.create_task(ordered(each)) for each in asked]
    await asyncio.sleep(0)
    assert begun == [each.title for each in asked[:AT_ONCE]]
    leave.set()
    assert [files.pptx.decode() for files in await asyncio.gather(*making)] == [each.title for each in asked]
    assert begun == [each.title for each in asked]
