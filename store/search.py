"""Finding words in what was said and learned, for somebody who may read some channels.

FTS5's `unicode61` splits words at what is no letter and no digit, and folds case and accents. It was preferred to
`trigram`, which finds any three characters but takes four times the space and three times as long to write
(docs/export.md has the figures). What it cannot do is looked for as it stands: scripts that write no spaces between
words, and emoji. https://sqlite.org/fts5.html
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from store.connection import Transaction
from store.hits import Hit, Match, hits
from store.studies import seen
from studies.query import Wanted, folded, is_split, words_of

RANKED = 1000
"""Of so many matches, the last that were taken in, the best come first; older ones are not looked at."""
# The conversation that whoever finds it must be able to read. A study's title counts as said in the first of its
# conversations that has one; a title given by hand, in any.
_HOME = (
    "CASE WHEN r.kind <> 'study' THEN r.home ELSE (SELECT x.id FROM conversations x JOIN studies s"
    " ON s.team_id = x.team_id AND s.id = x.study_id WHERE x.team_id = r.team_id AND x.study_id = r.home"
    " AND (s.named_by <> '' OR x.title <> '')"
    " ORDER BY s.named_by <> '' AND x.channel IN (SELECT value FROM json_each(:channels)) DESC, x.created_at LIMIT 1)"
    " END"
)
_READABLE = "r.team_id = :team AND c.team_id = :team AND c.channel IN (SELECT value FROM json_each(:channels))"


@dataclass(frozen=True)
class Found:
    """A page of what was found; `more` comes after it. `all_ranked`: no match was left out for its age."""

    hits: list[Hit]
    more: bool
    all_ranked: bool


def search(
    tx: Transaction, wanted: Wanted, *, team_id: str, channels: Collection[str], most: int = 20, after: int = 0
) -> Found:
    """-> what holds all words of `wanted` and was said or learned in `channels`, those the asker may read.

    The best match comes first (bm25), among equals the newest; leaves out the first `after`. A word finds every word
    that begins with it; nothing is an operator. Present wordings only: what was edited away or deleted is not found.
    """
    if wanted.nothing or most < 1:
        return Found([], more=False, all_ranked=True)
    values: dict[str, object] = {"team": team_id, "channels": json.dumps(sorted(channels))}
    where = [_READABLE, *_filters(tx, wanted, team_id, channels, values)]
    matches = _matches(tx, wanted.words, where, values)
    page = matches[after : after + most]
    return Found(hits(tx, page), more=len(matches) > after + most, all_ranked=len(matches) < RANKED)


def search_everywhere(tx: Transaction, text: str, *, most: int = 20) -> list[Hit]:
    """Messages of all teams and channels: for the operator, who has the file anyway. Never for somebody in Slack."""
    words = words_of(text)
    return hits(tx, _matches(tx, words, ["r.kind = 'said'"], {})[: max(0, most)]) if words else []


def places(tx: Transaction, team_id: str, user: str) -> set[str]:
    """-> the channels whose members have to be known before `user` finds anything; other people's direct messages are
    none of them."""
    rows = tx.execute(
        "SELECT DISTINCT channel FROM conversations WHERE team_id = ? AND channel <> ''"
        " AND (direct = 0 OR starter = ?)",
        [team_id, user],
    ).fetchall()
    return {row[0] for row in rows}


def _matches(tx: Transaction, words: Sequence[str], where: list[str], values: dict[str, object]) -> list[Match]:
    """The last `RANKED` that were taken in, the best first. Walked newest first, so that a common word costs little."""
    split, literal = [word for word in words if is_split(word)], [word for word in words if not is_split(word)]
    conditions, arguments = list(where), dict(values)
    if split:
        conditions.append("search_index MATCH :words")
        arguments["words"] = " ".join(f'"{word}"*' for word in split)
    for number, word in enumerate(literal):
        conditions.append(f"instr(lower((SELECT text FROM search_texts t WHERE t.id = r.id)), lower(:literal{number}))")
        arguments[f"literal{number}"] = word
    rows = tx.conn.execute(
        f"SELECT r.id, r.team_id, r.kind, c.id, r.key, r.at, {'bm25(search_index)' if split else '0.0'} FROM"
        + (" search_index CROSS JOIN search_rows r ON r.id = search_index.rowid" if split else " search_rows r")
        + f" CROSS JOIN conversations c ON c.id = {_HOME if ':channels' in ''.join(where) else 'r.home'}"
        f" WHERE {' AND '.join(conditions)}"
        f" ORDER BY {'search_index.rowid' if split else 'r.id'} DESC LIMIT {RANKED}",
        arguments,
    ).fetchall()
    found = [Match(*row) for row in rows]
    return sorted(found, key=lambda match: (match.rank, -match.at, -match.row))


def _filters(
    tx: Transaction, wanted: Wanted, team_id: str, channels: Collection[str], values: dict[str, object]
) -> list[str]:
    """The conditions for all that is named but the words; what they need is written into `values`."""
    conditions = []
    if wanted.since is not None:
        values["since"] = wanted.since
        conditions.append("r.at >= :since")
    if wanted.person:
        values["person"] = wanted.person
        conditions.append(
            "r.kind = 'said' AND r.home IN (SELECT conversation_id FROM messages WHERE team_id = :team AND"
            " author = :person) AND (SELECT author FROM messages m WHERE m.team_id = r.team_id AND"
            " m.conversation_id = r.home AND m.ts = r.key) = :person"
        )
    if wanted.study or wanted.study_id:
        studies = [id for id, title in seen(tx, team_id, channels) if not wanted.study or _named(title, wanted.study)]
        values["studies"] = json.dumps([id for id in studies if wanted.study_id in ("", id)])
        conditions.append("c.study_id IN (SELECT value FROM json_each(:studies))")
    if wanted.persona or wanted.persona_id:
        values["with_persona"] = json.dumps(_about_persona(tx, wanted, team_id, channels))
        conditions.append("r.home IN (SELECT value FROM json_each(:with_persona)) AND r.kind <> 'study'")
    return conditions


def _about_persona(tx: Transaction, wanted: Wanted, team_id: str, channels: Collection[str]) -> list[str]:
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
    chosen = {id for id, name in map(tuple, made) if _named(name, wanted.persona) and wanted.persona_id in ("", id)}
    interviews = {
        interview for id, interview, title in map(tuple, held)
        if id in chosen or (not wanted.persona_id and _named(title, wanted.persona))
    }  # fmt: skip
    return sorted(chosen | interviews)


def _named(name: str, words: str) -> bool:
    """Whether every one of `words` stands in `name`, however they are spelt."""
    return all(word in folded(name) for word in folded(words).split())
