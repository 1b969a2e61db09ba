"""How the process of a step ends where it cannot go on: a code that says why, and where it was.

What an exception says may hold a cell of the file; where it was raised does not.
"""

from __future__ import annotations

import errno
import faulthandler
import os
import sys
import traceback

NO_MEMORY, NO_ROOM, FAULT = 3, 4, 1
"""Exit codes."""
FULL = (errno.ENOSPC, errno.EDQUOT)
AT, RAISED = "at ", "raised "
"""What the lines begin with that say where."""
DEEPEST = 12


def say_where_it_ends() -> None:
    """Also where the program is ended from below Python."""
    faulthandler.enable()


def code_of(error: BaseException) -> int:
    """-> the exit code; where it was is written to stderr."""
    for frame in traceback.extract_tb(error.__traceback__)[-DEEPEST:]:
        sys.stderr.write(f"{AT}{frame.filename}:{frame.lineno} in {frame.name}\n")
    sys.stderr.write(f"{RAISED}{type(error).__name__}\n")
    if is_of_room(error):
        return NO_ROOM
    return NO_MEMORY if _is_of_memory(error) else FAULT


def is_of_room(error: BaseException) -> bool:
    """Whether the disk is full. DuckDB's own has no number, and says so in words."""
    if isinstance(error, OSError):
        return error.errno in FULL
    return type(error).__name__ == "IOException" and os.strerror(errno.ENOSPC) in str(error)


def _is_of_memory(error: BaseException) -> bool:
    """DuckDB's own is told by its name: most steps do without loading it."""
    if isinstance(error, OSError):
        return error.errno == errno.ENOMEM
    return isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryException"
