"""What is odd in one place keeps nobody from finding what was missed in the others."""

from __future__ import annotations

import asyncio
import math
import time
from pathlib import Path
from typing import Any

from bot.engine.fate import Fate
from bot.engine.reconcile import Reconcile
from flows.runtime import Incoming
from store.connection import Store
from tests.engine.stage import HandPlayedSlack


class TwoChannels(HandPlayedSlack):
    """Somebody has mentioned Segue in both; what the first shows is none of Slack's shapes."""

    async def api_call(self, method: str, json: Any = None, params: Any = None) -> dict[str, Any]:
        if method == "users.conversations":
            return {"ok": True, "channels": [{"id": "C1"}, {"id": "C2"}]}
        ts = f"{time.time():.6f}"
        said = {"ts": ts, "user": "U1", "text": "<@UBOT> interview"}
        return {"ok": True, "messages": [{**said, "reply_users": 5} if params["channel"] == "C1" else said]}


async def test_what_is_odd_in_one_channel_hides_nothing_in_another(tmp_path: Path) -> None:
    taken: list[Incoming] = []

    async def accept(incoming: Incoming) -> Fate:
        taken.append(incoming)
        return Fate.PLACED

    store = Store(tmp_path / "segue.db")
    await store.open()
    reconcile = Reconcile(store, TwoChannels(), accept, team="T1", hours=24.0, paced=False, clock=time.time)
    try:
        reconcile.socket_opened(-math.inf)
        async with asyncio.timeout(8):
            while not taken:
                await asyncio.sleep(0.01)
        assert [each.channel for each in taken] == ["C2"]
    finally:
        await reconcile.stop()
        await store.close()
