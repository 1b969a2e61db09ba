"""What an installed Segue takes on the disk, and what of it a running one loads before a file arrives."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

MOST_BYTES = 600_000_000
HEAVY = ("duckdb", "matplotlib", "scipy", "sklearn", "segments.pictures")
"""numpy is loaded by sqlite-utils wherever it is installed."""


def _rested_on(name: str, found: dict[str, int]) -> dict[str, int]:
    """Each package that `name` needs, and `name` itself, with the bytes of its files; what Python compiles of them is
    not counted."""
    own = canonicalize_name(name)
    if own not in found:
        try:
            package = distribution(name)
        except PackageNotFoundError:
            return found
        files = [each.locate() for each in package.files or [] if each.suffix != ".pyc"]
        found[own] = sum(each.stat().st_size for each in files if each.exists())
        for needed in map(Requirement, package.requires or []):
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                _rested_on(needed.name, found)
    return found


def test_the_whole_install_takes_less_than_600_mb():
    found = _rested_on("segue", {})
    assert {"scikit-learn", "scipy", "numpy", "duckdb", "matplotlib", "slack-bolt", "langgraph"} <= found.keys()
    assert "playwright" not in found
    assert all(found[each] > 1_000_000 for each in ("scikit-learn", "scipy", "numpy", "duckdb", "matplotlib"))
    assert sum(found.values()) < MOST_BYTES


def test_a_running_segue_loads_nothing_of_the_analysis():
    loaded = f"import sys, bot.app; print([each for each in {HEAVY!r} if each in sys.modules])"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
