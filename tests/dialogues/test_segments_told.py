"""Two files in a thread: what became of the segments is told at once to whoever wanted so, and on Monday to all."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from playground.driver import CUSTOMERS, LEADERSHIP
from tests.dialogues.digests import QUICK_CLOCK, edition, new_form, set_up, text_of, to_next_monday
from tests.dialogues.personas import dropped
from tests.dialogues.stage import Bot, Stage, staged
from tests.sample_orders import LAPSED, lapse, write_orders

PATIENCE = 120.0
SHRANK = "“Big spenders last month” has a smaller share: 37 % of all now, 50 % in april.csv (89, 120 then)"
SHORTLY = "Smaller share of all: “Big spenders last month” 37 %, 50 % then."
AT_ONCE = "You wanted to hear of this at once"


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with staged(tmp_path, **QUICK_CLOCK) as bot:
        yield bot


async def test_a_segment_that_shrank_is_told_at_once_and_on_monday_where_the_analysis_may_be_read_and_nowhere_else(
    bot: Bot, tmp_path: Path
) -> None:
    """The files are dropped in #leadership; a digest of that study comes in #customers, which anybody may join."""
    people, thread = bot.playground.driver, Stage(bot, LEADERSHIP)
    people.invite(LEADERSHIP)
    await set_up(bot, channel=LEADERSHIP, shrinks="20")
    april = write_orders(tmp_path / "april.csv")
    await analysed(bot, thread, april)
    study = re.search(r"study:[\w-]+", str((await new_form(bot)).definition))
    assert study is not None
    await set_up(bot, scope=study[0], shrinks="10", alerts=["outdated"])
    assert alerts(bot, LEADERSHIP) == [], "a first file has nothing that could have shrunk"
    await analysed(bot, thread, lapse(april, tmp_path / "may.csv"))
    await people.wait_for(lambda: alerts(bot, LEADERSHIP), PATIENCE)
    await people.quiet(PATIENCE)
    [alert] = alerts(bot, LEADERSHIP)
    assert SHRANK in alert
    assert SHORTLY in opened(bot, thread, alert)
    to_next_monday(bot)
    post = await edition(bot, channel=LEADERSHIP)
    told = text_of(post)
    assert "2 files analysed" in told
    assert "“Big spenders last month” has a smaller share of customers than before" in told
    moved, message = f"{LAPSED} of 238 moved since april.csv", opened(bot, thread, str(post["blocks"]), "may.csv")
    assert all(words in told for words in (moved, SHRANK))
    assert all(words in message for words in (moved, SHORTLY))
    assert "Nothing new since" in text_of(await edition(bot))
    assert alerts(bot) == []
    assert "april" not in "".join(map(text_of, people.history(CUSTOMERS)))
    to_next_monday(bot)
    assert "Nothing new since" in text_of(await edition(bot, 2, LEADERSHIP))
    assert len(alerts(bot, LEADERSHIP)) == 1


async def analysed(bot: Bot, thread: Stage, file: Path) -> None:
    """Dropped into the thread, and worked through to its last step."""
    people = bot.playground.driver
    await thread.says("@Segue", files=[await dropped(bot, file.name, file.read_bytes())])

    def done() -> bool:
        said = people.thread(thread.channel, thread.thread or "")
        return any(_is_rows(each["name"], file) for post in said for each in post.get("files", ()))

    await people.wait_for(done, PATIENCE)


def _is_rows(name: str, of: Path) -> bool:
    return name.startswith(f"{of.stem}-") and name.endswith("-segments.csv")


def alerts(bot: Bot, channel: str = CUSTOMERS) -> list[str]:
    """As Slack got them, with their links."""
    return [str(each["blocks"]) for each in bot.playground.driver.history(channel) if each["text"].startswith(AT_ONCE)]


def opened(bot: Bot, thread: Stage, post: str, label: str = "") -> str:
    """-> what the message says that the link about `label` leads to."""
    ts = next(ts for ts, words in re.findall(r"/p(\d+)\?thread_ts=[^|]*\|([^>]*)>", post) if label in words)
    said = bot.playground.driver.thread(thread.channel, thread.thread or "")
    return next(text_of(each) for each in said if each["ts"].replace(".", "") == ts)
