"""What happened in a channel or a study since some moment: claims that found their place, interviews, decisions."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from store.connection import Transaction
from store.titles import said_in

JUDGES = ("rule", "model")
"""Who says where a new claim belongs. Where a person moved one, it is not new."""


@dataclass(frozen=True)
class Fresh:
    """A claim that joined an insight."""

    insight: str
    claim: str
    joined_at: float


@dataclass(frozen=True)
class Talk:
    """A conversation that moved on: an interview, or the analysis of a file. `state` is its flow's JSON."""

    id: str
    flow: str
    channel: str
    study: str
    thread_ts: str | None
    title: str
    state: str | None
    language: str
    began_at: float


@dataclass(frozen=True)
class Decided:
    """A decision that rests on an insight; `open`: nobody has decided it yet."""

    insight: str
    text: str
    channel: str
    open: bool


@dataclass(frozen=True)
class Wording:
    """A message as it reads now. `text` is None once it was deleted."""

    text: str | None
    deleted: bool
    edited: bool
    by_segue: bool


def fresh(tx: Transaction, team_id: str, *, channel: str, study: str, since: float, moved: bool = False) -> list[Fresh]:
    """-> claims that joined standing insights after `since`: those of the study, or where there is none, made there.

    `moved`: those too that a person put where they are.
    """
    where, value = ("c.study_id = ?", study) if study else ("c.channel = ?", channel)
    rows = tx.execute(
        "SELECT m.insight_id, m.claim_id, m.joined_at FROM insight_claims m"
        " JOIN claims c ON c.team_id = m.team_id AND c.id = m.claim_id"
        " JOIN insights i ON i.team_id = m.team_id AND i.id = m.insight_id AND i.status = 'standing'"
        f" WHERE m.team_id = ? AND m.joined_at > ? AND (? OR m.judged_by IN (?, ?)) AND {where} ORDER BY m.joined_at",
        [team_id, since, moved, *JUDGES, value],
    ).fetchall()
    return [Fresh(*row) for row in rows]


def talks(tx: Transaction, team_id: str, *, channel: str, study: str, since: float) -> list[Talk]:
    """-> interviews and analyses that moved on after `since`, the first first."""
    where, value = ("study_id = ?", study) if study else ("channel = ?", channel)
    rows = tx.execute(
        "SELECT id, flow, channel, study_id, thread_ts, title, state, language, created_at FROM conversations"
        " WHERE team_id = ? AND flow IN ('interview', 'role_play', 'segmentation') AND updated_at > ?"
        f" AND {where} ORDER BY updated_at, id",
        [team_id, since, value],
    ).fetchall()
    return [Talk(*row) for row in rows]


def decided(tx: Transaction, team_id: str, insights: Collection[str]) -> list[Decided]:
    """-> what was decided, or is to be, on any of these insights; what was retired is left out."""
    marks = ",".join("?" * len(insights))
    rows = tx.execute(
        "SELECT l.insight_id, d.text, d.channel, d.decided_at IS NULL FROM decision_insights l"
        " JOIN decisions d ON d.team_id = l.team_id AND d.id = l.decision_id"
        f" WHERE l.team_id = ? AND l.insight_id IN ({marks}) AND d.retired_at IS NULL ORDER BY d.created_at, d.id",
        [team_id, *insights],
    ).fetchall()
    return [Decided(row[0], row[1], row[2], bool(row[3])) for row in rows]


def wording(tx: Transaction, team_id: str, conversation_id: str, ts: str) -> Wording | None:
    """-> the message at `ts` as it reads now; None where it is not known."""
    row = tx.execute(
        "SELECT text, deleted, revision != '', by_segue FROM messages"
        " WHERE team_id = ? AND conversation_id = ? AND ts = ?",
        [team_id, conversation_id, ts],
    ).fetchone()
    return Wording(row[0], bool(row[1]), bool(row[2]), bool(row[3])) if row else None


def thread_of(tx: Transaction, conversation_id: str) -> str | None:
    """-> ts of the thread a conversation is held in."""
    row = tx.execute("SELECT thread_ts FROM conversations WHERE id = ?", [conversation_id]).fetchone()
    return row[0] if row else None


def personas(tx: Transaction, team_id: str, *, channel: str, study: str) -> list[tuple[str, str, str]]:
    """-> (id, name, channel) of the personas made there that are not put away, the last changed first."""
    where, value = ("study_id = ?", study) if study else ("channel = ?", channel)
    rows = tx.execute(
        f"SELECT id, name, channel FROM personas WHERE team_id = ? AND archived = 0 AND {where}"
        " ORDER BY updated_at DESC, id LIMIT 5",
        [team_id, value],
    ).fetchall()
    return [(row[0], row[1], row[2]) for row in rows]


_TITLED_IN = said_in()


def study_title(tx: Transaction, team_id: str, study: str) -> tuple[str, str]:
    """-> (title of a study, channel of the conversation that it was taken from, or of the first, if given by hand)."""
    row = tx.execute(
        f"SELECT s.title, COALESCE(c.channel, '') FROM studies s LEFT JOIN conversations c ON c.id = {_TITLED_IN}"
        " AND c.team_id = s.team_id WHERE s.team_id = ? AND s.id = ?",
        [team_id, study],
    ).fetchone()
    return (row[0], row[1]) if row else ("", "")


def studies(tx: Transaction, team_id: str, most: int, named: Collection[str] = ()) -> list[tuple[str, str, str]]:
    """-> (id, title, channel the title was taken from) of those with a title, the newest first; the ones that are
    `named` by their ids too, however old they are."""
    chosen = json.dumps(sorted(named))
    rows = tx.execute(
        f"SELECT s.id, s.title, c.channel FROM studies s JOIN conversations c ON c.id = {_TITLED_IN}"
        " AND c.team_id = s.team_id WHERE s.team_id = ? AND s.title != ''"
        " AND (s.id IN (SELECT value FROM json_each(?)) OR s.id IN"
        " (SELECT id FROM studies WHERE team_id = ? AND title != '' ORDER BY created_at DESC LIMIT ?))"
        " ORDER BY s.created_at DESC",
        [team_id, chosen, team_id, most],
    ).fetchall()
    return [(row[0], row[1], row[2]) for row in rows]
