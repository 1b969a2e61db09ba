"""The workspace itself: people, channels, messages, and the one way each of them changes.

Everything lives in memory; the store writes behind. Whoever wants to know (Socket Mode, the page, a
waiting test) is told of every change at once, in order.
"""

from __future__ import annotations

import asyncio
import bisect
import operator
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from playground.canvases import Canvas
from playground.changes import Change
from playground.messages import Message
from playground.people import BOT_USER, CUSTOMERS, Channel, User, first_channels, first_people
from playground.store import Read, Store
from playground.texts import Timestamps, as_typed, typed_blocks

MOST_UNREAD = 100


class Workspace:
    """People, channels and messages. Methods here never refuse for Slack's reasons; callers check those first."""

    def __init__(self, store: Store, *, bot_name: str) -> None:
        self._store = store
        kept = store.load()
        self.users = {user.id: user for user in (kept.users or first_people(bot_name))}
        self.users[BOT_USER].name = self.users[BOT_USER].real_name = bot_name
        self.channels = {channel.id: channel for channel in (kept.channels or first_channels())}
        self.canvases = {canvas.id: canvas for canvas in kept.canvases}
        self._messages: dict[tuple[str, str], Message] = {}
        self._said: defaultdict[str, list[Message]] = defaultdict(list)
        self._read = {(read.user, read.channel): read.ts for read in kept.reads}
        self._top_level: defaultdict[str, list[Message]] = defaultdict(list)
        self._replies: defaultdict[tuple[str, str], list[Message]] = defaultdict(list)
        self.ephemeral: list[Message] = []
        self.statuses: dict[tuple[str, str], dict[str, Any]] = {}
        self.titles: dict[tuple[str, str], str] = {}
        self.prompts: dict[tuple[str, str], dict[str, Any]] = {}
        for message in kept.messages:
            self._index(message)
        self.timestamps = Timestamps(message.ts for message in kept.messages)
        self._began = "" if kept.users else self.timestamps.next()
        self._listeners: list[Callable[[Change], None]] = []
        self._waiting: set[asyncio.Future[None]] = set()
        if not kept.users:
            for user in self.users.values():
                store.keep(user)
            for channel in self.channels.values():
                store.keep(channel)

    # Who and where

    def names(self) -> dict[str, str]:
        """Display names in lower case -> user ids, for mentions."""
        return {user.name.lower(): user.id for user in self.users.values()}

    def channel(self, name: str) -> Channel | None:
        """A channel by id, `#name` or name; None when there is none."""
        if name in self.channels:
            return self.channels[name]
        wanted = name.removeprefix("#")
        return next((c for c in self.channels.values() if c.name == wanted and c.kind != "im"), None)

    def direct_channel(self, user: str) -> Channel:
        """The direct message between a person and the bot, opened if it was not."""
        for channel in self.channels.values():
            if channel.kind == "im" and user in channel.members:
                return channel
        opened = Channel(f"D0PLAY{len(self.channels):05d}", user, "im", [user, BOT_USER])
        self.add_channel(opened)
        return opened

    def add_channel(self, channel: Channel) -> None:
        self.channels[channel.id] = channel
        self.channel_changed(channel)

    def add_user(self, user: User) -> None:
        """A new person, who joins #customers so that there is somewhere to speak."""
        self.users[user.id] = user
        channel = self.channels[CUSTOMERS]
        channel.members.append(user.id)
        self.channel_changed(channel)
        self.person_changed(user)

    def person_changed(self, user: User) -> None:
        self._store.keep(user)
        self.tell(Change("users"))

    def channel_changed(self, channel: Channel) -> None:
        """Its members, topic or archive flag are new."""
        self._store.keep(channel)
        self.tell(Change("channel", channel.id))

    def keep_canvas(self, canvas: Canvas) -> None:
        self.canvases[canvas.id] = canvas
        self._store.keep(canvas)

    # What was said

    def message(self, channel: str, ts: str) -> Message | None:
        """A message that is still there; None when it never was or was deleted."""
        found = self._messages.get((channel, ts))
        return None if found is None or found.deleted else found

    def thread_parent(self, channel: str, ts: str) -> Message | None:
        """The parent of the thread that a message (even a deleted parent) belongs to."""
        found = self._messages.get((channel, ts))
        if found is not None and found.is_reply:
            return self._messages.get((channel, found.thread_ts or ""))
        return found

    def top_level(self, channel: str) -> list[Message]:
        """What history shows, oldest first: no replies except broadcast ones; deleted parents while replies live."""
        return [m for m in self._top_level[channel] if not m.deleted or self.replies(m)]

    def page(self, channel: str, *, before: str | None = None, after: str | None = None, limit: int) -> list[Message]:
        """Up to `limit` messages of the top level, oldest first: the last ones before a ts, or the first after one."""
        everything, found = self._top_level[channel], list[Message]()
        ts_of = operator.attrgetter("ts")
        if after is not None:
            steps = iter(range(bisect.bisect_right(everything, after, key=ts_of), len(everything)))
        else:
            end = len(everything) if before is None else bisect.bisect_left(everything, before, key=ts_of)
            steps = iter(range(end - 1, -1, -1))
        for at in steps:
            if len(found) == limit:
                break
            if not everything[at].deleted or self.replies(everything[at]):
                found.append(everything[at])
        return found if after is not None else found[::-1]

    def said_in(self, channel: str) -> list[Message]:
        """Everything ever said in a channel, threads and deleted messages included, in the order it came."""
        return self._said[channel]

    def unread(self, channel: str, user: str) -> int:
        """How many messages of others came after what somebody has read; at most a hundred.

        What is said in a thread counts only where it was sent to the channel too, or mentions them.
        """
        since, count, name = self.read_up_to(channel, user), 0, f"<@{user}>"
        for message in reversed(self._said[channel]):
            if message.ts <= since or count == MOST_UNREAD:
                break
            shown = not message.is_reply or message.broadcast or name in message.text
            count += shown and message.user != user and not message.deleted
        return count

    def read_up_to(self, channel: str, user: str) -> str:
        """The ts up to which somebody has read a channel. Who has not looked yet has read what is there."""
        return self._read.get((user, channel), self._began)

    def mark_read(self, channel: str, user: str, ts: str) -> None:
        """Somebody has read up to `ts`; never less than before."""
        if ts > self.read_up_to(channel, user):
            self._read[user, channel] = ts
            self._store.keep(Read(user, channel, ts))
            self.tell(Change("read", channel, detail={"user": user}))

    def replies(self, parent: Message) -> list[Message]:
        """The live replies of a thread, oldest first."""
        return [reply for reply in self._replies.get((parent.channel, parent.ts), ()) if not reply.deleted]

    def shape(self, message: Message, *, metadata: bool = False) -> dict[str, Any]:
        """A message in Slack's shape, with its thread's counts."""
        replies = [] if message.is_reply else self.replies(message)
        return message.as_tombstone(replies) if message.deleted else message.as_slack(replies, metadata=metadata)

    def said_by(self, user: str, channel: str, text: str, thread_ts: str | None, **more: Any) -> Message:
        """A person types something: escaped, mentions resolved, with the block Slack makes of it."""
        stored = as_typed(text, self.names())
        blocks = typed_blocks(stored) if stored else None
        return self.post(
            channel, user, stored, thread_ts=thread_ts, blocks=blocks, client_msg_id=str(uuid.uuid4()), **more
        )

    def post(self, channel: str, user: str, text: str, *, thread_ts: str | None = None, **more: Any) -> Message:
        """Store a message and tell everybody. `more` are fields of Message."""
        parent = self.thread_parent(channel, thread_ts) if thread_ts else None
        message = Message(
            channel=channel,
            ts=self.timestamps.next(),
            user=user,
            text=text,
            thread_ts=parent.ts if parent else thread_ts,
            parent_user=parent.user if parent else None,
            **more,
        )
        self._index(message)
        self._store.keep(message)
        if message.by_bot:
            self.set_status(channel, message.thread_ts or message.ts, None)
        self.tell(Change("posted", channel, message))
        return message

    def show_only_to(self, person: str, channel: str, text: str, **more: Any) -> Message:
        """An ephemeral message of the bot's: one person sees it, nothing keeps it, no event tells of it."""
        message = Message(channel=channel, ts=self.timestamps.next(), user=BOT_USER, text=text, only_for=person, **more)
        self.ephemeral.append(message)
        self.tell(Change("ephemeral", channel, message))
        return message

    def change(self, message: Message, *, silent: bool = False, **fields: Any) -> None:
        """Give a message new fields. `silent` is for streams: the page sees it, no event tells of it."""
        before = self.shape(message)
        for name, value in fields.items():
            setattr(message, name, value)
        if message.only_for is None:
            self._store.keep(message)
        if message.only_for is not None:
            self.tell(Change("ephemeral", message.channel, message))
        else:
            self.tell(Change("stream" if silent else "changed", message.channel, message, before))

    def remove(self, message: Message) -> None:
        """Delete a message; a parent with replies stays as a tombstone."""
        if message.only_for is not None:
            self.ephemeral.remove(message)
            message.deleted = True
            self.tell(Change("ephemeral", message.channel, message))
            return
        before = self.shape(message)
        message.deleted = True
        self._store.keep(message)
        self.tell(Change("deleted", message.channel, message, before))

    def set_reaction(self, message: Message, user: str, name: str, there: bool) -> bool:
        """Add or take back a reaction; False when nothing changed."""
        users = message.reactions.setdefault(name, [])
        if (user in users) == there:
            return False
        if there:
            users.append(user)
        else:
            users.remove(user)
        if not users:
            del message.reactions[name]
        self._store.keep(message)
        detail = {"user": user, "reaction": name, "added": there}
        self.tell(Change("reaction", message.channel, message, detail=detail))
        return True

    def set_status(self, channel: str, thread_ts: str, status: dict[str, Any] | None) -> None:
        """The line "is thinking" under a thread; None or an empty status clears it."""
        if status and status.get("status"):
            self.statuses[channel, thread_ts] = status
        elif self.statuses.pop((channel, thread_ts), None) is None:
            return
        self.tell(Change("status", channel, detail={"thread_ts": thread_ts, "status": status}))

    # Being told

    def listen(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call `listener` with every change; -> a function that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)
        self.wake()

    def wake(self) -> None:
        """Something changed that a waiting test may look at."""
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def next_change(self, at_most: float) -> None:
        """Wait until anything at all happens, or `at_most` seconds have passed."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await asyncio.wait([future], timeout=at_most)
        finally:
            self._waiting.discard(future)

    def _index(self, message: Message) -> None:
        self._messages[message.channel, message.ts] = message
        self._said[message.channel].append(message)
        if not message.is_reply or message.broadcast:
            bisect.insort(self._top_level[message.channel], message, key=lambda m: m.ts)
        if message.is_reply:
            bisect.insort(self._replies[message.channel, message.thread_ts or ""], message, key=lambda m: m.ts)


def seen_by(channels: Iterable[Channel], user: str) -> list[Channel]:
    """The channels somebody is a member of."""
    return [channel for channel in channels if user in channel.members]
