"""Files of customers and their study: next month's is held against last month's, and lists have it like any other."""

from __future__ import annotations

import json
from pathlib import Path

from playground.driver import DANA
from tests.dialogues.personas import dropped
from tests.dialogues.stage import Bot, Stage
from tests.dialogues.test_bad_tables import PATIENCE, shown, until
from tests.dialogues.test_export import exports, file_of, form
from tests.dialogues.test_home import shown as at_home
from tests.dialogues.test_search import looked
from tests.sample_orders import a_month_later, write_orders

STUDIES = "SELECT DISTINCT study_id FROM conversations WHERE flow = 'segmentation'"


async def test_the_next_file_joins_the_study_and_says_against_what_it_is_held(
    bot: Bot, thread: Stage, tmp_path: Path
) -> None:
    october = write_orders(tmp_path / "october.csv")
    november = a_month_later(october, tmp_path / "november.csv")
    await thread.says("@Segue", files=[await dropped(bot, "orders_2026-10.csv", october.read_bytes())])
    await until(thread, "-segments.csv")
    await thread.driver.quiet(PATIENCE)
    later = Stage(bot)
    await later.says("@Segue", files=[await dropped(bot, "orders_2026-11.csv", november.read_bytes())])
    await until(later, "-segments.csv")
    assert len(await bot.kept(STUDIES)) == 1
    [told] = [each for each in shown(later) if "segments among" in each]
    assert "Held against" in told
    assert "orders_2026-10.csv" in told
    assert "None of the 240 moved since orders_2026-10.csv" in told


async def test_a_study_that_has_only_an_analysis_is_in_every_list_of_studies(
    bot: Bot, thread: Stage, tmp_path: Path
) -> None:
    file = await dropped(bot, "orders.csv", write_orders(tmp_path / "orders.csv").read_bytes())
    await thread.says("@Segue", files=[file])
    await until(thread, "order lines")
    await thread.says("stop")
    await until(thread, "Stopped.")
    await bot.playground.driver.open_home(DANA)
    await at_home(bot, DANA, "Segments of orders.csv", "1 file analysed")
    found = await looked(bot, "orders")
    assert found.count("Segments of orders.csv") > 1, "found, and to be chosen"
    await bot.playground.driver.dismiss(DANA)
    assert "Segments of orders.csv" in await form(bot, DANA)
    await exports(bot, DANA)
    direct = bot.direct(DANA)
    await direct.hears("is below as a file", "conversations: 1")
    _, data = await file_of(direct, DANA)
    [talk] = json.loads(data)["conversations"]
    assert (talk["kind"], talk["title"]) == ("segmentation", "Segments of orders.csv")
