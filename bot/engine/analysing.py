"""The analyses of a running Segue: folders beside its database, which knows conversations, salts, earlier models."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from bot.analysis.analyst import Analyses, Fetch
from bot.engine.forgetting import clear_traces
from bot.engine.surely import surely
from bot.engine.texts import made_by
from flows.llm.text_vectors import PLACE_TEXTS
from store import conversations, salts, segmentations, texts
from store.connection import Store


def nowhere(team: str) -> str:
    """No model places texts."""
    return ""


def analyses(root: Path, store: Store, fetch: Fetch, places: Callable[[str], str] = nowhere) -> Analyses:
    """`places`: team -> the model that places texts there, empty where there is none."""

    async def salt(team: str) -> str:
        return await surely(store, lambda tx: salts.of(tx, team))

    async def there(team: str, conversation: str) -> bool:
        return await store.read(lambda tx: conversations.is_there(tx, team, conversation))

    async def earlier(team: str, run: str) -> tuple[str, bytes] | None:
        return await store.read(lambda tx: segmentations.of(tx, team, run))

    async def vectors(team: str, keys: Sequence[str]) -> Mapping[str, bytes]:
        return await store.read(lambda tx: texts.of(tx, team, made_by(PLACE_TEXTS.name, places(team)), keys))

    return Analyses(root, fetch, salt=salt, earlier=earlier, there=there, vectors=vectors)


async def cleared(store: Store, kept: Analyses, team: str = "", touched: Collection[str] = ()) -> None:
    """Something was erased: it leaves the database's log and the folders of what is analysed. Raises nothing.

    `touched`: conversations of `team` that go on without it.
    """
    await asyncio.gather(clear_traces(store), kept.sweep({(team, id) for id in touched}))
