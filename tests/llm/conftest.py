"""A model's server, a model that talks to it, and what its calls cost."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from flows.llm.openai_model import OpenAIModel
from flows.llm.task import Usage
from flows.llm.usage import Labels
from tests.openai_server import OpenAIServer

KEY = "sk-very-secret"
Connect = Callable[..., OpenAIModel]


@pytest.fixture
async def server() -> AsyncIterator[OpenAIServer]:
    async with OpenAIServer() as server:
        yield server
        assert server.unexpected == [], "asked more often than the test expects"


@pytest.fixture
def kept() -> list[tuple[Usage, Labels]]:
    """The usage that was kept, with its labels."""
    return []


@pytest.fixture
async def connect(kept: list[tuple[Usage, Labels]]) -> AsyncIterator[Connect]:
    """`connect(server)` -> a model; closed after the test."""
    models: list[OpenAIModel] = []

    def connected(server: OpenAIServer, **more: Any) -> OpenAIModel:
        async def keep(usage: Usage, labels: Labels) -> None:
            kept.append((usage, labels))

        settings: dict[str, Any] = {"api_key": KEY, "timeout": 10.0, "model": "scripted", "on_usage": keep, **more}
        models.append(OpenAIModel(base_url=server.base_url, **settings))
        return models[-1]

    yield connected
    for model in models:
        await model.close()
