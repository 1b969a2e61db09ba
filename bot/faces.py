"""Pictures of personas where Slack can fetch them: one path.

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


class Faces:
    """`face(key)` gives the PNG, or None. The key is of the picture itself."""

    def __init__(self, face: Callable[[str], Awaitable[bytes | None]]) -> None:
        self._face = face

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_get("/faces/{key}.png", self._answer)

    async def _answer(self, request: web.Request) -> web.Response:
        key = request.match_info["key"]
        png = await self._face(key) if _KEY.fullmatch(key) else None
        if png is None:
            return web.Response(status=404, text="There is no such picture.")
        return web.Response(body=png, content_type="image/png", headers=HEADERS)


def face_url(public_url: str, key: str) -> str:
    """The address of a picture; empty without a public address or a picture."""
    return f"{public_url.rstrip('/')}/faces/{key}.png" if public_url and key else ""
