"""The analyses of a running Segue: folders beside its database, which knows conversations, salts, earlier models."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.analysis.analyst import Analyses, Fetch
from bot.engine.forgetting import clear_traces
from store import conversations, salts, segmentations
from store.connection import Store


def analyses(root: Path, store: Store, fetch: Fetch) -> Analyses:
    async def salt(team: str) -> str:
        return await store.write(lambda tx: salts.of(tx, team))

    async def there(team: str, conversation: str) -> bool:
        return await store.read(lambda tx: conversations.is_there(tx, team, conversation))

    async def earlier(team: str, run: str) -> tuple[str, bytes] | None:
        return await store.read(lambda tx: segmentations.of(tx, team, run))

    return Analyses(root, fetch, salt=salt, earlier=earlier, there=there)


async def cleared(store: Store, kept: Analyses) -> None:
    """Something was erased: it leaves the database's log and the folders of what is analysed. Raises nothing."""
    await asyncio.gather(clear_traces(store), kept.sweep())
