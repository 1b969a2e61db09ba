"""The one client of OpenAI's protocol, as every kind of model uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.llm.server_faults import check_connection

if TYPE_CHECKING:
    from openai import AsyncOpenAI

OPENAI = "https://api.openai.com/v1"
LONGEST_SAID = 300
"""Characters of a server's complaint that go to the log."""


def connected(api_key: str | None, base_url: str) -> AsyncOpenAI:
    """Imported when first needed: that takes most of a second, and building a client 18 ms.

    Raises ModelMisconfigured for a key or an address that no server could be sent.
    """
    check_connection(api_key, base_url)
    from openai import AsyncOpenAI, DefaultAioHttpClient

    # Servers of one's own often want no key; the client wants some text in its place.
    # Its own time-outs count from byte to byte; ours is for the whole. Over aiohttp it costs a quarter less.
    return AsyncOpenAI(
        api_key=api_key or "none",
        base_url=base_url,
        max_retries=0,
        timeout=None,
        http_client=DefaultAioHttpClient(timeout=None),
    )


def complaint(error: Exception, api_key: str | None) -> str:
    """A server's own words for the log: they may hold our key, and go without it."""
    said = str(error).replace(api_key, "(key)") if api_key else str(error)
    return f"{type(error).__name__}: {said[:LONGEST_SAID]}"
