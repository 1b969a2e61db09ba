"""The disk is full while a file is fetched, unpacked or worked on: it is told as that, and what is not whole goes."""

from __future__ import annotations

import errno
import gzip
import os
import sys
from pathlib import Path

import pytest

from bot.analysis.analyst import Analyses
from bot.analysis.room import no_room
from errors import AnalysisError, NoRoom
from flows.analyses import Step
from flows.files import File
from segments.ending import NO_ROOM
from segments.tables import packed
from segments.tables.table import Limits
from tests.analysis.test_analyst import TASK, salt
from tests.analysis.test_step_endings import command

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class Slack:
    """Hands over half a file, and then there is no room; later there is."""

    def __init__(self) -> None:
        self.is_full = True

    async def fetch(self, team: str, file: File, path: Path, most: int) -> None:
        path.write_bytes(b"half of it")
        if self.is_full:
            raise FULL
        path.write_bytes(b"the whole")


async def test_a_file_for_which_there_is_no_room_is_told_so_leaves_nothing_and_is_analysed_once_there_is(
    tmp_path: Path,
) -> None:
    slack = Slack()
    program = (
        "import sys, pathlib; print('{}') if (pathlib.Path(sys.argv[2]) / 'file').read_text() == 'the whole' else 1"
    )
    analyses = Analyses(tmp_path / "analyses", slack.fetch, salt=salt, command=(sys.executable, "-c", program))
    with pytest.raises(AnalysisError) as told:
        await analyses.of("T1").take(Step.READ, TASK)
    assert str(told.value) == str(no_room())
    assert not list((tmp_path / "analyses").rglob("*unfinished*"))
    slack.is_full = False
    assert (await analyses.of("T1").take(Step.READ, TASK)).fingerprint
    await analyses.close()


@pytest.mark.parametrize(
    "doing",
    [
        "open('/dev/full', 'w').write(cell * 10_000)",
        "import duckdb; raise duckdb.IOException('Could not write file: No space left on device')",
    ],
)
async def test_a_step_for_which_there_is_no_room_says_so(tmp_path: Path, doing: str) -> None:
    (tmp_path / "file").write_text("a,b\n1,2\n")

    async def fetch(team: str, file: File, path: Path, most: int) -> None:
        path.write_text("a,b\n1,2\n")

    words = command(tmp_path, doing)
    with pytest.raises(AnalysisError) as told:
        await Analyses(tmp_path / "analyses", fetch, salt=salt, command=tuple(words)).of("T1").take(Step.READ, TASK)
    assert str(told.value) == str(no_room())


async def test_what_a_step_had_begun_when_the_room_ended_goes_at_once(tmp_path: Path) -> None:
    async def fetch(team: str, file: File, path: Path, most: int) -> None:
        path.write_text("a,b\n1,2\n")

    program = (
        f"import sys, pathlib; (pathlib.Path(sys.argv[2]) / 'segments.csv.unfinished').touch(); sys.exit({NO_ROOM})"
    )
    analyses = Analyses(tmp_path / "analyses", fetch, salt=salt, command=(sys.executable, "-c", program))
    with pytest.raises(NoRoom):
        await analyses.of("T1").take(Step.READ, TASK)
    assert [each.name for each in (tmp_path / "analyses").rglob("file")] == ["file"]
    assert not list((tmp_path / "analyses").rglob("*unfinished*"))


def test_a_packed_file_is_not_called_damaged_because_the_disk_is_full(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n1,2\n" * 200_000))
    (tmp_path / "unpacked").symlink_to("/dev/full")
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        packed.plain(path, "orders.csv.gz", tmp_path, Limits())
