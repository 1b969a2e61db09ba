"""Two files of customers dropped at once: each is looked at in its turn, and the second is held against the first."""

from __future__ import annotations

from pathlib import Path

import pytest

from playground.driver import CUSTOMERS, DANA
from tests.dialogues.personas import dropped
from tests.dialogues.stage import Bot, Stage
from tests.dialogues.test_bad_tables import PATIENCE, shown
from tests.sample_orders import a_month_later, write_orders

OCTOBER, NOVEMBER = "orders_2026-10.csv", "orders_2026-11.csv"


@pytest.mark.parametrize("way", ["one message", "two messages at once"])
async def test_two_files_at_once_are_told_one_after_the_other_and_compared(
    bot: Bot, thread: Stage, tmp_path: Path, way: str
) -> None:
    october = write_orders(tmp_path / "october.csv")
    november = a_month_later(october, tmp_path / "november.csv")
    first = await dropped(bot, OCTOBER, october.read_bytes())
    second = await dropped(bot, NOVEMBER, november.read_bytes())
    if way == "one message":
        await thread.says("@Segue", files=[second, first])
    else:
        await thread.says("@Segue", files=[first])
        await thread.driver.say(DANA, CUSTOMERS, "", thread_ts=thread.thread, files=[second])
    await thread.people.wait_for(lambda: sum("segments among" in each for each in shown(thread)) == 2, 2 * PATIENCE)
    await thread.people.wait_for(lambda: any("where is it from" in each for each in shown(thread)), PATIENCE)
    await thread.driver.quiet(PATIENCE)
    said = shown(thread)
    assert any(NOVEMBER in each and OCTOBER in each and "compared with the one before it" in each for each in said)
    told = [at for at, each in enumerate(said) if "segments among" in each]
    assert "Held against" not in said[told[0]]
    assert f"None of the 240 moved since {OCTOBER}" in said[told[1]]
    asked = [at for at, each in enumerate(said) if "where is it from" in each]
    assert min(asked) > max(told), "results come first"
    assert sum("-segments.csv" in each for each in said) == 2
