"""Who read, took along and erased what is written down, without a word of what it said."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.audit import Audit
from bot.cli import main
from errors import StoreFault
from store import audit
from store.audit import Act, Asked, Line
from store.connection import Store

DAY = 86400.0


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(tmp_path / "segue.db")
    await opened.open()
    lines = (
        Line("T1", 1.0 * DAY, "U1", Act.READ, "study", "mivo-tana"),
        Line("T1", 2.0 * DAY, "U2", Act.READ, "channel", "C9", "C9", allowed=False),
        Line("T1", 3.0 * DAY, "U1", Act.EXPORTED, "study", "mivo-tana", detail="zip"),
        Line("T2", 4.0 * DAY, "U1", Act.ERASED, "person", "U1"),
    )
    for line in lines:
        await opened.write(lambda tx, line=line: audit.note(tx, line))
    yield opened
    await opened.close()


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        (Asked(), [4, 3, 2, 1]),
        (Asked(team_id="T1"), [3, 2, 1]),
        (Asked(actor="U2"), [2]),
        (Asked(act="exported"), [3]),
        (Asked(object="mivo-tana"), [3, 1]),
        (Asked(since=2.5 * DAY), [4, 3]),
        (Asked(denied=True), [2]),
    ],
)
async def test_what_is_asked_for_is_found_the_last_first(store: Store, asked: Asked, days: list[int]) -> None:
    found = await store.read(lambda tx: audit.lines(tx, asked))
    assert [round(each.at / DAY) for each in found] == days


@pytest.mark.parametrize("change", ["UPDATE audit SET actor = 'U9'", "UPDATE audit SET allowed = 1 WHERE allowed = 0"])
async def test_no_line_can_be_edited(store: Store, change: str) -> None:
    with pytest.raises(StoreFault):
        await store.write(lambda tx: tx.execute(change))
    assert len(await store.read(lambda tx: audit.lines(tx, Asked(denied=True)))) == 1


async def test_lines_go_when_their_time_is_over(store: Store) -> None:
    assert await store.write(lambda tx: audit.drop_older(tx, 2.5 * DAY)) == 2
    assert len(await store.read(lambda tx: audit.lines(tx, Asked()))) == 2


async def test_the_command_lists_and_writes_a_table(
    store: Store, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    database = ["--database", str(tmp_path / "segue.db")]
    assert main(["audit", "--workspace", "T1", "--denied", *database]) == 0
    listed = capsysbinary.readouterr().out.decode().splitlines()
    assert listed == ["1970-01-03T00:00:00Z  T1  U2  read  channel  C9  C9  denied"]
    assert main(["audit", "--csv", *database]) == 0
    rows = list(csv.DictReader(io.StringIO(capsysbinary.readouterr().out.decode())))
    assert [row["act"] for row in rows] == ["erased", "exported", "read", "read"]
    assert rows[1]["detail"] == "zip"


async def test_words_in_the_place_of_an_id_are_not_written_down(store: Store) -> None:
    """A button's value as somebody crafted it: a formula, a page of text, lines of their own."""
    kept = Audit(store, lambda: 9.0)
    for named in ("=1+cmd|' /C calc'!A1", "x" * 2000, "a\nb", "mivo-tana", "1712.000300"):
        kept.read("T3", "U1", "study", named, named)
    await kept.stop()
    found = await store.read(lambda tx: audit.lines(tx, Asked(team_id="T3")))
    assert sorted((each.object, each.channel) for each in found) == sorted(
        [("?", "?")] * 3 + [("mivo-tana", "mivo-tana"), ("1712.000300", "1712.000300")]
    )
