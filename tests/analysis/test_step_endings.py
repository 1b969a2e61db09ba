"""How a step ended is told as it was: too long, too large, or a fault of ours; of a fault the log says where."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import duckdb
import pytest

from bot.analysis.process import FAULT, TOO_LARGE, TOO_LONG, told_by
from errors import AnalysisError
from segments.ending import code_of
from segments.tables.table import connected

SECRET = "jane.miller@example.com"
TAKES = """
import os, signal, sys, types
from segments.__main__ import main
def take(step, folder):
    cell = {secret!r}
    {doing}
sys.modules["segments.steps"] = types.SimpleNamespace(take=take, go_on=lambda step, folder: None)
sys.argv = ["segments", "read", {folder!r}]
sys.exit(main())
"""


def command(folder: Path, doing: str) -> list[str]:
    return [sys.executable, "-c", TAKES.format(doing=doing, folder=str(folder), secret=SECRET)]


@pytest.mark.parametrize(
    ("doing", "told"),
    [
        ("raise ValueError(cell)", FAULT),
        ("raise MemoryError", TOO_LARGE),
        ("import numpy; numpy.zeros(10**12)", TOO_LARGE),
        ("os.kill(os.getpid(), signal.SIGKILL)", TOO_LARGE),
        ("os.kill(os.getpid(), signal.SIGSEGV)", FAULT),
        ("os.kill(os.getpid(), signal.SIGXCPU)", TOO_LONG),
        ("import time; time.sleep(60)", TOO_LONG),
        ("sys.exit(9)", FAULT),
    ],
)
async def test_a_step_that_ends_badly_is_told_as_what_it_was(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, doing: str, told: AnalysisError
) -> None:
    seconds = 3.0 if "sleep" in doing else 60.0
    with caplog.at_level(logging.INFO, "segue"), pytest.raises(AnalysisError) as raised:
        await told_by(command(tmp_path, doing), tmp_path, seconds=seconds)
    assert str(raised.value) == str(told)
    assert SECRET not in caplog.text


async def test_of_a_fault_the_log_says_where_and_no_word_of_the_file(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for doing in ("raise KeyError(cell)", "sys.stderr.write(cell); os.abort()"):
        caplog.clear()
        with caplog.at_level(logging.INFO, "segue"), pytest.raises(AnalysisError, match="wrong in me"):
            await told_by(command(tmp_path, doing), tmp_path)
        [line] = [record.getMessage() for record in caplog.records if record.name == "segue.analysis"]
        assert "in take" in line
        assert "raised KeyError" in line or "Fatal Python error: Aborted" in line
        assert SECRET not in caplog.text


def test_the_processor_time_of_a_step_ends_before_the_kernel_kills() -> None:
    """At the hard limit it kills as it does where memory runs out, and the one would be told as the other."""
    source = (Path(__file__).parents[2] / "segments" / "__main__.py").read_text()
    assert "RLIMIT_CPU, (SECONDS, SECONDS + " in source


def test_a_database_without_memory_is_none_of_the_files_faults(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with connected(tmp_path, memory="20MB") as database, pytest.raises(duckdb.Error) as raised:
        database.execute("SELECT string_agg(a, '') FROM (SELECT repeat('x', 1000) AS a FROM range(100000))").fetchall()
    assert code_of(raised.value) == 3
    assert capsys.readouterr().err.endswith("raised OutOfMemoryException\n")
