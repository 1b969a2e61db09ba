from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from playground.server import Playground
from tests.openai_server import OpenAIServer


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground(ack_seconds=0.5) as playground:
        yield playground


@pytest.fixture
async def server() -> AsyncIterator[OpenAIServer]:
    async with OpenAIServer() as server:
        yield server
