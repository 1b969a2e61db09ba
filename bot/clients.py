"""Team -> Slack client. One client, one HTTP session; the engine alone repeats calls, never the SDK."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.fetch import Web
from bot.material.reading import fetched, read_file, read_page
from bot.slack_answers import CALL_ERRORS, Meaning, is_foreign, meaning_of
from errors import MaterialError, SettingsError
from flows.runtime import File, Sheet
from personas.formats import Imported, imported

log = logging.getLogger("segue.slack")

_SLACKS = re.compile(r"https://(?:[a-z0-9-]+\.)+slack\.com(?::443)?/", re.I)
"""Matched as it is written: what two readers of addresses understand differently is none."""
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
WHERE = {
    "SLACK_BOT_TOKEN": "Copy the Bot User OAuth Token again from your app's page 'OAuth & Permissions'.",
    "SLACK_APP_TOKEN": "Copy the app-level token again from your app's page 'Basic Information'; "
    "it needs the scope connections:write.",
}


class Client(AsyncWebClient):
    """Slack's own client; what is no answer of Slack's is an error of its kinds (CALL_ERRORS)."""

    async def api_call(self, *arguments: Any, **more: Any) -> Any:
        try:
            return await super().api_call(*arguments, **more)
        except AttributeError as error:
            # The SDK looks into a body that came as plain text as if it were JSON.
            raise SlackClientError("an answer that is no JSON") from error


class SlackClients:
    """The Slack client of the one workspace that a bot token belongs to. `connect` before use."""

    def __init__(self, token: str, api_url: str, timeout: float) -> None:
        self._token, self._api_url, self._timeout = token, api_url, timeout
        self._session: aiohttp.ClientSession | None = None
        self._client: AsyncWebClient | None = None
        self._web = Web()
        self.team = ""
        self.bot_user = ""
        self.bot_id = ""
        self.workspace = ""
        """Address of the workspace, with which permalinks begin."""

    async def connect(self) -> AsyncWebClient:
        """Learn who we are. Waits for a Slack that is down; raises SettingsError when it refuses the token."""
        self._session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=self._timeout), connector=aiohttp.TCPConnector(limit=64)
        )
        # The SDK's own handlers post again after a lost connection, which doubles messages: none of them.
        self._client = Client(
            token=self._token,
            base_url=self._api_url,
            timeout=max(1, round(self._timeout)),
            session=self._session,
            retry_handlers=[],
        )
        who = await patiently(self._client.auth_test, "SLACK_BOT_TOKEN")
        self.team, self.bot_user, self.bot_id = who["team_id"], who["user_id"], who.get("bot_id", "")
        self.workspace = who.get("url") or ""
        return self._client

    def of(self, team: str) -> AsyncWebClient:
        """The client that speaks for Segue in `team`."""
        if self._client is None:
            raise RuntimeError("connect() comes first")
        return self._client

    async def read_file(self, file: File, number: int) -> Sheet:
        """-> what stands in a file that somebody dropped. Raises MaterialError."""
        if self._session is None:
            raise RuntimeError("connect() comes first")
        if not is_slacks(file.url, self._api_url):
            raise MaterialError("It is kept outside Slack, where I don't go with our token.")
        return await read_file(self._session, self._token, file, number)

    async def read_page(self, address: str, number: int) -> Sheet:
        """-> what stands at an address somebody named, and where it leads to. Raises MaterialError."""
        return await read_page(self._web, address, number)

    async def read_card(self, file: File) -> Imported:
        """-> the persona's card in a file. Raises MaterialError and PersonaFormatError."""
        if self._session is None:
            raise RuntimeError("connect() comes first")
        if not is_slacks(file.url, self._api_url):
            raise MaterialError("It is kept outside Slack, where I don't go with our token.")
        data = await fetched(self._session, self._token, file)
        return await asyncio.to_thread(imported, data)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


def is_slacks(url: str, api_url: str) -> bool:
    """Our token goes to Slack alone: to its own hosts, or to where the API is."""
    api = urlsplit(api_url)
    return _SLACKS.match(url) is not None or url.startswith(f"{api.scheme}://{api.netloc}/")


async def patiently(call: Callable[[], Awaitable[Any]], token: str) -> Any:
    """`call` until Slack can be reached. Raises SettingsError when Slack answers that `token` will never do."""
    wait = FIRST_WAIT
    while True:
        try:
            return await call()
        except CALL_ERRORS as error:
            _refuse_if_final(error, token)
            log.warning("Slack cannot be reached (%s); trying again.", meaning_of(error).error)
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)


def _refuse_if_final(error: Exception, token: str) -> None:
    answer = meaning_of(error)
    if is_foreign(answer.error):
        raise SettingsError(
            f"SLACK_API_URL does not answer as Slack does ({answer.error}).", now="Leave it out for Slack itself."
        ) from error
    access = isinstance(error, SlackApiError) and answer.meaning is Meaning.NOT_NOW and not answer.limited
    if answer.meaning is Meaning.NEVER or access:
        raise SettingsError(f"Slack does not accept {token}: {answer.error}.", now=WHERE[token]) from error
