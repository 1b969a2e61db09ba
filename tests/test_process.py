"""`segue run` as a process: what it says when it cannot begin, and how it ends."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from playground.driver import CUSTOMERS, DANA
from playground.server import Playground
from store.connection import Store

HOUSE = Path(__file__).parent.parent
PATIENCE = 120.0
"""Seconds: a process has to begin on a machine that has much else to do."""


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground() as playground:
        yield playground


class Process:
    """`segue run` against the playground."""

    def __init__(self, playground: Playground, database: Path, **environ: str) -> None:
        self._environ = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(HOUSE),
            "SLACK_BOT_TOKEN": "xoxb-test",
            "SLACK_APP_TOKEN": "xapp-test",
            "SLACK_API_URL": playground.api_url,
            "SEGUE_DATABASE_URL": f"sqlite:///{database}",
            "SEGUE_QUIET_SECONDS": "0.05",
            "SEGUE_PACE": "off",
            **environ,
        }
        self.process: asyncio.subprocess.Process | None = None

    async def start(self) -> Process:
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", "--no-dotenv", env=self._environ, stderr=asyncio.subprocess.PIPE
        )
        return self

    async def ends(self) -> tuple[int, str]:
        """-> (exit code, what it said)"""
        assert self.process is not None
        _, said = await asyncio.wait_for(self.process.communicate(), PATIENCE)
        return self.process.returncode or 0, said.decode()


async def test_a_token_that_slack_does_not_know_is_named(tmp_path: Path, playground: Playground) -> None:
    playground.faults.add("refuse", "auth.test", probability=1.0, error="invalid_auth")
    code, said = await (await Process(playground, tmp_path / "segue.db").start()).ends()
    assert code == 2
    assert "Slack does not accept SLACK_BOT_TOKEN: invalid_auth" in said
    assert "Traceback" not in said


async def test_an_app_token_that_slack_does_not_know_is_named(tmp_path: Path, playground: Playground) -> None:
    playground.faults.add("refuse", "apps.connections.open", probability=1.0, error="invalid_auth")
    code, said = await (await Process(playground, tmp_path / "segue.db").start()).ends()
    assert code == 2
    assert "Slack does not accept SLACK_APP_TOKEN: invalid_auth" in said
    assert "Traceback" not in said


async def test_an_address_that_is_not_slack_is_named(tmp_path: Path, playground: Playground) -> None:
    process = Process(playground, tmp_path / "segue.db", SLACK_API_URL=f"{playground.url}/elsewhere/api/")
    code, said = await (await process.start()).ends()
    assert code == 2
    assert "SLACK_API_URL does not answer as Slack does" in said


async def test_a_slack_that_is_down_is_waited_for_and_stop_is_heard(tmp_path: Path, playground: Playground) -> None:
    process = await Process(playground, tmp_path / "segue.db", SLACK_API_URL="http://127.0.0.1:9/api/").start()
    assert process.process is not None
    assert process.process.stderr is not None
    said = b""
    while b"cannot be reached" not in said:
        line = await asyncio.wait_for(process.process.stderr.readline(), PATIENCE)
        assert line, f"it ended, having said: {said.decode()}"
        said += line
    process.process.send_signal(signal.SIGTERM)
    code, _ = await process.ends()
    assert code == 0


async def test_a_second_process_on_one_database_refuses(tmp_path: Path, playground: Playground) -> None:
    first = Store(tmp_path / "segue.db")
    await first.open()
    code, said = await (await Process(playground, tmp_path / "segue.db").start()).ends()
    await first.close()
    assert code == 2
    assert "Another Segue already uses" in said


async def test_a_database_of_a_newer_version_is_refused(tmp_path: Path, playground: Playground) -> None:
    store = Store(tmp_path / "segue.db")
    await store.open()
    await store.close()
    with sqlite3.connect(tmp_path / "segue.db") as database:
        database.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('segue', 'm9', '')")
    code, said = await (await Process(playground, tmp_path / "segue.db").start()).ends()
    assert code == 2
    assert "written by a newer Segue" in said


async def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, playground: Playground) -> None:
    (tmp_path / "data").write_text("a file where a folder should be")
    code, said = await (await Process(playground, tmp_path / "data" / "segue.db").start()).ends()
    assert code == 2
    assert "cannot be written" in said


async def test_told_to_stop_in_the_middle_it_stops_soon_and_goes_on_next_time(
    tmp_path: Path, playground: Playground
) -> None:
    people, database = playground.driver, tmp_path / "segue.db"
    process = await Process(playground, database, SEGUE_QUIET_SECONDS="30", SEGUE_SHUTDOWN_SECONDS="1").start()
    await people.connected(PATIENCE)
    thread = await people.say(DANA, CUSTOMERS, "@Segue interview, 3 questions")
    await people.replies(CUSTOMERS, thread, 1, PATIENCE)
    await people.say(DANA, CUSTOMERS, "We sell bicycles to couriers in Ghent.", thread)
    await people.quiet(PATIENCE)
    assert process.process is not None
    process.process.send_signal(signal.SIGTERM)
    code, _ = await process.ends()
    assert code == 0
    assert len(people.thread(CUSTOMERS, thread)) == 3
    again = await Process(playground, database).start()
    replies = await people.replies(CUSTOMERS, thread, 2, PATIENCE)
    assert "Question 1 of 3" in replies[1]["text"]
    assert again.process is not None
    again.process.send_signal(signal.SIGTERM)
    assert (await again.ends())[0] == 0
