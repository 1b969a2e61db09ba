"""What holds for every test: a clean environment, and no way out of this machine."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# No test asserts a time: what is drawn slowly on a busy machine is no fault.
settings.register_profile("segue", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("segue")
OURS = ("OPENAI_", "SLACK_", "SEGUE_")
PROXY = "_proxy"
"""A proxy on this machine would carry calls to the outside, and no socket of ours would show it."""
attempts: list[str] = []
"""Where the present test tried to connect to."""


class LiveCall(AssertionError):
    """A test wanted to talk to the outside."""


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's tokens, settings and proxies reach a test."""
    for name in [name for name in os.environ if name.startswith(OURS) or name.lower().endswith(PROXY)]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def live_calls() -> Iterator[list[str]]:
    """A test that tried to reach the outside fails, also when the code under test took it for an outage."""
    attempts.clear()
    yield attempts
    assert not attempts, f"live calls are impossible in tests; tried: {attempts}"


@pytest.fixture(autouse=True, scope="session")
def no_way_out() -> Iterator[None]:
    """The only thing these tests patch: sockets connect to this machine, names of other machines have no address."""
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def connect_here(self: socket.socket, address: Any) -> None:
        _judge(self.family, address)
        connect(self, address)

    def connect_ex_here(self: socket.socket, address: Any) -> int:
        _judge(self.family, address)
        return connect_ex(self, address)

    def resolve_here(host: Any, *args: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name and name != "localhost" and _address(name) is None:
            _refuse(name)
        return getaddrinfo(host, *args, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        patch.setattr(socket.socket, "connect_ex", connect_ex_here)
        patch.setattr(socket, "getaddrinfo", resolve_here)
        yield


def _judge(family: int, address: Any) -> None:
    if family in (socket.AF_INET, socket.AF_INET6):
        where = _address(address[0])
        if address[0] != "localhost" and (where is None or not where.is_loopback):
            _refuse(f"{address[0]}:{address[1]}")


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        return None


def _refuse(where: str) -> None:
    attempts.append(where)
    raise LiveCall(f"live calls are impossible in tests: {where}")
