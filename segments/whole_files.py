"""A file in the folder of an analysis is complete or not there: it is written under another name and then renamed."""

from __future__ import annotations

import os
from pathlib import Path


def keep(folder: Path, name: str, data: bytes) -> None:
    """Raises OSError where there is no room."""
    unfinished = folder / f"{name}.unfinished"
    with unfinished.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(folder / name)
