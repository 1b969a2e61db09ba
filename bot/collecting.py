"""Garbage is collected seldom and shortly: with many conversations the collector would look through all modules."""

from __future__ import annotations

import gc


def keep_collecting_short() -> None:
    """What has been imported by now stays; what comes later is looked through after so many new objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
