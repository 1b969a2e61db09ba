"""Segue as one running thing: store, models, engine and Slack, started and stopped together."""

from __future__ import annotations

import asyncio
import gc
import logging
import time
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any, TypeVar

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltError
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.clients import SlackClients, patiently
from bot.config import Settings
from bot.engine.engine import Engine, Limits
from bot.engine.reconcile import Reconcile
from bot.faces import FaceServer, face_url
from bot.listeners.keep import keep
from bot.model import build_gate, build_picture_gate, cost_of
from bot.socket import Socket
from errors import SettingsError
from flows.registry import FLOWS, begins_anew, first_flow
from store import personas
from store.connection import Store

log = logging.getLogger("segue")

Started = TypeVar("Started")


async def run(settings: Settings, stop: asyncio.Event, clock: Callable[[], float] = time.time) -> None:
    """Serve Slack until `stop` is set. `clock`: Unix seconds. Raises SegueError when it cannot begin."""
    store = Store(settings.database_path)
    clients = SlackClients(settings.bot_token, settings.api_url, settings.slack_timeout_seconds)
    await store.open()
    try:
        client = await _unless(stop, clients.connect())
        if client is None:
            return
        gate = build_gate(settings, store)
        pictures = build_picture_gate(settings, store)
        engine = Engine(store, clients, FLOWS, first_flow, gate, _limits(settings), clock, pictures, begins_anew)
        reconcile = Reconcile(
            store,
            clients,
            lambda incoming: engine.accept(incoming, live=False),
            hours=settings.reconcile_hours,
            paced=settings.pace,
            clock=clock,
        )
        socket = Socket(
            build_app(client, clients, engine),
            settings.app_token,
            silence_seconds=settings.silence_seconds,
            handshake_seconds=settings.slack_timeout_seconds,
            opened=reconcile.socket_opened,
        )
        faces = FaceServer(
            settings.http_host, settings.http_port, lambda key: store.read(lambda tx: personas.face(tx, key))
        )
        if settings.public_url:
            await _listening(faces, settings.http_port)
        await _unless(stop, _connected(socket, client, settings.app_token))
        await engine.start()
        _keep_garbage_collection_short()
        log.info("Segue is connected as %s in %s, with %s.", clients.bot_user, clients.team, gate.description)
        await stop.wait()
        log.info("Segue is stopping.")
        await socket.close()
        await reconcile.stop()
        await engine.stop(settings.shutdown_seconds)
        await gate.close()
        if pictures is not None:
            await pictures.close()
        await faces.stop()
    finally:
        await clients.close()
        await store.close()


async def _connected(socket: Socket, client: AsyncWebClient, app_token: str) -> None:
    """The socket's own client tries for ever, whatever Slack says: so the token is shown to Slack once before."""
    await patiently(lambda: client.apps_connections_open(app_token=app_token), "SLACK_APP_TOKEN")
    await socket.open()


async def _listening(faces: FaceServer, port: int) -> None:
    try:
        await faces.start()
    except OSError as error:
        raise SettingsError(
            f"Port {port} is taken, so nobody can fetch faces there ({error.strerror}).",
            now="Name another one in SEGUE_HTTP_PORT, or leave SEGUE_PUBLIC_URL out.",
        ) from error


async def _unless(stop: asyncio.Event, beginning: Coroutine[Any, Any, Started]) -> Started | None:
    """-> what `beginning` gives, or None when Segue is told to stop while it still waits for Slack."""
    begun, stopped = asyncio.ensure_future(beginning), asyncio.ensure_future(stop.wait())
    await asyncio.wait({begun, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if begun.done():
        return begun.result()
    begun.cancel()
    await asyncio.gather(begun, return_exceptions=True)
    return None


def build_app(client: AsyncWebClient, clients: SlackClients, engine: Engine) -> AsyncApp:
    """The Bolt app: everything that happens passes the one middleware that keeps it."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=clients.team,
            bot_user_id=clients.bot_user,
            bot_id=clients.bot_id,
            bot_token=client.token,
        )

    app = AsyncApp(
        logger=logging.getLogger("segue.bolt"), client=client, authorize=authorize, request_verification_enabled=False
    )
    app.use(keep(engine.accept, lambda: clients.bot_user, engine.aside, engine.refusal, engine.tell, engine.search))
    app.error(_unexpected)
    return app


async def _unexpected(error: Exception) -> BoltResponse:
    """The one place where what nobody expected ends: logged whole, shown to nobody, delivered again by Slack."""
    if not isinstance(error, BoltError):
        log.error("an event could not be taken in", exc_info=error)
    return BoltResponse(status=500)


def _limits(settings: Settings) -> Limits:
    return Limits(
        quiet=settings.quiet_seconds,
        grows=settings.grows,
        grace=settings.grace_seconds,
        stray=settings.stray_seconds,
        reminder_after=timedelta(hours=settings.reminder_hours),
        close_after=timedelta(days=settings.close_days),
        paced=settings.pace,
        face_url=lambda key: face_url(settings.public_url, key),
        cost=cost_of(settings),
    )


def _keep_garbage_collection_short() -> None:
    """With many conversations the collector would look through the modules again and again (docs/engine.md)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
