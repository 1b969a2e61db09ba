"""Workspaces whose token opens no more, so that Slack cannot be asked whether they left: since when that is known."""

from __future__ import annotations

from collections.abc import Collection

from store.connection import Transaction

DAY = 86_400.0
MOST_BETWEEN = DAY
"""Seconds that count of the time between two looks: what nobody heard while no Segue ran is no silence."""


def seen(tx: Transaction, teams: Collection[str], now: float, *, counts: bool) -> None:
    """They do not open, as of `now` (Unix seconds). `counts`: whether the days go on; otherwise they begin anew."""
    for team in teams:
        tx.execute(
            "UPDATE unopened SET counts_from = counts_from + max(0, ? - seen_at - ?), seen_at = ? WHERE team_id = ?",
            [now, MOST_BETWEEN, now, team],
        )
        how = "IGNORE" if counts else "REPLACE"
        tx.execute(f"INSERT OR {how} INTO unopened (team_id, counts_from, seen_at) VALUES (?, ?, ?)", [team, now, now])


def forget(tx: Transaction, team_id: str) -> None:
    """It opens again, or something came from there, or it has left."""
    tx.execute("DELETE FROM unopened WHERE team_id = ?", [team_id])


def known(tx: Transaction) -> dict[str, float]:
    """-> workspace -> the Unix second from which its days count"""
    return dict(tuple(row) for row in tx.execute("SELECT team_id, counts_from FROM unopened ORDER BY 1"))
