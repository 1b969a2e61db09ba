"""Which conversations are over: those in which nobody has written for long, and on which nothing rests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.engine.forgetting import forget_old
from bot.engine.retention import HOUR, Retention
from store import conversations, inbox, personas, retention, transcripts
from store.connection import Store, Transaction

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


async def test_whoever_writes_in_the_last_moment_keeps_it(store: Store) -> None:
    def told(tx: Transaction) -> list[str]:
        held(tx, "i1", 1)
        transcripts.add(tx, team_id="T1", conversation_id="i1", ts=f"{NOW:.6f}", author="U2", text="not yet")
        return forget_old(tx, "T1", ["i1"], NOW - 30 * DAY, NOW)

    assert await store.write(told) == []


async def test_nothing_is_over_where_nobody_said_so(store: Store) -> None:
    await store.write(lambda tx: held(tx, "i1", 1))
    assert await store.write(lambda tx: Retention(days=None, audit_days=400).due(tx, NOW)) == []
