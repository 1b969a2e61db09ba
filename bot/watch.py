"""What Segue tells of its own work. Nobody listens, unless bot/app.py gives somebody who does (bot/operations)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TypeVar

from bot.logs import about
from flows.llm.task import Usage

Ended = TypeVar("Ended")
Trace = Callable[[str, dict[str, str]], AbstractContextManager[object]]
"""(name, ids) -> what is done inside takes part in a trace."""


def untraced(name: str, ids: dict[str, str]) -> AbstractContextManager[object]:
    return nullcontext()


class Watch:
    """Hears what happens, and says nothing. No word that somebody wrote is ever told here."""

    def __init__(self, trace: Trace = untraced) -> None:
        self._trace = trace

    def acknowledged(self, kind: str, seconds: float) -> None:
        """Slack has heard that we have a payload of this `kind`, so long after it came."""

    def turn(self, flow: str, outcome: str, seconds: float, thinking: float) -> None:
        """A turn ended: `committed`, `overtaken`, `parked`, `failed`, `dead`, or `dropped` where Segue stopped.

        `thinking`: what of it a model took.
        """

    def model_called(self, usage: Usage, team: str) -> None:
        """A request to a model ended, however it did."""

    def slack_called(self, method: str, outcome: str) -> None:
        """A call of the outbox ended."""

    def socket_opened(self) -> None:
        """Slack said hello on a new socket."""

    @contextmanager
    def span(self, name: str, **ids: str) -> Iterator[dict[str, str]]:
        """What is done inside is one step of a message's way: its log lines carry `ids`, and so does its trace.

        -> the ids; what is put there until the end is in the trace, too.
        """
        with about(**ids) as ids, self._trace(name, ids):
            yield ids

    async def during(self, name: str, work: Awaitable[Ended], **ids: str) -> Ended:
        """The same for something that is awaited."""
        with self.span(name, **ids):
            return await work


SILENT = Watch()
