"""What is being analysed takes no more of the disk than there is for it: what is left there is a cache, and may go."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

MOST = 5_000_000_000
"""Bytes that lie there before another file is fetched."""


def made_room(root: Path, running: Collection[tuple[str, str]], most: int) -> None:
    """Folders that nobody works in go until what is left is no more than `most` bytes: of the workspace that has most
    there, the one that was not touched for longest. `running`: (team, id of a task)"""
    left = {(folder.parent.name, folder.name): folder for folder in root.glob("*/*")}
    sizes = {id: _size(folder) for id, folder in left.items()}
    idle = sorted((id for id in left if id not in running), key=lambda id: left[id].stat().st_mtime)
    while idle and sum(sizes.values()) > most:
        held = {team: sum(size for (of, _), size in sizes.items() if of == team) for team, _ in idle}
        gone = max(idle, key=lambda id: (held[id[0]], -idle.index(id)))
        idle.remove(gone)
        shutil.rmtree(left[gone], ignore_errors=True)
        del sizes[gone]


def _size(folder: Path) -> int:
    return sum(each.stat().st_size for each in folder.iterdir() if each.is_file())
