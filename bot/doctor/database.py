"""The database: writable, ours, of this version, and nobody else's just now."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from bot.config import Settings
from bot.doctor.finding import Finding, ok, skipped, to_mend
from errors import StoreError
from store.checkup import check_up


async def examine(settings: Settings, faults: Iterable[str]) -> Finding:
    if any("SEGUE_DATABASE_URL" in fault for fault in faults):
        return skipped("database", "SEGUE_DATABASE_URL comes first.")
    try:
        return ok("database", await asyncio.to_thread(check_up, settings.database_path))
    except StoreError as error:
        return to_mend("database", error.happened, error.now)
