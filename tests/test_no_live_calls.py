"""The test of the tests: none of them can reach a real Slack or a real model."""

from __future__ import annotations

import asyncio
import os
import socket
import threading

import pytest

from tests.conftest import OURS, PROXY, LiveCall

OUTSIDE = [("203.0.113.7", 443), ("api.openai.com", 443), ("10.0.0.1", 80), ("2001:db8::1", 443)]


@pytest.mark.parametrize("address", OUTSIDE)
async def test_a_connection_to_the_outside_is_impossible(address: tuple[str, int], live_calls: list[str]) -> None:
    with pytest.raises(LiveCall):
        await asyncio.open_connection(*address)
    assert live_calls, "the attempt is remembered, so that the test would fail in any case"
    live_calls.clear()


def test_a_plain_socket_cannot_reach_the_outside_either(live_calls: list[str]) -> None:
    with socket.socket() as plain, pytest.raises(LiveCall):
        plain.connect_ex(("203.0.113.7", 443))
    live_calls.clear()


def test_this_machine_can_be_reached() -> None:
    """Otherwise the tests above would pass for the wrong reason."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        greeting = threading.Thread(target=lambda: server.accept()[0].sendall(b"hello"))
        greeting.start()
        with socket.create_connection(("localhost", server.getsockname()[1])) as client:
            assert client.recv(5) == b"hello"
        greeting.join()


@pytest.fixture(scope="module")
def somebodys_tokens() -> object:
    """Set before the fixtures of a test run, as in a developer's shell."""
    with pytest.MonkeyPatch.context() as shell:
        for name in ("OPENAI_API_KEY", "SLACK_BOT_TOKEN", "SEGUE_LOG", "https_proxy", "ALL_PROXY"):
            shell.setenv(name, "http://127.0.0.1:9")
        yield


def test_nobodys_tokens_reach_a_test(somebodys_tokens: object) -> None:
    assert [name for name in os.environ if name.startswith(OURS)] == []
    assert [name for name in os.environ if name.lower().endswith(PROXY)] == []
