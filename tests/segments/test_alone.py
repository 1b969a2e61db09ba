"""A step that nobody waits for any more ends, and two never work in one folder."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from segments.alone import alone_in

CHILD = """
import os, sys, time
from pathlib import Path
from segments.alone import alone_in, end_with
end_with(os.getppid())
with alone_in(Path(sys.argv[1])):
    Path(sys.argv[1], "ready").write_text(str(os.getpid()))
    time.sleep(600)
"""
PARENT = "import subprocess, sys; subprocess.run([sys.executable, '-c', *sys.argv[1:]])"


async def test_a_step_ends_with_the_program_that_began_it_and_the_next_one_has_the_folder(tmp_path: Path) -> None:
    parent = await asyncio.create_subprocess_exec(sys.executable, "-c", PARENT, CHILD, str(tmp_path))
    ready = tmp_path / "ready"
    async with asyncio.timeout(60):
        while not ready.exists() or not ready.read_text():
            await asyncio.sleep(0.01)
        child = int(ready.read_text())
        next_one = asyncio.ensure_future(asyncio.to_thread(alone_in, tmp_path))
        had, _ = await asyncio.wait({next_one}, timeout=0.1)
        assert (had, _runs(child)) == (set(), True)
        parent.kill()
        await parent.wait()
        (await next_one).close()
        while _runs(child):
            await asyncio.sleep(0.01)
    assert not _runs(child)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
