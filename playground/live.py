"""What the page sees and does: one websocket per open page, seen through one person's eyes.

The page says who it speaks as (`/playground/live?as=U...`); it is shown that person's channels, ephemeral
messages and modals only. Frames are JSON: the server sends `hello`, then one frame per change; the page sends
`{"id": 1, "do": "say", ...}` and gets `{"type": "done", "id": 1, "error": ...}`.
"""

from __future__ import annotations

import asyncio
import json
import mimetypes
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from playground.changes import Change
from playground.chosen import NotPossible
from playground.deeds import Deeds
from playground.inspector import Inspector
from playground.people import BOT_USER, DANA
from playground.seen import Frame, Seen
from playground.workspace import Workspace

PAGE = (Path(__file__).parent / "page").resolve()
LONGEST_QUEUE = 2000
# The page needs nothing from elsewhere; pictures in messages may come from anywhere.
POLICY = (
    "default-src 'self'; img-src * data:; media-src 'self' blob:; "
    "style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'"
)


@dataclass(eq=False)
class Viewer:
    """One open page and the person it speaks as."""

    user: str
    socket: web.WebSocketResponse
    frames: asyncio.Queue[Frame] = field(default_factory=lambda: asyncio.Queue(LONGEST_QUEUE))
    behind: bool = False
    inspects: bool = False
    """It wants to see what goes back and forth."""

    def show(self, frame: Frame) -> None:
        """Send soon. A page that fell far behind is told to load anew."""
        try:
            self.frames.put_nowait(frame)
        except asyncio.QueueFull:
            self.behind = True


class Live:
    """All open pages."""

    def __init__(self, workspace: Workspace, seen: Seen, deeds: Deeds, inspector: Inspector) -> None:
        self._workspace, self._seen, self._deeds, self._inspector = workspace, seen, deeds, inspector
        self._viewers: set[Viewer] = set()
        self._doing: set[asyncio.Task[None]] = set()
        workspace.listen(self._changed)
        inspector.listen(self._traced)

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_get("/", self._page)
        router.add_get("/page/{name:.+}", self._page)
        router.add_get("/gallery", self._gallery)
        router.add_get("/playground/live", self._handle)

    async def close(self) -> None:
        """Send every page away."""
        for viewer in tuple(self._viewers):
            await viewer.socket.close()

    async def _gallery(self, request: web.Request) -> web.StreamResponse:
        """Every block and element as the page draws it."""
        return self._file("gallery.html")

    async def _page(self, request: web.Request) -> web.StreamResponse:
        return self._file(request.match_info.get("name", "index.html"))

    def _file(self, name: str) -> web.StreamResponse:
        path = (PAGE / name).resolve()
        if not path.is_relative_to(PAGE) or not path.is_file():
            return web.Response(status=404, text="There is no such page here.")
        headers = {
            "Content-Security-Policy": POLICY,
            "Cache-Control": "no-cache",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
        }
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        answer = web.Response(body=path.read_bytes(), content_type=kind, charset="utf-8", headers=headers)
        answer.enable_compression()
        return answer

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        user = request.query.get("as", DANA)
        if user not in self._workspace.users or user == BOT_USER:
            return web.Response(status=404, text="Nobody here has this id.")
        viewer = Viewer(user, web.WebSocketResponse(heartbeat=20))
        await viewer.socket.prepare(request)
        self._workspace.direct_channel(user)
        viewer.show(self._seen.hello(user))
        self._viewers.add(viewer)
        sender = asyncio.create_task(self._send(viewer))
        try:
            async for frame in viewer.socket:
                if frame.type == WSMsgType.TEXT:
                    self._begin(self._do(viewer, frame.data))
        finally:
            self._viewers.discard(viewer)
            sender.cancel()
        return viewer.socket

    async def _send(self, viewer: Viewer) -> None:
        with suppress(ConnectionError):
            while not viewer.behind:
                await viewer.socket.send_json(await viewer.frames.get())
            await viewer.socket.close()

    def _traced(self, entry: Frame) -> None:
        for viewer in self._viewers:
            if viewer.inspects:
                viewer.show({"type": "trace", "entry": entry})

    def _changed(self, change: Change) -> None:
        for viewer in self._viewers:
            for frame in self._seen.frames(change, viewer.user):
                viewer.show(frame)

    def _begin(self, deed: Coroutine[Any, Any, None]) -> None:
        """Do it beside the others: a press may wait for the app for seconds."""
        task = asyncio.create_task(deed)
        self._doing.add(task)
        task.add_done_callback(self._doing.discard)

    async def _do(self, viewer: Viewer, text: str) -> None:
        answer: Frame = {"type": "done", "id": None}
        try:
            frame = json.loads(text)
            answer["id"] = frame.get("id")
            if frame["do"] == "inspect":
                viewer.inspects = bool(frame["on"])
                answer["entries"] = self._inspector.entries() if viewer.inspects else []
            else:
                answer |= await self._deeds.do(viewer.user, frame)
        except NotPossible as reason:
            answer["error"] = str(reason)
        except (ValueError, KeyError, TypeError, AttributeError):
            answer["error"] = "the page sent something the playground does not understand"
        viewer.show(answer)
