"""Team -> Slack client. One for each workspace, one HTTP session; the engine alone repeats calls, never the SDK."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.fetch import Web
from bot.material.reading import fetched, pieces, read_file, read_page
from bot.slack_answers import CALL_ERRORS, Meaning, is_foreign, meaning_of
from bot.slack_clock import SlackClock
from bot.workspaces import Workspace, Workspaces
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

    def __init__(self, *, slack_clock: SlackClock, **more: Any) -> None:
        super().__init__(**more)
        self._slack_clock = slack_clock

    async def api_call(self, *arguments: Any, **more: Any) -> Any:
        try:
            answer = await super().api_call(*arguments, **more)
        except AttributeError as error:
            # The SDK looks into a body that came as plain text as if it were JSON.
            raise SlackClientError("an answer that is no JSON") from error
        self._slack_clock.heard(answer.headers)
        return answer


class SlackClients:
    """The Slack clients of every workspace Segue is installed in. `open` before use."""

    def __init__(self, api_url: str, timeout: float) -> None:
        self._api_url, self._timeout = api_url, timeout
        self._session: aiohttp.ClientSession | None = None
        self.slack_clock = SlackClock()
        self._web = Web()
        self._workspaces = Workspaces()

    def open(self) -> None:
        """The one session that every call of every workspace goes through; it keeps nobody's cookies."""
        self._session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=self._timeout),
            connector=aiohttp.TCPConnector(limit=64),
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    # Which workspaces there are

    async def connect(self, token: str) -> Workspace:
        """Serve the workspace of a token from the environment. Waits for a Slack that is down; raises SettingsError
        when it refuses the token."""
        workspace: Workspace = await patiently(lambda: self.meet(token), "SLACK_BOT_TOKEN")
        self.add(workspace)
        return workspace

    async def meet(self, token: str) -> Workspace:
        """-> the workspace of a token, as Slack says it. Raises CALL_ERRORS."""
        who = await self.client(token).auth_test()
        address, organisation = who.get("url") or "", who.get("enterprise_id") or ""
        return self.known(who["team_id"], who["user_id"], who.get("bot_id") or "", address, token, organisation)

    def known(
        self, team: str, bot_user: str, bot_id: str, address: str, token: str, organisation: str | None
    ) -> Workspace:
        """-> a workspace that was met before."""
        return Workspace(team, bot_user, bot_id, address, token, self.client(token), organisation)

    def client(self, token: str = "") -> AsyncWebClient:
        """One that speaks with `token`; without one, for the few calls that need none."""
        # The SDK's own handlers post again after a lost connection, which doubles messages: none of them.
        return Client(
            slack_clock=self.slack_clock,
            token=token or None,
            base_url=self._api_url,
            timeout=max(1, round(self._timeout)),
            session=self._opened,
            retry_handlers=[],
        )

    def add(self, workspace: Workspace) -> None:
        self._workspaces.add(workspace)

    def drop(self, team: str) -> None:
        self._workspaces.drop(team)

    def teams(self) -> list[str]:
        return self._workspaces.teams()

    def get(self, team: str) -> Workspace | None:
        return self._workspaces.get(team)

    # What is asked for a team

    def serves(self, team: str) -> bool:
        """Whether Segue is installed there."""
        return self._workspaces.get(team) is not None

    def of(self, team: str) -> AsyncWebClient:
        """The client that speaks for Segue in `team`. Raises SlackApiError where it is not installed."""
        return self._workspaces.of(team).client

    def bot_user(self, team: str) -> str:
        """Segue's own user id in `team`; empty where it is not installed: nobody is called that."""
        workspace = self._workspaces.get(team)
        return workspace.bot_user if workspace else ""

    def workspace(self, team: str) -> str:
        """The address of the workspace, with which permalinks begin; empty where it is not known."""
        workspace = self._workspaces.get(team)
        return workspace.address if workspace else ""

    def organisation(self, team: str) -> str | None:
        """The organisation it belongs to, empty where it belongs to none; None where that is not known."""
        workspace = self._workspaces.get(team)
        return workspace.organisation if workspace else None

    async def read_file(self, team: str, file: File, number: int) -> Sheet:
        """-> what stands in a file that somebody dropped. Raises MaterialError."""
        return await read_file(self._opened, self._token_for(team, file), file, number)

    async def fetch_file(self, team: str, file: File, path: Path, most: int) -> None:
        """A file that somebody dropped, as it is. `most` bytes. Raises MaterialError."""
        with path.open("wb") as kept:
            await pieces(self._opened, self._token_for(team, file), file, most, kept.write)

    async def read_page(self, address: str, number: int) -> Sheet:
        """-> what stands at an address somebody named, and where it leads to. Raises MaterialError."""
        return await read_page(self._web, address, number)

    async def read_card(self, team: str, file: File) -> Imported:
        """-> the persona's card in a file. Raises MaterialError and PersonaFormatError."""
        data = await fetched(self._opened, self._token_for(team, file), file)
        return await asyncio.to_thread(imported, data)

    def _token_for(self, team: str, file: File) -> str:
        workspace = self._workspaces.get(team)
        if workspace is None or not is_slacks(file.url, self._api_url):
            raise MaterialError("It is kept outside Slack, where I don't go with our token.")
        return workspace.token

    @property
    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("open() comes first")
        return self._session


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
