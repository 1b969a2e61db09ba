"""Two files, one after the other, each step in its own process: what is kept of the first is there for the second."""

from __future__ import annotations

import asyncio
import csv
import io
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

from bot.analysis.analyst import Analyses
from flows.analyses import Step, Task, Told
from flows.files import File
from tests.sample_orders import LAPSED, lapse, write_noise, write_orders


async def salt(team: str) -> str:
    return "salt of the team"


class Months:
    """Files that lie in a folder, and what was kept of them."""

    def __init__(self, folder: Path) -> None:
        self.kept: dict[str, tuple[str, bytes]] = {}
        self.folder = folder
        self.analyses = Analyses(folder / "analyses", self.fetch, salt=salt, earlier=self.earlier)

    async def fetch(self, team: str, file: File, path: Path, most: int) -> None:
        await asyncio.to_thread(shutil.copyfile, self.folder / file.name, path)

    async def earlier(self, team: str, run: str) -> tuple[str, bytes] | None:
        return self.kept.get(run)

    async def analysed(self, name: str, run: str, before: str = "", **wish: Any) -> tuple[Told, Told]:
        """-> (what is told, what is drawn)."""
        task = Task(id=run, file=File(id=name, name=name, url=""), before=before, **wish)
        analyst = self.analyses.of("T1")
        told = await analyst.take(Step.DESCRIBE, task)
        drawn = await analyst.take(Step.DRAW, task)
        if drawn.model:
            self.kept[run] = (drawn.model, drawn.customers)
        await analyst.drop(task)
        return told, drawn

    async def corrected(self, name: str, run: str, before: str = "", **wish: Any) -> Told:
        """Once more, where its folder was put away."""
        task = Task(id=run, file=File(id=name, name=name, url=""), before=before, **{"own": run, **wish})
        told = await self.analyses.of("T1").take(Step.CORRECT, task)
        self.kept[run] = (told.model, told.customers)
        await self.analyses.of("T1").drop(task)
        return told


async def test_the_second_file_says_who_moved_by_the_names_of_the_first(tmp_path: Path) -> None:
    months = Months(tmp_path)
    lapse(write_orders(tmp_path / "april.csv"), tmp_path / "may.csv")
    first, drawn = await months.analysed("april.csv", "r1")
    assert first.report is not None
    assert first.report.since is None
    assert b"segment_before" not in drawn.rows
    assert "C0001" not in drawn.model
    told, drawn = await months.analysed("may.csv", "r2", "r1")
    assert told.report is not None
    since = told.report.since
    assert since is not None
    assert (since.file, since.both, since.moved, since.came, since.gone) == ("april.csv", 238, LAPSED, 0, 2)
    assert {each.name for each in told.report.segments} == {each.name for each in first.report.segments}
    assert {each.id for each in told.report.segments} == {each.id for each in first.report.segments}
    assert "movers.png" in [each.file for each in drawn.pictures]
    rows = list(csv.DictReader(io.StringIO(drawn.rows.decode("utf-8-sig"))))
    assert sum(row["segment"] != row["segment_before"] for row in rows) == LAPSED
    counted = Counter((row["segment_before"], row["segment"]) for row in rows)
    assert {(each.before, each.after): each.customers for each in since.moves} == {
        way: count for way, count in counted.items() if way[0] != way[1]
    }
    assert {each.after for each in since.moves} == {"Once, long ago"}


async def test_a_file_of_another_kind_is_analysed_afresh(tmp_path: Path) -> None:
    months = Months(tmp_path)
    write_orders(tmp_path / "april.csv")
    write_noise(tmp_path / "members.csv")
    await months.analysed("april.csv", "r1")
    told, drawn = await months.analysed("members.csv", "r2", "r1")
    assert told.report is not None
    assert told.report.since is not None
    assert told.report.since.other_kind
    assert (drawn.model, drawn.rows) == ("", b"")
