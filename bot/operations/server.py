"""Health, readiness and figures, on an address of their own: what operators ask never lies beside what strangers see.

`/healthz`: the process turns. `/readyz`: it can do its work. `/metrics`: Prometheus' text format.
"""

from __future__ import annotations

from collections.abc import Iterable

from aiohttp import web

from bot.operations.health import Health
from errors import SettingsError


class OperationsServer:
    """Listens on `host` and `port` once started; port 0: not at all."""

    def __init__(self, host: str, port: int, health: Health) -> None:
        self._host, self._port, self._health = host, port, health
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Raises SettingsError where the port is taken."""
        if not self._port:
            return
        app = web.Application(client_max_size=1024)
        app.add_routes(operations_routes(self._health))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0, auto_decompress=False)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError as error:
            await self.stop()
            raise SettingsError(
                f"{self._host}:{self._port} cannot be listened on for health and metrics ({error.strerror}).",
                now="Name another port in SEGUE_HEALTH_PORT, or leave it out.",
            ) from error

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()


def operations_routes(health: Health) -> Iterable[web.RouteDef]:
    """For any aiohttp server: `app.add_routes(operations_routes(health))`."""

    async def alive(request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def ready(request: web.Request) -> web.Response:
        checks = await health.checks()
        well = all(said == "ok" for said in checks.values())
        return web.json_response({"ready": well, "checks": checks}, status=200 if well else 503)

    async def metrics(request: web.Request) -> web.Response:
        page = await health.page()
        if page is None:
            return web.Response(status=503, text="The database does not answer.")
        return web.Response(body=page, headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})

    return (web.get("/healthz", alive), web.get("/readyz", ready), web.get("/metrics", metrics))
