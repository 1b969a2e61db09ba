"""What was found, as it is shown: a message, a claim, a persona or a study, with who, when and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from store.connection import Transaction
from studies.query import Kind

_ANSWER = re.compile(r"a\d+")
_BY_PERSONA = (
    "(SELECT CASE WHEN json_valid(v.card) THEN v.card ->> '$.name' END FROM persona_versions v"
    " WHERE v.team_id = {of}.team_id AND v.persona_id = {of}.persona_id AND v.version = {of}.{version})"
)


@dataclass(frozen=True)
class Match:
    """A row of the index that holds what was looked for. `rank`: bm25, the lower the better; `at`: Unix seconds."""

    row: int
    team_id: str
    kind: Kind
    home: str
    """The conversation it belongs to; of a study, the one that shows its title."""
    key: str
    at: float
    rank: float


@dataclass(frozen=True)
class Hit:
    """What holds every word that was looked for."""

    kind: Kind
    team_id: str
    conversation_id: str
    study_id: str
    channel: str
    thread_ts: str | None
    ts: str | None
    """Of the message to open; None: the thread."""
    at: float
    author: str
    """Slack user id; empty where nobody said it, such as a title."""
    by_segue: bool
    persona: str
    """Whose words they are, or about whom: the name of somebody who is synthetic."""
    text: str
    """As it is kept: Slack's entities, line breaks and all. Of a persona a line each: name, occupation, quote, card."""
    quotes: tuple[str, ...] = ()
    """The words a claim stands on."""
    strength: str = ""
    """Of a claim of somebody real: strong, medium or weak."""
    set_aside: bool = False
    """A claim of an insight that the team rejected; a persona that was put away."""


def hits(tx: Transaction, matches: Sequence[Match]) -> list[Hit]:
    """The matches, read whole; what went meanwhile is left out."""
    read = {"said": _said, "claim": _claim, "persona": _persona, "study": _study}
    return [hit for match in matches if (hit := read[match.kind](tx, match, _place(tx, match))) is not None]


def _place(tx: Transaction, match: Match) -> dict[str, Any]:
    row = tx.execute(
        "SELECT channel, thread_ts, study_id, flow FROM conversations WHERE id = ?", [match.home]
    ).fetchone()
    place = dict(zip(("channel", "thread_ts", "study_id", "flow"), row, strict=True))
    of_match = {"kind": match.kind, "team_id": match.team_id, "conversation_id": match.home, "at": match.at}
    return of_match | place


def _said(tx: Transaction, match: Match, place: dict[str, Any]) -> Hit | None:
    flow = place.pop("flow")
    row = tx.execute(
        f"SELECT m.author, m.by_segue, m.name, m.text, {_BY_PERSONA.format(of='i', version='version')}"
        " FROM messages m LEFT JOIN persona_interviews i ON i.team_id = m.team_id AND"
        " i.conversation_id = m.conversation_id WHERE m.team_id = ? AND m.conversation_id = ? AND m.ts = ?",
        [match.team_id, match.home, match.key],
    ).fetchone()
    if row is None or row[3] is None:
        return None
    in_role = flow == "role_play" and row[1] and _ANSWER.fullmatch(row[2] or "")
    persona = (row[4] or "") if in_role else ""
    return Hit(**place, ts=match.key, author=row[0], by_segue=bool(row[1]), persona=persona, text=row[3])


def _claim(tx: Transaction, match: Match, place: dict[str, Any]) -> Hit | None:
    del place["flow"]
    row = tx.execute(
        f"SELECT c.claim, {_BY_PERSONA.format(of='c', version='persona_version')}, EXISTS (SELECT 1"
        " FROM insight_claims m JOIN insights i ON i.team_id = m.team_id AND i.id = m.insight_id"
        " WHERE m.team_id = c.team_id AND m.claim_id = c.id AND i.status = 'rejected'),"
        " CASE c.origin WHEN 'synthetic' THEN '' ELSE c.confidence END"
        " FROM claims c WHERE c.team_id = ? AND c.id = ?",
        [match.team_id, match.key],
    ).fetchone()
    if row is None:
        return None
    said = tx.execute(
        "SELECT ts, quote FROM evidence WHERE team_id = ? AND claim_id = ? ORDER BY position",
        [match.team_id, match.key],
    ).fetchall()
    ts, quotes = (said[0][0] if said else None), tuple(each[1] for each in said)
    return Hit(
        **place, ts=ts or None, author="", by_segue=False, persona=row[1] or "", text=row[0], quotes=quotes,
        set_aside=bool(row[2]), strength=row[3],
    )  # fmt: skip


def _persona(tx: Transaction, match: Match, place: dict[str, Any]) -> Hit | None:
    del place["flow"]
    row = tx.execute(
        "SELECT p.name, p.archived, t.text FROM personas p JOIN search_texts t ON t.id = ?"
        " WHERE p.team_id = ? AND p.id = ?",
        [match.row, match.team_id, match.home],
    ).fetchone()
    if row is None:
        return None
    return Hit(**place, ts=None, author="", by_segue=False, persona=row[0], text=row[2] or "", set_aside=bool(row[1]))


def _study(tx: Transaction, match: Match, place: dict[str, Any]) -> Hit | None:
    del place["flow"]
    row = tx.execute(
        "SELECT title FROM studies WHERE team_id = ? AND id = ?", [match.team_id, place["study_id"]]
    ).fetchone()
    return Hit(**place, ts=None, author="", by_segue=False, persona="", text=row[0]) if row else None
