"""The Bolt app: everything that happens passes the middleware that keeps it, whatever way it comes."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltError
from slack_bolt.response import BoltResponse

from bot.clients import SlackClients
from bot.engine.engine import Engine
from bot.listeners.keep import keep
from bot.listeners.served import nobody, served
from bot.operations.acknowledging import acknowledging
from bot.watch import SILENT, Watch

log = logging.getLogger("segue")


def build_app(
    clients: SlackClients,
    engine: Engine,
    uninstalled: Callable[[str, float], Awaitable[None]],
    watch: Watch = SILENT,
    heard: Callable[[str], Awaitable[None]] = nobody,
) -> AsyncApp:
    """`uninstalled(team, when)` hears of it before Slack knows that we have; `heard(team)` of what else comes."""

    async def authorize(team_id: object) -> AuthorizeResult:
        workspace = clients.get(team_id) if isinstance(team_id, str) else None
        return AuthorizeResult(
            enterprise_id=None,
            team_id=workspace.team if workspace else None,
            bot_user_id=workspace.bot_user if workspace else None,
            bot_id=workspace.bot_id if workspace else None,
            bot_token=workspace.token if workspace else None,
        )

    app = AsyncApp(
        logger=logging.getLogger("segue.bolt"),
        client=clients.client(),
        authorize=authorize,
        request_verification_enabled=False,
    )
    app.use(served(clients.serves, uninstalled, heard))
    kept = keep(engine.accept, clients.bot_user, engine.aside, engine.refusal, engine.tell, engine.search)
    app.use(acknowledging(kept, watch))
    app.error(_unexpected)
    return app


async def _unexpected(error: Exception) -> BoltResponse:
    """The one place where what nobody expected ends: logged whole, shown to nobody, delivered again by Slack."""
    if not isinstance(error, BoltError):
        log.error("an event could not be taken in", exc_info=error)
    return BoltResponse(status=500)
