"""What the page can do, by the name it calls it. Each deed is done as one person, who may do no more than in Slack.

A frame `{"id": 1, "do": "say", ...}` is answered with `{"type": "done", "id": 1, ...}`, or with an `error` to read.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from playground import reading, rooms
from playground.app_manifest import Offers
from playground.changes import Change
from playground.chosen import NotPossible
from playground.files import Files
from playground.hands import Hands
from playground.interactions import Interactions
from playground.modals import Modals
from playground.people import Channel
from playground.pressing import pressables, pressed_action
from playground.seen import Frame, Seen
from playground.workspace import Workspace, seen_by

Deed = Callable[[str, Frame], Awaitable[Frame | None]]


class Deeds:
    """All deeds: `deeds[name](user, frame)`. Raises NotPossible for what a person could not do."""

    def __init__(
        self,
        workspace: Workspace,
        modals: Modals,
        hands: Hands,
        interactions: Interactions,
        seen: Seen,
        offers: Offers,
        files: Files,
    ) -> None:
        self._workspace, self._modals, self._hands = workspace, modals, hands
        self._interactions, self._seen, self._offers, self._files = interactions, seen, offers, files
        names = (name for name in dir(self) if name.startswith("do_"))
        self._named: dict[str, Deed] = {name.removeprefix("do_"): getattr(self, name) for name in names}

    async def do(self, user: str, frame: Frame) -> Frame:
        """-> what the deed answers. Raises NotPossible, or KeyError and the like for what is no deed."""
        return await self._named[frame["do"]](user, frame) or {}

    # Writing

    async def do_say(self, user: str, frame: Frame) -> Frame:
        thread_ts, also = frame.get("thread_ts"), bool(frame.get("also_to_channel"))
        try:
            files = self._files.take(user, frame.get("files") or [])
        except KeyError:
            raise NotPossible("a file is not here any more; please attach it again") from None
        ts = self._hands.say(user, frame["channel"], frame["text"], thread_ts, files or None, also)
        self._files.taken(files)
        self._workspace.mark_read(frame["channel"], user, ts)
        return {"ts": ts}

    async def do_edit(self, user: str, frame: Frame) -> None:
        self._hands.edit(user, frame["channel"], frame["ts"], frame["text"])

    async def do_delete(self, user: str, frame: Frame) -> None:
        self._hands.delete(user, frame["channel"], frame["ts"])

    async def do_react(self, user: str, frame: Frame) -> None:
        self._hands.react(user, frame["channel"], frame["ts"], frame["name"], bool(frame["there"]))

    async def do_typing(self, user: str, frame: Frame) -> None:
        detail = {"user": user, "thread_ts": frame.get("thread_ts")}
        self._workspace.tell(Change("typing", self._place(user, frame).id, detail=detail))

    # Reading

    async def do_history(self, user: str, frame: Frame) -> Frame:
        channel = self._place(user, frame).id
        return self._page(reading.history(self._workspace, channel, frame.get("before"), frame["limit"]))

    async def do_after(self, user: str, frame: Frame) -> Frame:
        return self._page(reading.after(self._workspace, self._place(user, frame).id, frame["ts"], frame["limit"]))

    async def do_around(self, user: str, frame: Frame) -> Frame:
        message = self._workspace.message(self._place(user, frame).id, frame["ts"])
        if message is None:
            raise NotPossible("that message is not here any more")
        if message.is_reply and not message.broadcast:
            return {"messages": [], "more": False, "newer": False, "thread_ts": message.thread_ts}
        return self._page(reading.around(self._workspace, message)) | {"thread_ts": None}

    async def do_replies(self, user: str, frame: Frame) -> Frame:
        parent = self._workspace.thread_parent(self._place(user, frame).id, frame["thread_ts"])
        if parent is None:
            raise NotPossible("that thread is not here any more")
        page = reading.replies(self._workspace, parent, frame.get("before"), frame["limit"])
        return self._page(page) | {"parent": self._seen.message(parent)}

    async def do_mark(self, user: str, frame: Frame) -> None:
        self._workspace.mark_read(self._place(user, frame).id, user, str(frame["ts"]))

    async def do_search(self, user: str, frame: Frame) -> Frame:
        channels = seen_by(self._workspace.channels.values(), user)
        found, total = reading.search(self._workspace, channels, frame["query"], frame.get("limit", 30))
        shown = [
            {"message": self._seen.message(message), "channel": message.channel, "snippet": snippet}
            for message, snippet in found
        ]
        return {"found": shown, "total": total}

    # Channels and people

    async def do_create_channel(self, user: str, frame: Frame) -> Frame:
        invited = [str(one) for one in frame.get("invite", [])]
        return {"channel": rooms.create(self._workspace, user, frame["name"], bool(frame.get("private")), invited).id}

    async def do_join(self, user: str, frame: Frame) -> None:
        rooms.join(self._workspace, user, frame["channel"])

    async def do_invite(self, user: str, frame: Frame) -> None:
        rooms.invite(self._workspace, user, frame["channel"], frame["user"])

    async def do_remove(self, user: str, frame: Frame) -> None:
        rooms.remove(self._workspace, user, frame["channel"], frame["user"])

    async def do_leave(self, user: str, frame: Frame) -> None:
        rooms.remove(self._workspace, user, frame["channel"], user)

    async def do_archive(self, user: str, frame: Frame) -> None:
        rooms.archive(self._workspace, user, frame["channel"], bool(frame["archived"]))

    async def do_browse(self, user: str, frame: Frame) -> Frame:
        return {"channels": rooms.joinable(self._workspace, user)}

    async def do_add_person(self, user: str, frame: Frame) -> Frame:
        return {"user": rooms.add_person(self._workspace, frame["real_name"]).id}

    # The app

    async def do_press(self, user: str, frame: Frame) -> None:
        value, chosen = frame.get("value") or None, frame.get("chosen")
        await self._hands.pressed(user, frame["channel"], frame["ts"], frame["action_id"], value, chosen)

    async def do_press_in_view(self, user: str, frame: Frame) -> None:
        views = [self._hands.modal(user), self._modals.homes.get(user)]
        for view in views:
            if view is None or view.id != frame["view_id"]:
                continue
            if isinstance(frame.get("values"), dict):
                view.values = frame["values"]
            value, chosen = frame.get("value") or None, frame.get("chosen")
            for block, element, option in pressables(view.definition["blocks"]):
                if element["action_id"] == frame["action_id"] and value in (None, (option or element).get("value")):
                    action = pressed_action(block, element, option, self._workspace.timestamps.next(), chosen)
                    await self._interactions.pressed_in_view(user, view, action)
                    return
        raise NotPossible("this is not there any more")

    async def do_command(self, user: str, frame: Frame) -> None:
        await self._hands.command(user, frame["channel"], frame["command"], frame.get("text", ""))

    async def do_open_home(self, user: str, frame: Frame) -> None:
        self._hands.open_home(user, frame.get("tab", "home"))

    async def do_shortcut(self, user: str, frame: Frame) -> None:
        """One of the app's shortcuts: with a channel and a ts it is one on a message."""
        wanted, on_message = frame["callback_id"], "ts" in frame
        if not self._offers.shortcut(wanted, "message" if on_message else "global"):
            raise NotPossible(f"the app's manifest has no shortcut {wanted}")
        if on_message:
            await self._hands.message_shortcut(user, frame["channel"], frame["ts"], wanted)
        else:
            await self._hands.shortcut(user, wanted)

    async def do_stop(self, user: str, frame: Frame) -> None:
        self._hands.stop(user, frame["channel"], frame["thread_ts"])

    async def do_submit(self, user: str, frame: Frame) -> Frame:
        return {"errors": await self._hands.submit(user, frame["values"])}

    async def do_dismiss(self, user: str, frame: Frame) -> None:
        self._hands.dismiss(user)

    # Looking up

    def _place(self, user: str, frame: Frame) -> Channel:
        """The channel a frame names, if this person is in it."""
        channel = self._workspace.channels.get(frame["channel"])
        if channel is None or user not in channel.members:
            raise NotPossible("you are not in this channel")
        return channel

    def _page(self, page: reading.Page) -> dict[str, Any]:
        return {"messages": self._seen.messages(page.messages), "more": page.more, "newer": page.newer}
