"""kill -9 while a correction is laid over the segments: it is kept, and everything is told once."""

from __future__ import annotations

from pathlib import Path

from bot.cli.bot_process import BotProcess
from bot.cli.dialogue import parts
from flows.analyses import Step
from playground.driver import CUSTOMERS, DANA
from playground.server import Playground
from tests.dialogues.uploads import uploaded
from tests.faults.test_analysing import PATIENCE, bot, until, working
from tests.sample_orders import write_orders

__all__ = ["bot"]


async def test_killed_while_a_correction_is_laid_over_it_is_told_once(
    playground: Playground, bot: BotProcess, tmp_path: Path
) -> None:
    people = playground.driver
    file = await uploaded(playground, "orders.csv", write_orders(tmp_path / "orders.csv").read_bytes())
    thread = await people.say(DANA, CUSTOMERS, "@Segue two segments", None, [file])
    said = lambda: [each for each in people.thread(CUSTOMERS, thread) if each.get("bot_id")]  # noqa: E731
    names = lambda: [each["name"] for post in said() for each in post.get("files", ())]  # noqa: E731
    await people.wait_for(lambda: any("-segments" in each for each in names()), PATIENCE)
    await people.quiet(PATIENCE)
    await people.say(DANA, CUSTOMERS, "customers C0001 and C0002 belong together", thread)
    await until(lambda: working(tmp_path, Step.CORRECT))
    await bot.kill()
    await people.wait_for(lambda: playground.socket_mode.connected == 0, PATIENCE)
    await bot.start()
    await people.connected(PATIENCE)
    await people.wait_for(lambda: sum("-segments" in each for each in names()) == 2, PATIENCE)
    await people.quiet(PATIENCE)
    assert sum("-segments" in each for each in names()) == 2
    shown = ["\n".join(parts(each)) for each in said()]
    assert sum("These 2 customers belong together" in each for each in shown) == 1
    assert sum("2 customers stand where you put them." in each for each in shown) == 2, "in the card, and said once"
    assert not list((tmp_path / "analyses").glob("*/*"))
