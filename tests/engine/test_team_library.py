"""Who may see which personas is asked of Slack for all channels at once: whoever opened the library waits for it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.access import Access
from bot.library import TeamLibrary
from store.connection import Store
from tests.store.cards import kept

CHANNELS = ("C1", "C2", "C3", "C4")


class Together(Access):
    """A Slack that answers nobody before it was asked about every channel. C3 is closed to whoever asks."""

    def __init__(self) -> None:
        self._asked = asyncio.Barrier(len(CHANNELS))

    async def may_read(self, team: str, user: str, channel: str) -> bool:
        async with asyncio.timeout(2):
            await self._asked.wait()
        return channel != "C3"


async def test_all_channels_are_asked_about_at_once_and_each_answer_is_its_own(tmp_path: Path) -> None:
    store = Store(tmp_path / "segue.db")
    await store.open()
    for channel in CHANNELS:
        await store.write(lambda tx, channel=channel: kept(tx, f"P{channel}", "Alice", channel=channel))  # type: ignore[misc]
    shelf = TeamLibrary(store, Together(), team="T1", user="U1")
    assert {each.channel for each in await shelf.listed()} == {"C1", "C2", "C4"}
    await store.close()
