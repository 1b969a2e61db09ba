"""Slack's speed limits, kept before Slack has to enforce them.

About one post a second per channel with short bursts, and several hundred a minute per workspace:
https://docs.slack.dev/apis/web-api/rate-limits. When Slack says 429 all the same, its Retry-After holds
the same method in the same channel, so that one busy channel starves nobody.
"""

from __future__ import annotations

import asyncio
from functools import lru_cache

from aiolimiter import AsyncLimiter

POSTS_IN_A_BURST = 4
POSTS_PER_MINUTE = 300
CHANNELS_REMEMBERED = 4096


class Pacer:
    """Waits where a call would come too soon. `on=False` switches the pace off, not the holds."""

    def __init__(self, *, on: bool) -> None:
        self._on = on
        self._held: dict[tuple[str, str, str], float] = {}
        self._channel = lru_cache(CHANNELS_REMEMBERED)(_channel_limiter)
        self._workspace = lru_cache(CHANNELS_REMEMBERED)(_workspace_limiter)

    async def wait(self, team: str, method: str, channel: str) -> None:
        """Returns when the call may be made."""
        await self._unheld(team, method, channel)
        if self._on:
            # The workspace last: else what waits for its channel would have used up what the other channels need.
            await self._channel(team, channel).acquire()
            await self._workspace(team, method).acquire()
            # Somebody else may have been told to wait meanwhile.
            await self._unheld(team, method, channel)

    async def _unheld(self, team: str, method: str, channel: str) -> None:
        while True:
            # Slack may have asked for more meanwhile.
            missing = self._held.get((team, method, channel), 0.0) - _now()
            if missing <= 0:
                return
            await asyncio.sleep(missing)

    def hold(self, team: str, method: str, channel: str, seconds: float) -> None:
        """Slack asked to wait."""
        now = _now()
        self._held = {place: until for place, until in self._held.items() if until > now}
        self._held[(team, method, channel)] = now + seconds


def _now() -> float:
    """By a clock that nobody sets."""
    return asyncio.get_running_loop().time()


def _channel_limiter(team: str, channel: str) -> AsyncLimiter:
    return AsyncLimiter(POSTS_IN_A_BURST, POSTS_IN_A_BURST)


def _workspace_limiter(team: str, method: str) -> AsyncLimiter:
    return AsyncLimiter(POSTS_PER_MINUTE, 60)
