from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.dialogues.models import connected_to, sensible
from tests.dialogues.stage import Bot, Stage, staged
from tests.openai_server import OpenAIServer


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with staged(tmp_path) as bot:
        yield bot


@pytest.fixture
async def thread(bot: Bot) -> Stage:
    return Stage(bot)


@pytest.fixture
async def server() -> AsyncIterator[OpenAIServer]:
    """A server of models: what it answers, each test says."""
    async with OpenAIServer() as server:
        yield server


@pytest.fixture
async def connected(tmp_path: Path, server: OpenAIServer) -> AsyncIterator[Bot]:
    """A bot whose model is that server."""
    async with staged(tmp_path, **connected_to(server)) as bot:
        yield bot


@pytest.fixture
async def writer(connected: Bot, server: OpenAIServer) -> Bot:
    """The same, and the server has one card with its questions ready."""
    server.answers("write_persona", sensible()).answers("write_guide", sensible())
    return connected
