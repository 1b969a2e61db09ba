"""Next month's file in a thread of its own: it is held against last month's, where both are of one study."""

from __future__ import annotations

from pathlib import Path

from tests.dialogues.personas import dropped
from tests.dialogues.stage import Bot, Stage
from tests.dialogues.test_bad_tables import PATIENCE, shown, until
from tests.sample_orders import write_orders

STUDIES = "SELECT DISTINCT study_id FROM conversations WHERE flow = 'segmentation'"


async def test_the_next_file_joins_the_study_and_says_against_what_it_is_held(
    bot: Bot, thread: Stage, tmp_path: Path
) -> None:
    orders = write_orders(tmp_path / "orders.csv").read_bytes()
    await thread.says("@Segue", files=[await dropped(bot, "orders_2026-10.csv", orders)])
    await until(thread, "orders_2026-10-segments.csv")
    await thread.driver.quiet(PATIENCE)
    later = Stage(bot)
    await later.says("@Segue", files=[await dropped(bot, "orders_2026-11.csv", orders)])
    await until(later, "orders_2026-11-segments.csv")
    assert len(await bot.kept(STUDIES)) == 1
    [told] = [each for each in shown(later) if "segments among" in each]
    assert "Held against" in told
    assert "orders_2026-10.csv" in told
    assert "None of the 240 moved since orders_2026-10.csv" in told
