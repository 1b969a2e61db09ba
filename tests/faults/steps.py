"""The steps of a turn at which a bot can be made to kill itself: always the same instant, where a kill from outside
hits a random one.

Production code knows nothing of this: the functions of one forked process are wrapped (tests/faults/warm_bots.py).
"""

from __future__ import annotations

import functools
import os
import signal
from collections.abc import Callable
from typing import Any

from slack_bolt.adapter.socket_mode import aiohttp as bolt_socket
from slack_sdk.web.async_client import AsyncWebClient

from bot.engine import worker
from bot.engine.engine import Engine
from bot.engine.news import TeamNews
from bot.engine.outbox import Outbox
from bot.engine.worker import Worker
from flows.llm.rehearsal import RehearsalModel
from store import inbox, outbox


def _always(*args: Any, **more: Any) -> bool:
    return True


def _posts(client: Any, method: str, *args: Any, **more: Any) -> bool:
    return method == "chat.postMessage"


STEPS: dict[str, tuple[Any, str, bool, Callable[..., bool]]] = {
    "before what came in is kept": (Engine, "accept", False, _always),
    "while what came in is being kept": (inbox, "add", True, _always),
    "after it was kept, before Slack hears of it": (Engine, "accept", True, _always),
    "after Slack heard that it was kept": (bolt_socket, "send_async_response", True, _always),
    "before the model is asked": (RehearsalModel, "run", False, _always),
    "after the model has answered": (RehearsalModel, "run", True, _always),
    "before what is new is gathered": (TeamNews, "since", False, _always),
    "after what is new was gathered": (TeamNews, "since", True, _always),
    "before the turn commits": (Worker, "_commit", False, _always),
    "while the turn commits": (worker, "commit_turn", True, _always),
    "after the turn has committed": (Worker, "_commit", True, _always),
    "while sending is being noted": (outbox, "mark_sending", True, _always),
    "after sending was noted, before the post": (AsyncWebClient, "api_call", False, _posts),
    "after the post, before it is noted": (AsyncWebClient, "api_call", True, _posts),
    "while sent is being noted": (outbox, "mark_sent", True, _always),
    "after sent was noted": (Outbox, "_sent", True, _always),
}
"""Name -> (where, function, whether it dies after it, for which of its calls)."""
OF_A_DIGEST = [name for name, (place, *_) in STEPS.items() if place not in (Engine, bolt_socket, RehearsalModel)]
"""Time writes its rows, nobody hears of that, and no model is asked."""
OF_A_MESSAGE = [name for name, (place, *_) in STEPS.items() if place is not TeamNews]


def _calls(called: str) -> Callable[..., bool]:
    return lambda client, method, *args, **more: method == called


OF_FILES: dict[str, tuple[Any, str, bool, Callable[..., bool]]] = {
    "before a file is shown": (AsyncWebClient, "api_call", False, _calls("files.completeUploadExternal")),
    "after a file was shown, before it is noted": (
        AsyncWebClient, "api_call", True, _calls("files.completeUploadExternal"),
    ),
    "before a canvas is opened": (AsyncWebClient, "api_call", False, _calls("canvases.access.set")),
    "after a canvas was opened, before it is noted": (
        AsyncWebClient, "api_call", True, _calls("canvases.access.set"),
    ),
    "after a canvas was written anew, before it is noted": (AsyncWebClient, "api_call", True, _calls("canvases.edit")),
    "after a post was taken down, before it is noted": (AsyncWebClient, "api_call", True, _calls("chat.delete")),
}  # fmt: skip
"""As above, for what is no post."""


def die_at(name: str) -> None:
    """From now on this process kills itself when it comes to that step, as `kill -9` would."""
    place, function, after, hits = (STEPS | OF_FILES)[name]
    original = getattr(place, function)

    def die(args: Any, more: Any) -> None:
        if hits(*args, **more):
            os.kill(os.getpid(), signal.SIGKILL)

    @functools.wraps(original)
    async def until_then(*args: Any, **more: Any) -> Any:
        if not after:
            die(args, more)
        result = await original(*args, **more)
        die(args, more)
        return result

    @functools.wraps(original)
    def until_then_at_once(*args: Any, **more: Any) -> Any:
        result = original(*args, **more)
        die(args, more)
        return result

    waits = function in ("accept", "send_async_response", "run", "_commit", "api_call", "_sent", "since")
    setattr(place, function, until_then if waits else until_then_at_once)
