"""`python -m segments STEP FOLDER`: one step of an analysis, in a process of its own, with limits.

What it tells is JSON on stdout; what is wrong with the file is told there too, in words. An exit code other than 0
means that it was stopped or failed; where, it says on stderr (segments/ending.py).
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path

from segments.alone import alone_in, end_with
from segments.ending import code_of, say_where_it_ends

MEMORY, SECONDS, DISK = 8_000_000_000, 900, 8_000_000_000
"""`DISK`: bytes of any one file that it writes."""


def main() -> int:
    # Below the hard limit, at which the kernel kills as it does where memory runs out.
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 10))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (DISK, DISK))
    # A process of ours has a core or two; more threads only take memory.
    os.environ.setdefault("OMP_NUM_THREADS", "2")
    say_where_it_ends()
    end_with(os.getppid())
    from errors import SegueError
    from segments.steps import go_on, take

    step, folder = sys.argv[1], Path(sys.argv[2])
    try:
        with alone_in(folder):
            told = take(step, folder)
            go_on(step, folder)
    except SegueError as error:
        told = {"error": {"happened": error.happened, "kept": error.kept, "now": error.now}}
    # Whatever it is: what Python would print of it may hold a cell of the file.
    except Exception as error:
        return code_of(error)
    sys.stdout.write(json.dumps(told, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
