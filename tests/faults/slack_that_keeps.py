"""A Slack played by hand that keeps what it is told, and answers as it was told to."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.engine.stage import HandPlayedSlack, refusal

Turn = Literal["ok", "500 stored", "500", "429", "lost stored", "lost", "no connection"]
POST = "chat.postMessage"
READS = ("conversations.replies", "conversations.history")


@dataclass
class SlackThatKeeps(HandPlayedSlack):
    """`next` is what happens to the next posts and changes, `next_reads` to the next look-ups; then all is well."""

    clock: Callable[[], float] = lambda: 0.0
    next: deque[Turn] = field(default_factory=deque)
    next_reads: deque[Turn] = field(default_factory=deque)
    kept: list[dict[str, Any]] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    """ts of posts that were taken down."""
    stumbles_over: Callable[[str, dict[str, Any]], bool] = lambda method, arguments: False
    """(method, arguments) -> whether it has an error of its own whenever it is asked that."""
    is_out: bool = False
    """It answers nothing but errors, whatever it is asked."""
    asks_to_wait: Callable[[str, dict[str, Any]], float] = lambda method, arguments: 0.0
    """(method, arguments) -> for how many seconds, where it answers with 429."""
    tried: list[str] = field(default_factory=list)
    """Methods of all that it was asked."""
    _last: int = 0

    def ts(self) -> str:
        """A new one, later than all before."""
        self._last = max(int(self.clock() * 1_000_000), self._last + 1)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06}"

    async def api_call(self, method: str, json: Any = None, params: Any = None) -> dict[str, Any]:
        arguments = dict(json or params or {})
        self.tried.append(method)
        if self.is_out:
            await asyncio.sleep(0.01)
            raise refusal("internal_error", 500)
        if wait := self.asks_to_wait(method, arguments):
            await asyncio.sleep(0.01)
            raise refusal("ratelimited", 429, {"Retry-After": str(wait)})
        if method in READS:
            await self._meets(self.next_reads, lambda: None)
            return {"ok": True, "messages": [each for each in self.kept if each["ts"] > arguments["oldest"]]}
        if method == "conversations.open":
            return {"ok": True, "channel": {"id": "D1"}}
        if method not in (POST, "chat.update", "chat.delete"):
            return {"ok": True}
        if self.stumbles_over(method, arguments):
            await asyncio.sleep(0.01)
            raise refusal("internal_error", 500)
        answer: dict[str, Any] = {"ok": True, "channel": arguments.get("channel")}
        await self._meets(self.next, lambda: answer.update(self._does(method, arguments)))
        return answer

    def _does(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        if method == POST:
            self.kept.append({**arguments, "ts": self.ts(), "first_text": arguments["text"]})
            return {"ts": self.kept[-1]["ts"]}
        [message] = [each for each in self.kept if each["ts"] == arguments["ts"]]
        if method == "chat.delete":
            self.kept.remove(message)
            self.gone.add(message["ts"])
        else:
            message["text"], message["has_buttons"] = arguments["text"], "blocks" in arguments
        return {"ts": message["ts"]}

    async def _meets(self, turns: deque[Turn], act: Callable[[], object]) -> None:
        turn = turns.popleft() if turns else "ok"
        if turn in ("ok", "500 stored", "lost stored"):
            act()
        await asyncio.sleep(0.01)
        if turn.startswith("500"):
            raise refusal("internal_error", 500)
        if turn == "429":
            raise refusal("ratelimited", 429, {"Retry-After": "2"})
        if turn.startswith("lost"):
            await asyncio.sleep(0.5)
            raise TimeoutError
        if turn == "no connection":
            raise refusal("invalid_auth")
