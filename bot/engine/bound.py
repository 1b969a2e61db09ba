"""Who thinks and who speaks to Slack, as the engine knows them."""

from __future__ import annotations

from typing import Protocol

from slack_sdk.web.async_client import AsyncWebClient

from flows.llm.task import Model
from flows.runtime import File, Sheet
from personas.formats import Imported


class Bound(Protocol):
    """Gives the model for one conversation (flows/llm/gate.py)."""

    def bound(self, team: str, conversation: str, live: bool = True) -> Model: ...


class Clients(Protocol):
    """Gives the Slack client of a workspace (bot/clients.py)."""

    def of(self, team: str) -> AsyncWebClient: ...

    async def read_file(self, file: File, number: int) -> Sheet: ...

    async def read_page(self, address: str, number: int) -> Sheet: ...

    async def read_card(self, file: File) -> Imported: ...

    @property
    def bot_user(self) -> str: ...

    @property
    def workspace(self) -> str: ...
