"""A file with who left, analysed in the playground, and who is likely to leave: by the menu and in words."""

from __future__ import annotations

from pathlib import Path

from flows.segmentation.handing_out import AUDIENCE, LEAVERS
from playground.driver import CUSTOMERS, DANA
from segments.leavers import CHANCE
from tests.dialogues.personas import dropped
from tests.dialogues.stage import Bot, Stage
from tests.dialogues.test_bad_tables import PATIENCE, lines_of, shown, until
from tests.dialogues.test_handing_out import file_named, reported
from tests.sample_leavers import write_leavers


async def test_who_is_likely_to_leave_is_a_click_or_a_question_away(bot: Bot, thread: Stage, tmp_path: Path) -> None:
    true = write_leavers(tmp_path / "m.csv", customers=2_000)
    await thread.says(
        "@Segue two segments", files=[await dropped(bot, "members.csv", (tmp_path / "m.csv").read_bytes())]
    )
    await until(thread, "-segments.csv")
    await thread.driver.quiet(PATIENCE)
    header, *rows = await lines_of(await file_named(thread, "-segments.csv"))
    chance = {row[0]: row[header.index(CHANCE)] for row in rows}
    assert all((chance[row[0]] == "") == (row[header.index("Churn")] == "Yes") for row in rows)
    report = reported(thread)
    [lists] = [
        one for block in report["blocks"] for one in block.get("elements", ()) if one.get("action_id") == AUDIENCE
    ]
    of = sum(map(bool, chance.values()))
    last = lists["options"][-1]
    assert (last["text"]["text"], last["value"]) == (f"Who is likely to leave: {of // 10}", LEAVERS)
    await thread.driver.press(DANA, CUSTOMERS, report["ts"], AUDIENCE, LEAVERS)
    titles, *listed = await lines_of(await file_named(thread, "members-likely-to-leave.csv"))
    assert titles == ["Member", "segment", "Charges", "Visits", "Churn", CHANCE]
    assert len(listed) == of // 10
    assert [row[-1] for row in listed] == [chance[row[0]] for row in listed]
    assert min(float(row[-1]) for row in listed) >= sorted(map(float, filter(None, chance.values())))[-of // 10]
    assert sum(true[row[0]] for row in listed) / len(listed) > 0.65
    await until(thread, f"Of the {of:,} customers who have not left by this file, these are the tenth with the highest")
    await until(thread, "had left. When somebody leaves, it does not say.")
    await thread.says("who will leave?")
    given = lambda: [each for each in shown(thread) if "these are the tenth" in each]  # noqa: E731
    assert await thread.people.wait_for(lambda: len(given()) == 2, PATIENCE)
