"""kill -9 while the list of a segment is gathered from the file, and while it is uploaded: it comes once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.bot_process import BotProcess
from bot.cli.dialogue import parts
from flows.analyses import Step
from playground.driver import CUSTOMERS, DANA
from playground.server import Playground
from tests.dialogues.uploads import uploaded
from tests.faults.test_analysing import PATIENCE, bot, until, working
from tests.sample_orders import write_orders

__all__ = ["bot"]


@pytest.mark.parametrize("over", [False, True], ids=["while it is gathered", "while it is uploaded"])
async def test_killed_while_a_list_is_on_its_way_it_comes_once(
    playground: Playground, bot: BotProcess, tmp_path: Path, over: bool
) -> None:
    people = playground.driver
    file = await uploaded(playground, "orders.csv", write_orders(tmp_path / "orders.csv").read_bytes())
    thread = await people.say(DANA, CUSTOMERS, "@Segue two segments", None, [file])
    said = lambda: [each for each in people.thread(CUSTOMERS, thread) if each.get("bot_id")]  # noqa: E731
    names = lambda: [each["name"] for post in said() for each in post.get("files", ())]  # noqa: E731
    lists = lambda: [each for each in names() if each.startswith("orders-segment-1-")]  # noqa: E731
    await people.wait_for(lambda: any(each.endswith("-segments.csv") for each in names()), PATIENCE)
    await people.quiet(PATIENCE)
    tried = people.calls("files.completeUploadExternal")
    if over:
        # Slack has the file and its answer is lost; so is whoever waited for it.
        playground.faults.add("error_after", "files.completeUploadExternal", next=1)
    await people.say(DANA, CUSTOMERS, "audience of segment 1", thread)
    if over:
        await until(lambda: people.calls("files.completeUploadExternal") > tried)
    else:
        await until(lambda: working(tmp_path, Step.CORRECT))
    await bot.kill()
    await people.wait_for(lambda: playground.socket_mode.connected == 0, PATIENCE)
    await bot.start()
    await people.connected(PATIENCE)
    await people.wait_for(lambda: bool(lists()), PATIENCE)
    await people.quiet(PATIENCE)
    assert len(lists()) == 1
    assert not any("could not be gathered" in "\n".join(parts(each)) for each in said())
    assert not list((tmp_path / "analyses").glob("*/*")), "what was worked on is put away"
