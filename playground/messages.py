"""A message as the workspace keeps it, and the shapes Slack shows it in.

https://docs.slack.dev/reference/objects/message-object (and the message event's subtypes,
https://docs.slack.dev/reference/events/message)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playground.people import APP_ID, BOT_ID, BOT_USER, TEAM_ID


@dataclass
class Message:
    """One message. `text` is in Slack's stored form; `only_for` makes it ephemeral."""

    channel: str
    ts: str
    user: str
    text: str
    thread_ts: str | None = None
    blocks: list[dict[str, Any]] | None = None
    attachments: list[dict[str, Any]] | None = None
    files: list[dict[str, Any]] | None = None
    metadata: dict[str, Any] | None = None
    username: str | None = None
    icons: dict[str, str] | None = None
    edited: dict[str, str] | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    broadcast: bool = False
    deleted: bool = False
    only_for: str | None = None
    client_msg_id: str | None = None
    streaming: str | None = None
    """`text` or `chunks` while a stream is open: the form its first call chose."""
    parent_user: str | None = None

    @property
    def by_bot(self) -> bool:
        return self.user == BOT_USER

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts

    def as_slack(self, replies: list[Message] | None = None, *, metadata: bool = False) -> dict[str, Any]:
        """The message as history, replies and events show it.

        replies: of its thread, if it is a parent; metadata: whether to show it.
        """
        shape: dict[str, Any] = {"type": "message", "ts": self.ts, "text": self.text}
        if self.by_bot:
            shape |= self._author_bot()
        else:
            shape |= {"user": self.user, "team": TEAM_ID}
        if self.client_msg_id:
            shape["client_msg_id"] = self.client_msg_id
        for key in ("blocks", "attachments", "files", "edited"):
            if value := getattr(self, key):
                shape[key] = value
        if metadata and self.metadata:
            shape["metadata"] = self.metadata
        if self.reactions:
            shape["reactions"] = [
                {"name": name, "users": users, "count": len(users)} for name, users in self.reactions.items()
            ]
        return shape | self._place_in_thread(replies or [])

    def _author_bot(self) -> dict[str, Any]:
        # A post under another name comes as the subtype bot_message, without a user. Second-hand: from the
        # event's reference page, https://docs.slack.dev/reference/events/message/bot_message
        if self.username or self.icons:
            named: dict[str, Any] = {"subtype": "bot_message", "bot_id": BOT_ID, "app_id": APP_ID}
            if self.username:
                named["username"] = self.username
            return named | ({"icons": self.icons} if self.icons else {})
        return {
            "user": BOT_USER,
            "team": TEAM_ID,
            "bot_id": BOT_ID,
            "app_id": APP_ID,
            "bot_profile": {"id": BOT_ID, "app_id": APP_ID, "team_id": TEAM_ID, "deleted": False, "name": "bot"},
        }

    def _place_in_thread(self, replies: list[Message]) -> dict[str, Any]:
        if self.is_reply:
            place: dict[str, Any] = {"thread_ts": self.thread_ts}
            if self.parent_user:
                place["parent_user_id"] = self.parent_user
            return place
        if not replies:
            return {}
        authors = list(dict.fromkeys(reply.user for reply in replies))
        return {
            "thread_ts": self.ts,
            "reply_count": len(replies),
            "reply_users_count": len(authors),
            "reply_users": authors[:5],
            "latest_reply": replies[-1].ts,
            "is_locked": False,
            "subscribed": False,
        }

    def as_tombstone(self, replies: list[Message]) -> dict[str, Any]:
        """What is left of a deleted parent whose replies live on. Second-hand: seen in practice, not documented."""
        shape = {"type": "message", "subtype": "tombstone", "ts": self.ts, "user": "USLACKBOT", "hidden": True}
        return shape | {"text": "This message was deleted."} | self._place_in_thread(replies)
