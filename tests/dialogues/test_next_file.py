"""Files of customers and their study: next month's is held against last month's, and lists have it like any other."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import date, timedelta
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


async def test_a_name_that_is_no_longer_true_goes_and_the_thread_says_what_the_segment_was_once_called(
    bot: Bot, thread: Stage, tmp_path: Path
) -> None:
    """Whoever had come once, long ago, has come four times since: number and customers stay, the name cannot."""
    april = write_orders(tmp_path / "orders_2026-06.csv")
    may = back_again(april, tmp_path / "orders_2026-07.csv")
    await thread.says("@Segue", files=[await dropped(bot, april.name, april.read_bytes())])
    await until(thread, "-segments.csv")
    await thread.driver.quiet(PATIENCE)
    [first] = [each for each in shown(thread) if "segments among" in each]
    number = re.search(r"(\d)\. \W?Once, long ago", first)
    assert number is not None
    later = Stage(bot)
    await later.says("@Segue", files=[await dropped(bot, may.name, may.read_bytes())])
    await until(later, "-segments.csv")
    [told] = [each for each in shown(later) if "segments among" in each]
    assert f"Segment {number[1]} was once called “Once, long ago”; that no longer holds of it." in told
    assert re.search(rf"{number[1]}\. \W?Small spenders", told)
    assert re.search(r"\d\. \W?Big spenders", told), "of the other one it still holds"


def back_again(before: Path, after: Path) -> Path:
    """-> orders of a month later: each who had bought once has bought every week since, for as little."""
    with before.open(encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    often = {who for who, count in Counter(row[1] for row in rows).items() if count > 1}
    for week in range(4):
        day = (date(2026, 7, 24) - timedelta(days=7 * week)).isoformat()
        rows += [[f"N{week}-{who}", who, day, paid] for _, who, _, paid in list(rows) if who not in often][:120]
    with after.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, *rows, *([f"L{who}", who, "2026-07-25", "90.00"] for who in sorted(often))])
    return after


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
