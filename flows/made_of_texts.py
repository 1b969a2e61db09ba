"""What models made of the texts of files: each text is paid for once, by whichever conversation came first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol


class MadeOfTexts(Protocol):
    """Of the workspace of this conversation, by the models that answer today. `made` says what: the task's name."""

    async def of(self, made: str, keys: Sequence[str]) -> Mapping[str, bytes]:
        """Keys of texts, which are hashes -> what was made of them, as far as it is kept."""
        ...

    async def keep(self, made: str, values: Mapping[str, bytes]) -> None:
        """At once, and not when the turn ends: a turn that is cancelled or killed was still paid for."""
        ...


class NothingMade:
    async def of(self, made: str, keys: Sequence[str]) -> Mapping[str, bytes]:
        return {}

    async def keep(self, made: str, values: Mapping[str, bytes]) -> None:
        return None
