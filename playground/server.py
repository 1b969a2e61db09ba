"""The playground as a server: Web API, Socket Mode, fault switch and page on one local port.

It binds 127.0.0.1 only, and answers only requests that were meant for it: the Host must be local, and a page of
any other origin is turned away (a website must not be able to write here through somebody's browser).
"""

from __future__ import annotations

import errno
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from aiohttp import web

from playground.app_manifest import offers_of
from playground.canvases import Canvases
from playground.changes import Change
from playground.deeds import Deeds
from playground.deliveries import Line
from playground.driver import Driver
from playground.events import DEFAULT_SUBSCRIPTIONS, events_of, taken_out
from playground.faults import FaultError, Faults
from playground.files import Files
from playground.hands import Hands
from playground.http_mode import HttpMode
from playground.inspector import Inspector
from playground.interactions import Interactions
from playground.live import Live
from playground.modals import Modals
from playground.oauth import AUTHORIZE, OAuth
from playground.people import DANA
from playground.seen import Seen
from playground.socket_mode import SocketMode
from playground.store import Store
from playground.web_api.calls import Server
from playground.web_api.dispatch import LONGEST_BODY, WebApi
from playground.workspace import Workspace

log = logging.getLogger("playground")

HOST = "127.0.0.1"
PORTS_TO_TRY = 20
LOCAL_NAMES = frozenset({"127.0.0.1", "localhost"})


class Playground:
    """A workspace and its server. Use it in a running event loop:

        playground = Playground()
        await playground.start()
        ... playground.api_url, playground.driver ...
        await playground.stop()

    store_path: an SQLite file, or `:memory:` to keep nothing. port: 0 for any free one; when it is taken, the next
    free one is used and said. seed: for the fault switch. bot_name: what people type after the @. tokens: those that
    are accepted; none means any that begins with xoxb- or xapp-. notice: a line shown on top of the page. manifest: the
    app's, whose shortcuts and commands the page offers.
    ack_seconds: how long an envelope may stay unacknowledged; retries: how often an event is delivered again;
    replay_unacked: whether what was sent and not acknowledged comes again to the next connection, if that opens
    within replay_seconds. trigger_seconds and stream_seconds: the life of trigger ids and streams.
    request_url: where everything is sent over HTTP, signed with signing_secret, instead of over sockets; retry_pace
    scales Slack's waits between attempts. client: id and secret of the app that may be installed; empty: any.
    """

    def __init__(
        self,
        store_path: str = ":memory:",
        port: int = 0,
        seed: int | None = None,
        *,
        bot_name: str = "Segue",
        notice: str = "",
        manifest: Mapping[str, Any] | None = None,
        tokens: Iterable[str] = (),
        subscriptions: Iterable[str] = DEFAULT_SUBSCRIPTIONS,
        ack_seconds: float = 3.0,
        retries: int = 3,
        replay_unacked: bool = True,
        replay_seconds: float = 60.0,
        trigger_seconds: float = 3.0,
        stream_seconds: float = 300.0,
        request_url: str = "",
        signing_secret: str = "",
        retry_pace: float = 1.0,
        client: tuple[str, str] = ("", ""),
    ) -> None:
        self._wanted_port, self.port = port, 0
        self._store = Store(store_path)
        self.workspace = Workspace(self._store, bot_name=bot_name)
        self.faults = Faults(seed)
        inspector, wake = Inspector(), self.workspace.wake
        self.socket_mode = SocketMode(
            self.faults, ack_seconds=ack_seconds, retries=retries, replay_unacked=replay_unacked,
            replay_seconds=replay_seconds, wake=wake, inspector=inspector,
            connections_changed=self._connections_changed,
        )  # fmt: skip
        self.http = HttpMode(
            request_url, signing_secret, self.faults, ack_seconds=ack_seconds, pace=retry_pace, wake=wake,
            inspector=inspector, connections_changed=self._connections_changed,
        )  # fmt: skip
        self._line: Line = self.http if request_url else self.socket_mode
        self.modals = Modals(trigger_seconds=trigger_seconds, changed=self._view_changed)
        self._interactions = Interactions(self.workspace, self.modals, self._line, lambda: self.url)
        self.files = Files(self.workspace, store_path, lambda: self.url)
        self.hands = Hands(self.workspace, self.modals, self._interactions, self.files.give)
        self.web_api = WebApi(self._server(stream_seconds), self.faults, frozenset(tokens), inspector)
        self.oauth = OAuth(client, DANA, self.web_api.revoked)
        self._live = self._page(inspector, notice, manifest or {})
        self.driver = Driver(self.workspace, self.hands, self.socket_mode, self._line, self.web_api, self.faults)
        self._subscriptions = frozenset(subscriptions)
        self._runner: web.AppRunner | None = None
        self._forget: Callable[[], None] = lambda: None

    def _server(self, stream_seconds: float) -> Server:
        """What the Web API works on."""
        return Server(
            workspace=self.workspace,
            socket_mode=self.socket_mode,
            modals=self.modals,
            files=self.files,
            socket_url=lambda: f"ws://{HOST}:{self.port}/link/?ticket={self.socket_mode.ticket()}&app_id=playground",
            page_url=lambda: f"{self.url}/",
            stream_seconds=stream_seconds,
        )

    def _page(self, inspector: Inspector, notice: str, manifest: Mapping[str, Any]) -> Live:
        """What people see and do, on the page."""
        offers = offers_of(manifest)
        seen = Seen(self.workspace, self.modals, self.hands, self._line, notice, offers)
        deeds = Deeds(self.workspace, self.modals, self.hands, self._interactions, seen, offers, self.files)
        return Live(self.workspace, seen, deeds, inspector)

    @property
    def url(self) -> str:
        """Where the page is, without a slash at the end."""
        return f"http://{HOST}:{self.port}"

    @property
    def api_url(self) -> str:
        """The base of the Web API, with its slash: what `SLACK_API_URL` wants."""
        return f"{self.url}/api/"

    async def start(self) -> None:
        """Open the port. Raises OSError when neither it nor one of the next twenty is free."""
        self._runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        self.port = await self._bind(self._runner)
        self._forget = self.workspace.listen(self._deliver)

    async def stop(self) -> None:
        """Close every connection, write what is not written yet, and let go of the port and the file."""
        self._forget()
        await self.socket_mode.close()
        await self.http.close()
        await self._live.close()
        if self._runner is not None:
            await self._runner.cleanup()
        self._store.close()
        self.files.close()

    def uninstall(self) -> None:
        """The app is taken out: its tokens are good no longer, and it hears of it."""
        self.oauth.take_out()
        for payload in taken_out(self.workspace.timestamps.next()):
            self._line.send_event(payload)

    async def pages_leave(self) -> None:
        """Hang up on every open page; pages call again by themselves."""
        await self._live.close()

    async def __aenter__(self) -> Playground:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[only_local], client_max_size=LONGEST_BODY)
        self.oauth.add_routes(app.router)
        app.router.add_route("*", "/api/{method}", self.web_api.handle)
        app.router.add_get("/archives/{channel}/{message:p\\d+}", self._open_message)
        app.router.add_get("/link/", self.socket_mode.handle)
        app.router.add_post("/actions/{team}/{key}", self._interactions.handle_response)
        app.router.add_get("/playground/faults", self._show_faults)
        app.router.add_post("/playground/faults", self._add_fault)
        app.router.add_delete("/playground/faults", self._clear_faults)
        app.router.add_get("/playground/counts", self._show_counts)
        self.files.add_routes(app.router)
        Canvases(self.workspace).add_routes(app.router)
        self._live.add_routes(app.router)
        return app

    async def _bind(self, runner: web.AppRunner) -> int:
        for port in range(self._wanted_port, self._wanted_port + PORTS_TO_TRY):
            try:
                await web.TCPSite(runner, HOST, port).start()
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
                continue
            bound: int = runner.addresses[0][1]
            if self._wanted_port and bound != self._wanted_port:
                log.warning("port %d is taken; the playground is on %d", self._wanted_port, bound)
            return bound
        last = self._wanted_port + PORTS_TO_TRY - 1
        raise OSError(errno.EADDRINUSE, f"ports {self._wanted_port} to {last} are all taken; give another with --port")

    def _deliver(self, change: Change) -> None:
        for payload in events_of(change, self.workspace, self._subscriptions):
            self._line.send_event(payload)

    def _connections_changed(self) -> None:
        self.workspace.tell(Change("connection"))

    def _view_changed(self, user: str) -> None:
        self.workspace.tell(Change("view", detail={"user": user}))

    # The fault switch over HTTP

    async def _open_message(self, request: web.Request) -> web.Response:
        """Where Slack's permalinks lead: to the message in the page."""
        digits = request.match_info["message"][1:]
        thread_ts = request.query.get("thread_ts", "")
        raise web.HTTPFound(f"/#{request.match_info['channel']}/{thread_ts}/{digits[:-6]}.{digits[-6:]}")

    async def _show_faults(self, request: web.Request) -> web.Response:
        return web.json_response(self.faults.as_data())

    async def _add_fault(self, request: web.Request) -> web.Response:
        try:
            how: dict[str, Any] = await request.json()
            action = how.pop("do", None)
            if action == "cut":
                await self.socket_mode.cut()
            elif action == "silence":
                self.socket_mode.silence(pongs=bool(how.pop("pongs", False)))
            elif action == "disconnect":
                await self.socket_mode.disconnect()
            else:
                self.faults.add(how.pop("kind", ""), how.pop("method", "*"), **how)
        except (FaultError, TypeError, ValueError, AttributeError) as error:
            return web.json_response({"error": str(error)}, status=400)
        return web.json_response(self.faults.as_data())

    async def _clear_faults(self, request: web.Request) -> web.Response:
        self.faults.clear(request.query.get("kind"))
        return web.json_response(self.faults.as_data())

    async def _show_counts(self, request: web.Request) -> web.Response:
        return web.json_response(self.driver.counts())


@web.middleware
async def only_local(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuse a foreign Host (DNS rebinding) and a foreign Origin (another website's page)."""
    host, _, port = request.host.rpartition(":")
    if host not in LOCAL_NAMES:
        return web.Response(status=403, text="The playground answers to 127.0.0.1 and localhost only.")
    # An image or a link on a foreign page sends no Origin, but says that it comes from elsewhere
    # (https://www.w3.org/TR/fetch-metadata/); programs say nothing.
    foreign = request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin")
    if foreign and request.path != "/" and not request.path.startswith(("/archives/", "/docs/")) and not _asks(request):
        return web.Response(status=403, text="Pages of other origins may not talk to the playground.")
    origin = request.headers.get("Origin")
    if origin is not None and origin not in {f"http://{name}:{port}" for name in LOCAL_NAMES}:
        return web.Response(status=403, text="Pages of other origins may not talk to the playground.")
    try:
        return await handler(request)
    except ConnectionResetError:
        # The fault switch cut the line on purpose; there is nobody left to answer.
        return web.Response(status=500)


def _asks(request: web.Request) -> bool:
    """The page on which somebody lets an app in is where the app's own page leads to."""
    return request.path == AUTHORIZE and request.method == "GET"
