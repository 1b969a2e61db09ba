"""Lots that fall the same way for the same words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import sha256


def lot(seed: str, turn: str = "") -> int:
    return int(sha256(f"{seed} {turn}".encode("utf-8", "replace")).hexdigest(), 16)


def chosen(options: Sequence[str], seed: str, turn: str = "") -> str:
    """One of the options, always the same for the same seed."""
    return options[lot(seed, turn) % len(options)]


def fresh(options: Sequence[str], seed: str, told: Collection[str]) -> str:
    """One that has not been said yet, as far as there is one. `told`: sentences, as they were said."""
    left = [each for each in options if not any(said in each for said in told if len(said) > 3)]
    return chosen(left or options, seed)
