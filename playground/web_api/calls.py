"""What a call of the Web API is, how a handler refuses it, and which handler answers which method.

https://docs.slack.dev/apis/web-api: arguments come as a query, a form or a JSON body; answers are JSON with
`ok`. Values inside a form that are lists or objects are JSON themselves.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playground.people import BOT_USER, Channel
from playground.texts import microseconds

if TYPE_CHECKING:
    from playground.files import Files
    from playground.modals import Modals
    from playground.socket_mode import SocketMode
    from playground.workspace import Workspace

Handler = Callable[["Call"], dict[str, Any]]
METHODS: dict[str, tuple[Handler, str]] = {}


class Refusal(Exception):
    """Slack says no: `{"ok": false, "error": ...}`. `messages` go to `response_metadata`."""

    def __init__(self, error: str, *messages: str) -> None:
        super().__init__(error)
        self.error, self.messages = error, messages

    def as_answer(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"ok": False, "error": self.error}
        if self.messages:
            answer["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in self.messages]}
        return answer


@dataclass(frozen=True)
class Server:
    """What handlers work on."""

    workspace: Workspace
    socket_mode: SocketMode
    modals: Modals
    files: Files
    socket_url: Callable[[], str]
    page_url: Callable[[], str]
    stream_seconds: float


@dataclass(frozen=True)
class Call:
    """One call: the method's name, its arguments as they came, and the server it asks."""

    method: str
    arguments: Mapping[str, Any]
    server: Server

    @property
    def workspace(self) -> Workspace:
        return self.server.workspace

    def text(self, name: str, default: str = "") -> str:
        """An argument as text; numbers and booleans as Slack would read them."""
        value = self.arguments.get(name)
        if value is None:
            return default
        if isinstance(value, (dict, list)):
            raise Refusal("invalid_arguments", f"{name} must be a string [json-pointer:/{name}]")
        return ("true" if value else "false") if isinstance(value, bool) else str(value)

    def required(self, name: str) -> str:
        """A text that must be there."""
        if not (value := self.text(name)):
            raise Refusal("invalid_arguments", f"missing required field: {name}")
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.text(name, str(default)).lower()
        return value in ("1", "true", "t", "yes")

    def number(self, name: str, default: int, *, low: int, high: int) -> int:
        value = self.text(name)
        if not value:
            return default
        if not value.lstrip("-").isdigit():
            raise Refusal("invalid_arguments", f"{name} must be an integer [json-pointer:/{name}]")
        return max(low, min(high, int(value)))

    def timestamp(self, name: str) -> int | None:
        """A timestamp argument in microseconds; None when it is absent."""
        value = self.text(name)
        if not value:
            return None
        try:
            return microseconds(value)
        except ValueError:
            raise Refusal(f"invalid_ts_{name}" if name in ("latest", "oldest") else "invalid_arguments") from None

    def data(self, name: str) -> Any:
        """A list or object, given as JSON text or as it is; None when absent. Raises ValueError for rubbish."""
        value = self.arguments.get(name)
        if isinstance(value, str):
            return json.loads(value) if value.strip() else None
        return value

    def channel(self, name: str = "channel", *, people: bool = False) -> Channel:
        """The conversation an argument names, if the bot may know of it.

        people: a user id stands for the direct message with them (chat.postMessage).
        """
        wanted = self.text(name)
        if people and (user := self.workspace.users.get(wanted)) and user.id != BOT_USER:
            return self.workspace.direct_channel(user.id)
        channel = self.workspace.channel(wanted) if wanted else None
        # A private channel the bot is not in does not exist for it.
        if channel is None or (channel.kind != "channel" and BOT_USER not in channel.members):
            raise Refusal("channel_not_found")
        return channel


def method(name: str, *, app_token: bool = False) -> Callable[[Handler], Handler]:
    """Register a handler. app_token: the method wants the app-level token (xapp-) instead of the bot's."""

    def register(handler: Handler) -> Handler:
        METHODS[name] = (handler, "xapp-" if app_token else "xoxb-")
        return handler

    return register


def page_of(items: list[Any], call: Call, *, default: int, most: int) -> tuple[list[Any], str]:
    """A page of `items` by `cursor` and `limit`. -> (the page, the next cursor or an empty text).

    https://docs.slack.dev/apis/web-api/pagination; cursors are opaque there, here they name an offset.
    """
    limit = call.number("limit", default, low=1, high=most)
    cursor = call.text("cursor")
    if cursor and not (cursor.startswith("from:") and cursor[5:].isdigit()):
        raise Refusal("invalid_cursor")
    start = int(cursor[5:]) if cursor else 0
    rest = start + limit < len(items)
    return items[start : start + limit], f"from:{start + limit}" if rest else ""
