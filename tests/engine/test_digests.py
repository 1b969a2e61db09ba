"""As many digests as a channel may have, however many are asked for at once; and each where it belongs."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.engine.admission import FULL, NOT_YOURS
from bot.engine.fate import Fate
from flows.digest.state import Setup
from flows.news import DIGEST
from flows.runtime import Incoming
from studies.rhythm import Every, Rhythm
from studies.schedule import MOST_IN_A_CHANNEL, Schedule
from tests.engine.stage import scene

PLAN = Schedule(channel="C1", rhythm=Rhythm(every=Every.WEEK, hour=9, zone="UTC"))


def asked(number: int, *, channel: str = "C1", personal: bool = False, user: str = "U1") -> Incoming:
    plan = PLAN.model_copy(update={"channel": channel, "personal": personal})
    return Incoming(
        key=f"submission:V{number}:{channel}:{personal}", team="T1", kind="command", channel=channel,
        ts=f"{1700000000 + number}.000000", user=user, action=DIGEST, value=Setup(schedule=plan).model_dump_json(),
    )  # fmt: skip


async def test_of_sixty_at_once_twenty_are_taken_and_whoever_asks_again_is_told(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        fates = await asyncio.gather(*(stage.engine.accept(asked(number)) for number in range(60)))
        assert fates.count(Fate.PLACED) == MOST_IN_A_CHANNEL
        assert fates.count(Fate.FULL) == 60 - MOST_IN_A_CHANNEL
        assert await stage.rows("SELECT count(*) FROM schedules") == [(MOST_IN_A_CHANNEL,)]
        assert await stage.engine.refusal(asked(61)) == FULL
        assert await stage.engine.accept(asked(62, channel="C2")) is Fate.PLACED
        assert await stage.engine.accept(asked(63, personal=True)) is Fate.PLACED


async def test_it_begins_no_study_and_has_no_place_of_its_own(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        await stage.engine.accept(asked(1))
        await stage.until(lambda: len(stage.slack.posts()) == 1)
        assert await stage.rows("SELECT count(*) FROM studies") == [(0,)]
        assert await stage.rows("SELECT channel, thread_ts, flow FROM conversations") == [("", None, DIGEST)]


async def test_the_same_form_sent_in_twice_sets_up_one(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        assert await stage.engine.accept(asked(1)) is Fate.PLACED
        assert await stage.engine.accept(asked(1)) is Fate.KNOWN
        assert await stage.rows("SELECT count(*) FROM schedules") == [(1,)]


async def test_somebodys_own_edition_is_theirs_alone(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        await stage.engine.accept(asked(1, personal=True))
        [(id,)] = await stage.rows("SELECT id FROM schedules")
        press = Incoming(
            key="press:1", team="T1", kind="press", channel="", ts="1700000099.0", user="U2", action="digest_delete",
            conversation=str(id),
        )  # fmt: skip
        assert await stage.engine.refusal(press) == NOT_YOURS
        assert await stage.engine.refusal(press.model_copy(update={"user": "U1"})) == ""
