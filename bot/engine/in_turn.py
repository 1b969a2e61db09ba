"""What takes a process of its own, or much memory: so many at once on this machine, workspaces in turn, of a workspace
its channels."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ParamSpec, TypeVar

from flows.llm.turnstile import Turnstile
from store.conversations import Conversation

READING_AT_ONCE, DRAWING_AT_ONCE = 8, 2

P = ParamSpec("P")
R = TypeVar("R")


class InTurn:
    """Some work, whoever asks for it; whoever asks first in a channel is first there."""

    def __init__(self, places: int) -> None:
        self._turnstile = Turnstile(places)

    def of(self, conversation: Conversation, work: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
        """The same work, for one conversation."""

        async def done(*arguments: P.args, **more: P.kwargs) -> R:
            async with self._turnstile.place(conversation.team_id, True, conversation.channel):
                return await work(*arguments, **more)

        return done
