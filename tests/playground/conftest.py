"""A running playground, a client of Slack's own SDK, and a bare Bolt app, over real sockets."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from echo_app import EchoApp, client_of
from slack_sdk.web.async_client import AsyncWebClient

from playground.driver import Driver
from playground.server import Playground


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground(seed=7, ack_seconds=0.15) as running:
        yield running


@pytest.fixture
def people(playground: Playground) -> Driver:
    return playground.driver


@pytest.fixture
def slack(playground: Playground) -> AsyncWebClient:
    return client_of(playground)


@pytest.fixture
async def echo(playground: Playground) -> AsyncIterator[EchoApp]:
    app = EchoApp(playground)
    await app.start()
    await playground.driver.connected()
    yield app
    await app.stop()
