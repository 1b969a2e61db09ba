"""What belongs to a conversation, and what only looks as if it did."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.engine.belonging import conversation_of
from bot.engine.courtesies import HELD_ELSEWHERE, NOTHING_RUNS
from bot.engine.fate import Fate
from bot.engine.placing import place
from flows.registry import first_flow
from flows.runtime import ASK_PERSONA, Incoming
from flows.study_files import EXPORT_STUDY
from store import conversations, personas, studies
from store.connection import Store, Transaction
from tests.engine.stage import PROJECT, Scene, scene


async def states(stage: Scene) -> str:
    return str(await stage.rows("SELECT state FROM conversations WHERE channel = 'C1'"))


async def test_words_below_a_note_in_a_direct_message_do_not_reach_the_interview(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        await stage.begins()
        await stage.says("hand over to <@U7>", said="hand over to @U7")
        await stage.until(lambda: any("hands an interview over" in post for post in stage.slack.posts()))
        await asyncio.sleep(0.05)
        [(ts, channel)] = await stage.rows("SELECT ts, channel FROM outbox WHERE name LIKE '%-note'")
        await stage.says("my salary is secret", user="U7", thread=ts, channel=channel, direct=True)
        await stage.says("finish", user="U7", thread=ts, channel=channel, direct=True)
        await stage.until(lambda: [a.get("text") for _, a in stage.slack.calls].count(HELD_ELSEWHERE) == 2)
        assert "salary" not in await states(stage)
        assert "closed" not in str(await stage.rows("SELECT status FROM conversations"))


async def test_what_was_said_before_the_mention_is_none_of_ours(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        root = "1700000000.000001"
        await stage.says("my salary talk, keep it between us", ts="1700000001.000000", thread=root)
        stage.root = root
        await stage.says(f"interview, 3 questions: {PROJECT}", mention=True, ts="1700000002.000000")
        await stage.until(lambda: any("Question 1 of 3" in post for post in stage.slack.posts()))
        assert "salary" not in await states(stage)
        assert await stage.rows("SELECT count(*) FROM messages WHERE text LIKE '%salary%'") == [(0,)]


async def test_a_reply_that_overtook_the_mention_is_taken_in(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        root = "1700000000.000001"
        await stage.says("We decide in May.", ts="1700000000.500000", thread=root)
        stage.root = ""
        await stage.says(f"interview, 3 questions: {PROJECT}", mention=True, ts=root)
        await stage.until(lambda: any("Question 1 of 3" in post for post in stage.slack.posts()))
        assert "We decide in May." in await states(stage)


async def test_a_press_below_a_post_still_in_doubt_counts_in_a_direct_message(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        await stage.says(f"interview, 3 questions: {PROJECT}", channel="D1", direct=True)
        await stage.until(lambda: any("Question 1 of 3" in post for post in stage.slack.posts()))
        press = Incoming(
            key="press:1", team="T1", kind="press", channel="D1", ts="1900000000.000000", user="U1", direct=True,
            message_ts="1800000000.000000", action="pause",
        )  # fmt: skip
        assert await stage.engine.accept(press) is Fate.PLACED


async def test_an_interview_that_is_about_to_begin_is_one_of_the_persona_s(tmp_path: Path) -> None:
    asked = Incoming(
        key="k1", team="T1", kind="command", channel="C1", ts="1.0", user="U1", action=ASK_PERSONA, persona="p1",
    )  # fmt: skip

    def placed(tx: Transaction) -> str | None:
        place(tx, asked.model_copy(update={"key": "k2", "persona": None}), now=1.0, first_flow=lambda _: "role_play")
        return place(tx, asked, now=1.0, first_flow=lambda _: "role_play").conversation_id

    store = Store(tmp_path / "segue.db")
    await store.open()
    begun = await store.write(placed)
    assert await store.read(lambda tx: personas.interviews(tx, "T1", "p1")) == [begun]
    await store.close()


async def test_a_third_question_to_a_persona_about_one_message_is_kept(tmp_path: Path) -> None:
    """It found the second one, held elsewhere, and wanted the thread of the first: Slack was never answered."""
    asked = Incoming(
        key="k1", team="T1", kind="command", channel="C1", ts="1.0", user="U1", action=ASK_PERSONA, persona="p1",
        thread_ts="0.5", message_ts="0.5",
    )  # fmt: skip

    def placed(tx: Transaction) -> set[str | None]:
        thrice = [asked.model_copy(update={"key": key}) for key in ("k1", "k2", "k3")]
        return {place(tx, each, now=1.0, first_flow=lambda _: "role_play").conversation_id for each in thrice}

    store = Store(tmp_path / "segue.db")
    await store.open()
    assert len(await store.write(placed) - {None}) == 3
    await store.close()


async def test_an_export_makes_nobody_a_reader_of_its_study_and_takes_nothing_that_is_written_beside_it(
    tmp_path: Path,
) -> None:
    asked = Incoming(
        key="submission:V1:h", team="T1", kind="command", channel="D1", ts="1.0", user="U1", direct=True,
        action=EXPORT_STUDY, study="mivo-tana",
    )  # fmt: skip
    written = Incoming(key="message:D1:2.0", team="T1", kind="message", channel="D1", ts="2.0", user="U1", direct=True)

    def placed(tx: Transaction) -> tuple[str | None, Fate, str | None]:
        first = place(tx, asked, now=1.0, first_flow=first_flow)
        again = place(tx, asked, now=1.0, first_flow=first_flow)
        return first.conversation_id, again.fate, place(tx, written, now=2.0, first_flow=first_flow).conversation_id

    store = Store(tmp_path / "segue.db")
    await store.open()
    export, again, beside = await store.write(placed)
    kept = await store.read(lambda tx: conversations.get(tx, str(export)))
    assert kept is not None
    assert (kept.study_id, kept.flow, kept.status, again) == ("", "export", "closed", Fate.KNOWN)
    assert beside not in (None, export)
    await store.close()


async def test_to_ask_whose_a_press_is_begins_no_desk_and_to_keep_it_does(tmp_path: Path) -> None:
    press = Incoming(
        key="press:1", team="T1", kind="press", channel="", ts="1.0", user="U1", action="pin_insight", study="mivo-tana"
    )

    def asked_and_kept(tx: Transaction) -> tuple[str | None, list[str], str | None, str | None]:
        studies.begin(tx, team_id="T1", id="mivo-tana", now=1.0)
        asked, desks = conversation_of(tx, press), conversations.of_study(tx, "T1", "mivo-tana", "desk")
        kept = place(tx, press, now=2.0, first_flow=first_flow).conversation_id
        return asked, desks, kept, conversation_of(tx, press)

    store = Store(tmp_path / "segue.db")
    await store.open()
    asked, desks, kept, afterwards = await store.write(asked_and_kept)
    assert (asked, desks) == (None, [])
    assert kept is not None
    assert kept == afterwards
    await store.close()


async def test_stop_where_nothing_runs_begins_nothing_and_is_answered_kindly(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        await stage.says("stop", mention=True, ts="1700000002.000000")
        await stage.until(lambda: NOTHING_RUNS in [a.get("text") for _, a in stage.slack.calls])
        assert await stage.rows("SELECT count(*) FROM conversations") == [(0,)]
