"""What one person's page is shown: the workspace as they may see it, and each change of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from playground.app_manifest import Offers
from playground.changes import Change
from playground.deliveries import Line
from playground.hands import Hands
from playground.messages import Message
from playground.modals import Modals
from playground.people import BOT_USER, Channel
from playground.reading import faces
from playground.workspace import Workspace, seen_by

Frame = dict[str, Any]


class Seen:
    """The workspace through one person's eyes. Messages are not in `hello`: the page asks for them."""

    def __init__(
        self, workspace: Workspace, modals: Modals, hands: Hands, line: Line, notice: str, offers: Offers
    ) -> None:
        self._workspace, self._modals, self._hands = workspace, modals, hands
        self._line, self._notice, self._offers = line, notice, offers

    def hello(self, user: str) -> Frame:
        """The first frame of a page."""
        mine = {channel.id for channel in seen_by(self._workspace.channels.values(), user)}
        return {
            "type": "hello",
            "me": user,
            "bot": BOT_USER,
            "notice": self._notice,
            "offers": asdict(self._offers),
            "connected": self._line.connected,
            "users": faces(list(self._workspace.users.values())),
            "channels": self.channels(user),
            "ephemeral": [self.message(m) for m in self._workspace.ephemeral if m.only_for == user],
            "statuses": [
                {"channel": channel, "thread_ts": thread_ts, "status": status}
                for (channel, thread_ts), status in self._workspace.statuses.items()
                if channel in mine
            ],
            **self._views(user),
        }

    def messages(self, messages: Iterable[Message]) -> list[Frame]:
        return [self.message(message) for message in messages]

    def message(self, message: Message) -> Frame:
        """A message in Slack's shape, with what only a page needs to know."""
        extra = {
            "channel": message.channel,
            "author": message.user,
            "deleted": message.deleted,
            "broadcast": message.broadcast,
            "streaming": bool(message.streaming),
            "only_for": message.only_for,
        }
        return self._workspace.shape(message) | extra

    def channels(self, user: str) -> list[Frame]:
        """The channels somebody is in, with what is unread."""
        return [self._channel(channel, user) for channel in seen_by(self._workspace.channels.values(), user)]

    def frames(self, change: Change, user: str) -> list[Frame]:
        """What one person sees of a change."""
        match change.kind:
            case "view":
                return [{"type": "view", **self._views(user)}] if change.detail["user"] == user else []
            case "connection":
                return [{"type": "connection", "connected": self._line.connected}]
            case "users":
                return [{"type": "users", "users": faces(list(self._workspace.users.values()))}]
            case "channel":
                return [{"type": "channels", "channels": self.channels(user)}]
            case "read":
                return [{"type": "channels", "channels": self.channels(user)}] if change.detail["user"] == user else []
        channel = self._workspace.channels[change.channel]
        if user not in channel.members:
            return []
        if change.kind == "typing":
            typing = {"type": "typing", "channel": channel.id, **change.detail}
            return [typing] if change.detail["user"] != user else []
        if change.kind == "status":
            return [{"type": "status", "channel": channel.id, **change.detail}]
        assert change.message is not None
        return self._of_message(change, change.message, user)

    def _of_message(self, change: Change, message: Message, user: str) -> list[Frame]:
        if message.only_for not in (None, user):
            return []
        is_new = change.kind == "posted" or (change.kind == "ephemeral" and not message.deleted and not message.edited)
        frames = [{"type": "message", "message": self.message(message), **({"new": True} if is_new else {})}]
        if message.is_reply and change.kind in ("posted", "deleted"):
            parent = self._workspace.thread_parent(message.channel, message.thread_ts or "")
            frames += [{"type": "message", "message": self.message(parent)}] if parent else []
        return frames

    def _channel(self, channel: Channel, user: str) -> Frame:
        return {
            "id": channel.id,
            "name": channel.name,
            "kind": channel.kind,
            "topic": channel.topic,
            "is_archived": channel.is_archived,
            "has_bot": BOT_USER in channel.members,
            "members": channel.members,
            "unread": self._workspace.unread(channel.id, user),
            "last_read": self._workspace.read_up_to(channel.id, user),
            "titles": {ts: title for (place, ts), title in self._workspace.titles.items() if place == channel.id},
            "prompts": {ts: shown for (place, ts), shown in self._workspace.prompts.items() if place == channel.id},
        }

    def _views(self, user: str) -> Frame:
        modal, home = self._hands.modal(user), self._modals.homes.get(user)
        return {"modal": modal and modal.as_slack(), "home": home and home.as_slack()}
