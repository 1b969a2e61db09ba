"""Who thinks and who speaks to Slack, as the engine knows them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from slack_sdk.web.async_client import AsyncWebClient

from flows.llm.task import Model
from flows.runtime import File, Sheet
from personas.formats import Imported


class Bound(Protocol):
    """Gives the model for one conversation (flows/llm/gate.py)."""

    @property
    def description(self) -> str: ...

    def bound(self, team: str, conversation: str, live: bool = True, channel: str = "") -> Model: ...


class Models(Protocol):
    """The ways to the models that answer in one workspace (bot/model.py); None where there is none of that kind.

    `own`: they answer in that workspace alone, so that what they word is said nowhere else.
    """

    @property
    def own(self) -> bool: ...

    @property
    def words(self) -> Bound: ...

    @property
    def pictures(self) -> Bound | None: ...

    @property
    def vectors(self) -> Bound | None: ...

    @property
    def cost(self) -> Callable[[int, int, int], float | None]: ...


ModelsOf = Callable[[str], Models]
"""Team -> whose models answer there."""


class Clients(Protocol):
    """Gives the Slack client of a workspace (bot/clients.py)."""

    def of(self, team: str) -> AsyncWebClient: ...

    def serves(self, team: str) -> bool: ...

    async def read_file(self, team: str, file: File, number: int) -> Sheet: ...

    async def fetch_file(self, team: str, file: File, path: Path, most: int) -> None: ...

    async def read_page(self, address: str, number: int) -> Sheet: ...

    async def read_card(self, team: str, file: File) -> Imported: ...

    def bot_user(self, team: str) -> str: ...

    def workspace(self, team: str) -> str: ...
