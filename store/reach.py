"""Which rows of the index somebody may find: where they may read, and where they want to look."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from store.connection import Transaction
from store.studies import Titled, seen
from studies.query import Wanted, folded

FEW = 8000
"""So many rows are listed before their words are looked at; of more, those with the words are looked through."""


@dataclass(frozen=True)
class Reach:
    """Conversations and studies in which may be looked, and what else must hold of a row."""

    team_id: str
    homes: list[str]
    studies: dict[str, Titled]
    since: float
    """Unix seconds."""
    person: str

    @property
    def values(self) -> dict[str, object]:
        """What the conditions below need."""
        return {
            "team": self.team_id,
            "homes": json.dumps(self.homes),
            "studies": json.dumps(sorted(self.studies)),
            "since": self.since,
            # As Slack writes a moment: the order of texts is the order of time.
            "since_ts": f"{self.since:017.6f}" if self.since > 0 else "",
            "person": self.person,
        }


def reach(tx: Transaction, wanted: Wanted, team_id: str, channels: Collection[str]) -> Reach:
    """-> what is left of the team's memory for somebody who may read `channels` and looks for `wanted`."""
    conditions = ["team_id = :team", "channel IN (SELECT value FROM json_each(:channels))"]
    values: dict[str, object] = {"team": team_id, "channels": json.dumps(sorted(channels))}
    studies = {} if wanted.person or wanted.persona or wanted.persona_id else seen(tx, team_id, channels)
    if wanted.study or wanted.study_id:
        titled = studies or seen(tx, team_id, channels)
        chosen = {id for id, study in titled.items() if named(study.title, wanted.study)}
        chosen &= {wanted.study_id} if wanted.study_id else chosen
        studies = {id: study for id, study in studies.items() if id in chosen}
        values["chosen"] = json.dumps(sorted(chosen))
        conditions.append("study_id IN (SELECT value FROM json_each(:chosen))")
    if wanted.persona or wanted.persona_id:
        values["of_persona"] = json.dumps(_of_persona(tx, wanted, team_id, channels))
        conditions.append("id IN (SELECT value FROM json_each(:of_persona))")
    rows = tx.conn.execute(f"SELECT id FROM conversations WHERE {' AND '.join(conditions)}", values).fetchall()
    return Reach(team_id, [row[0] for row in rows], studies, wanted.since or 0.0, wanted.person)


def few(tx: Transaction, where: Reach) -> list[int] | None:
    """-> the numbers of all rows within reach; None where they are many."""
    if where.person:
        listed = (
            "SELECT r.id FROM messages m CROSS JOIN search_rows r ON r.team_id = m.team_id AND r.kind = 'said' AND"
            " r.home = m.conversation_id AND r.key = m.ts WHERE m.team_id = :team AND m.author = :person AND"
            " m.conversation_id IN (SELECT value FROM json_each(:homes)) AND r.at >= :since"
        )
    else:
        listed = (
            "SELECT r.id FROM json_each(:homes) h CROSS JOIN search_rows r ON r.team_id = :team AND r.kind = 'said'"
            " AND r.home = h.value AND r.key >= :since_ts WHERE :since = 0 OR r.at >= :since"
            " UNION ALL SELECT r.id FROM json_each(:homes) h CROSS JOIN search_rows r ON r.team_id = :team AND"
            " r.kind IN ('claim', 'persona') AND r.home = h.value WHERE r.at >= :since"
            " UNION ALL SELECT r.id FROM json_each(:studies) s CROSS JOIN search_rows r ON r.team_id = :team AND"
            " r.kind = 'study' AND r.home = s.value WHERE r.at >= :since"
        )
    rows = tx.conn.execute(f"{listed} LIMIT {FEW + 1}", where.values).fetchall()
    return None if len(rows) > FEW else [row[0] for row in rows]


def within(where: Reach) -> list[str]:
    """-> the same as conditions on a row `r` of the index."""
    conditions = [
        "r.team_id = :team",
        "CASE WHEN r.kind = 'study' THEN r.home IN (SELECT value FROM json_each(:studies))"
        " ELSE r.home IN (SELECT value FROM json_each(:homes)) END",
    ]
    if where.since:
        conditions.append("r.at >= :since")
    if where.person:
        conditions.append(
            "r.kind = 'said' AND (SELECT author FROM messages m WHERE m.team_id = r.team_id AND"
            " m.conversation_id = r.home AND m.ts = r.key) = :person"
        )
    return conditions


def named(name: str, words: str) -> bool:
    """Whether every one of `words` stands in `name`, however they are spelt."""
    return all(word in folded(name) for word in folded(words).split())


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
