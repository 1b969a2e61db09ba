"""Tokens that open no more: a wrong key loses nothing; who has left among others goes in their time, said before."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clients import SlackClients
from bot.installations import Installations
from bot.seal import Seal
from store import installations, unopened
from store.connection import Store
from store.installations import Installation
from store.unopened import DAY
from tests.http.stage import KEY

OTHER_KEY = "YW5vdGhlci1zZWNyZXQtYW5vdGhlci1zZWNyZXQtISE="
NOWHERE = "http://127.0.0.1:9/api/"
DAYS = 30


class Keeper:
    """Installations of T1 and T2 on one database, begun anew with the keys that are given; `now` moves by hand."""

    def __init__(self, store: Store) -> None:
        self.store, self.now, self.opened = store, 1_000_000.0, list[SlackClients]()
        self.kept = self._made(KEY)

    async def sealed(self, **keys: str) -> None:
        """Workspaces with a conversation each, whose token is sealed with that key."""
        for team, key in keys.items():
            one = Installation(team, "", "", "U0", "B0", "", Seal([key]).sealed(team, f"xoxb-{team}"), "U1", self.now)
            await self.store.write(lambda tx, one=one: installations.keep(tx, one))  # type: ignore[misc]
            await self.store.write(
                lambda tx, team=team: tx.execute("INSERT INTO addresses VALUES (?, 'words of theirs')", [team])  # type: ignore[misc]
            )

    async def begins(self, *keys: str) -> None:
        self.kept = self._made(*keys)
        await self.kept.open()
        await self.kept.forget_departed()

    async def runs(self, days: int) -> None:
        for _ in range(days):
            self.now += DAY
            await self.kept.forget_departed()

    async def left(self) -> list[str]:
        """Workspaces of which anything is kept."""
        return await self.store.read(lambda tx: [team for (team,) in tx.execute("SELECT team_id FROM addresses")])

    async def noticed(self) -> list[str]:
        return list(await self.store.read(unopened.known))

    def _made(self, *keys: str) -> Installations:
        async def nothing(_: str = "") -> None: ...

        clients = SlackClients(NOWHERE, 1.0)
        clients.open()
        self.opened.append(clients)
        return Installations(
            self.store, clients, Seal(keys), days=DAYS, clock=lambda: self.now, begun=nothing, ended=nothing,
            cleared=nothing,
        )  # fmt: skip


@pytest.fixture
async def keeper(tmp_path: Path) -> AsyncIterator[Keeper]:
    store = Store(tmp_path / "segue.db")
    await store.open()
    made = Keeper(store)
    yield made
    for clients in made.opened:
        await clients.close()
    await store.close()


async def test_a_wrong_key_after_sixty_days_of_downtime_erases_nothing(keeper: Keeper) -> None:
    await keeper.sealed(T1=KEY, T2=KEY)
    await keeper.begins(KEY)
    keeper.now += 60 * DAY
    await keeper.begins(OTHER_KEY)
    await keeper.runs(2 * DAYS)
    assert await keeper.left() == ["T1", "T2"]


async def test_downtime_is_no_silence_before_the_notice_and_after_it(keeper: Keeper) -> None:
    await keeper.sealed(T1=KEY, T2=OTHER_KEY)
    keeper.now += 60 * DAY
    await keeper.begins(KEY)
    assert await keeper.left() == ["T1", "T2"]
    keeper.now += 60 * DAY
    await keeper.begins(KEY)
    await keeper.runs(DAYS - 2)
    assert await keeper.left() == ["T1", "T2"]


async def test_one_that_left_among_others_is_erased_after_the_days(keeper: Keeper) -> None:
    await keeper.sealed(T1=KEY, T2=OTHER_KEY)
    await keeper.begins(KEY)
    await keeper.runs(DAYS - 1)
    assert await keeper.left() == ["T1", "T2"]
    await keeper.runs(1)
    assert await keeper.left() == ["T1"]
    assert await keeper.noticed() == []


async def test_the_right_key_brought_back_clears_the_notice(keeper: Keeper) -> None:
    await keeper.sealed(T1=KEY, T2=OTHER_KEY)
    await keeper.begins(KEY)
    assert await keeper.noticed() == ["T2"]
    await keeper.runs(DAYS - 1)
    await keeper.begins(KEY, OTHER_KEY)
    assert await keeper.noticed() == []
    await keeper.runs(2 * DAYS)
    assert await keeper.left() == ["T1", "T2"]


async def test_whatever_comes_from_there_clears_the_notice_and_the_days_begin_anew(keeper: Keeper) -> None:
    await keeper.sealed(T1=KEY, T2=OTHER_KEY)
    await keeper.begins(KEY)
    await keeper.runs(DAYS - 1)
    await keeper.kept.heard("T2")
    assert await keeper.noticed() == []
    await keeper.runs(DAYS)
    assert await keeper.left() == ["T1", "T2"]
    await keeper.runs(1)
    assert await keeper.left() == ["T1"]


async def test_days_under_a_wrong_key_do_not_count_once_one_is_installed_again(keeper: Keeper) -> None:
    await keeper.sealed(T1=KEY, T2=KEY)
    await keeper.begins(OTHER_KEY)
    await keeper.runs(DAYS - 1)
    await keeper.sealed(T3=OTHER_KEY)
    await keeper.begins(OTHER_KEY)
    await keeper.runs(DAYS - 1)
    assert await keeper.left() == ["T1", "T2", "T3"]


async def test_it_is_said_at_once_and_daily_which_when_and_what_to_do(
    keeper: Keeper, caplog: pytest.LogCaptureFixture
) -> None:
    def said() -> list[str]:
        return [each.getMessage() for each in caplog.records if each.levelno == logging.ERROR]

    await keeper.sealed(T1=KEY, T2=OTHER_KEY)
    await keeper.begins(KEY)
    [line] = said()
    assert "T2" in line
    assert "is erased on 1970-02-11 13:46 UTC" in line
    assert "Bring its old key back" in line
    assert "install Segue there again" in line
    await keeper.runs(3)
    assert said() == [line] * 4
    caplog.clear()
    await keeper.begins(f"{KEY[:4]}AAAA{KEY[8:]}")
    assert "erased on" not in "".join(said())
    assert "a wrong key, and nothing is erased" in said()[-1]
