"""Which conversations are over: those in which nobody has written for long, and on which nothing rests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.engine.forgetting import forget_old
from bot.engine.retention import HOUR, Retention
from store import conversations, inbox, personas, retention, schedules, transcripts
from store.connection import Store, Transaction
from studies.rhythm import Every, Rhythm
from studies.schedule import Schedule
from tests.engine.told import posted

DAY = 86400.0
NOW = 100 * DAY


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(tmp_path / "segue.db")
    await opened.open()
    yield opened
    await opened.close()


def held(tx: Transaction, id: str, day: float, *, flow: str = "interview", said: float | None = None) -> None:
    conversations.begin(
        tx, team_id="T1", id=id, study_id="s1", flow=flow, channel="C1", thread_ts=f"1.{id}", direct=False,
        starter="U1", now=day * DAY,
    )  # fmt: skip
    if said is not None:
        transcripts.add(tx, team_id="T1", conversation_id=id, ts=f"{said * DAY:.6f}", author="U1", text="zebra")
    transcripts.add(
        tx, team_id="T1", conversation_id=id, ts=f"{99 * DAY:.6f}", author="UBOT", text="still there?", by_segue=True,
        name="reminder",
    )  # fmt: skip


def decided(tx: Transaction, state: str) -> None:
    held(tx, "i1", 1, flow="decision")
    tx.execute(
        "INSERT INTO decisions (team_id, id, study_id, channel, kind, text, state, owner, made_by, created_at,"
        " updated_at) VALUES ('T1', 'i1', 's1', 'C1', 'decision', 'zebras', ?, 'U1', 'U1', 1, 1)",
        [state],
    )


def talked_with(tx: Transaction, day: float) -> None:
    held(tx, "i1", 1, flow="persona")
    held(tx, "i2", 1, flow="role_play", said=day)
    personas.held(tx, "T1", "i1", "i2", 1)


CASES: dict[str, tuple[Callable[[Transaction], None], list[str]]] = {
    "never written in": (lambda tx: held(tx, "i1", 1), ["i1"]),
    "written in long ago": (lambda tx: held(tx, "i1", 1, said=60), ["i1"]),
    "written in lately": (lambda tx: held(tx, "i1", 1, said=80), []),
    "begun lately": (lambda tx: held(tx, "i1", 80), []),
    "a digest": (lambda tx: held(tx, "i1", 1, flow="digest"), []),
    "a desk": (lambda tx: held(tx, "i1", 1, flow="desk"), []),
    "a decision in force": (lambda tx: decided(tx, "adopted"), []),
    "a decision that was retired": (lambda tx: decided(tx, "retired"), ["i1"]),
    "a persona talked with lately": (lambda tx: talked_with(tx, 80), []),
    "a persona talked with long ago": (lambda tx: talked_with(tx, 60), ["i1", "i2"]),
}


@pytest.mark.parametrize("case", CASES)
async def test_what_is_over_after_thirty_days(store: Store, case: str) -> None:
    given, over = CASES[case]
    await store.write(given)
    found = await store.read(lambda tx: retention.old(tx, NOW - 30 * DAY))
    assert found == ({"T1": over} if over else {})


async def test_time_writes_one_row_an_hour_and_what_is_erased_is_not_found_again(store: Store) -> None:
    clock = Retention(days=30, audit_days=400)
    await store.write(lambda tx: held(tx, "i1", 1))
    [keeper] = await store.write(lambda tx: clock.due(tx, NOW))
    assert await store.write(lambda tx: clock.due(tx, NOW + 1)) == []
    again = Retention(days=30, audit_days=400)
    assert await store.write(lambda tx: again.due(tx, NOW + 2)) == [], "a new process in the same hour"
    assert len(await store.read(lambda tx: inbox.waiting(tx, keeper))) == 1
    await store.write(lambda tx: forget_old(tx, "T1", ["i1"], NOW - 30 * DAY, NOW))
    assert await store.write(lambda tx: again.due(tx, NOW + HOUR + 3)) == []


async def test_a_clock_that_slack_contradicts_erases_nothing_and_one_that_is_set_back_waits_for_nothing(
    store: Store,
) -> None:
    right = False
    clock = Retention(days=30, audit_days=400, believed=lambda: right)
    await store.write(lambda tx: held(tx, "i1", 1))
    assert await store.write(lambda tx: clock.due(tx, NOW + 400 * DAY)) == []
    right = True
    assert len(await store.write(lambda tx: clock.due(tx, NOW + 3 * HOUR))) == 1
    await store.write(lambda tx: forget_old(tx, "T1", ["i1"], NOW - 30 * DAY, NOW))
    await store.write(lambda tx: tx.execute("UPDATE inbox SET state = 'done'") and None)
    await store.write(lambda tx: held(tx, "i2", 1))
    assert len(await store.write(lambda tx: clock.due(tx, NOW))) == 1


async def test_whoever_writes_in_the_last_moment_keeps_it(store: Store) -> None:
    def told(tx: Transaction) -> list[str]:
        held(tx, "i1", 1)
        transcripts.add(tx, team_id="T1", conversation_id="i1", ts=f"{NOW:.6f}", author="U2", text="not yet")
        return forget_old(tx, "T1", ["i1"], NOW - 30 * DAY, NOW)[0]

    assert await store.write(told) == []


async def test_nothing_is_over_where_nobody_said_so(store: Store) -> None:
    await store.write(lambda tx: held(tx, "i1", 1))
    assert await store.write(lambda tx: Retention(days=None, audit_days=400).due(tx, NOW)) == []


async def test_a_workspace_in_which_nothing_is_taken_up_holds_up_no_other(store: Store) -> None:
    """Its row waits until Segue is back there: one row, not one more each hour."""

    def begun(tx: Transaction, team: str, number: int) -> None:
        conversations.begin(
            tx, team_id=team, id=f"{team}-{number}", study_id="s1", flow="interview", channel="C1",
            thread_ts=f"1.{number}", direct=False, starter="U1", now=DAY + number,
        )  # fmt: skip

    await store.write(lambda tx: [begun(tx, "T1", number) for number in range(2 * retention.AT_ONCE)])
    await store.write(lambda tx: begun(tx, "T2", 2 * retention.AT_ONCE))
    clock = Retention(days=30, audit_days=400)
    [gone] = await store.write(lambda tx: clock.due(tx, NOW))
    [there] = await store.write(lambda tx: clock.due(tx, NOW + HOUR + 1))
    teams = await store.read(lambda tx: [conversations.get(tx, id) for id in (gone, there)])
    assert [each.team_id for each in teams if each] == ["T1", "T2"]
    await store.write(lambda tx: clock.due(tx, NOW + 3 * HOUR))
    assert len(await store.read(lambda tx: inbox.waiting(tx, gone))) == 1


async def test_what_an_operator_was_answered_goes_after_a_day(store: Store) -> None:
    def answered(tx: Transaction, id: str, at: float | None) -> None:
        tx.execute("INSERT INTO requests VALUES ('', ?, 'drop', 'outbox:i1:1', 1.0, ?, 'is dropped')", [id, at])

    cases = {"old": NOW - 2 * DAY, "new": NOW - HOUR, "open": None}
    await store.write(lambda tx: [answered(tx, *each) for each in cases.items()])
    await store.write(lambda tx: Retention(days=None, audit_days=400).due(tx, NOW))
    left = await store.read(lambda tx: [row[0] for row in tx.execute("SELECT id FROM requests ORDER BY id")])
    assert left == ["new", "open"]


def told(tx: Transaction, *days: float) -> None:
    """A digest that posted an edition on each of these days."""
    conversations.begin(
        tx, team_id="T1", id="d1", study_id="", flow="digest", channel="", thread_ts=None, direct=False,
        starter="U2", now=1.0,
    )  # fmt: skip
    plan = Schedule(channel="C1", rhythm=Rhythm(every=Every.WEEK, hour=9, zone="Europe/Berlin"))
    schedules.add(tx, team_id="T1", id="d1", owner="U2", plan=plan, now=1.0)
    posted(tx, "d1", f"{DAY:.6f}", "begun", "Every Monday at 9.")
    for number, day in enumerate(days):
        posted(tx, "d1", f"{day * DAY:.6f}", f"digest-{number}", "What we learned: zebra")


def editions(tx: Transaction) -> list[str]:
    return [
        row[0] for row in tx.execute("SELECT name FROM messages WHERE conversation_id = 'd1' ORDER BY CAST(ts AS REAL)")
    ]


async def test_what_a_digest_told_goes_once_it_is_as_old_itself(store: Store) -> None:
    """A conversation goes as soon as its last word is old enough: the edition that told of it is younger then."""

    def goes(tx: Transaction, now: float) -> tuple[list[str], list[str]]:
        return forget_old(tx, "T1", ["i1"], now - 30 * DAY, now)

    await store.write(lambda tx: [held(tx, "i1", 40, said=69), told(tx, 45, 71)])
    assert await store.write(lambda tx: goes(tx, NOW)) == (["i1"], ["d1"])
    assert await store.read(editions) == ["begun", "digest-1"]
    assert await store.write(lambda tx: goes(tx, NOW + 2 * DAY)) == ([], ["d1"])
    assert await store.read(editions) == ["begun"]


async def test_time_looks_for_what_digests_told_although_nothing_else_is_over_and_finds_it_once(store: Store) -> None:
    clock = Retention(days=30, audit_days=400)
    await store.write(lambda tx: told(tx, 71))
    assert await store.write(lambda tx: clock.due(tx, NOW)) == []
    [keeper] = await store.write(lambda tx: clock.due(tx, NOW + 2 * DAY))
    [row] = await store.read(lambda tx: inbox.waiting(tx, keeper))
    assert await store.write(lambda tx: clock.due(tx, NOW + 3 * DAY)) == [], "it waits already"
    await store.write(lambda tx: inbox.finish(tx, "T1", [row.key]))
    await store.write(lambda tx: forget_old(tx, "T1", [], NOW - 28 * DAY, NOW + 2 * DAY))
    assert await store.write(lambda tx: clock.due(tx, NOW + 4 * DAY)) == []
