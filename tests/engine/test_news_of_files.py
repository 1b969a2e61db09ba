"""What became of segments, for a digest: only where everybody may read it, traced to its message, told once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from bot.engine.records import keep_records
from flows.news import DIGEST
from flows.records import FileAnalysed
from flows.segmentation.state import SegmentationState
from store import conversations, outbox, schedules, studies, transcripts
from store.connection import Store, Transaction
from studies.rhythm import Every, Rhythm
from studies.schedule import Alerts, Schedule
from tests.engine.memories import STUDY, TEAM, Memory
from tests.engine.test_news import ALONE, OF_CHANNEL, OF_STUDY, Slack, gathered
from tests.studies.news import SHRUNK, analysed

FILES = (
    analysed("r1", file="april.csv", conversation="", at=100.0, shown="segments-1"),
    analysed("r2", since=SHRUNK, conversation="", at=200.0, shown="segments-2"),
)


@pytest.fixture
async def memory(tmp_path: Path) -> AsyncIterator[Memory]:
    store = Store(tmp_path / "segue.db")
    await store.open()
    yield Memory(store)
    await store.close()


@pytest.fixture
def slack() -> Slack:
    return Slack()


def _files(tx: Transaction, *, channel: str = "C1", shown: bool = True) -> None:
    """A thread in which two files were analysed; Slack shows what was said of the second."""
    studies.begin(tx, team_id=TEAM, id=STUDY, now=0.0)
    conversations.begin(
        tx, team_id=TEAM, id="c1", study_id=STUDY, flow="segmentation", channel=channel, thread_ts="5.0", direct=False,
        starter="U1", now=50.0,
    )  # fmt: skip
    transcripts.add(tx, team_id=TEAM, conversation_id="c1", ts="5.0", author="U2", text="here")
    state = SegmentationState(analyses=FILES)
    tx.execute("UPDATE conversations SET state = ?, updated_at = 200 WHERE id = 'c1'", [state.model_dump_json()])
    outbox.add(
        tx, team_id=TEAM, conversation_id="c1", key="k1", name="segments-2", method="chat.postMessage",
        channel=channel, thread_ts="5.0", payload="{}", now=200.0,
    )  # fmt: skip
    if shown:
        tx.execute("UPDATE outbox SET state = 'sent', ts = '9.5' WHERE name = 'segments-2'")


@pytest.mark.parametrize(
    ("plan", "dropped_in", "owner", "told"),
    [
        (OF_CHANNEL, "C1", "U1", True),
        (OF_CHANNEL, "C2", "U1", False),
        (OF_STUDY, "C2", "U1", True),
        (OF_STUDY, "G1", "U1", False),
        (OF_STUDY, "C9", "U1", False),
        (ALONE, "G1", "U1", True),
        (ALONE, "G1", "U2", False),
    ],
)
async def test_what_became_of_segments_is_told_where_everybody_may_read_it(
    memory: Memory, slack: Slack, plan: Schedule, dropped_in: str, owner: str, told: bool
) -> None:
    await memory.does(partial(_files, channel=dropped_in))
    news = await gathered(memory, slack, plan, owner=owner)
    assert [each.run for each in news.analysed] == (["r1", "r2"] if told else [])
    assert told or "Regulars" not in news.model_dump_json()


async def test_an_analysis_in_a_private_channel_stands_in_no_public_digest_whoever_is_there_now(
    memory: Memory, slack: Slack
) -> None:
    await memory.does(partial(_files, channel="G1"))
    slack.members["C1"] = ["U1", "UBOT"]
    news = await gathered(memory, slack, OF_STUDY)
    assert (news.analysed, news.keys) == ((), ())
    assert "Regulars" not in news.model_dump_json()


async def test_it_leads_to_its_message_and_until_that_stands_there_to_the_thread(memory: Memory, slack: Slack) -> None:
    await memory.does(_files)
    first, second = (await gathered(memory, slack, OF_CHANNEL)).analysed
    assert second.link == "https://acme.slack.test/archives/C1/p95?thread_ts=5.0&cid=C1"
    assert first.link == "https://acme.slack.test/archives/C1/p50"
    assert (second.conversation, second.study, second.people) == ("c1", STUDY, ("U2",))


async def test_each_file_is_told_once_and_talk_in_its_thread_makes_it_no_news(memory: Memory, slack: Slack) -> None:
    await memory.does(_files)
    news = await gathered(memory, slack, OF_CHANNEL, since=150.0, next_since=190.0)
    assert [each.run for each in news.analysed] == ["r2"]
    assert news.keys == ("analysed:r2",)
    assert (await gathered(memory, slack, OF_CHANNEL, since=190.0, told=frozenset(news.keys))).is_empty
    await memory.does(lambda tx: tx.execute("UPDATE conversations SET updated_at = 900 WHERE id = 'c1'"))
    assert (await gathered(memory, slack, OF_CHANNEL, since=250.0)).is_empty


async def test_with_its_conversation_an_analysis_is_gone(memory: Memory, slack: Slack) -> None:
    await memory.does(_files)
    await memory.does(lambda tx: tx.execute("UPDATE conversations SET state = NULL WHERE id = 'c1'"))
    assert (await gathered(memory, slack, OF_CHANNEL)).analysed == ()


HOURLY = Rhythm(every=Every.DAY, hour=9, zone="UTC")
WANTED = Alerts(shrinks=20)


@pytest.mark.parametrize(
    ("plan", "state", "woken"),
    [
        (Schedule(channel="C1", rhythm=HOURLY, alerts=WANTED), "running", True),
        (Schedule(channel="C1", rhythm=HOURLY, alerts=Alerts(outdated=True)), "running", True),
        (Schedule(channel="C1", rhythm=HOURLY, alerts=WANTED, personal=True), "running", True),
        (Schedule(channel="C2", rhythm=HOURLY, alerts=WANTED, study=STUDY), "running", True),
        (Schedule(channel="C2", rhythm=HOURLY, alerts=WANTED), "running", False),
        (Schedule(channel="C1", rhythm=HOURLY, alerts=WANTED, study="another"), "running", False),
        (Schedule(channel="C1", rhythm=HOURLY, alerts=Alerts(contradicted=True)), "running", False),
        (Schedule(channel="C1", rhythm=HOURLY), "running", False),
        (Schedule(channel="C1", rhythm=HOURLY, alerts=WANTED), "paused", False),
    ],
)
async def test_as_soon_as_a_file_is_analysed_those_look_who_want_to_hear_of_it(
    memory: Memory, plan: Schedule, state: str, woken: bool
) -> None:
    await memory.does(_files)
    await memory.does(partial(_schedule, plan=plan, state=state))
    told: list[str] = []
    await memory.does(partial(_over, told=told))
    rows = await memory.store.read(
        lambda tx: tx.execute("SELECT conversation_id, json_extract(payload, '$.action') FROM inbox").fetchall()
    )
    assert (told, [tuple(row) for row in rows]) == ((["d1"], [("d1", "watch")]) if woken else ([], []))


def _over(tx: Transaction, told: list[str]) -> None:
    analysed_in = conversations.get(tx, "c1")
    assert analysed_in is not None
    told += keep_records(tx, analysed_in, [FileAnalysed("r2")], 300.0)


def _schedule(tx: Transaction, plan: Schedule, state: str) -> None:
    conversations.begin(
        tx, team_id=TEAM, id="d1", study_id="", flow=DIGEST, channel="", thread_ts=None, direct=False, starter="U1",
        now=1.0,
    )  # fmt: skip
    schedules.add(tx, team_id=TEAM, id="d1", owner="U1", plan=plan, now=1.0)
    schedules.change(tx, team_id=TEAM, id="d1", plan=plan, state=state, next_at=None, last_at=None, now=1.0)
