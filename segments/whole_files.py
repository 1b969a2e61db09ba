"""A file in the folder of an analysis is complete or not there: it is written under another name and then renamed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def becoming(folder: Path, name: str, unfinished: str) -> Iterator[Path]:
    """Where it is written, under the name `unfinished`. Raises OSError where there is no room; then half of it goes."""
    path = folder / unfinished
    try:
        yield path
        path.replace(folder / name)
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise


def keep(folder: Path, name: str, data: bytes) -> None:
    """Raises OSError where there is no room."""
    with becoming(folder, name, f"{name}.unfinished") as path, path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
