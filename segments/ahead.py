"""What a step will tell, kept by the process that took it before it was asked for. Quick to import."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from segments.whole_files import keep

TASK = "task.json"
"""What people want, in the folder of an analysis."""


def keep_ahead(folder: Path, step: str, told: dict[str, Any]) -> None:
    """For exactly what is wanted now."""
    keep(folder, _name(step), json.dumps({"of": _wanted(folder), "told": told}).encode())


def told_ahead(folder: Path, step: str) -> bytes | None:
    """-> what the process of that step would print; None where it has to be taken, or something else is wanted now."""
    try:
        kept = json.loads((folder / _name(step)).read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    return json.dumps(kept["told"]).encode() if kept["of"] == _wanted(folder) else None


def _wanted(folder: Path) -> str:
    return sha256((folder / TASK).read_bytes()).hexdigest()


def _name(step: str) -> str:
    return f"told-{step}.json"
