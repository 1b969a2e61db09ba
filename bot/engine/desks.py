"""The desk of a study: the conversation at which everything about its insights is done, one after the other."""

from __future__ import annotations

from bot.engine.ids import speakable_id
from bot.engine.rows import write_row
from flows.memories import DESK, LEARNED
from flows.runtime import Incoming
from store import claims, conversations
from store.connection import Transaction


def desk_of(tx: Transaction, team_id: str, study_id: str, now: float) -> str:
    """-> id of the desk of a study, which is begun where there is none yet. It has no place in Slack."""
    if found := known_desk(tx, team_id, study_id):
        return found
    id = new_id(tx)
    conversations.begin(
        tx, team_id=team_id, id=id, study_id=study_id, flow=DESK, channel="", thread_ts=None, direct=False, starter="",
        now=now,
    )  # fmt: skip
    return id


def known_desk(tx: Transaction, team_id: str, study_id: str) -> str | None:
    """-> id of the desk of a study; None where nothing was done at it yet."""
    return next(iter(conversations.of_study(tx, team_id, study_id, DESK)), None)


def wake(tx: Transaction, now: float) -> list[str]:
    """What an earlier version kept, or what was moved, may belong to no insight yet: its desks hear of it.
    -> ids of the desks
    """
    woken = []
    for team_id, study_id in claims.studies_with_loose(tx):
        desk = desk_of(tx, team_id, study_id, now)
        row = Incoming(
            key=f"loose:{study_id}:{now}", team=team_id, kind="schedule", channel="", ts=f"{now:.6f}", action=LEARNED
        )
        write_row(tx, row, desk, now)
        woken.append(desk)
    return woken


def new_id(tx: Transaction) -> str:
    """-> an id that no conversation has."""
    return speakable_id(lambda candidate: conversations.exists(tx, candidate))
