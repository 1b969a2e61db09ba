"""Faults on this machine: settings, database, and that no secret is ever told."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from errors import StoreBusy, StoreFull
from playground.server import Playground
from store.checkup import check_up
from store.connection import Store
from tests.doctor.conftest import Doctor

NOWHERE = "http://127.0.0.1:9/api/"


@pytest.mark.parametrize(
    ("environ", "said", "mend"),
    [
        ({"SLACK_BOT_TOKEN": "", "SLACK_APP_TOKEN": ""}, "are missing", "segue playground"),
        ({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN is missing; the other", "OAuth & Permissions"),
        ({"SLACK_APP_TOKEN": ""}, "SLACK_APP_TOKEN is missing; the other", "App-Level Tokens"),
        ({"SLACK_BOT_TOKEN": "xapp-very-secret-1", "SLACK_APP_TOKEN": "xoxb-very-secret-2"}, "swapped", "Exchange"),
        ({"SLACK_BOT_TOKEN": "xoxp-very-secret-1"}, "must begin with xoxb-", "Bot User OAuth Token"),
        ({"SLACK_BOT_TOKEN": "xoxb-very-secret…"}, "a character that no token has", "Bot User OAuth Token"),
        (
            {"SLACK_APP_TOKEN": "xapp-very-secret-1\nSEGUE_LOG=INFO"},
            "a character that no token has",
            "App-Level Tokens",
        ),
        ({"SEGUE_QUITE_SECONDS": "1"}, "not a setting. Did you mean SEGUE_QUIET_SECONDS?", ".env.example"),
        ({"SEGUE_GRACE_SECONDS": "1"}, "must be longer than", ".env.example"),
        ({"SEGUE_LOG": "xoxb-very-secret-1"}, "SEGUE_LOG: ", ".env.example"),
    ],
)
async def test_a_fault_of_the_settings(
    doctor: Doctor, playground: Playground, environ: dict[str, str], said: str, mend: str
) -> None:
    """What does not rest on the faulty setting is looked at all the same."""
    report = await doctor(playground.api_url, **environ)
    assert report.to_mend == ["settings"]
    assert said in report["settings"].said
    assert mend in report["settings"].mend
    assert (report["slack"].verdict, report["database"].verdict) == ("ok", "ok")
    for token, check in (("SLACK_BOT_TOKEN", "bot-token"), ("SLACK_APP_TOKEN", "app-token")):
        assert report[check].verdict == ("skipped" if token in environ else "ok")


async def test_all_faults_are_told_at_once(doctor: Doctor) -> None:
    report = await doctor(
        NOWHERE,
        SLACK_APP_TOKEN="",
        SEGUE_QUITE_SECONDS="1",
        SEGUE_LOG="LOUD",
        SEGUE_DATABASE_URL="sqlite:////dev/null/segue.db",
        SEGUE_MODEL="m",
    )
    assert report.to_mend == ["settings", "settings", "settings", "slack", "database", "model"]


@pytest.mark.parametrize(
    ("setting", "value", "check"),
    [
        ("SLACK_API_URL", "https://slack.com", "slack"),
        ("SEGUE_DATABASE_URL", "postgresql://dana:very-secret-3@localhost/segue", "database"),
        ("OPENAI_BASE_URL", "localhost:11434", "model"),
    ],
)
async def test_what_rests_on_a_faulty_setting_is_skipped(
    doctor: Doctor, playground: Playground, setting: str, value: str, check: str
) -> None:
    report = await doctor(**{"api_url": playground.api_url, setting: value})
    assert report.to_mend == ["settings"]
    assert report[check].verdict == "skipped"
    assert "first" in report[check].said


async def test_an_env_file_that_cannot_be_read(doctor: Doctor, playground: Playground, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"SEGUE_LOG=\xff")
    report = await doctor(playground.api_url, dotenv=tmp_path / ".env")
    assert report.to_mend == ["settings"]
    assert "cannot be read: it is not UTF-8 text" in report["settings"].said


async def test_the_env_file_is_read(doctor: Doctor, playground: Playground, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SEGUE_MODLE=m")
    report = await doctor(playground.api_url, dotenv=tmp_path / ".env")
    assert "Did you mean SEGUE_MODEL?" in report["settings"].said


def test_an_older_python_is_turned_away() -> None:
    old = "import sys; sys.version_info = (3, 10, 2, 'final', 0); import bot"
    done = subprocess.run([sys.executable, "-c", old], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "Segue needs Python 3.11 or later; this is 3.10. See README.md.\n")


# The database


async def test_a_database_that_is_not_there_yet_is_not_made(
    doctor: Doctor, playground: Playground, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path}/deep/down/segue.db"
    report = await doctor(playground.api_url, SEGUE_DATABASE_URL=url)
    assert report["database"].said.endswith("segue.db will be made when Segue starts.")
    assert list(tmp_path.iterdir()) == []


async def test_a_database_of_ours_is_left_as_it_was(doctor: Doctor, playground: Playground, tmp_path: Path) -> None:
    await _begun(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    report = await doctor(playground.api_url)
    assert report["database"].said.endswith("segue.db can be written.")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


async def test_an_empty_file_will_become_one(doctor: Doctor, playground: Playground, tmp_path: Path) -> None:
    (tmp_path / "segue.db").touch()
    assert "brought up to date" in (await doctor(playground.api_url))["database"].said


@pytest.mark.parametrize("place", ["/dev/null/segue.db", "/proc/segue.db"])
async def test_a_folder_that_cannot_be_written(doctor: Doctor, playground: Playground, place: str) -> None:
    report = await doctor(playground.api_url, SEGUE_DATABASE_URL=f"sqlite:///{place}")
    assert report.to_mend == ["database"]
    assert "cannot be written" in report["database"].said
    assert "SEGUE_DATABASE_URL" in report["database"].mend


async def test_a_running_segue(doctor: Doctor, playground: Playground, tmp_path: Path) -> None:
    store = Store(tmp_path / "segue.db")
    await store.open()
    report = await doctor(playground.api_url)
    await store.close()
    assert report.to_mend == ["database"]
    assert "A Segue runs on" in report["database"].said
    assert "stop it" in report["database"].mend


async def test_a_newer_version(doctor: Doctor, playground: Playground, tmp_path: Path) -> None:
    await _begun(tmp_path)
    with closing(sqlite3.connect(tmp_path / "segue.db")) as database, database:
        database.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('segue', 'm999', '')"
        )
    report = await doctor(playground.api_url)
    assert report.to_mend == ["database"]
    assert "written by a newer Segue (it knows m999)" in report["database"].said
    assert "Start that version again" in report["database"].mend


async def test_another_program_holds_the_file(tmp_path: Path) -> None:
    await _begun(tmp_path)
    with closing(sqlite3.connect(tmp_path / "segue.db", isolation_level=None)) as browser:
        browser.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="Another program locks"):
            await asyncio.to_thread(check_up, tmp_path / "segue.db", busy_seconds=0.05)


def test_a_disk_that_is_nearly_full(tmp_path: Path) -> None:
    with pytest.raises(StoreFull, match=r"nearly full: [0-9]+ MB are free\. Make room there"):
        check_up(tmp_path / "segue.db", least_free=1 << 62)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("CREATE TABLE songs (title TEXT)", "a database, but not one of Segue's"),
        (b"Dear diary, this is no database at all. " * 20, "cannot be read: file is not a database"),
        (None, "is not a file"),
    ],
)
async def test_a_file_that_is_something_else(
    doctor: Doctor, playground: Playground, tmp_path: Path, content: str | bytes | None, said: str
) -> None:
    path = tmp_path / "segue.db"
    if content is None:
        path.mkdir()
    elif isinstance(content, bytes):
        path.write_bytes(content)
    else:
        with closing(sqlite3.connect(path)) as database, database:
            database.execute(content)
    report = await doctor(playground.api_url)
    assert report.to_mend == ["database"]
    assert said in report["database"].said
    assert report["database"].mend


async def _begun(folder: Path) -> None:
    store = Store(folder / "segue.db")
    await store.open()
    await store.close()
