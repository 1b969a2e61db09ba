"""Pictures of personas where Slack can fetch them: one path, nothing else is answered.

Slack fetches `icon_url` and `image_url` itself, so a face needs a public address (SEGUE_PUBLIC_URL).
https://docs.slack.dev/messaging/sending-and-scheduling-messages#custom-authorship
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from aiohttp import web

_KEY = re.compile(r"[0-9a-f]{16,64}")
HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


class FaceServer:
    """Listens on `host` and `port`; `face(key)` gives the PNG, or None. The key is of the picture itself."""

    def __init__(self, host: str, port: int, face: Callable[[str], Awaitable[bytes | None]]) -> None:
        self._host, self._port, self._face = host, port, face
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Raises OSError where the port is taken."""
        app = web.Application(client_max_size=1024)
        app.router.add_get("/faces/{key}.png", self._answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        key = request.match_info["key"]
        png = await self._face(key) if _KEY.fullmatch(key) else None
        if png is None:
            return web.Response(status=404, text="There is no such picture.")
        return web.Response(body=png, content_type="image/png", headers=HEADERS)


def face_url(public_url: str, key: str) -> str:
    """The address of a picture; empty without a public address or a picture."""
    return f"{public_url.rstrip('/')}/faces/{key}.png" if public_url and key else ""
