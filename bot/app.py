"""Segue as one running thing: store, models, engine and Slack, started and stopped together."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from datetime import timedelta
from importlib.metadata import version
from typing import Any, TypeVar

from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.analysis.analyst import BESIDE
from bot.budgets import Budgets
from bot.clients import SlackClients, patiently
from bot.collecting import keep_collecting_short
from bot.config import Settings
from bot.engine.engine import Engine, Limits
from bot.engine.reconciles import Reconciles
from bot.faces import Faces, face_url
from bot.http.oauth import oauth
from bot.http.server import HttpServer
from bot.http.slack_requests import SlackRequests
from bot.installations import Installations
from bot.manifest import INSTALL
from bot.model import Models, build_budgets, build_models, make_room_for_lookups
from bot.operations.health import Health
from bot.operations.metrics import Metrics
from bot.operations.server import OperationsServer
from bot.operations.traces import traced
from bot.paid_calls import PaidCalls
from bot.seal import Seal
from bot.slack_app import build_app
from bot.socket import Socket
from bot.watch import Watch
from errors import SettingsError
from flows.registry import FLOWS, begins_anew, first_flow
from store import personas
from store.connection import Store

log = logging.getLogger("segue")

LOOK_AGAIN_SECONDS = 3600.0
"""Slack tries three times within minutes; what it gave up is found by looking."""
Started = TypeVar("Started")


async def run(
    settings: Settings, stop: asyncio.Event, clock: Callable[[], float] = time.time, *, http: bool = False
) -> None:
    """Serve Slack until `stop` is set. `clock`: Unix seconds. `http`: Slack comes to us, not we to Slack.

    Raises SegueError when it cannot begin.
    """
    store = Store(settings.database_path)
    watch = Metrics(version("segue"), traced(settings.traces))
    health = Health(store, watch, clock)
    operations = OperationsServer(settings.health_host, settings.health_port, health)
    clients = SlackClients(settings.api_url, settings.slack_timeout_seconds)
    clients.open()
    try:
        await store.open()
        await operations.start()
        many = http and bool(settings.client_id)
        if many or await _unless(stop, clients.connect(settings.bot_token)) is not None:
            await _serve(settings, stop, clock, store, clients, watch, health, http=http, many=many)
    finally:
        await operations.stop()
        await clients.close()
        await store.close()


async def _serve(
    settings: Settings, stop: asyncio.Event, clock: Callable[[], float], store: Store, clients: SlackClients,
    watch: Watch, health: Health, *, http: bool, many: bool,
) -> None:  # fmt: skip
    """From the first event to the last, with everything open. `many`: workspaces install it by themselves."""
    paid = PaidCalls(store, clock, watch)
    budgets = build_budgets(settings, store, clock, paid)
    models = build_models(settings, budgets, paid, clients.organisation)
    make_room_for_lookups(models)
    engine = Engine(
        store, clients, FLOWS, first_flow, models.of, _limits(settings, budgets, clients), clock, begins_anew, watch,
    )  # fmt: skip
    reconciles = _reconciles(settings, store, clients, engine, clock)
    kept = await _installations(settings, store, clients, engine, reconciles, clock, many=many)
    app = build_app(clients, engine, kept.uninstalled, watch, kept.heard)
    routes = [Faces(lambda key: store.read(lambda tx: personas.face(tx, key))).add_routes]
    if http:
        routes.append(SlackRequests(app, settings.signing_secret).add_routes)
    if many:
        routes.append(oauth(settings, store, clients, kept, clock).add_routes)
    server = HttpServer(settings.http_host, settings.http_port, routes)
    if http or settings.public_url:
        await _listening(server, settings.http_port)
    socket = None if http else _socket(settings, app, reconciles, watch, clock)
    health.sockets = lambda: int(socket.connected) if socket is not None else None
    if socket is None:
        reconciles.events_come(0.0)
        reconciles.keep_looking(LOOK_AGAIN_SECONDS, clock)
    else:
        await _unless(stop, _connected(socket, clients.client(), settings.app_token))
    await engine.start()
    forgetting = kept.keep_forgetting()
    keep_collecting_short()
    _say_hello(clients, settings, models)
    await stop.wait()
    log.info("Segue is stopping.")
    health.stopping = True
    forgetting.cancel()
    await asyncio.gather(forgetting, return_exceptions=True)
    if socket is not None:
        await socket.close()
    await server.stop()
    await reconciles.stop()
    await engine.stop(settings.shutdown_seconds)
    await models.close()
    await paid.close()


def _reconciles(
    settings: Settings, store: Store, clients: SlackClients, engine: Engine, clock: Callable[[], float]
) -> Reconciles:
    return Reconciles(
        store,
        clients,
        lambda incoming: engine.accept(incoming, live=False),
        teams=clients.teams,
        hours=settings.reconcile_hours,
        paced=settings.pace,
        clock=clock,
    )


async def _installations(
    settings: Settings, store: Store, clients: SlackClients, engine: Engine, reconciles: Reconciles,
    clock: Callable[[], float], *, many: bool,
) -> Installations:  # fmt: skip
    """Opened: every workspace whose token is kept is served."""

    async def begun(team: str) -> None:
        await engine.go_on()
        reconciles.look(team, 0.0)

    seal = Seal(settings.encryption_keys) if many else None
    kept = Installations(
        store,
        clients,
        seal,
        days=settings.uninstalled_days,
        clock=clock,
        begun=begun,
        ended=reconciles.forget,
        cleared=engine.cleared,
    )
    await kept.open()
    return kept


def _socket(
    settings: Settings, app: AsyncApp, reconciles: Reconciles, watch: Watch, clock: Callable[[], float]
) -> Socket:
    def opened(silent_for: float) -> None:
        watch.socket_opened()
        reconciles.events_come(max(0.0, clock() - silent_for))

    return Socket(
        app,
        settings.app_token,
        silence_seconds=settings.silence_seconds,
        handshake_seconds=settings.slack_timeout_seconds,
        opened=opened,
    )


def _say_hello(clients: SlackClients, settings: Settings, models: Models) -> None:
    for team in clients.teams():
        model = models.of(team).words.description
        log.info("Segue is connected as %s in %s, with %s.", clients.bot_user(team), team, model)
    if not clients.teams():
        log.info("Nobody has installed Segue yet; that is done at %s%s.", settings.public_url.rstrip("/"), INSTALL)


async def _connected(socket: Socket, client: AsyncWebClient, app_token: str) -> None:
    """The socket's own client tries for ever, whatever Slack says: so the token is shown to Slack once before."""
    await patiently(lambda: client.apps_connections_open(app_token=app_token), "SLACK_APP_TOKEN")
    await socket.open()


async def _listening(server: HttpServer, port: int) -> None:
    try:
        await server.start()
    except OSError as error:
        raise SettingsError(
            f"Port {port} is taken, so nobody can reach Segue there ({error.strerror}).",
            now="Name another one in SEGUE_HTTP_PORT.",
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


def _limits(settings: Settings, budgets: Budgets, clients: SlackClients) -> Limits:
    return Limits(
        quiet=settings.quiet_seconds,
        grows=settings.grows,
        grace=settings.grace_seconds,
        stray=settings.stray_seconds,
        reminder_after=timedelta(hours=settings.reminder_hours),
        close_after=timedelta(days=settings.close_days),
        paced=settings.pace,
        retention_days=settings.retention_days,
        audit_days=settings.audit_days,
        clock_believed=clients.slack_clock.may_be_believed,
        face_url=lambda key: face_url(settings.public_url, key),
        analyses=settings.database_path.parent / BESIDE,
        standing=budgets.standing,
    )
