"""Workspaces that installed Segue: whether the keys there are open their tokens, and what becomes of the others."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from bot.config import Settings
from bot.doctor.finding import Finding, ok, skipped, to_mend
from bot.seal import Seal, Unsealed
from bot.unopened import MEND, becomes_of_it
from errors import StoreError, StoreMissing
from store import installations, unopened
from store.installations import Installation
from store.reading import reading

NOT_NOTICED = "Once Segue runs, it is erased SEGUE_UNINSTALLED_DAYS after that, unless something comes from there."
WRONG_KEY = "That is a wrong key, and nothing is erased for it."


async def examine(settings: Settings, faults: Iterable[str]) -> list[Finding]:
    """-> one finding, or one for each workspace whose token does not open"""
    if not settings.encryption_keys:
        return [ok("workspaces", "There is one, whose token stands in the environment.")]
    if any("SEGUE_ENCRYPTION_KEY" in fault or "SEGUE_DATABASE_URL" in fault for fault in faults):
        return [skipped("workspaces", "SEGUE_ENCRYPTION_KEY and SEGUE_DATABASE_URL come first.")]
    try:
        kept, since = await asyncio.to_thread(_kept, settings)
    except StoreMissing:
        return [ok("workspaces", "Nobody has installed Segue yet.")]
    except StoreError as error:
        return [skipped("workspaces", error.happened)]
    seal = Seal(settings.encryption_keys)
    shut = [each for each in kept if not _opens(seal, each)]
    if not shut:
        return [ok("workspaces", f"{len(kept)} installed, and every token opens.")]
    if len(shut) == len(kept):
        names = ", ".join(_named(each) for each in shut)
        return [to_mend("workspaces", f"No token of any workspace ({names}) can be read. {WRONG_KEY}", MEND)]
    return [
        to_mend(
            "workspaces",
            f"The token of {_named(each)} cannot be read. "
            + (becomes_of_it(since[each.team_id], settings.uninstalled_days) if each.team_id in since else NOT_NOTICED),
            MEND,
        )
        for each in shut
    ]


def _kept(settings: Settings) -> tuple[list[Installation], dict[str, float]]:
    with reading(settings.database_path) as tx:
        return installations.every(tx), unopened.known(tx)


def _opens(seal: Seal, kept: Installation) -> bool:
    try:
        seal.opened(kept.team_id, kept.sealed)
    except Unsealed:
        return False
    return True


def _named(kept: Installation) -> str:
    return f"{kept.name} ({kept.team_id})" if kept.name else kept.team_id
