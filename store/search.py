"""Finding words in what was said and learned, for somebody who may read some channels.

FTS5's `unicode61` splits words at what is no letter and no digit, and folds case and accents. It was preferred to
`trigram`, which finds any three characters but takes four times the space and three times as long to write
(docs/export.md has the figures). What it cannot do is looked for as it stands: scripts that write no spaces between
words, and emoji. https://sqlite.org/fts5.html
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from store.connection import Transaction
from store.hits import Hit, Match, hits
from store.reach import Reach, few, reach, within
from studies.query import Kind, Wanted, is_split, words_of

RANKED = 1000
"""Of so many matches, the last that were taken in, the best come first; older ones are not looked at."""
_FIRST: tuple[Kind, ...] = ("study", "persona", "claim", "said")
"""Of what matches equally well, such as everything where no words are looked for."""
_ROW = "r.id, r.team_id, r.kind, r.home, r.key, r.at"


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

    The best match comes first (bm25), among equals what was made and learned, then the newest; leaves out the first
    `after`. A word finds every word that begins with it; nothing is an operator. Present wordings only: what was edited
    away or deleted is not found.
    """
    if wanted.nothing or most < 1:
        return Found([], more=False, all_ranked=True)
    where = reach(tx, wanted, team_id, channels)
    matches = _matches(tx, wanted.words, where)
    page = [_at_home(match, where) for match in matches[after : after + most]]
    return Found(hits(tx, page), more=len(matches) > after + most, all_ranked=len(matches) < RANKED)


def search_everywhere(tx: Transaction, text: str, *, most: int = 20) -> list[Hit]:
    """Messages of all teams and channels: for the operator, who has the file anyway. Never for somebody in Slack."""
    words = words_of(text)
    found = _walked(tx, words, ["r.kind = 'said'"], {}) if words else []
    return hits(tx, _best_first(found)[: max(0, most)])


def places(tx: Transaction, team_id: str, user: str) -> set[str]:
    """-> the channels whose members have to be known before `user` finds anything; other people's direct messages are
    none of them."""
    rows = tx.execute(
        "SELECT DISTINCT channel FROM conversations WHERE team_id = ? AND channel <> ''"
        " AND (direct = 0 OR starter = ?)",
        [team_id, user],
    ).fetchall()
    return {row[0] for row in rows}


def _matches(tx: Transaction, words: Sequence[str], where: Reach) -> list[Match]:
    """The best first. The rows within reach are listed where they are few; else those with the words are walked."""
    listed = few(tx, where)
    if listed is not None:
        value = "search_index.rowid" if any(map(is_split, words)) else "r.id"
        # The plus keeps SQLite from asking the index once for each of them.
        conditions, values = [f"+{value} IN (SELECT value FROM json_each(:few))"], {"few": json.dumps(listed)}
        return _best_first(_walked(tx, words, conditions, values))
    if words and not any(map(is_split, words)):
        return _best_first(_scanned(tx, words, where))
    return _best_first(_walked(tx, words, within(where), where.values))


def _walked(
    tx: Transaction, words: Sequence[str], conditions: Sequence[str], values: Mapping[str, object]
) -> list[Match]:
    """The last `RANKED` that were taken in: walked newest first, so that a common word costs little."""
    split = [word for word in words if is_split(word)]
    literal, arguments = _literally([word for word in words if not is_split(word)], _TEXT)
    if split:
        arguments["words"] = " AND ".join(map(_begun, split))
    wanted = [*(["search_index MATCH :words"] if split else []), *conditions, *literal]
    rows = tx.conn.execute(
        f"SELECT {_ROW}, {'bm25(search_index)' if split else '0.0'} FROM"
        + (" search_index CROSS JOIN search_rows r ON r.id = search_index.rowid" if split else " search_rows r")
        + f" WHERE {' AND '.join(wanted)} ORDER BY {'search_index.rowid' if split else 'r.id'} DESC LIMIT {RANKED}",
        {**arguments, **values},
    ).fetchall()
    return [Match(*row) for row in rows]


def _scanned(tx: Transaction, words: Sequence[str], where: Reach) -> list[Match]:
    """Words that the index does not know: the messages are read through in the order in which they lie."""
    in_messages, arguments = _literally(words, "m.text")
    others, _ = _literally(words, _TEXT)
    values = {**arguments, **where.values}
    if where.person:
        in_messages.insert(0, "m.author = :person")
    said = tx.conn.execute(
        f"SELECT {_ROW}, 0.0 FROM (SELECT m.team_id, m.conversation_id, m.ts FROM messages m WHERE m.team_id = :team"
        f" AND m.conversation_id IN (SELECT value FROM json_each(:homes)) AND {' AND '.join(in_messages)}"
        f" ORDER BY m.ts DESC LIMIT {RANKED}) f CROSS JOIN search_rows r ON r.team_id = f.team_id AND"
        " r.kind = 'said' AND r.home = f.conversation_id AND r.key = f.ts WHERE r.at >= :since",
        values,
    ).fetchall()
    rest = tx.conn.execute(
        f"SELECT {_ROW}, 0.0 FROM search_rows r WHERE r.kind IN ('claim', 'persona', 'study')"
        f" AND {' AND '.join([*within(where), *others])} ORDER BY r.id DESC LIMIT {RANKED}",
        values,
    ).fetchall()
    return [Match(*row) for row in (*said, *rest)]


def _begun(word: str) -> str:
    """What begins with the word; messages are kept as Slack sends them, with `&amp;` for `&`."""
    as_sent = word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'"{word}"*' if as_sent == word else f'("{word}"* OR "{as_sent}"*)'


_TEXT = "(SELECT text FROM search_texts t WHERE t.id = r.id)"


def _literally(words: Sequence[str], text: str) -> tuple[list[str], dict[str, object]]:
    """-> conditions that `text` holds the words as they stand, and what they need. Most of them know no case."""
    conditions, values = [], dict[str, object]()
    for number, word in enumerate(words):
        cased = word.lower() != word.upper()
        conditions.append(f"instr({f'lower({text})' if cased else text}, :literal{number}) > 0")
        values[f"literal{number}"] = word.lower() if cased else word
    return conditions, values


def _best_first(matches: Sequence[Match]) -> list[Match]:
    return sorted(matches, key=lambda match: (match.rank, _FIRST.index(match.kind), -match.at, -match.row))[:RANKED]


def _at_home(match: Match, where: Reach) -> Match:
    """A study is at home in the conversation that shows its title."""
    return match.titled_in(where.studies[match.home].conversation_id) if match.kind == "study" else match
