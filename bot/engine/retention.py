"""Time is over for what nobody writes in any more, and for what digests told as long ago: a row that time writes,
handled as everything else is."""

from __future__ import annotations

import math
from collections.abc import Callable

from bot.engine.desks import new_id
from bot.engine.forgetting import told_before
from bot.engine.rows import write_row
from flows.keeping import FORGET_OLD, PERSONAL, Old
from flows.runtime import Incoming
from store import audit, conversations, inbox, requests, retention
from store.connection import Transaction

DAY, HOUR = 86400.0, 3600.0


class Retention:
    """`days` without a word; None: everything is kept. `audit_days`: how far the log goes back. `believed`: whether our
    clock is right as far as Slack knows: what it erases, nobody brings back."""

    def __init__(self, *, days: float | None, audit_days: float, believed: Callable[[], bool] = lambda: True) -> None:
        self._days, self._audit_days, self._believed = days, audit_days, believed
        self._last = -math.inf

    def due(self, tx: Transaction, now: float) -> list[str]:
        """At most once an hour. -> ids of the conversations that got something to do"""
        # A clock that was set back must not make it wait until that time comes again.
        if 0.0 <= now - self._last < HOUR or not self._believed():
            return []
        self._last = now
        audit.drop_older(tx, now - self._audit_days * DAY)
        requests.drop_answered(tx, now - DAY)
        if self._days is None:
            return []
        before = now - self._days * DAY
        over = {**dict.fromkeys(told_before(tx, before), ()), **retention.old(tx, before)}
        told = [_tell(tx, team, tuple(ids), before, now) for team, ids in over.items()]
        return [id for id in told if id]


def _tell(tx: Transaction, team: str, ids: tuple[str, ...], before: float, now: float) -> str:
    key = f"retention:{int(now / HOUR)}"
    keeper = retention.keeper(tx, team) or _begin(tx, team, now)
    if inbox.is_known(tx, team, key) or inbox.has_waiting(tx, keeper):
        return ""
    row = Incoming(
        key=key, team=team, kind="schedule", channel="", ts=f"{now:.6f}", action=FORGET_OLD,
        value=Old(ids=ids, before=before).model_dump_json(),
    )  # fmt: skip
    write_row(tx, row, keeper, now)
    return keeper


def _begin(tx: Transaction, team: str, now: float) -> str:
    id = new_id(tx)
    conversations.begin(
        tx, team_id=team, id=id, study_id="", flow=PERSONAL, channel="", thread_ts=None, direct=False, starter="",
        now=now, status="closed",
    )  # fmt: skip
    return id


Due = Callable[[Transaction, float], list[str]]
