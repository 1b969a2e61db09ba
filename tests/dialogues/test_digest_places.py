"""Where words of a digest may come: what anybody may join anybody reads, and an answer stands below its post."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.names import EDIT_FORM
from playground.driver import CUSTOMERS, DANA, LEADERSHIP, MEI, RAVI
from tests.dialogues.digests import (
    QUICK_CLOCK,
    direct,
    edition,
    held,
    new_form,
    set_up,
    text_of,
    to_next_monday,
)
from tests.dialogues.stage import PATIENCE, Bot, staged

QUESTION = {"question": {"question": {"type": "plain_text_input", "value": "What are the calls about?"}}}


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with staged(tmp_path, **QUICK_CLOCK) as bot:
        yield bot


async def test_a_private_channels_words_never_stand_where_everybody_may_join(bot: Bot) -> None:
    """Whoever is in #customers now is in #leadership too; tomorrow anybody may read back in #customers."""
    people = bot.playground.driver
    people.invite(LEADERSHIP)
    await held(bot, LEADERSHIP)
    await set_up(bot, scope=await _study(bot))
    people.leave(CUSTOMERS, RAVI)
    to_next_monday(bot)
    post = await edition(bot)
    await _opened(bot, DANA, CUSTOMERS, post)
    assert await people.submit(DANA, QUESTION) == {}
    answer = (await people.replies(CUSTOMERS, post["ts"], 1))[-1]
    everything = text_of(post) + text_of(answer)
    assert "60 percent" not in everything
    assert "benefits portal" not in everything


async def test_where_nobody_else_may_join_a_study_of_another_channel_is_told(bot: Bot) -> None:
    people = bot.playground.driver
    people.invite(LEADERSHIP)
    await held(bot)
    await set_up(bot, channel=LEADERSHIP, scope=await _study(bot))
    to_next_monday(bot)
    text = text_of(await edition(bot, channel=LEADERSHIP))
    assert "60 percent" in text
    assert "What we learned: We sell a benefits portal" in text


@pytest.mark.parametrize("form", ["its own", "another one"])
async def test_an_answer_comes_below_its_own_edition_and_nowhere_else(bot: Bot, form: str) -> None:
    """A form that names somebody else's direct message, or any other thread."""
    people = bot.playground.driver
    await held(bot)
    await set_up(bot, RAVI, where="me")
    to_next_monday(bot)
    own, theirs = people.direct_channel(RAVI), people.direct_channel(MEI)
    await people.wait_for(lambda: any("What we learned" in each for each in direct(bot, RAVI)), PATIENCE)
    [post] = [each for each in people.history(own) if "What we learned" in text_of(each)]
    thread = await people.say(MEI, theirs, "hello")
    await people.quiet(PATIENCE)
    view = await _opened(bot, RAVI, own, post)
    place = json.loads(view.definition["private_metadata"])
    values: dict[str, Any] = QUESTION
    if form == "its own":
        view.definition["private_metadata"] = json.dumps({**place, "channel": theirs, "ts": thread})
    else:
        told = {"question": "What are the calls about?", "channel": theirs, "ts": thread}
        key = json.dumps(told)
        forged = {"conversation": place["schedule"], "channel": own, "action": "digest_ask", "key": key}
        view.definition |= {"callback_id": EDIT_FORM, "private_metadata": json.dumps(forged)}
        values = {f"text:{key}": {"text": {"type": "plain_text_input", "value": "x"}}}
    assert "below the digest" in str(await people.submit(RAVI, values))
    assert await bot.kept("SELECT count(*) FROM outbox WHERE name LIKE 'answer-%'") == [(0,)]


async def test_what_a_form_never_says_harms_no_digest(bot: Bot) -> None:
    people = bot.playground.driver
    await held(bot)
    await set_up(bot)
    to_next_monday(bot)
    post = await edition(bot)
    view = await _opened(bot, RAVI, CUSTOMERS, post)
    id = json.loads(view.definition["private_metadata"])["schedule"]
    forged = {"conversation": id, "channel": CUSTOMERS, "action": "digest_ask", "key": "[]"}
    view.definition |= {"callback_id": EDIT_FORM, "private_metadata": json.dumps(forged)}
    wrong = await people.submit(RAVI, {"text:[]": {"text": {"type": "plain_text_input", "value": "x"}}})
    assert "below the digest" in str(wrong)
    await _opened(bot, DANA, CUSTOMERS, post)
    assert await people.submit(DANA, QUESTION) == {}
    await people.replies(CUSTOMERS, post["ts"], 1)
    assert await bot.kept("SELECT count(*) FROM inbox WHERE state = 'dead'") == [(0,)]


async def _opened(bot: Bot, user: str, channel: str, post: dict[str, Any]) -> Any:
    people = bot.playground.driver
    # By then Segue knows under which ts its post stands.
    await people.quiet(PATIENCE)
    await people.press(user, channel, post["ts"], "digest_ask")
    return await people.wait_for(lambda: people.modal(user), PATIENCE)


async def _study(bot: Bot) -> str:
    """The only study that the form offers."""
    view = await new_form(bot)
    options = [each for block in view.definition["blocks"] for each in (block.get("element") or {}).get("options", [])]
    await bot.playground.driver.dismiss(DANA)
    return next(str(each["value"]) for each in options if each["value"].startswith("study:"))
