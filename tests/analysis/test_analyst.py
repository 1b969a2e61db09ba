"""Each step in a process of its own, over a folder that is nothing but a cache."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pydantic import model_validator

from bot.analysis.analyst import KEPT_DAYS, TEXTS, Analyses
from bot.analysis.room import next_to_go, what_is_left
from errors import AnalysisError, MaterialError
from flows.analyses import Step, Task, Told
from flows.files import File
from segments.readings import Reading
from segments.said import Said
from segments.standing import Corrections

FILE = File(id="F1", name="orders.csv", url="https://files.test/F1")
SAID = (Said(text="most customers buy once"),)
READ = (Reading(key="k1", sentiment="mixed", topic="zip", keywords=("zip",)),)
TASK = Task(
    id="calm-river-1", file=FILE, roles={"c2": "customer"}, wanted=4, statements=SAID, readings=READ,  # type: ignore[dict-item]
    corrected=Corrections(names={"s1": "Cooks"}), ids=("s1", "s2"), given=2,
)  # fmt: skip
PROGRAM = """
import json, os, pathlib, sys, time
step, folder = sys.argv[1], pathlib.Path(sys.argv[2])
(folder / "pid").write_text(str(os.getpid()))
with (folder / "runs").open("a") as runs:
    runs.write(step + "\\n")
if step == "find":
    while not (folder / "go").exists():
        time.sleep(0.01)
if step == "compare":
    sys.exit(1)
told = {"wish": json.loads((folder / "task.json").read_text()), "file": (folder / "file").read_text()}
if step == "draw":
    (folder / "a.png").write_bytes(b"png")
    (folder / "rows.csv").write_bytes(b"rows")
    told = {"pictures": [{"file": "a.png", "title": "A", "alt": "An a."}], "rows": "rows.csv"}
if step == "describe":
    told = {"error": {"happened": "It is empty.", "kept": "Nothing.", "now": "Drop another."}}
(folder / f"told-{step}").write_text(json.dumps(told))
print(json.dumps(told))
"""

KEEPS = """
import json, pathlib, sys
folder = pathlib.Path(sys.argv[2])
told = {}
if (folder / "before-model.json").exists():
    (folder / "model.json").write_text((folder / "before-model.json").read_text() + ", once more")
    (folder / "customers.gz").write_bytes((folder / "before-customers.gz").read_bytes())
    told = {"model": "model.json", "customers": "customers.gz"}
print(json.dumps(told))
"""


class Slack:
    def __init__(self) -> None:
        self.fetched = 0

    async def fetch(self, team: str, file: File, path: Path, most: int) -> None:
        self.fetched += 1
        path.write_text(f"{team} {file.id}")


async def salt(team: str) -> str:
    return f"salt of {team}"


@pytest.fixture
def slack() -> Slack:
    return Slack()


@pytest.fixture
def analyses(tmp_path: Path, slack: Slack) -> Analyses:
    return Analyses(tmp_path / "analyses", slack.fetch, salt=salt, command=(sys.executable, "-c", PROGRAM))


def folder(tmp_path: Path) -> Path:
    return tmp_path / "analyses" / "T1" / TASK.id


@pytest.mark.parametrize("kept", [{"k1": b"1111", "k2": b"2222"}, {"k1": b"1111"}, {"k1": b"1", "k2": b"22"}])
async def test_where_texts_lie_is_handed_to_the_process_whole_or_not_at_all(
    tmp_path: Path, slack: Slack, kept: dict[str, bytes]
) -> None:
    async def vectors(team: str, keys: Sequence[str]) -> dict[str, bytes]:
        assert team == "T1"
        return {key: kept[key] for key in keys if key in kept}

    program = 'print(\'{"texts": [{"key": "k1", "text": "a"}, {"key": "k2", "text": "b"}]}\')'
    analyses = Analyses(
        tmp_path / "analyses", slack.fetch, salt=salt, vectors=vectors, command=(sys.executable, "-c", program)
    )
    await analyses.of("T1").take(Step.COMPARE, TASK.model_copy(update={"placed": True}))
    written = folder(tmp_path) / "vectors"
    whole = len(kept) == 2 and len(kept["k1"]) == 4
    assert written.exists() is whole
    assert not whole or written.read_bytes() == b'["k1", "k2"]\n11112222'
    await analyses.close()


async def test_texts_that_are_known_are_told_without_another_process(analyses: Analyses, tmp_path: Path) -> None:
    analyst = analyses.of("T1")
    await analyst.take(Step.TEXTS, TASK)
    (folder(tmp_path) / TEXTS).write_text('{"texts": [{"key": "k1", "text": "late"}]}')
    told = await analyst.take(Step.TEXTS, TASK)
    assert [each.text for each in told.texts] == ["late"]
    assert (folder(tmp_path) / "runs").read_text().split() == ["texts"]


async def test_the_process_is_told_what_people_want(analyses: Analyses, tmp_path: Path) -> None:
    await analyses.of("T1").take(Step.READ, TASK)
    told = json.loads((folder(tmp_path) / "told-read").read_text())
    assert told["wish"] == {
        "name": "orders.csv", "salt": "salt of T1", "roles": {"c2": "customer"}, "wanted": 4, "before": "",
        "statements": [{"text": "most customers buy once", "rule": False}],
        "placed": False,
        "readings": [{"key": "k1", "sentiment": "mixed", "topic": "zip", "keywords": ["zip"], "quote": ""}],
        "corrected": {"names": {"s1": "Cooks"}, "taken_back": {}, "customers": []}, "kept": False,
        "ids": ["s1", "s2"], "given": 2, "since": None,
    }  # fmt: skip
    assert told["file"] == "T1 F1"


@pytest.mark.parametrize(("own", "kept"), [(TASK.id, True), ("calm-river-0", False)])
async def test_only_what_is_kept_of_this_very_analysis_is_said_to_stay(
    analyses: Analyses, tmp_path: Path, own: str, kept: bool
) -> None:
    await analyses.of("T1").take(Step.READ, TASK.model_copy(update={"own": own}))
    assert json.loads((folder(tmp_path) / "told-read").read_text())["wish"]["kept"] is kept


async def test_the_file_is_fetched_once_and_again_where_it_is_gone(
    analyses: Analyses, slack: Slack, tmp_path: Path
) -> None:
    analyst = analyses.of("T1")
    await analyst.take(Step.READ, TASK)
    await analyst.take(Step.READ, TASK)
    assert slack.fetched == 1
    await analyst.drop(TASK)
    assert not folder(tmp_path).exists()
    await analyst.take(Step.READ, TASK)
    assert slack.fetched == 2


async def test_a_fetch_that_breaks_off_leaves_no_half_a_file(tmp_path: Path) -> None:
    async def breaks(team: str, file: File, path: Path, most: int) -> None:
        path.write_text("half")
        raise MaterialError("It could not be fetched from Slack just now.")

    async def salt(team: str) -> str:
        return ""

    analyses = Analyses(tmp_path / "analyses", breaks, salt=salt)
    with pytest.raises(MaterialError):
        await analyses.of("T1").take(Step.READ, TASK)
    assert not (folder(tmp_path) / "file").exists()


async def test_pictures_and_rows_come_along(analyses: Analyses) -> None:
    told = await analyses.of("T1").take(Step.DRAW, TASK)
    [picture] = told.pictures
    assert (picture.file, picture.alt, picture.data, told.rows) == ("a.png", "An a.", b"png", b"rows")


async def test_what_was_kept_of_the_file_before_lies_in_the_folder_and_what_is_for_the_next_comes_along(
    tmp_path: Path, slack: Slack
) -> None:
    async def salt(team: str) -> str:
        return ""

    async def earlier(team: str, run: str) -> tuple[str, bytes] | None:
        return (f"model of {team} {run}", b"who") if run == "calm-river-0" else None

    analyses = Analyses(
        tmp_path / "analyses", slack.fetch, salt=salt, earlier=earlier, command=(sys.executable, "-c", KEEPS)
    )
    analyst = analyses.of("T1")
    told = await analyst.take(Step.DRAW, TASK.model_copy(update={"before": "calm-river-0"}))
    assert (told.model, told.customers) == ("model of T1 calm-river-0, once more", b"who")
    await analyst.drop(TASK)
    told = await analyst.take(Step.DRAW, TASK.model_copy(update={"before": "erased"}))
    assert (told.model, told.customers) == ("", b"")


async def test_what_was_kept_of_the_file_before_goes_also_where_a_stop_comes_while_it_is_handed_over(
    tmp_path: Path, slack: Slack
) -> None:
    asked = asyncio.Event()

    async def earlier(team: str, run: str) -> tuple[str, bytes]:
        if run == "own":
            asked.set()
            await asyncio.Event().wait()
        return "model", b"who"

    analyses = Analyses(tmp_path / "analyses", slack.fetch, salt=salt, earlier=earlier)
    task = TASK.model_copy(update={"before": "another", "own": "own"})
    running = asyncio.create_task(analyses.of("T1").take(Step.READ, task))
    await asked.wait()
    assert (folder(tmp_path) / "before-customers.gz").exists()
    await analyses.of("T1").stop(task)
    with pytest.raises(asyncio.CancelledError):
        await running
    assert [each.name for each in folder(tmp_path).iterdir() if each.name.startswith("before")] == []


async def test_what_is_wrong_with_the_file_is_told_in_words(analyses: Analyses) -> None:
    with pytest.raises(AnalysisError) as raised:
        await analyses.of("T1").take(Step.DESCRIBE, TASK)
    assert str(raised.value) == "It is empty. Nothing. Drop another."


async def test_a_process_that_fails_says_what_to_do(analyses: Analyses) -> None:
    with pytest.raises(AnalysisError, match="Something went wrong in me"):
        await analyses.of("T1").take(Step.COMPARE, TASK)


async def test_other_bytes_under_the_same_id_are_another_file(tmp_path: Path) -> None:
    """As a snippet is that somebody edits in Slack."""
    written = ["orders"]

    async def fetch(team: str, file: File, path: Path, most: int) -> None:
        path.write_text(written[-1])

    analyses = Analyses(tmp_path / "analyses", fetch, salt=salt, command=(sys.executable, "-c", PROGRAM))
    analyst = analyses.of("T1")
    told = await analyst.take(Step.READ, TASK)
    task = TASK.model_copy(update={"fingerprint": told.fingerprint})
    await analyst.drop(task)
    assert (await analyst.take(Step.CORRECT, task)).fingerprint == told.fingerprint
    await analyst.drop(task)
    written.append("ordersX")
    with pytest.raises(AnalysisError, match="another one by now") as raised:
        await analyst.take(Step.CORRECT, task)
    assert "Drop it again" in str(raised.value)
    assert (await analyst.take(Step.READ, TASK)).fingerprint not in ("", told.fingerprint), "begun anew, it is read"


async def test_a_turn_that_begins_anew_waits_for_the_same_process(analyses: Analyses, tmp_path: Path) -> None:
    analyst = analyses.of("T1")
    first = asyncio.create_task(analyst.take(Step.FIND, TASK))
    runs = folder(tmp_path) / "runs"
    while not runs.exists():
        await asyncio.sleep(0.01)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    again = asyncio.create_task(analyst.take(Step.FIND, TASK))
    await asyncio.sleep(0.05)
    (folder(tmp_path) / "go").touch()
    await again
    assert runs.read_text() == "find\n"


async def test_two_workspaces_are_served_at_once_where_there_are_places(tmp_path: Path, slack: Slack) -> None:
    async def salt(team: str) -> str:
        return ""

    analyses = Analyses(
        tmp_path / "analyses", slack.fetch, salt=salt, command=(sys.executable, "-c", PROGRAM), at_once=2
    )
    running = [asyncio.create_task(analyses.of(team).take(Step.FIND, TASK)) for team in ("T1", "T2", "T3")]
    for team, task in zip(("T1", "T2"), running, strict=False):
        await begun(task, tmp_path / "analyses" / team / TASK.id)
    assert not (tmp_path / "analyses" / "T3").exists()
    third = analyses.of("T3")
    assert not third.is_free(TASK)
    await third.stop(TASK)
    waiting = asyncio.create_task(third.admitted(TASK))
    (folder(tmp_path) / "go").touch()
    await waiting
    assert third.is_free(TASK)
    assert not analyses.of("T4").is_free(TASK)
    await third.stop(TASK)
    assert analyses.of("T4").is_free(TASK)
    await analyses.close()
    await asyncio.gather(*running, return_exceptions=True)


async def test_what_runs_ends_with_the_program(analyses: Analyses, tmp_path: Path) -> None:
    running = asyncio.create_task(analyses.of("T1").take(Step.FIND, TASK))
    while not (folder(tmp_path) / "runs").exists():
        await asyncio.sleep(0.01)
    await analyses.close()
    with pytest.raises(asyncio.CancelledError):
        await running
    (folder(tmp_path) / "go").touch()
    await asyncio.sleep(0.1)
    assert not (folder(tmp_path) / "told-find").exists()


async def test_what_nobody_came_back_to_goes(analyses: Analyses, tmp_path: Path) -> None:
    await analyses.of("T1").take(Step.READ, TASK)
    await analyses.of("T2").take(Step.READ, TASK)
    long_ago = time.time() - (KEPT_DAYS + 1) * 86400
    os.utime(folder(tmp_path), (long_ago, long_ago))
    await analyses.sweep()
    assert not folder(tmp_path).exists()
    assert (tmp_path / "analyses" / "T2" / TASK.id).exists()


async def test_what_a_process_tells_is_read_beside_the_loop_on_which_everybody_waits(
    analyses: Analyses, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty thousand texts are many megabytes, asked for before each portion that is read."""
    read_on = list[threading.Thread]()

    class Noted(Told):
        @model_validator(mode="before")
        @classmethod
        def note(cls, told: object) -> object:
            read_on.append(threading.current_thread())
            return told

    monkeypatch.setattr("bot.analysis.process.Told", Noted)
    monkeypatch.setattr("bot.analysis.analyst.Told", Noted)
    await analyses.of("T1").take(Step.TEXTS, TASK)
    (folder(tmp_path) / TEXTS).write_text('{"texts": [{"key": "k1", "text": "late"}]}')
    await analyses.of("T1").take(Step.TEXTS, TASK)
    assert len(read_on) == 2
    assert threading.main_thread() not in read_on


@pytest.mark.parametrize(
    ("most", "left"),
    [(10_000, ["a-1", "b-1", "c-1", "d-1"]), (2500, ["b-1", "c-1", "d-1"]), (1500, ["b-1", "d-1"]), (0, ["d-1"])],
)
def test_folders_nobody_works_in_make_room_first_those_of_the_workspace_that_has_most(
    tmp_path: Path, most: int, left: list[str]
) -> None:
    for team, id, touched in (("T1", "a-1", 30), ("T1", "b-1", 40), ("T2", "c-1", 10), ("T2", "d-1", 20)):
        held = tmp_path / team / id
        (held / "table").mkdir(parents=True)
        (held / "table" / "rows").write_bytes(b"x" * (900 if team == "T1" else 500))
        os.utime(held, (touched, touched))
    there = what_is_left(tmp_path)
    while gone := next_to_go(there, {("T2", "d-1")}, most):
        del there[gone]
    assert sorted(id for _, id in there) == left


def test_what_goes_while_it_is_looked_at_takes_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = os.walk
    for id in ("a-1", "b-1"):
        (tmp_path / "T1" / id).mkdir(parents=True)
        (tmp_path / "T1" / id / "file").write_bytes(b"x" * 900)

    def walk_and_go(at: Path) -> Iterator[tuple[str, list[str], list[str]]]:
        for found in walk(at):
            (Path(found[0]) / "file").unlink()
            yield found
        Path(at).rmdir()

    monkeypatch.setattr("os.walk", walk_and_go)
    assert [each.bytes for each in what_is_left(tmp_path).values()] == [0, 0]


async def test_a_folder_in_which_somebody_begins_while_room_is_made_stays(
    tmp_path: Path, slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, begins = threading.Event(), threading.Event()

    def look(root: Path) -> object:
        left = what_is_left(root)
        looked.set()
        begins.wait()
        return left

    analyses = Analyses(
        tmp_path / "analyses", slack.fetch, salt=salt, command=(sys.executable, "-c", PROGRAM), at_once=2, most_kept=1
    )
    analyst, other = analyses.of("T1"), TASK.model_copy(update={"id": "river-2"})
    await analyst.take(Step.READ, TASK)
    (folder(tmp_path) / "runs").unlink()
    monkeypatch.setattr("bot.analysis.analyst.what_is_left", look)
    fetches = asyncio.create_task(analyst.take(Step.READ, other))
    await asyncio.to_thread(looked.wait)
    finds = asyncio.create_task(analyst.take(Step.FIND, TASK))
    await begun(finds, folder(tmp_path))
    begins.set()
    await fetches
    assert folder(tmp_path).exists()
    await analyses.close()
    await asyncio.gather(finds, return_exceptions=True)


async def test_before_another_file_is_fetched_there_is_room_and_what_went_is_fetched_again(
    tmp_path: Path, slack: Slack
) -> None:
    """Files that were dropped and stopped, one after the other, would else fill the disk for everybody."""
    analyses = Analyses(
        tmp_path / "analyses", slack.fetch, salt=salt, command=(sys.executable, "-c", PROGRAM), most_kept=1
    )
    analyst = analyses.of("T1")
    for number in (1, 2, 3, 1):
        await analyst.take(Step.READ, TASK.model_copy(update={"id": f"river-{number}"}))
    assert [each.name for each in (tmp_path / "analyses").glob("*/*")] == ["river-1"]
    assert slack.fetched == 4
    await analyses.close()


async def test_nobody_else_on_this_machine_reads_it(analyses: Analyses, tmp_path: Path) -> None:
    await analyses.of("T1").take(Step.READ, TASK)
    assert folder(tmp_path).stat().st_mode & 0o077 == 0


class Talks:
    """Conversations, of which some are erased."""

    def __init__(self, root: Path, fetch: Slack) -> None:
        self.gone: set[tuple[str, str]] = set()
        self.analyses = Analyses(
            root, fetch.fetch, salt=self._salt, there=self._there, command=(sys.executable, "-c", PROGRAM)
        )

    async def _salt(self, team: str) -> str:
        return ""

    async def _there(self, team: str, conversation: str) -> bool:
        return (team, conversation) not in self.gone


@pytest.fixture
def talks(tmp_path: Path, slack: Slack) -> Talks:
    return Talks(tmp_path / "analyses", slack)


async def begun(running: asyncio.Task[object], at: Path) -> int:
    """-> pid of its process"""
    while not (at / "runs").exists():
        assert not running.done()
        await asyncio.sleep(0.01)
    return int((at / "pid").read_text())


def is_over(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


async def test_what_is_erased_goes_also_while_it_is_worked_on(talks: Talks, tmp_path: Path) -> None:
    analyses = talks.analyses
    await analyses.of("T2").take(Step.READ, TASK)
    running = asyncio.create_task(analyses.of("T1").take(Step.FIND, TASK))
    pid = await begun(running, folder(tmp_path))
    talks.gone.add(("T1", "calm-river"))
    await analyses.sweep()
    assert not folder(tmp_path).exists()
    assert is_over(pid)
    assert (tmp_path / "analyses" / "T2" / TASK.id).exists()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_nothing_is_begun_for_a_conversation_that_is_gone(talks: Talks, tmp_path: Path) -> None:
    talks.gone.add(("T1", "calm-river"))
    with pytest.raises(AnalysisError):
        await talks.analyses.of("T1").take(Step.READ, TASK)
    assert not folder(tmp_path).exists()


async def test_stopping_ends_the_process_and_frees_the_machine(talks: Talks, tmp_path: Path) -> None:
    analyses = talks.analyses
    running = asyncio.create_task(analyses.of("T1").take(Step.FIND, TASK))
    pid = await begun(running, folder(tmp_path))
    await analyses.of("T1").stop(TASK)
    assert is_over(pid)
    assert folder(tmp_path).exists(), "what was worked out so far waits"
    await analyses.of("T2").take(Step.READ, TASK)
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_what_an_earlier_process_took_along_is_told_without_another(tmp_path: Path, slack: Slack) -> None:
    program = """
import pathlib, sys
from segments.ahead import keep_ahead
folder = pathlib.Path(sys.argv[2])
with (folder / "runs").open("a") as runs:
    runs.write(sys.argv[1] + " ")
(folder / "a.png").write_bytes(b"png")
keep_ahead(folder, "draw", {"pictures": [{"file": "a.png", "title": "A", "alt": "An a."}]})
print("{}")
"""
    analyses = Analyses(tmp_path / "analyses", slack.fetch, salt=salt, command=(sys.executable, "-c", program))
    await analyses.of("T1").take(Step.FIND, TASK)
    drawn = await analyses.of("T1").take(Step.DRAW, TASK)
    assert [each.data for each in drawn.pictures] == [b"png"]
    assert (folder(tmp_path) / "runs").read_text() == "find "
    await analyses.of("T1").take(Step.DRAW, TASK.model_copy(update={"before": "calm-river-0"}))
    assert (folder(tmp_path) / "runs").read_text() == "find draw "
