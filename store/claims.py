"""What was learned, claim by claim, each with the words it stands on and the message they stand in."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from interviews.evidence import is_quote
from store.connection import Transaction
from studies.learned import Evidence, Learned, Loose, Origin, Strength

_FIELDS = "id, conversation_id, kind, claim, confidence, origin, echo, against, decides"


def replace(
    tx: Transaction, *, team_id: str, conversation_id: str, study_id: str, channel: str, claims: Sequence[Learned],
    persona_id: str = "", persona_version: int = 0, now: float,
) -> list[str]:  # fmt: skip
    """The claims of a conversation, in the place of those kept of it before. What says the same under the same id
    stays as it is, with all that hangs on it. -> ids, among the team's, of those that are new or say something else.
    """
    before = {each.id: each for each in of_conversation(tx, team_id, conversation_id)}
    stays = {each.id for each in claims if before.get(each.id) == each}
    _remove(tx, team_id, [full_id(conversation_id, id) for id in before if id not in stays])
    fresh = []
    for position, claim in enumerate(claims, 1):
        id = full_id(conversation_id, claim.id)
        if claim.id in stays:
            tx.execute("UPDATE claims SET position = ? WHERE team_id = ? AND id = ?", [position, team_id, id])
            continue
        fresh.append(id)
        tx.execute(
            "INSERT INTO claims (team_id, id, study_id, conversation_id, channel, persona_id, persona_version,"
            " position, kind, claim, confidence, echo, against, decides, origin, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [team_id, id, study_id, conversation_id, channel, persona_id, persona_version, position, claim.kind,
             claim.text, claim.strength, claim.echo, claim.against, claim.decides, claim.origin, now],
        )  # fmt: skip
        for place, each in enumerate(claim.evidence, 1):
            tx.execute(
                "INSERT INTO evidence (team_id, claim_id, position, conversation_id, answer, ts, quote)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                [team_id, id, place, conversation_id, each.answer, each.ts, each.quote],
            )
    return fresh


def loose(tx: Transaction, team_id: str, study_id: str) -> list[Loose]:
    """-> the claims of a study that belong to no insight, the oldest first."""
    rows = tx.execute(
        f"SELECT {_FIELDS}, channel FROM claims c WHERE team_id = ? AND study_id = ? AND NOT EXISTS"
        " (SELECT 1 FROM insight_claims m WHERE m.team_id = c.team_id AND m.claim_id = c.id AND m.insight_id <> '')"
        " ORDER BY created_at, conversation_id, position",
        [team_id, study_id],
    ).fetchall()
    return _with_places(tx, team_id, [dict(row) for row in rows])


def of_team(tx: Transaction, team_id: str, *, study_id: str) -> list[Loose]:
    """-> what the team itself said in the interviews of a study; the newest interview first."""
    return _said_by_team(tx, team_id, "study_id = ?", study_id)


def of_team_in(tx: Transaction, team_id: str, *, channel: str) -> list[Loose]:
    """-> the same of the interviews held in a channel."""
    held = "conversation_id IN (SELECT id FROM conversations WHERE team_id = claims.team_id AND channel = ?)"
    return _said_by_team(tx, team_id, held, channel)


def _said_by_team(tx: Transaction, team_id: str, where: str, value: str) -> list[Loose]:
    rows = tx.execute(
        f"SELECT {_FIELDS}, channel FROM claims WHERE team_id = ? AND origin = 'team' AND {where}"
        " ORDER BY created_at DESC, conversation_id, position",
        [team_id, value],
    ).fetchall()
    return _with_places(tx, team_id, [dict(row) for row in rows])


def studies_with_loose(tx: Transaction) -> list[tuple[str, str]]:
    """-> (team, study) of those with claims that belong to no insight."""
    rows = tx.execute(
        "SELECT DISTINCT team_id, study_id FROM claims c WHERE NOT EXISTS"
        " (SELECT 1 FROM insight_claims m WHERE m.team_id = c.team_id AND m.claim_id = c.id AND m.insight_id <> '')"
        " ORDER BY 1, 2"
    ).fetchall()
    return [(row[0], row[1]) for row in rows]


def text_of(tx: Transaction, team_id: str, id: str) -> str | None:
    """-> what a claim says now; None where there is none of that id."""
    row = tx.execute("SELECT claim FROM claims WHERE team_id = ? AND id = ?", [team_id, id]).fetchone()
    return row[0] if row else None


def channel_of(tx: Transaction, team_id: str, id: str) -> str | None:
    """-> where a claim was made; None where there is none of that id."""
    row = tx.execute("SELECT channel FROM claims WHERE team_id = ? AND id = ?", [team_id, id]).fetchone()
    return row[0] if row else None


def full_id(conversation_id: str, id: str) -> str:
    """The id of a claim among all of the team's."""
    return f"{conversation_id}-{id}"


def of_conversation(tx: Transaction, team_id: str, conversation_id: str) -> list[Learned]:
    """-> what a conversation led to, in the order in which it was shown."""
    rows = tx.execute(
        f"SELECT {_FIELDS} FROM claims WHERE team_id = ? AND conversation_id = ? ORDER BY position",
        [team_id, conversation_id],
    ).fetchall()
    return learned(tx, team_id, [dict(row) for row in rows])


def learned(tx: Transaction, team_id: str, rows: Sequence[dict[str, Any]]) -> list[Learned]:
    """From rows with the fields of claims, in their order; other fields are left alone."""
    words = _evidence(tx, team_id, [row["id"] for row in rows])
    return [_learned(row, words) for row in rows]


def _with_places(tx: Transaction, team_id: str, rows: Sequence[dict[str, Any]]) -> list[Loose]:
    words = _evidence(tx, team_id, [row["id"] for row in rows])
    return [
        Loose(id=row["id"], conversation=row["conversation_id"], channel=row["channel"], claim=_learned(row, words))
        for row in rows
    ]


def _learned(row: dict[str, Any], words: Mapping[str, list[Evidence]]) -> Learned:
    return Learned(
        id=row["id"].removeprefix(f"{row['conversation_id']}-"),
        kind=row["kind"],
        text=row["claim"],
        strength=Strength(row["confidence"]),
        origin=Origin(row["origin"]),
        evidence=tuple(words.get(row["id"], ())),
        echo=bool(row["echo"]),
        against=row["against"],
        decides=row["decides"],
    )


def withdraw(tx: Transaction, team_id: str, conversation_id: str, ts: str, said: str) -> None:
    """A message reads `said` now; empty: it was deleted. Quotes that do not stand there any more go, and with its last
    quote the claim, for its own words are those of the message."""
    rows = tx.execute(
        "SELECT claim_id, position, quote FROM evidence WHERE team_id = ? AND conversation_id = ? AND ts = ?",
        [team_id, conversation_id, ts],
    ).fetchall()
    gone = [(row[0], row[1]) for row in rows if not is_quote(row[2], said)]
    for claim, position in gone:
        tx.execute(
            "DELETE FROM evidence WHERE team_id = ? AND claim_id = ? AND position = ?", [team_id, claim, position]
        )
    left = _evidence(tx, team_id, sorted({claim for claim, _ in gone}))
    _remove(tx, team_id, sorted({claim for claim, _ in gone if claim not in left}))


def erase(tx: Transaction, team_id: str, conversation_id: str) -> None:
    """What a conversation led to goes, with its evidence and its place in insights."""
    rows = tx.execute(
        "SELECT id FROM claims WHERE team_id = ? AND conversation_id = ?", [team_id, conversation_id]
    ).fetchall()
    _remove(tx, team_id, [row[0] for row in rows])


def _remove(tx: Transaction, team_id: str, ids: Collection[str]) -> None:
    for id in ids:
        tx.execute("DELETE FROM evidence WHERE team_id = ? AND claim_id = ?", [team_id, id])
        tx.execute("DELETE FROM claims WHERE team_id = ? AND id = ?", [team_id, id])
        tx.execute("DELETE FROM insight_claims WHERE team_id = ? AND claim_id = ?", [team_id, id])
    if ids:
        forget_empty(tx, team_id)


def forget_empty(tx: Transaction, team_id: str) -> None:
    """An insight of which no claim is left goes, with its history; what was merged lives on as long as the other."""
    empty = (
        "SELECT id FROM insights i WHERE team_id = ? AND NOT EXISTS (SELECT 1 FROM insight_claims m"
        " WHERE m.team_id = i.team_id AND m.insight_id = CASE i.merged_into WHEN '' THEN i.id ELSE i.merged_into END)"
    )
    for table in ("insight_events", "decision_insights"):
        tx.execute(f"DELETE FROM {table} WHERE team_id = ? AND insight_id IN ({empty})", [team_id, team_id])
    tx.execute(f"DELETE FROM insights WHERE team_id = ? AND id IN ({empty})", [team_id, team_id])


def _evidence(tx: Transaction, team_id: str, ids: Sequence[str]) -> dict[str, list[Evidence]]:
    """-> the words of each of these claims, read at once."""
    rows = tx.execute(
        "SELECT claim_id, answer, ts, quote FROM evidence WHERE team_id = ? AND claim_id IN"
        " (SELECT value FROM json_each(?)) ORDER BY claim_id, position",
        [team_id, json.dumps(list(ids))],
    ).fetchall()
    found: dict[str, list[Evidence]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(Evidence(answer=row[1], ts=row[2], quote=row[3]))
    return found
