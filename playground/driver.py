"""The hands of people for tests and demos: write, press, look, and wait for what happens.

ts = await people.say(DANA, "#customers", "@Segue interview")
await people.wait_for(lambda: len(people.thread(CUSTOMERS, ts)) > 1)
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from playground import rooms
from playground.deliveries import Line
from playground.faults import Faults
from playground.hands import Hands
from playground.modals import View
from playground.people import BOT_USER, CUSTOMERS, DANA, GENERAL, LEADERSHIP, MEI, RAVI, Channel, User
from playground.socket_mode import SocketMode
from playground.web_api.dispatch import WebApi
from playground.workspace import Workspace

__all__ = ["BOT_USER", "CUSTOMERS", "DANA", "GENERAL", "LEADERSHIP", "MEI", "RAVI", "Driver"]

Found = TypeVar("Found")

LOOK_AGAIN_SECONDS = 0.05


class Driver:
    """Everything a person can do, plus eyes and patience. Channels are ids or `#names`."""

    def __init__(
        self, workspace: Workspace, hands: Hands, socket_mode: SocketMode, line: Line, web_api: WebApi, faults: Faults
    ) -> None:
        self._workspace, self._hands = workspace, hands
        self._socket_mode, self._line, self._web_api, self.faults = socket_mode, line, web_api, faults

    # Hands

    async def say(
        self,
        user: str,
        channel: str,
        text: str,
        thread_ts: str | None = None,
        files: list[dict[str, Any]] | None = None,
        also_to_channel: bool = False,
    ) -> str:
        """Write a message as a person types it. -> its ts. Raises NotPossible."""
        return self._hands.say(user, channel, text, thread_ts, files, also_to_channel)

    async def edit(self, user: str, channel: str, ts: str, text: str) -> str:
        """Edit one's own message. -> the ts of the edit. Raises NotPossible."""
        return self._hands.edit(user, channel, ts, text)

    async def delete(self, user: str, channel: str, ts: str) -> None:
        """Delete one's own message. Raises NotPossible."""
        self._hands.delete(user, channel, ts)

    async def react(self, user: str, channel: str, ts: str, name: str, there: bool = True) -> None:
        """Add or take back a reaction."""
        self._hands.react(user, channel, ts, name, there)

    async def press(self, user: str, channel: str, message_ts: str, action_id: str, value: str | None = None) -> str:
        """Press a button or choose `value` in a menu; it is looked up in the stored blocks. -> the action_ts.

        Returns at once; `pressed` waits for the acknowledgement. Raises NotPossible when it is not there.
        """
        return self._hands.press(user, channel, message_ts, action_id, value)

    async def pressed(self, user: str, channel: str, message_ts: str, action_id: str, value: str | None = None) -> str:
        """Press and wait until the app acknowledged. Raises NotPossible when it did not in time."""
        return await self._hands.pressed(user, channel, message_ts, action_id, value)

    async def command(self, user: str, channel: str, command: str, text: str = "") -> None:
        """Type a slash command and wait for the acknowledgement."""
        await self._hands.command(user, channel, command, text)

    async def open_home(self, user: str, tab: str = "home") -> None:
        """Look at the app: its home, or the messages with it."""
        self._hands.open_home(user, tab)

    async def stop(self, user: str, channel: str, thread_ts: str) -> None:
        """Press the stop button beside the app's status."""
        self._hands.stop(user, self._channel(channel), thread_ts)

    def home(self, user: str) -> View | None:
        """What the app has published as somebody's Home."""
        return self._hands.home(user)

    async def press_at_home(self, user: str, action_id: str, value: str | None = None) -> None:
        """Press a button in the app's Home."""
        await self._hands.press_at_home(user, action_id, value)

    async def press_in_modal(self, user: str, action_id: str, value: str | None = None) -> None:
        """Press a button in the modal on top."""
        await self._hands.press_in_modal(user, action_id, value)

    async def shortcut(self, user: str, callback_id: str) -> None:
        """Choose a global shortcut."""
        await self._hands.shortcut(user, callback_id)

    async def message_shortcut(
        self, user: str, channel: str, ts: str, callback_id: str, still_open: bool = False
    ) -> None:
        """Choose a shortcut on a message; still_open: its menu was opened while one could still see it."""
        await self._hands.message_shortcut(user, self._channel(channel), ts, callback_id, still_open)

    async def choose(self, user: str, action_id: str, value: str) -> None:
        """Choose an option of a select in the open modal."""
        await self._hands.choose(user, action_id, value)

    async def submit(self, user: str, values: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, str]:
        """Submit the open modal. -> the app's complaints by block id."""
        return await self._hands.submit(user, values)

    async def dismiss(self, user: str) -> None:
        """Close the modal on top."""
        self._hands.dismiss(user)

    def direct_channel(self, user: str) -> str:
        """The id of a person's direct message with the bot, opened if need be."""
        return self._hands.direct_channel(user)

    def invite(self, channel: str, user: str = BOT_USER) -> None:
        """Bring somebody into a channel."""
        self._hands.invite(self._channel(channel), user)

    def leave(self, channel: str, user: str) -> None:
        """Take somebody out of a channel."""
        place = self._workspace.channels[self._channel(channel)]
        place.members.remove(user)
        self._workspace.channel_changed(place)

    def prompts(self, user: str) -> list[dict[str, str]]:
        """What the app suggests to say first in somebody's direct message with it."""
        shown = self._workspace.prompts.get((self.direct_channel(user), "")) or {}
        return list(shown.get("prompts") or [])

    def add_user(self, user_id: str, name: str, **about: Any) -> str:
        """A new person, in #customers; `about`: what else is to be known of them (`User`). -> the id"""
        self._workspace.add_user(User(user_id, name, name, **about))
        return user_id

    def deactivate(self, user: str) -> None:
        """Close somebody's account: they are in no channel any more."""
        rooms.deactivate(self._workspace, user)

    async def forge(self, user: str, type_: str, payload: Mapping[str, Any]) -> dict[str, Any] | None:
        """Something no client would send, with ids its sender made up: `block_actions`, `view_submission` and the
        like, or `command`. -> what the app acknowledged it with. Raises NotPossible when it did not."""
        return await self._hands.forge(user, type_, payload)

    def add_channel(self, channel_id: str, name: str, members: list[str], private: bool = False) -> str:
        """A new channel. -> its id"""
        self._workspace.add_channel(Channel(channel_id, name, "group" if private else "channel", list(members)))
        return channel_id

    def archive(self, channel: str) -> None:
        """Archive a channel."""
        place = self._workspace.channels[self._channel(channel)]
        place.is_archived = True
        self._workspace.channel_changed(place)

    async def cut(self) -> None:
        """Cut every socket of the app at once."""
        await self._socket_mode.cut()

    def freeze(self, *, pongs: bool = False) -> None:
        """Freeze every socket of the app: open, but nothing comes, or only answers to pings."""
        self._socket_mode.silence(pongs=pongs)

    # Eyes

    def thread(self, channel: str, ts: str) -> list[dict[str, Any]]:
        """A thread in Slack's shapes, metadata included: the parent, then the replies; empty when there is none."""
        parent = self._workspace.thread_parent(self._channel(channel), ts)
        if parent is None:
            return []
        found = [parent, *self._workspace.replies(parent)]
        return [self._workspace.shape(message, metadata=True) for message in found]

    def history(self, channel: str) -> list[dict[str, Any]]:
        """The top-level messages of a channel in Slack's shapes, metadata included, oldest first."""
        return [self._workspace.shape(m, metadata=True) for m in self._workspace.top_level(self._channel(channel))]

    def message(self, channel: str, ts: str) -> dict[str, Any] | None:
        """One message, metadata included; None when it is gone."""
        found = self._workspace.message(self._channel(channel), ts)
        return None if found is None else self._workspace.shape(found, metadata=True)

    def ephemeral(self, user: str) -> list[dict[str, Any]]:
        """What only this person was shown, oldest first."""
        return [m.as_slack() | {"channel": m.channel} for m in self._workspace.ephemeral if m.only_for == user]

    def status(self, channel: str, thread_ts: str) -> str:
        """The status line under a thread ("is thinking..."); empty when there is none."""
        return str((self._workspace.statuses.get((self._channel(channel), thread_ts)) or {}).get("status", ""))

    def title(self, channel: str, thread_ts: str) -> str:
        """What the app named a thread; empty when it has not."""
        return self._workspace.titles.get((self._channel(channel), thread_ts), "")

    def modal(self, user: str) -> View | None:
        """The modal on top for somebody."""
        return self._hands.modal(user)

    # Patience (each with its own timeout, since a test that waits in vain should say for what)

    async def wait_for(self, predicate: Callable[[], Found], timeout: float = 10.0) -> Found:  # noqa: ASYNC109
        """Wait until `predicate()` is true. -> what it gave.

        It is looked at again whenever anything happens in the workspace, and every so often besides, for what
        happens in the app alone.
        Raises TimeoutError, with what happened so far, after `timeout` seconds.
        """
        try:
            async with asyncio.timeout(timeout):
                while not (found := predicate()):
                    await self._workspace.next_change(LOOK_AGAIN_SECONDS)
                return found
        except TimeoutError:
            raise TimeoutError(f"nothing of the kind within {timeout} s; counts: {self.counts()}") from None

    async def replies(self, channel: str, ts: str, count: int, timeout: float = 10.0) -> list[dict[str, Any]]:  # noqa: ASYNC109
        """Wait until the bot has at least `count` messages in a thread. -> the bot's messages there"""

        def of_bot() -> list[dict[str, Any]] | None:
            found = [m for m in self.thread(channel, ts) if m.get("bot_id")]
            return found if len(found) >= count else None

        found = await self.wait_for(of_bot, timeout)
        assert found is not None
        return found

    async def connected(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Wait until the app is connected."""
        await self.wait_for(lambda: self._line.connected > 0, timeout)

    async def quiet(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Wait until nothing is under way: every envelope acknowledged or given up."""
        await self.wait_for(lambda: self._line.under_way == 0, timeout)

    # Counters

    def calls(self, method: str) -> int:
        """How often a method was called, faults included."""
        return self._web_api.counts[method]

    def counts(self) -> dict[str, Any]:
        """Calls per method, refusals, and envelopes sent, acked, redelivered, dropped, doubled, lost, given up."""
        return {
            "calls": dict(self._web_api.counts),
            "refused": dict(self._web_api.refused),
            "envelopes": dict(self._line.counts),
            "under_way": self._line.under_way,
            "faults": dict(self.faults.hits),
        }

    def _channel(self, name: str) -> str:
        channel = self._workspace.channel(name)
        if channel is None:
            raise KeyError(f"there is no channel {name}")
        return channel.id
