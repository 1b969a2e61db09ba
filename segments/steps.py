"""The steps of an analysis, each resting on what the ones before it left in the folder.

A step that was taken is not taken again; one whose predecessors are missing takes them first. So whoever works in a
folder may be killed at any moment, and the folder lost: the same is told in the end.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from segments.ahead import TASK, keep_ahead
from segments.file_steps import FILE, compare, texts, understand_file, understood
from segments.wish import Wish

__all__ = ["FILE", "TASK", "Wish", "go_on", "take"]

Take = Callable[[Path, Wish], dict[str, Any]]
OF_THE_FILE: dict[str, Take] = {"read": understand_file, "compare": compare, "texts": texts}
THEN = {"find": ("describe", "draw")}
SMALL = 20_000
"""Rows."""


def take(step: str, folder: Path) -> dict[str, Any]:
    """-> what is told of a step. Raises SegueError, in words for people."""
    told = _step(step)(folder, _wish(folder))
    return json.loads(json.dumps(told))  # type: ignore[no-any-return]


def go_on(step: str, folder: Path) -> None:
    """Of a small file the same process takes the steps that follow: to load what they need takes longer than they do.
    Each is kept as if it had been asked for; what goes wrong is left for whoever asks."""
    following = THEN.get(step, ())
    try:
        if not following or understood(folder, _wish(folder)).understanding.rows > SMALL:
            return
        for each in following:
            keep_ahead(folder, each, take(each, folder))
    # Whatever it is: the step itself will meet it, and tell it as its own.
    except Exception:
        return


def _wish(folder: Path) -> Wish:
    return Wish.model_validate_json((folder / TASK).read_bytes())


def _step(step: str) -> Take:
    if step in OF_THE_FILE:
        return OF_THE_FILE[step]
    from segments.found_steps import STEPS

    return STEPS[step]
