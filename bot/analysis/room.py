"""What is being analysed takes no more of the disk than there is for it: what is left there is a cache, and may go."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from errors import NoRoom
from segments.ending import is_of_room

MOST = 5_000_000_000
"""Bytes that lie there before another file is fetched."""

Id = tuple[str, str]
"""(team, id of a task)"""


class Left(NamedTuple):
    """A folder as it was found; nothing of it where it went meanwhile."""

    bytes: int
    touched: float


def what_is_left(root: Path) -> dict[Id, Left]:
    """Every folder with all that lies beneath it."""
    return {(folder.parent.name, folder.name): _left(folder) for folder in root.glob("*/*")}


def next_to_go(left: Mapping[Id, Left], running: Collection[Id], most: int) -> Id | None:
    """Of the workspace that has most there, the folder that was not touched for longest and in which nobody works;
    None where what is left is no more than `most` bytes, or all of it is worked in."""
    idle = [id for id in left if id not in running]
    if not idle or sum(each.bytes for each in left.values()) <= most:
        return None
    held = {team: sum(each.bytes for (of, _), each in left.items() if of == team) for team, _ in idle}
    return max(idle, key=lambda id: (held[id[0]], -left[id].touched))


def _left(folder: Path) -> Left:
    files = [Path(at, name) for at, _, names in os.walk(folder) for name in names]
    touched = _stat(folder)
    return Left(sum(found.st_size for each in files if (found := _stat(each))), touched.st_mtime if touched else 0.0)


def _stat(path: Path) -> os.stat_result | None:
    """None where it went meanwhile."""
    try:
        return path.lstat()
    except OSError:
        return None


def no_room() -> NoRoom:
    return NoRoom(
        "There is no room left on the disk of the machine I run on.",
        kept="Your file stands in Slack as it was, and so does all I said.",
        now="Please tell whoever runs me. Once there is room, ask me again; “resume” goes on with an analysis.",
    )


@contextmanager
def told_where_full(folder: Path) -> Iterator[None]:
    """What was begun there and is not whole goes at once: somebody needs the room. Of a step it is told as NoRoom.
    Raises NoRoom."""
    try:
        yield
    except (OSError, NoRoom) as error:
        if not isinstance(error, NoRoom) and not is_of_room(error):
            raise
        for each in folder.glob("*unfinished*"):
            with suppress(OSError):
                each.unlink()
        raise no_room() from None
