"""An engine with a Slack that is played by hand: what it is asked, and what it answers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.engine.engine import Engine, Limits
from bot.model import Gates
from bot.watch import SILENT, Watch
from errors import MaterialError
from flows.llm.gate import Gate
from flows.llm.rehearsal import RehearsalModel
from flows.llm.task import Model
from flows.registry import FLOWS, first_flow
from flows.runtime import File, Flow, Incoming, Sheet, no_files
from personas.formats import Imported
from store.connection import Store, Transaction

PROJECT = "We sell bread to cafes in Leeds, and decide by May whom to serve first."
LIMITS = Limits(
    quiet=0.005,
    grows=2,
    grace=0.05,
    stray=60.0,
    reminder_after=timedelta(days=1),
    close_after=timedelta(days=14),
    paced=False,
)


def refusal(error: str, status: int = 200, headers: dict[str, str] | None = None) -> SlackApiError:
    """What the SDK raises when Slack refuses a call."""
    data = {"ok": False, "error": error}
    return SlackApiError(
        error, AsyncSlackResponse(
            client=None, http_verb="POST", api_url="", req_args={}, data=data, headers=headers or {}, status_code=status
        ),
    )  # fmt: skip


@dataclass
class HandPlayedSlack:
    """Answers `ok` unless `wrong` raises; remembers every call."""

    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    wrong: Callable[[str, dict[str, Any]], None] = lambda method, arguments: None
    rooms: dict[str, set[str] | None] | None = None
    """Channel -> who is there, and under `public` which channels are; None where Slack does not say."""

    def of(self, team: str) -> Any:
        return self

    def serves(self, team: str) -> bool:
        return True

    def bot_user(self, team: str) -> str:
        return "UBOT"

    def workspace(self, team: str) -> str:
        return "https://acme.slack.test/"

    async def api_call(self, method: str, json: Any = None, params: Any = None) -> dict[str, Any]:
        arguments = dict(json or params or {})
        self.calls.append((method, arguments))
        self.wrong(method, arguments)
        if method == "conversations.open":
            return {"ok": True, "channel": {"id": "D1"}}
        if self.rooms is not None and method in ("conversations.members", "users.conversations"):
            return self._who_is_where(method, arguments)
        return {"ok": True, "ts": f"{time.time():.6f}", "channel": arguments.get("channel"), "messages": []}

    def _who_is_where(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        assert self.rooms is not None
        found = self.rooms.get(arguments.get("channel", "public"), set())
        if found is None:
            raise refusal("internal_error", 500)
        if method == "conversations.members":
            return {"ok": True, "members": sorted(found)}
        return {"ok": True, "channels": [{"id": each} for each in sorted(found)]}

    async def read_file(self, team: str, file: File, number: int) -> Sheet:
        return await no_files(file, number)

    async def fetch_file(self, team: str, file: File, path: Path, most: int) -> None:
        raise MaterialError("There are no files here.")

    async def read_page(self, address: str, number: int) -> Sheet:
        raise MaterialError("There is no web here.")

    async def read_card(self, team: str, file: File) -> Imported:
        raise MaterialError("There are no files here.")

    def posts(self) -> list[str]:
        return [arguments["text"] for method, arguments in self.calls if method == "chat.postMessage"]


@dataclass
class Scene:
    """One conversation in channel C1, begun by a mention."""

    engine: Engine
    store: Store
    slack: HandPlayedSlack
    root: str = ""

    async def says(self, text: str, *, user: str = "U1", ts: str = "", thread: str | None = None, **more: Any) -> str:
        ts = ts or f"{time.time():.6f}"
        channel, said = more.pop("channel", "C1"), more.pop("said", text)
        incoming = Incoming(
            key=f"message:{channel}:{ts}", team="T1", kind="message", channel=channel, ts=ts, user=user,
            thread_ts=thread if thread is not None else (self.root or None), text=text, said=said, **more,
        )  # fmt: skip
        await self.engine.accept(incoming)
        return ts

    async def begins(self) -> None:
        """Mentioned, project said: question 1 is on the screen."""
        self.root = await self.says(f"interview, 3 questions: {PROJECT}", mention=True)
        await self.until(lambda: any("Question 1 of 3" in post for post in self.slack.posts()))

    async def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return await self.store.read(lambda tx: [tuple(row) for row in tx.execute(query, list(values)).fetchall()])

    async def does(self, statement: str, *values: object) -> None:
        def do(tx: Transaction) -> None:
            tx.execute(statement, list(values))

        await self.store.write(do)

    async def until(self, holds: Callable[[], bool], seconds: float = 8.0) -> None:
        async with asyncio.timeout(seconds):
            while not holds():
                await asyncio.sleep(0.005)

    async def conversation(self) -> str:
        [(id,)] = await self.rows("SELECT id FROM conversations WHERE channel = 'C1'")
        return str(id)


@asynccontextmanager
async def scene(
    folder: Path,
    model: Model | None = None,
    limits: Limits = LIMITS,
    watch: Watch = SILENT,
    flows: Mapping[str, Flow] = FLOWS,
) -> AsyncIterator[Scene]:
    store, slack = Store(folder / "segue.db"), HandPlayedSlack()
    await store.open()
    gate = Gate(model or RehearsalModel(), at_once=2, tries=1, rest=0.0)
    engine = Engine(store, slack, flows, first_flow, lambda team: Gates(gate), limits, time.time, watch=watch)
    await engine.start()
    try:
        yield Scene(engine, store, slack)
    finally:
        await engine.stop(1.0)
        await store.close()
