"""What the page sees and does: one websocket per open page, seen through one person's eyes.

The page says who it speaks as (`/playground/live?as=U...`); it is shown that person's channels, ephemeral
messages and modals only. Frames are JSON: the server sends `hello`, then one frame per change; the page sends
`{"id": 1, "do": "say", ...}` and gets `{"type": "done", "id": 1, "error": ...}`.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from playground.app_manifest import Offers
from playground.hands import Hands, NotPossible, pressables, pressed_action
from playground.interactions import Interactions
from playground.messages import Message
from playground.modals import Modals
from playground.people import BOT_USER, DANA, Channel
from playground.socket_mode import SocketMode
from playground.workspace import Change, Workspace, seen_by

PAGE = (Path(__file__).parent / "page").resolve()
SHOWN_PER_CHANNEL = 400
LONGEST_QUEUE = 2000
# The page needs nothing from elsewhere; pictures in messages may come from anywhere.
POLICY = "default-src 'self'; img-src * data:; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'"

Frame = dict[str, Any]
Deed = Callable[["Viewer", Frame], Awaitable[Frame | None]]


@dataclass(eq=False)
class Viewer:
    """One open page and the person it speaks as."""

    user: str
    socket: web.WebSocketResponse
    frames: asyncio.Queue[Frame] = field(default_factory=lambda: asyncio.Queue(LONGEST_QUEUE))
    behind: bool = False

    def show(self, frame: Frame) -> None:
        """Send soon. A page that fell far behind is told to load anew."""
        try:
            self.frames.put_nowait(frame)
        except asyncio.QueueFull:
            self.behind = True


class Live:
    """All open pages."""

    def __init__(
        self,
        workspace: Workspace,
        modals: Modals,
        hands: Hands,
        interactions: Interactions,
        socket_mode: SocketMode,
        notice: str,
        offers: Offers,
    ) -> None:
        self._workspace, self._modals, self._hands = workspace, modals, hands
        self._interactions, self._socket_mode, self._notice = interactions, socket_mode, notice
        self._offers = offers
        self._viewers: set[Viewer] = set()
        self._doing: set[asyncio.Task[None]] = set()
        self._deeds: dict[str, Deed] = {
            "say": self._say,
            "edit": self._edit,
            "delete": self._delete,
            "react": self._react,
            "press": self._press,
            "press_in_view": self._press_in_view,
            "command": self._command,
            "open_home": self._open_home,
            "shortcut": self._shortcut,
            "stop": self._stop,
            "submit": self._submit,
            "dismiss": self._dismiss,
        }
        workspace.listen(self._changed)

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_get("/", self._page)
        router.add_get("/page/{name:.+}", self._page)
        router.add_get("/playground/live", self._handle)

    async def close(self) -> None:
        """Send every page away."""
        for viewer in tuple(self._viewers):
            await viewer.socket.close()

    async def _page(self, request: web.Request) -> web.StreamResponse:
        path = (PAGE / request.match_info.get("name", "index.html")).resolve()
        if not path.is_relative_to(PAGE) or not path.is_file():
            return web.Response(status=404, text="There is no such page here.")
        headers = {
            "Content-Security-Policy": POLICY,
            "Cache-Control": "no-cache",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
        }
        return web.FileResponse(path, headers=headers)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        user = request.query.get("as", DANA)
        if user not in self._workspace.users or user == BOT_USER:
            return web.Response(status=404, text="Nobody here has this id.")
        viewer = Viewer(user, web.WebSocketResponse(heartbeat=20))
        await viewer.socket.prepare(request)
        self._workspace.direct_channel(user)
        viewer.show(self._hello(user))
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

    # What is seen

    def _hello(self, user: str) -> Frame:
        channels = seen_by(self._workspace.channels.values(), user)
        messages = [m for channel in channels for m in self._recent(channel)]
        return {
            "type": "hello",
            "me": user,
            "bot": BOT_USER,
            "notice": self._notice,
            "offers": asdict(self._offers),
            "connected": self._socket_mode.connected,
            "users": [
                {"id": u.id, "name": u.name, "real_name": u.real_name, "is_bot": u.is_bot, "colour": u.colour}
                for u in self._workspace.users.values()
            ],
            "channels": [self._channel_shape(channel, user) for channel in channels],
            "messages": [self._shape(message) for message in messages],
            "ephemeral": [self._shape(m) for m in self._workspace.ephemeral if m.only_for == user],
            "statuses": [
                {"channel": channel, "thread_ts": thread_ts, "status": status}
                for (channel, thread_ts), status in self._workspace.statuses.items()
            ],
            **self._views(user),
        }

    def _recent(self, channel: Channel) -> list[Message]:
        """The last messages of a channel with their threads."""
        found: list[Message] = []
        for parent in self._workspace.top_level(channel.id)[-SHOWN_PER_CHANNEL:]:
            found += [parent, *(r for r in self._workspace.replies(parent) if not r.broadcast)]
        return found

    def _shape(self, message: Message) -> Frame:
        extra = {
            "channel": message.channel,
            "author": message.user,
            "deleted": message.deleted,
            "broadcast": message.broadcast,
            "streaming": bool(message.streaming),
            "only_for": message.only_for,
        }
        return self._workspace.shape(message) | extra

    def _channel_shape(self, channel: Channel, user: str) -> Frame:
        return {
            "id": channel.id,
            "name": channel.name,
            "kind": channel.kind,
            "topic": channel.topic,
            "is_archived": channel.is_archived,
            "has_bot": BOT_USER in channel.members,
            "titles": {ts: title for (place, ts), title in self._workspace.titles.items() if place == channel.id},
            "prompts": {ts: shown for (place, ts), shown in self._workspace.prompts.items() if place == channel.id},
        }

    def _views(self, user: str) -> Frame:
        modal, home = self._hands.modal(user), self._modals.homes.get(user)
        return {"modal": modal and modal.as_slack(), "home": home and home.as_slack()}

    def _changed(self, change: Change) -> None:
        for viewer in self._viewers:
            for frame in self._frames(change, viewer.user):
                viewer.show(frame)

    def _frames(self, change: Change, user: str) -> list[Frame]:
        """What one person sees of a change."""
        if change.kind == "view":
            return [{"type": "view", **self._views(user)}] if change.detail["user"] == user else []
        if change.kind == "connection":
            return [{"type": "connection", "connected": self._socket_mode.connected}]
        channel = self._workspace.channels[change.channel]
        if change.kind == "channel":
            seen = [self._channel_shape(c, user) for c in seen_by(self._workspace.channels.values(), user)]
            return [{"type": "channels", "channels": seen}]
        if user not in channel.members:
            return []
        if change.kind == "status":
            return [{"type": "status", "channel": channel.id, **change.detail}]
        assert change.message is not None
        message, frames = change.message, list[Frame]()
        if message.only_for not in (None, user):
            return []
        if message.is_reply and change.kind in ("posted", "deleted"):
            parent = self._workspace.thread_parent(channel.id, message.thread_ts or "")
            frames = [{"type": "message", "message": self._shape(parent)}] if parent else []
        return [{"type": "message", "message": self._shape(message)}, *frames]

    # What is done

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
            answer |= await self._deeds[frame["do"]](viewer, frame) or {}
        except NotPossible as reason:
            answer["error"] = str(reason)
        except (ValueError, KeyError, TypeError, AttributeError):
            answer["error"] = "the page sent something the playground does not understand"
        viewer.show(answer)

    async def _say(self, viewer: Viewer, frame: Frame) -> Frame:
        thread_ts, also = frame.get("thread_ts"), bool(frame.get("also_to_channel"))
        return {"ts": self._hands.say(viewer.user, frame["channel"], frame["text"], thread_ts, None, also)}

    async def _edit(self, viewer: Viewer, frame: Frame) -> None:
        self._hands.edit(viewer.user, frame["channel"], frame["ts"], frame["text"])

    async def _delete(self, viewer: Viewer, frame: Frame) -> None:
        self._hands.delete(viewer.user, frame["channel"], frame["ts"])

    async def _react(self, viewer: Viewer, frame: Frame) -> None:
        self._hands.react(viewer.user, frame["channel"], frame["ts"], frame["name"], bool(frame["there"]))

    async def _press(self, viewer: Viewer, frame: Frame) -> None:
        await self._hands.pressed(
            viewer.user, frame["channel"], frame["ts"], frame["action_id"], frame.get("value") or None
        )

    async def _press_in_view(self, viewer: Viewer, frame: Frame) -> None:
        views = [self._hands.modal(viewer.user), self._modals.homes.get(viewer.user)]
        for view in views:
            if view is None or view.id != frame["view_id"]:
                continue
            for block, element, option in pressables(view.definition["blocks"]):
                value = frame.get("value") or None
                if element["action_id"] == frame["action_id"] and value in (None, (option or element).get("value")):
                    action = pressed_action(block, element, option, self._workspace.timestamps.next())
                    await self._interactions.pressed_in_view(viewer.user, view, action)
                    return
        raise NotPossible("this is not there any more")

    async def _command(self, viewer: Viewer, frame: Frame) -> None:
        await self._hands.command(viewer.user, frame["channel"], frame["command"], frame.get("text", ""))

    async def _open_home(self, viewer: Viewer, frame: Frame) -> None:
        self._hands.open_home(viewer.user, frame.get("tab", "home"))

    async def _shortcut(self, viewer: Viewer, frame: Frame) -> None:
        """One of the app's shortcuts: with a channel and a ts it is one on a message."""
        wanted, on_message = frame["callback_id"], "ts" in frame
        if not self._offers.shortcut(wanted, "message" if on_message else "global"):
            raise NotPossible(f"the app's manifest has no shortcut {wanted}")
        if on_message:
            await self._hands.message_shortcut(viewer.user, frame["channel"], frame["ts"], wanted)
        else:
            await self._hands.shortcut(viewer.user, wanted)

    async def _stop(self, viewer: Viewer, frame: Frame) -> None:
        self._hands.stop(viewer.user, frame["channel"], frame["thread_ts"])

    async def _submit(self, viewer: Viewer, frame: Frame) -> Frame:
        return {"errors": await self._hands.submit(viewer.user, frame["values"])}

    async def _dismiss(self, viewer: Viewer, frame: Frame) -> None:
        self._hands.dismiss(viewer.user)
