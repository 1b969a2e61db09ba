"""What a person can do in the workspace, whether by the page or from a test: write, edit, press, submit.

Everything a real client would not let them do raises `NotPossible`.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Mapping
from typing import Any

from playground.chosen import NotPossible
from playground.interactions import Interactions
from playground.messages import Message
from playground.modals import Modals, View
from playground.people import BOT_USER, Channel
from playground.pressing import pressables, pressed_action
from playground.texts import as_typed, typed_blocks
from playground.workspace import Workspace

LONGEST_TYPED = 40_000


class Hands:
    """The hands of every person in one workspace."""

    def __init__(
        self,
        workspace: Workspace,
        modals: Modals,
        interactions: Interactions,
        give: Callable[[str, Mapping[str, Mapping[str, Any]]], None] = lambda user, values: None,
    ) -> None:
        """`give`: hears what somebody submits, so that the app may read the files in it."""
        self._workspace, self._modals, self._interactions, self._give = workspace, modals, interactions, give

    # Writing

    def say(
        self,
        user: str,
        channel: str,
        text: str,
        thread_ts: str | None = None,
        files: list[dict[str, Any]] | None = None,
        also_to_channel: bool = False,
    ) -> str:
        """Write a message, as it is typed (`@Name` mentions). -> its ts"""
        place = self._place(user, channel)
        if place.is_archived:
            raise NotPossible(f"#{place.name} is archived")
        if not text.strip() and not files:
            raise NotPossible("an empty message cannot be sent")
        if len(text) > LONGEST_TYPED:
            raise NotPossible(f"a message has at most {LONGEST_TYPED} characters")
        if thread_ts and self._workspace.thread_parent(place.id, thread_ts) is None:
            raise NotPossible(f"there is no message {thread_ts} to answer")
        said = self._workspace.said_by(
            user, place.id, text, thread_ts, files=files, broadcast=bool(thread_ts and also_to_channel)
        )
        return said.ts

    def edit(self, user: str, channel: str, ts: str, text: str) -> str:
        """Change one's own message. -> the ts of the edit"""
        message = self._own(user, channel, ts)
        if not text.strip():
            raise NotPossible("an empty message cannot be saved; delete it instead")
        stored = as_typed(text, self._workspace.names())
        edited = {"user": user, "ts": self._workspace.timestamps.next()}
        self._workspace.change(message, text=stored, blocks=typed_blocks(stored), edited=edited)
        return edited["ts"]

    def delete(self, user: str, channel: str, ts: str) -> None:
        """Delete one's own message."""
        self._workspace.remove(self._own(user, channel, ts))

    def react(self, user: str, channel: str, ts: str, name: str, there: bool = True) -> None:
        """Add or take back a reaction."""
        self._workspace.set_reaction(self.visible(user, channel, ts), user, name, there)

    def direct_channel(self, user: str) -> str:
        """The id of the direct message between a person and the bot."""
        if user not in self._workspace.users:
            raise NotPossible(f"there is nobody with the id {user}")
        return self._workspace.direct_channel(user).id

    def invite(self, channel: str, user: str = BOT_USER) -> None:
        """Bring somebody (the bot, if nobody is named) into a channel."""
        place = self._workspace.channels[channel]
        if user not in place.members:
            place.members.append(user)
            self._workspace.channel_changed(place)

    # Pressing

    def press(self, user: str, channel: str, message_ts: str, action_id: str, value: str | None = None) -> str:
        """Press a button (or choose `value` in a menu) of a message. -> the press's action_ts

        `value` says which one when several share an action id. The press is on its way when this returns;
        `pressed` waits for the app's acknowledgement instead.
        """
        return self._press(user, channel, message_ts, action_id, value)[0]

    async def pressed(
        self,
        user: str,
        channel: str,
        message_ts: str,
        action_id: str,
        value: str | None = None,
        chosen: Mapping[str, Any] | None = None,
    ) -> str:
        """Press, and wait until the app acknowledged. Raises NotPossible when it did not, as the person would see.

        chosen: what was picked in an element that is no button, such as `{"selected_date": "2026-11-23"}`.
        """
        action_ts, answered = self._press(user, channel, message_ts, action_id, value, chosen)
        await _answer(answered)
        return action_ts

    def _press(
        self,
        user: str,
        channel: str,
        ts: str,
        action_id: str,
        value: str | None,
        chosen: Mapping[str, Any] | None = None,
    ) -> tuple[str, asyncio.Future[dict[str, Any] | None]]:
        message = self.visible(user, channel, ts)
        place = self._workspace.channels[message.channel]
        found = [
            (block, element, option)
            for block, element, option in pressables(message.blocks)
            if element["action_id"] == action_id and value in (None, (option or element).get("value"))
        ]
        if not found:
            shown = ", ".join(e["action_id"] for _, e, _ in pressables(message.blocks)) or "nothing to press"
            raise NotPossible(f"message {ts} has no {action_id!r} with {value!r}; it has {shown}")
        block, element, option = found[0]
        if element.get("url"):
            raise NotPossible(f"{action_id!r} opens {element['url']}")
        action = pressed_action(block, element, option, self._workspace.timestamps.next(), chosen)
        return action["action_ts"], self._interactions.pressed(user, place, message, action)

    async def command(self, user: str, channel: str, command: str, text: str = "") -> None:
        """Type a slash command. Raises NotPossible when the app does not acknowledge it."""
        if not re.fullmatch(r"/[a-z0-9_-]{1,31}", command):
            raise NotPossible(f"{command!r} is not a command")
        place = self._place(user, channel)
        payload = await _answer(self._interactions.command(user, place, command, as_typed(text, {})))
        if payload and (payload.get("text") or payload.get("blocks")):
            self._interactions.show_answer(user, place, payload)

    def open_home(self, user: str, tab: str = "home") -> None:
        """Look at the app: its home, or the messages with it."""
        channel = self._workspace.channels[self.direct_channel(user)]
        self._interactions.home_opened(user, channel, tab)

    async def shortcut(self, user: str, callback_id: str) -> None:
        """Choose a global shortcut of the app. Raises NotPossible when the app does not acknowledge it."""
        await _answer(self._interactions.shortcut(user, callback_id))

    async def message_shortcut(
        self, user: str, channel: str, ts: str, callback_id: str, still_open: bool = False
    ) -> None:
        """Choose a shortcut of the app on a message. Raises NotPossible when the app does not acknowledge it.

        still_open: the message's menu was opened while this person could still see it.
        """
        message = self._workspace.message(channel, ts) if still_open else self.visible(user, channel, ts)
        if message is None:
            raise NotPossible(f"there is no message {ts}")
        place = self._workspace.channels[message.channel]
        await _answer(self._interactions.message_shortcut(user, place, message, callback_id))

    async def forge(self, user: str, type_: str, payload: Mapping[str, Any]) -> dict[str, Any] | None:
        """A payload that no client would send, as Slack would sign it. -> what it is acknowledged with"""
        return await _answer(self._interactions.forged(user, type_, payload))

    # Modals and Home

    def stop(self, user: str, channel: str, thread_ts: str) -> None:
        """Press the stop button beside the app's status."""
        self._interactions.session_stopped(user, self._place(user, channel), thread_ts)

    def home(self, user: str) -> View | None:
        """The app's Home as somebody sees it; None before the app has published it."""
        return self._modals.homes.get(user)

    async def press_at_home(self, user: str, action_id: str, value: str | None = None) -> None:
        """Press a button in Home. Raises NotPossible when there is none like it."""
        await self._press_in(user, self.home(user), action_id, value)

    async def press_in_modal(self, user: str, action_id: str, value: str | None = None) -> None:
        """Press a button in the modal on top. Raises NotPossible when there is none like it."""
        await self._press_in(user, self.modal(user), action_id, value)

    async def _press_in(self, user: str, view: View | None, action_id: str, value: str | None) -> None:
        for block in view.definition["blocks"] if view else []:
            for element in (block.get("accessory"), *(block.get("elements") or [])):
                wanted = isinstance(element, dict) and element.get("action_id") == action_id
                if view and wanted and value in (None, element.get("value")):
                    action = pressed_action(block, element, None, self._workspace.timestamps.next())
                    await _answer(self._interactions.pressed_in_view(user, view, action))
                    return
        raise NotPossible(f"there is no {action_id!r} to press")

    async def choose(self, user: str, action_id: str, value: str) -> None:
        """Choose an option of a select in the open modal. Raises NotPossible when there is none like it."""
        view = self.modal(user)
        found = [
            (block, element, option)
            for block in (view.definition["blocks"] if view else [])
            for element in (block.get("accessory"), block.get("element"), *(block.get("elements") or []))
            if isinstance(element, dict) and element.get("action_id") == action_id
            for option in element.get("options", [])
            if option.get("value") == value
        ]
        if view is None or not found:
            raise NotPossible(f"no open modal offers {value!r} under {action_id!r}")
        block, element, option = found[0]
        action = pressed_action(block, element, option, self._workspace.timestamps.next())
        await _answer(self._interactions.pressed_in_view(user, view, action))

    def modal(self, user: str) -> View | None:
        """The modal on top for somebody; None when there is none."""
        stack = self._modals.stacks.get(user, [])
        return stack[-1] if stack else None

    async def submit(self, user: str, values: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, str]:
        """Submit the open modal. -> the app's complaints by block id; none when it was taken

        values: block id -> action id -> state, e.g. {"name": {"a0": {"type": "plain_text_input", "value": "x"}}}
        """
        view = self.modal(user)
        if view is None:
            raise NotPossible("there is no open modal")
        view.values = {block: dict(actions) for block, actions in (values or {}).items()}
        self._give(user, view.values)
        answer = await _answer(self._interactions.submitted(user, view)) or {}
        return self._interactions.after_submission(user, view, answer)

    def dismiss(self, user: str) -> None:
        """Close the modal on top without submitting it."""
        if (view := self.modal(user)) is None:
            raise NotPossible("there is no open modal")
        if view.definition.get("notify_on_close"):
            self._interactions.closed(user, view)
        self._modals.close(user)

    # Looking

    def visible(self, user: str, channel: str, ts: str) -> Message:
        """A message as long as this person can see it, also an ephemeral one of theirs."""
        place = self._place(user, channel)
        for message in self._workspace.ephemeral:
            if (message.channel, message.ts, message.only_for) == (place.id, ts, user):
                return message
        if (found := self._workspace.message(place.id, ts)) is None:
            raise NotPossible(f"there is no message {ts} in {place.name}")
        return found

    def _own(self, user: str, channel: str, ts: str) -> Message:
        message = self.visible(user, channel, ts)
        if message.user != user or message.only_for:
            raise NotPossible("only one's own messages can be changed")
        return message

    def _place(self, user: str, channel: str) -> Channel:
        place = self._workspace.channel(channel)
        if place is None or user not in place.members:
            raise NotPossible(f"{user} is not in {channel}")
        return place


async def _answer(answered: asyncio.Future[dict[str, Any] | None]) -> dict[str, Any] | None:
    """The app's acknowledgement; NotPossible when none came."""
    began = time.monotonic()
    try:
        return await answered
    except (TimeoutError, ConnectionError) as error:
        raise NotPossible(f"{error} (after {time.monotonic() - began:.1f} s)") from None
