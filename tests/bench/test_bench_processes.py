"""What a command takes is counted with everything it starts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench.processes import run

HELD = "held = bytearray(200_000_000); import time; time.sleep(1)"


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="only Linux tells what a process holds")
def test_memory_of_a_process_that_the_command_starts_is_counted(tmp_path: Path) -> None:
    starts = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{HELD}'], check=True)"
    alone = run([sys.executable, "-c", "import time; time.sleep(1)"], tmp_path)
    assert run([sys.executable, "-c", starts], tmp_path).megabytes > alone.megabytes + 150


def test_a_command_that_fails_is_no_figure(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        run([sys.executable, "-c", "raise SystemExit(3)"], tmp_path)
