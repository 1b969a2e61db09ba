"""How the team knows what it said, in the words that stand beside it wherever it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from interviews.answers import Basis

LABELS: Mapping[Basis, str] = MappingProxyType(
    {
        Basis.COUNTED: "counted",
        Basis.HEARD: "heard",
        Basis.GUESS: "a guess of the team",
        Basis.OPEN: "open",
    }
)


def label(basis: Basis | None) -> str:
    """In English; empty where nobody said how they know."""
    return LABELS[basis] if basis else ""
