"""The one way to a server that speaks OpenAI's protocol, whether it is asked for words, pictures or vectors."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypedDict, TypeVar
from urllib.parse import urlsplit

from flows.llm.server_faults import check_connection, judged
from flows.llm.usage import Keep, Ledger

if TYPE_CHECKING:
    from openai import AsyncOpenAI

log = logging.getLogger("segue.models")

OPENAI = "https://api.openai.com/v1"
LONGEST_SAID = 300
"""Characters of a server's complaint that go to the log."""

Cost = TypeVar("Cost")


class Server(TypedDict):
    """What is the same for every model of one server."""

    api_key: str | None
    base_url: str | None
    timeout: float
    on_usage: Keep


class Connected(Generic[Cost]):
    """One client per process. What is asked through it raises ModelError (errors.py), nothing else.

    `timeout`: seconds for one whole request, streamed or not. Without `base_url`: OpenAI's own. Servers
    that want no key get none. `on_usage` hears of every request, also of those that failed or were cancelled.
    `price`: None where it is not known.
    """

    rehearses = False

    def __init__(
        self, *, api_key: str | None, base_url: str | None, model: str, timeout: float, on_usage: Keep,
        price: Cost | None = None,
    ) -> None:  # fmt: skip
        self._api_key, self._base_url, self._model, self._timeout = api_key, base_url or OPENAI, model, timeout
        self._ledger, self._price = Ledger(on_usage), price
        self._client: AsyncOpenAI | None = None

    @property
    def description(self) -> str:
        """The model's name, for logs and people."""
        return self._model

    async def close(self) -> None:
        """Let go of the connections, and wait until every usage is kept."""
        if self._client is not None:
            await self._client.close()
        await self._ledger.close()

    async def _asked(self, path: str, request: dict[str, Any]) -> Any:
        """-> the server's answer as JSON. Raises ModelError or FormRefused."""
        try:
            # Not the client's own methods: they would rebuild the request and make objects of the answer.
            return await self._connection().post(path, body=request, cast_to=object)
        except Exception as error:  # the client raises its own family and bare ValueErrors: all are judged there
            self._fail(error)

    def _fail(self, error: Exception) -> NoReturn:
        """Raise what `error` means. The server's own words may hold our key: they go to the log without it."""
        verdict = judged(error)
        if verdict is None:
            raise error
        log.warning("%s at %s: %s", self._model, self._where(), _complaint(error, self._api_key))
        raise verdict from None

    def _where(self) -> str:
        """The server's host: an address may carry a password."""
        return urlsplit(self._base_url).hostname or "its server"

    def _connection(self) -> AsyncOpenAI:
        self._client = self._client or _client(self._api_key, self._base_url)
        return self._client


def _client(api_key: str | None, base_url: str) -> AsyncOpenAI:
    """Imported when first needed: that takes most of a second, and building a client 18 ms.

    Raises ModelMisconfigured for a key or an address that no server could be sent.
    """
    check_connection(api_key, base_url)
    from openai import AsyncOpenAI, DefaultAioHttpClient

    # Servers of one's own often want no key; the client wants some text in its place.
    # Its own time-outs count from byte to byte; ours is for the whole. Over aiohttp it costs a quarter less. Words and
    # key go to the address that was named, and not to where its server sends them on.
    return AsyncOpenAI(
        api_key=api_key or "none",
        base_url=base_url,
        max_retries=0,
        timeout=None,
        http_client=DefaultAioHttpClient(timeout=None, follow_redirects=False),
    )


def _complaint(error: Exception, api_key: str | None) -> str:
    """A server's own words for the log: they may hold our key, and go without it."""
    said = str(error).replace(api_key, "(key)") if api_key else str(error)
    return f"{type(error).__name__}: {said[:LONGEST_SAID]}"
