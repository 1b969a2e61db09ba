"""Canvases: pages of Markdown inside the workspace, read by whoever they were opened to.

https://docs.slack.dev/surfaces/canvases
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from playground.workspace import Workspace


@dataclass
class Canvas:
    """One page. `channels` and `users`: to whom it was opened, id -> `read`, `write` or `owner`."""

    id: str
    title: str
    markdown: str
    owner: str
    tab_of: str = ""
    """The channel whose canvas it is, if it is one's."""
    channels: dict[str, str] = field(default_factory=dict)
    users: dict[str, str] = field(default_factory=dict)
    created: int = field(default_factory=lambda: int(time.time()))


def new_canvas(title: str, markdown: str, owner: str, tab_of: str = "") -> Canvas:
    channels = {tab_of: "write"} if tab_of else {}
    id = f"F0{secrets.token_hex(5).upper()[:9]}"
    return Canvas(id, title, markdown, owner, tab_of, channels, {owner: "owner"})


class Canvases:
    """The way in for the page."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_get("/docs/{team}/{id}", self._open)
        router.add_get("/playground/canvas/{id}", self._read)

    async def _open(self, request: web.Request) -> web.Response:
        """Where Slack's addresses of canvases lead: to the page, which shows it."""
        raise web.HTTPFound(f"/#docs/{request.match_info['id']}")

    async def _read(self, request: web.Request) -> web.Response:
        canvas, who = self._workspace.canvases.get(request.match_info["id"]), request.query.get("as", "")
        if canvas is None:
            return web.json_response({"error": "there is no such canvas"}, status=404)
        rooms = [self._workspace.channels[id] for id in canvas.channels if id in self._workspace.channels]
        if who not in canvas.users and not any(who in room.members for room in rooms):
            return web.json_response({"error": "this canvas was not opened to you"}, status=403)
        return web.json_response({"title": canvas.title, "markdown": canvas.markdown})
