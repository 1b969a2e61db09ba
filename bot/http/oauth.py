"""Installing Segue into a workspace: the SDK's own flow, on our tables and with our pages.

https://docs.slack.dev/authentication/installing-with-oauth
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets
from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.error import BoltError
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from bot.clients import SlackClients
from bot.config import Settings
from bot.http.pages import HEADERS, install_page, installed_page, refused_page
from bot.installations import Installations
from bot.manifest import INSTALL, REDIRECT, SEGUE
from bot.slack_answers import CALL_ERRORS, meaning_of
from errors import StoreError, StoreFault
from store import installations
from store.connection import Store

log = logging.getLogger("segue.installations")

STATE_SECONDS = 600
WHOLE_ORGANISATION, NOT_LISTED = "whole_organisation", "not_listed"
REFUSALS = {WHOLE_ORGANISATION: 400, NOT_LISTED: 403}


class States(AsyncOAuthStateStore):
    """Signed by us and dated, so that nothing is kept of those who only look; good once, so that one is."""

    def __init__(self, store: Store, secret: str, clock: Callable[[], float]) -> None:
        self._store, self._secret, self._clock = store, secret.encode(), clock

    async def async_issue(self, *args: object, **more: object) -> str:
        said = f"{secrets.token_urlsafe(24)}.{self._clock() + STATE_SECONDS:.0f}"
        return f"{said}.{self._signature(said)}"

    async def async_consume(self, state: str) -> bool:
        """Raises BoltError where it cannot be kept that it was used."""
        said, _, signature = state.rpartition(".")
        if not hmac.compare_digest(self._signature(said).encode(), signature.encode()):
            return False
        expires_at, now = float(said.rpartition(".")[2]), self._clock()
        if expires_at <= now:
            return False
        used = hashlib.sha256(state.encode()).hexdigest()
        return await self._store.write(lambda tx: installations.use_state(tx, used, expires_at=expires_at, now=now))

    def _signature(self, said: str) -> str:
        return hmac.new(self._secret, f"install {said}".encode(), hashlib.sha256).hexdigest()


class Kept(AsyncInstallationStore):
    """Where the flow puts an installation; read again by nobody but bot/installations.py."""

    def __init__(self, clients: SlackClients, kept: Installations, only: frozenset[str]) -> None:
        """`only`: ids of the workspaces and organisations that may; none: all."""
        self._clients, self._kept, self._only = clients, kept, only

    async def async_save(self, installation: Installation) -> None:
        """Raises BoltError."""
        if not self._may(installation):
            log.warning("%s is not in SEGUE_INSTALL_TEAMS: nothing was installed.", installation.team_id)
            await self._handed_back(installation)
            raise BoltError(NOT_LISTED)
        try:
            workspace = await self._clients.meet(installation.bot_token or "")
            if workspace.team != installation.team_id:
                raise BoltError("the token belongs to another workspace")
            scopes = ",".join(installation.bot_scopes or ())
            await self._kept.install(
                workspace, name=installation.team_name or "", scopes=scopes, by=installation.user_id
            )
        except (*CALL_ERRORS, StoreError, StoreFault) as error:
            log.error("an installation in %s could not be kept: %s", installation.team_id, error)
            raise BoltError("it could not be kept") from error

    def _may(self, installation: Installation) -> bool:
        """Where it is installed already, it may be installed again."""
        team = installation.team_id or ""
        return (
            not self._only
            or self._clients.serves(team)
            or not self._only.isdisjoint({team, installation.enterprise_id})
        )

    async def _handed_back(self, installation: Installation) -> None:
        """What Slack gave is good no longer: else the workspace would have an app that answers nobody."""
        try:
            await self._clients.client(installation.bot_token or "").auth_revoke()
        except CALL_ERRORS as error:
            log.warning("the token of %s was not taken back: %s", installation.team_id, meaning_of(error).error)


class Flow(AsyncOAuthFlow):
    """The SDK's, without a code in the log, and without what the address of the page could add to Slack's."""

    async def build_authorize_url(self, state: str, request: AsyncBoltRequest) -> str:
        asked = {
            "state": state,
            "client_id": self.settings.client_id,
            "scope": ",".join(self.settings.scopes or ()),
            "redirect_uri": self.settings.redirect_uri or "",
        }
        return f"{self.settings.authorization_url}?{urlencode(asked)}"

    async def build_install_page_html(self, url: str, request: AsyncBoltRequest) -> str:
        return install_page(url)

    async def run_installation(self, code: str) -> Installation | None:
        try:
            said = await self.client.oauth_v2_access(
                code=code,
                client_id=self.settings.client_id,
                client_secret=self.settings.client_secret,
                redirect_uri=self.settings.redirect_uri,
            )
        except CALL_ERRORS as error:
            log.warning("Slack did not take the code of an installation: %s", meaning_of(error).error)
            return None
        team = said.get("team") or {}
        return Installation(
            team_id=team.get("id"),
            team_name=team.get("name"),
            enterprise_id=(said.get("enterprise") or {}).get("id"),
            bot_token=said.get("access_token"),
            bot_scopes=said.get("scope") or "",
            user_id=(said.get("authed_user") or {}).get("id") or "",
            is_enterprise_install=bool(said.get("is_enterprise_install")),
        )

    async def store_installation(self, request: AsyncBoltRequest, installation: Installation) -> None:
        if installation.is_enterprise_install or not installation.team_id:
            raise BoltError(WHOLE_ORGANISATION)
        await self.settings.installation_store.async_save(installation)


class OAuth:
    """The two addresses of the flow."""

    def __init__(self, flow: AsyncOAuthFlow) -> None:
        self._flow = flow

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_get(INSTALL, self._install)
        router.add_get(REDIRECT, self._back)

    async def _install(self, request: web.Request) -> web.Response:
        return await _shown(await self._flow.handle_installation(_asked(request)))

    async def _back(self, request: web.Request) -> web.Response:
        try:
            return await _shown(await self._flow.handle_callback(_asked(request)))
        except (StoreError, StoreFault) as error:
            log.error("that an installation was begun could not be looked up: %s", error)
            return await _shown(BoltResponse(status=500, body=refused_page("storage_error")))


def oauth(
    settings: Settings, store: Store, clients: SlackClients, kept: Installations, clock: Callable[[], float]
) -> OAuth:
    """The flow for the app that the settings name."""
    only = frozenset(each.strip() for each in settings.install_teams.split(",") if each)
    flow = Flow(
        client=clients.client(),
        logger=log,
        settings=AsyncOAuthSettings(
            client_id=settings.client_id,
            client_secret=settings.client_secret,
            scopes=list(SEGUE.scopes),
            user_scopes=[],
            redirect_uri=settings.public_url.rstrip("/") + REDIRECT,
            authorization_url=settings.api_url.removesuffix("/api/") + "/oauth/v2/authorize",
            callback_options=AsyncCallbackOptions(success=_succeeded, failure=_failed),
            installation_store=Kept(clients, kept, only),
            state_store=States(store, settings.client_secret, clock),
            state_expiration_seconds=STATE_SECONDS,
        ),
    )
    return OAuth(flow)


async def _succeeded(told: AsyncSuccessArgs) -> BoltResponse:
    return BoltResponse(status=200, body=installed_page(told.installation.team_name or ""), headers=_over(told))


async def _failed(told: AsyncFailureArgs) -> BoltResponse:
    reason = str(told.error) if str(told.error) in REFUSALS else told.reason
    status = REFUSALS.get(reason, told.suggested_status_code)
    return BoltResponse(status=status, body=refused_page(reason), headers=_over(told))


def _over(told: AsyncSuccessArgs | AsyncFailureArgs) -> dict[str, str | Sequence[str]]:
    return {"Set-Cookie": told.settings.state_utils.build_set_cookie_for_deletion()}


def _asked(request: web.Request) -> AsyncBoltRequest:
    return AsyncBoltRequest(body="", query=request.query_string, headers=dict(request.headers))


async def _shown(answer: BoltResponse) -> web.Response:
    answer.headers.update(HEADERS)
    return await to_aiohttp_response(answer)
