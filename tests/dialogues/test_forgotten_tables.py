"""Whoever is forgotten while their file is analysed: the step ends, and nothing of the file is left on the machine."""

from __future__ import annotations

from pathlib import Path

from playground.driver import CUSTOMERS, DANA
from tests.dialogues.personas import dropped
from tests.dialogues.stage import Bot, Stage
from tests.dialogues.test_forgetting import forgets
from tests.sample_orders import write_orders

PATIENCE = 120.0


async def test_what_is_analysed_goes_with_whoever_is_forgotten(bot: Bot, thread: Stage, tmp_path: Path) -> None:
    orders, folder = write_orders(tmp_path / "o.csv").read_bytes(), tmp_path / "analyses"
    await thread.says("@Segue", files=[await dropped(bot, "orders.csv", orders)])
    await thread.people.wait_for(lambda: list(folder.glob("*/*/file")), PATIENCE)
    await forgets(bot)
    await thread.people.wait_for(lambda: not list(folder.glob("*/*")), PATIENCE)
    await thread.people.quiet(PATIENCE)
    assert not list(folder.glob("*/*"))
    said = thread.people.thread(CUSTOMERS, thread.thread or "")
    assert not any("segments among" in str(each) for each in said if each.get("user") != DANA)
