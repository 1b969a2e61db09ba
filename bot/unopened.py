"""Workspaces whose token opens with none of the keys: it is said what becomes of them, and when.

Slack cannot be asked whether they left. Their days count from when a running Segue saw it, and only while tokens of
others open: where none does, the key is a wrong one and nobody has left.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial

from errors import SegueError
from store import unopened
from store.connection import Store, Transaction
from store.unopened import DAY

log = logging.getLogger("segue.installations")

MEND = "Bring its old key back (SEGUE_ENCRYPTION_KEY takes several, with commas between), or install Segue there again."


def becomes_of_it(counts_from: float, days: float) -> str:
    """What is said of one whose days count from that Unix second."""
    when = datetime.fromtimestamp(counts_from + days * DAY, UTC)
    return f"Unless something comes from there before, all that is kept of it is erased on {when:%Y-%m-%d %H:%M} UTC."


class Unopened:
    """`days`: how long such a workspace is kept. `clock`: Unix seconds."""

    def __init__(self, store: Store, days: float, clock: Callable[[], float]) -> None:
        self._store, self._days, self._clock = store, days, clock
        self._why = dict[str, str]()
        self._noticed = set[str]()
        self._said_at: float | None = None

    def add(self, team: str, why: str) -> None:
        self._why[team] = why

    def drop(self, team: str) -> None:
        """It opens again, or it has left."""
        self._why.pop(team, None)
        self._noticed.discard(team)

    async def heard(self, team: str) -> None:
        """Something came from there, so Segue is still in it: what was noticed is forgotten."""
        if team not in self._noticed:
            return
        self._noticed.discard(team)
        try:
            await self._store.write(partial(unopened.forget, team_id=team))
        except SegueError as error:
            self._noticed.add(team)
            log.error("that %s still has Segue was not written down: %s", team, error)

    async def look(self, others_open: bool) -> None:
        """Notice them, and once a day say so. Raises StoreError."""
        if not self._why:
            return
        now, teams = self._clock(), list(self._why)
        self._noticed |= set(teams)

        def notice(tx: Transaction) -> dict[str, float]:
            unopened.seen(tx, teams, now, counts=others_open)
            return unopened.known(tx)

        since = await self._store.write(notice)
        if self._said_at is None or now - self._said_at >= DAY:
            self._said_at = now
            self._say(since, others_open)

    def over(self, tx: Transaction) -> list[str]:
        """-> those whose days are over, and from which nothing came meanwhile"""
        before = self._clock() - self._days * DAY
        return [team for team, since in unopened.known(tx).items() if team in self._noticed and since <= before]

    def _say(self, since: Mapping[str, float], others_open: bool) -> None:
        for team, why in self._why.items():
            left = becomes_of_it(since[team], self._days) if others_open and team in since else ""
            log.error("The token of %s cannot be read (%s). %s %s", team, why, MEND, left)
        if not others_open:
            log.error("No token of any workspace can be read: that is a wrong key, and nothing is erased for it.")
