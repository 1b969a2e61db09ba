"""A digest from the form to Monday at nine: what a channel reads, who may do what, and what never leaks."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.names import DIGEST_ACT, HOME_DIGEST
from playground.driver import CUSTOMERS, DANA, GENERAL, LEADERSHIP, MEI, RAVI
from playground.modals import View
from store.reading import reading
from tests.dialogues.digests import (
    QUICK_CLOCK,
    direct,
    edition,
    editions,
    form_on_top,
    heard_of,
    held,
    listed,
    new_form,
    sent_in,
    set_up,
    text_of,
    to_next_monday,
)
from tests.dialogues.personas import made
from tests.dialogues.stage import PATIENCE, Bot, Stage, another_thread, staged


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with staged(tmp_path, **QUICK_CLOCK) as bot:
        yield bot


async def test_on_monday_at_nine_the_channel_gets_what_was_learned(bot: Bot) -> None:
    people = bot.playground.driver
    assert await set_up(bot) == {}
    said = await people.wait_for(
        lambda: [each for each in people.history(CUSTOMERS) if "set up a digest here" in text_of(each)], PATIENCE
    )
    assert "Dana" in text_of(said[0])
    assert "every Monday at 09:00 (Europe/London)" in text_of(said[0])
    stage = await held(bot)
    to_next_monday(bot)
    post = await edition(bot)
    text = text_of(post)
    assert "60 percent of the calls" in text
    [linked] = re.findall(rf"/p(\d+)\?thread_ts={stage.thread}[^|]*\|We sell a benefits", str(post["blocks"]))
    [opened] = [each for each in people.thread(CUSTOMERS, stage.thread or "") if each["ts"].replace(".", "") == linked]
    assert "What we know about your customers" in str(opened["blocks"])
    assert "We sell a benefits portal to employers" not in text.split("Interviews")[0], "that much was known"
    assert "|see it>" in str(post["blocks"])
    assert "Took part: Dana" in text
    assert "Next: " in text
    assert "late" not in text
    assert post.get("thread_ts") is None


async def test_each_edition_is_a_post_of_its_own_and_below_it_people_talk_among_themselves(bot: Bot) -> None:
    people = bot.playground.driver
    await set_up(bot)
    await held(bot)
    to_next_monday(bot)
    first = await edition(bot)
    await people.say(RAVI, CUSTOMERS, "Who has seen this before?", first["ts"])
    to_next_monday(bot)
    second = await edition(bot, 2)
    assert second.get("thread_ts") is None
    assert "Nothing new since" in text_of(second)
    assert people.ephemeral(RAVI) == []
    assert len(people.thread(CUSTOMERS, first["ts"])) == 2


async def test_below_an_edition_an_interview_can_be_begun(bot: Bot) -> None:
    people = bot.playground.driver
    await set_up(bot)
    to_next_monday(bot)
    post = await edition(bot)
    await people.say(RAVI, CUSTOMERS, "@Segue interview", post["ts"])
    await people.replies(CUSTOMERS, post["ts"], 2)


async def test_down_at_the_hour_it_comes_once_and_late_when_the_house_is_back(bot: Bot) -> None:
    await set_up(bot)
    await held(bot)
    await bot.stop()
    to_next_monday(bot, minutes=60 * 24 * 15)
    await bot.again()
    post = await edition(bot)
    assert "This one is late: it was due on Monday" in text_of(post)
    await bot.playground.driver.quiet(PATIENCE)
    await bot.stop()
    await bot.again()
    await bot.playground.driver.quiet(PATIENCE)
    assert len(editions(bot)) == 1


async def test_silence_where_somebody_chose_it(bot: Bot) -> None:
    await set_up(bot, nothing="silence")
    to_next_monday(bot)
    kept = await bot.kept("SELECT json_extract(state, '$.editions') FROM conversations WHERE flow = 'digest'")
    assert editions(bot) == []
    assert kept in ([(0,)], [(1,)])


async def test_a_private_channels_claim_never_stands_in_a_public_digest(bot: Bot) -> None:
    """The study is held in #leadership, where Ravi is not; its digest comes in #customers, where he is."""
    people = bot.playground.driver
    people.invite(LEADERSHIP)
    await held(bot, LEADERSHIP)
    study = await _study(bot)
    await set_up(bot, scope=study, now=["preview"])
    to_next_monday(bot)
    post = await edition(bot)
    everything = text_of(post) + "\n".join(direct(bot))
    assert "Nothing new since" in text_of(post)
    assert "60 percent" not in everything
    assert "benefits portal" not in everything


async def test_whoever_may_not_read_a_study_is_not_offered_it(bot: Bot) -> None:
    bot.playground.driver.invite(LEADERSHIP)
    await held(bot, LEADERSHIP)
    assert "study:" not in str((await new_form(bot, RAVI)).definition)
    assert "study:" in str((await new_form(bot, MEI)).definition)


def _is_buried(bot: Bot, ts: str) -> bool:
    with reading(bot.database) as tx:
        rows = tx.execute("SELECT deleted FROM messages WHERE ts = ?", [ts]).fetchall()
    return bool(rows) and all(row[0] for row in rows)


async def test_a_message_that_was_deleted_takes_its_quote_along(bot: Bot) -> None:
    people = bot.playground.driver
    await set_up(bot)
    stage = await held(bot)
    said = next(each for each in people.thread(CUSTOMERS, stage.thread or "") if "60 percent" in each["text"])
    await people.delete(DANA, CUSTOMERS, said["ts"])
    await people.quiet(PATIENCE)
    # Nothing is said of it in Slack: the turn that takes it in is seen by the transcript.
    await people.wait_for(lambda: _is_buried(bot, said["ts"]), PATIENCE)
    to_next_monday(bot)
    text = text_of(await edition(bot))
    assert "60 percent" not in text
    assert "41 of 90" in text


async def test_a_preview_is_seen_by_one_person_alone(bot: Bot) -> None:
    people = bot.playground.driver
    await held(bot)
    await set_up(bot, now=["preview"])
    await people.wait_for(lambda: any("A preview, for you alone" in each for each in direct(bot)), PATIENCE)
    await listed(bot, RAVI)
    await _chosen(bot, RAVI, "digest_preview")
    await people.wait_for(lambda: any("A preview, for you alone" in each for each in direct(bot, RAVI)), PATIENCE)
    assert editions(bot) == []


async def test_a_personal_edition_comes_by_direct_message(bot: Bot) -> None:
    people = bot.playground.driver
    await held(bot)
    await set_up(bot, RAVI, where="me")
    to_next_monday(bot)
    await people.wait_for(lambda: any("What we learned" in each for each in direct(bot, RAVI)), PATIENCE)
    assert editions(bot) == []
    await listed(bot, DANA)
    assert "digest-" not in str((await listed(bot, DANA)).definition)
    assert "yours alone" in str((await listed(bot, RAVI, people.direct_channel(RAVI))).definition)


async def test_stopped_for_all_by_anybody_there_and_started_again(bot: Bot) -> None:
    people = bot.playground.driver
    await set_up(bot)
    to_next_monday(bot)
    post = await edition(bot)
    await people.press(RAVI, CUSTOMERS, post["ts"], "digest_stop")
    [note] = await people.wait_for(lambda: _notes(bot, "Ravi stopped this digest"), PATIENCE)
    to_next_monday(bot)
    await people.press(MEI, CUSTOMERS, note["ts"], "digest_resume")
    await people.wait_for(lambda: _notes(bot, "Mei started this digest again"), PATIENCE)
    assert len(editions(bot)) == 1
    to_next_monday(bot)
    await edition(bot, 2)


async def test_whoever_mutes_it_is_told_what_that_means(bot: Bot) -> None:
    people = bot.playground.driver
    await set_up(bot)
    await held(bot)
    to_next_monday(bot)
    post = await edition(bot)
    await people.press(DANA, CUSTOMERS, post["ts"], "digest_mute")
    await people.wait_for(lambda: any("leaves your name out" in each for each in direct(bot)), PATIENCE)
    await held(bot)
    to_next_monday(bot)
    assert "Took part: Dana" not in text_of(await edition(bot, 2))


async def test_changed_from_its_post(bot: Bot) -> None:
    people = bot.playground.driver
    await set_up(bot)
    to_next_monday(bot)
    post = await edition(bot)
    await people.press(RAVI, CUSTOMERS, post["ts"], "digest_change")
    form = await form_on_top(bot, RAVI)
    assert [each["block_id"] for each in form.definition["blocks"] if "day" in each["block_id"]] == ["weekday"]
    await people.choose(RAVI, "every", "month")
    form = await people.wait_for(lambda: _form_with(bot, RAVI, "monthday"), PATIENCE)
    assert "weekday" not in [each["block_id"] for each in form.definition["blocks"]]
    assert await sent_in(bot, form, RAVI, every="month", monthday="31", time="17:30", zone="asia/kolkata") == {}
    [said] = await people.wait_for(lambda: _notes(bot, "Ravi"), PATIENCE)
    assert "on the last day of every month at 17:30 (Asia/Kolkata)" in text_of(said)
    assert "changed the digest here" in text_of(said)


async def test_a_follow_up_is_answered_below_the_edition_from_what_was_learned(bot: Bot) -> None:
    people = bot.playground.driver
    await set_up(bot)
    await held(bot)
    to_next_monday(bot)
    post = await edition(bot)
    assert await _asks(bot, RAVI, post, " ") == {"question": "Please write what you would like to know."}
    for question in ("What are the calls to the help desk about?", "Who owns a tandem?"):
        assert await _asks(bot, RAVI, post, question) == {}
    answers = await people.wait_for(lambda: _three(people.thread(CUSTOMERS, post["ts"])), PATIENCE)
    assert "Ravi asks: What are the calls to the help desk about?" in text_of(answers[1])
    assert "60 percent of the calls" in text_of(answers[1])
    assert "|see it>" in str(answers[1]["blocks"])
    assert "Nothing that was learned here speaks of it yet" in text_of(answers[2])


async def test_whoever_left_the_channel_is_answered_nothing_there(bot: Bot) -> None:
    people = bot.playground.driver
    await set_up(bot)
    await held(bot)
    to_next_monday(bot)
    post = await edition(bot)
    await people.press(RAVI, CUSTOMERS, post["ts"], "digest_ask")
    await people.wait_for(lambda: people.modal(RAVI), PATIENCE)
    people.leave(CUSTOMERS, RAVI)
    wrong = await sent_in(bot, people.modal(RAVI), RAVI, question="What are the calls about?")
    assert "not a member" in str(wrong)
    assert len(people.thread(CUSTOMERS, post["ts"])) == 1


async def test_a_personal_edition_is_asked_in_its_own_thread(bot: Bot) -> None:
    people = bot.playground.driver
    await held(bot)
    await set_up(bot, RAVI, where="me")
    to_next_monday(bot)
    channel = people.direct_channel(RAVI)
    await people.wait_for(lambda: any("What we learned" in each for each in direct(bot, RAVI)), PATIENCE)
    [post] = [each for each in people.history(channel) if "What we learned" in text_of(each)]
    await heard_of(bot, post)
    assert await _asks(bot, RAVI, post, "What are the calls about?", channel) == {}
    await people.wait_for(lambda: "60 percent" in str(people.thread(channel, post["ts"])[1:]), PATIENCE)


async def test_the_next_step_opens_the_form_of_an_interview_about_it(bot: Bot) -> None:
    people = bot.playground.driver
    await set_up(bot)
    await held(bot)
    to_next_monday(bot)
    post = await edition(bot)
    await people.press(DANA, CUSTOMERS, post["ts"], "digest_start")
    form = await people.wait_for(lambda: people.modal(DANA), PATIENCE)
    assert form.definition["title"]["text"] == "Start an interview"
    assert "initial_value" in str(form.definition)


async def test_the_next_step_may_be_to_ask_a_persona(bot: Bot) -> None:
    people = bot.playground.driver
    await made(Stage(bot))
    await set_up(bot)
    await held(bot, answers=("Two bosses said they would rather pay for a telephone line than for a portal.",) * 3)
    to_next_monday(bot)
    post = await edition(bot)
    async with another_thread(bot) as alice:
        await people.press(DANA, CUSTOMERS, post["ts"], "interview_persona")
    await alice.hears("Interview with Alice")


async def test_home_opens_the_form_of_a_new_digest_of_any_channel(bot: Bot) -> None:
    people = bot.playground.driver
    await people.open_home(DANA)
    await people.wait_for(lambda: people.home(DANA), PATIENCE)
    await people.press_at_home(DANA, HOME_DIGEST)
    form = await form_on_top(bot)
    assert await sent_in(bot, form, channel=CUSTOMERS, now=[]) == {}
    await people.wait_for(lambda: _notes(bot, "set up a digest here"), PATIENCE)


async def test_what_cannot_be_is_said_beside_its_field(bot: Bot) -> None:
    people = bot.playground.driver
    wrong = await set_up(bot, zone="Berlin", time=None)
    assert wrong["time"] == "Please choose a time."
    assert "Did you mean Europe/Berlin?" in wrong["zone"]
    people.leave(CUSTOMERS, RAVI)
    assert "not a member" in str(await sent_in(bot, await new_form(bot, RAVI, GENERAL), RAVI, channel=CUSTOMERS))
    assert await bot.kept("SELECT count(*) FROM schedules") == [(0,)]


async def test_put_out_of_the_channel_the_owner_is_told_once_and_nothing_is_lost(bot: Bot) -> None:
    people = bot.playground.driver
    await set_up(bot)
    await held(bot)
    people.leave(CUSTOMERS, "U0PLAYBOT01")
    to_next_monday(bot)
    await people.wait_for(lambda: any("I could not post the digest" in each for each in direct(bot)), PATIENCE)
    to_next_monday(bot)
    await people.quiet(PATIENCE)
    assert sum("I could not post the digest" in each for each in direct(bot)) == 1
    assert direct(bot, RAVI) == []
    people.invite(CUSTOMERS)
    await listed(bot)
    await _chosen(bot, DANA, "digest_resume")
    await people.wait_for(lambda: _notes(bot, "started this digest again"), PATIENCE)
    to_next_monday(bot)
    assert "60 percent" in text_of(await edition(bot))


async def _asks(bot: Bot, user: str, post: dict[str, Any], question: str, channel: str = CUSTOMERS) -> dict[str, str]:
    """-> complaints"""
    people = bot.playground.driver
    if people.modal(user) is None:
        await people.press(user, channel, post["ts"], "digest_ask")
        await people.wait_for(lambda: people.modal(user), PATIENCE)
    return await sent_in(bot, people.modal(user), user, question=question)


def _form_with(bot: Bot, user: str, field: str) -> View | None:
    view = bot.playground.driver.modal(user)
    return view if view and any(each["block_id"] == field for each in view.definition["blocks"]) else None


def _three(thread: list[dict[str, Any]]) -> list[dict[str, Any]] | None:
    return thread if len(thread) == 3 else None


async def _study(bot: Bot) -> str:
    """The only study that the form offers."""
    view = await new_form(bot)
    [study] = [
        option["value"]
        for block in view.definition["blocks"]
        for option in (block.get("element") or {}).get("options", [])
        if option["value"].startswith("study:")
    ]
    await bot.playground.driver.dismiss(DANA)
    return str(study)


async def _chosen(bot: Bot, user: str, act: str) -> None:
    view = bot.playground.driver.modal(user)
    assert view is not None
    [value] = [
        option["value"]
        for block in view.definition["blocks"]
        for option in (block.get("accessory") or {}).get("options", [])
        if option["value"].startswith(f"{act}:")
    ]
    await bot.playground.driver.choose(user, DIGEST_ACT, value)


def _notes(bot: Bot, words: str) -> list[dict[str, object]]:
    return [each for each in bot.playground.driver.history(CUSTOMERS) if words in text_of(each)]
