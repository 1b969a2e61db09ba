"""How a step ended is told as it was: too long, too large, or a fault of ours; of a fault the log says where."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from bot.analysis.process import fault, told_by, too_large, too_long
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
        ("raise ValueError(cell)", fault),
        ("raise MemoryError", too_large),
        ("import numpy; numpy.zeros(10**12)", too_large),
        ("os.kill(os.getpid(), signal.SIGKILL)", too_large),
        ("os.kill(os.getpid(), signal.SIGSEGV)", fault),
        ("os.kill(os.getpid(), signal.SIGXCPU)", too_long),
        ("import time; time.sleep(60)", too_long),
        ("sys.exit(9)", fault),
    ],
)
async def test_a_step_that_ends_badly_is_told_as_what_it_was(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, doing: str, told: Callable[[], AnalysisError]
) -> None:
    seconds = 3.0 if "sleep" in doing else 60.0
    with caplog.at_level(logging.INFO, "segue"), pytest.raises(AnalysisError) as raised:
        await told_by(command(tmp_path, doing), tmp_path, seconds=seconds)
    assert str(raised.value) == str(told())
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


async def test_a_step_that_ends_badly_twice_is_told_by_another_error(tmp_path: Path) -> None:
    """One that is raised again keeps what lay around it the first time: rows of a file of somebody else."""
    raised = []
    for _ in range(2):
        with pytest.raises(AnalysisError) as error:
            await told_by([sys.executable, "-c", "raise SystemExit(9)"], tmp_path)
        raised.append(error.value)
    assert raised[0] is not raised[1]


def test_the_processor_time_of_a_step_ends_before_the_kernel_kills(tmp_path: Path) -> None:
    """At the hard limit it kills as it does where memory runs out, and the one would be told as the other."""
    asks = "import resource; return {'limits': resource.getrlimit(resource.RLIMIT_CPU)}"
    told = subprocess.run(command(tmp_path, asks), check=True, capture_output=True)
    soft, hard = json.loads(told.stdout)["limits"]
    assert 0 < soft < hard


def test_a_database_without_memory_is_none_of_the_files_faults(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with connected(tmp_path, memory="20MB") as database, pytest.raises(duckdb.Error) as raised:
        database.execute("SELECT string_agg(a, '') FROM (SELECT repeat('x', 1000) AS a FROM range(100000))").fetchall()
    assert code_of(raised.value) == 3
    assert capsys.readouterr().err.endswith("raised OutOfMemoryException\n")
