"""Which rows of the index somebody may find: where they may read, and where they want to look."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from store.connection import Transaction
from store.titles import said_in, seen
from studies.query import Wanted, folded

FEW = 8000
"""So many rows are listed before their words are looked at; of more, those with the words are looked through."""
HOME = (
    f"CASE WHEN r.kind <> 'study' THEN r.home ELSE (SELECT {said_in(':channels')} FROM studies s"
    " WHERE s.team_id = r.team_id AND s.id = r.home) END"
)
"""The conversation in which a row `r` of the index is at home."""
_BY_PERSON = (
    "r.kind = 'said' AND (SELECT author FROM messages m WHERE m.team_id = r.team_id AND m.conversation_id = r.home"
    " AND m.ts = r.key) = :person"
)


@dataclass(frozen=True)
class Reach:
    """What must hold of a conversation `c`, and besides of a row `r` at home in it; `values`: what that needs."""

    conversation: str
    row: str
    values: dict[str, object]
    narrow: bool = False
    """Not everything that may be read is looked through: so little may be left that the newest rows hold none of it."""


def reach(tx: Transaction, wanted: Wanted, team_id: str, channels: Collection[str]) -> Reach:
    """-> what is left of the team's memory for somebody who may read `channels` and looks for `wanted`."""
    where, of_row = (
        ["c.team_id = :team", "c.channel IN (SELECT value FROM json_each(:channels))"],
        ["r.team_id = :team"],
    )
    since = wanted.since or 0.0
    values: dict[str, object] = {
        "team": team_id,
        "channels": json.dumps(sorted(channels)),
        "since": since,
        # As Slack writes a moment: the order of texts is the order of time.
        "since_ts": f"{since:017.6f}" if since > 0 else "",
        "person": wanted.person,
    }
    if wanted.study or wanted.study_id:
        values["studies"] = json.dumps(_of_study(tx, wanted, team_id, channels))
        where.append("c.study_id IN (SELECT value FROM json_each(:studies))")
    if wanted.persona or wanted.persona_id:
        values["of_persona"] = json.dumps(_of_persona(tx, wanted, team_id, channels))
        where.append("c.id IN (SELECT value FROM json_each(:of_persona))")
        of_row.append("r.kind <> 'study'")
    if since:
        of_row.append("r.at >= :since")
    if wanted.person:
        of_row.append(_BY_PERSON)
    return Reach(" AND ".join(where), " AND ".join(of_row), values, wanted.filtered)


def few(tx: Transaction, where: Reach) -> list[int] | None:
    """-> the numbers of all rows within reach; None where they are many."""
    of_kind = "CROSS JOIN search_rows r ON r.team_id = c.team_id AND r.home = c.id AND r.kind"
    if where.values["person"]:
        listed = (
            "SELECT r.id FROM messages m CROSS JOIN conversations c ON c.id = m.conversation_id"
            f" {of_kind} = 'said' AND r.key = m.ts WHERE m.team_id = :team AND m.author = :person"
            f" AND {where.conversation} AND r.at >= :since"
        )
    else:
        both = f"{where.conversation} AND {where.row}"
        listed = (
            f"SELECT r.id FROM conversations c {of_kind} = 'said' AND r.key >= :since_ts WHERE {both}"
            f" UNION ALL SELECT r.id FROM conversations c {of_kind} IN ('claim', 'persona') WHERE {both}"
            f" UNION ALL SELECT r.id FROM search_rows r CROSS JOIN conversations c ON c.id = {HOME}"
            f" WHERE r.kind = 'study' AND {both}"
        )
    rows = tx.conn.execute(f"{listed} LIMIT {FEW + 1}", where.values).fetchall()
    return None if len(rows) > FEW else [row[0] for row in rows]


def named(name: str, words: str) -> bool:
    """Whether every one of `words` stands in `name`, however they are spelt."""
    return all(word in folded(name) for word in folded(words).split())


def _of_study(tx: Transaction, wanted: Wanted, team_id: str, channels: Collection[str]) -> list[str]:
    """-> the studies of that name, as far as the asker may see it; who may is looked at only where the name fits."""
    titled = tx.execute("SELECT id, title FROM studies WHERE team_id = ? AND title <> ''", [team_id]).fetchall()
    fitting = [id for id, title in titled if wanted.study_id in ("", id) and named(title, wanted.study)]
    return list(seen(tx, team_id, channels, fitting))


def _of_persona(tx: Transaction, wanted: Wanted, team_id: str, channels: Collection[str]) -> list[str]:
    """-> the conversations in which such a persona was made or interviewed. Her name is that of her newest card to
    whoever may read where it was made; to others, the one in the title of the interview."""
    may_read = json.dumps(sorted(channels))
    made = tx.execute(
        "SELECT id, name FROM personas WHERE team_id = ? AND channel IN (SELECT value FROM json_each(?))",
        [team_id, may_read],
    ).fetchall()
    held = tx.execute(
        "SELECT i.persona_id, c.id, c.title FROM persona_interviews i JOIN conversations c"
        " ON c.team_id = i.team_id AND c.id = i.conversation_id"
        " WHERE i.team_id = ? AND c.channel IN (SELECT value FROM json_each(?))",
        [team_id, may_read],
    ).fetchall()
    chosen = {id for id, name in map(tuple, made) if named(name, wanted.persona) and wanted.persona_id in ("", id)}
    interviews = {
        interview for id, interview, title in map(tuple, held)
        if id in chosen or (not wanted.persona_id and named(title, wanted.persona))
    }  # fmt: skip
    return sorted(chosen | interviews)
