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
from itertools import chain, islice

from store.connection import Transaction
from store.hits import Hit, Match, hits
from store.reach import HOME, Reach, few, reach
from studies.query import Kind, Wanted, is_beyond, is_split

RANKED = 500
"""Of so many matches, the last that were taken in, the best come first; older ones are not looked at."""
RARE = 2000
"""So many rows are looked at one by one, whoever asks."""
NEWEST = 5000
"""Of commoner words so many rows are looked at first: enough for whoever may read a fifth of them."""
BEYOND = "text GLOB '*[\u0e00-\u1dff\u2190-\U0010ffff]*'"
"""What `is_beyond` says of a word, of a whole text, as the index `messages_beyond` has it."""
_FIRST: tuple[Kind, ...] = ("study", "persona", "claim", "said")
"""Of what matches equally well, such as everything where no words are looked for."""
_ROW = "r.id, r.team_id, r.kind, c.id, r.key, r.at"


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

    The best match comes first (bm25; of words in more than `RARE` rows all match alike), among equals what was made
    and learned, then the newest; leaves out the first `after`. A word finds every word that begins with it; nothing is
    an operator. Present wordings only: what was edited away or deleted is not found.
    """
    if wanted.nothing or most < 1:
        return Found([], more=False, all_ranked=True)
    matches = _matches(tx, wanted.words, reach(tx, wanted, team_id, channels))
    return Found(
        hits(tx, matches[after : after + most]), more=len(matches) > after + most, all_ranked=len(matches) < RANKED
    )


def search_everywhere(tx: Transaction, wanted: Wanted, *, most: int = 20) -> list[Hit]:
    """All channels of all teams, one team after the other: for the operator, who has the file anyway. Never for
    somebody in Slack."""
    held = tx.execute(
        "SELECT DISTINCT team_id, channel FROM conversations WHERE channel <> '' ORDER BY 1, 2"
    ).fetchall()
    channels: dict[str, list[str]] = {}
    for team, channel in held:
        channels.setdefault(team, []).append(channel)
    pages = (search(tx, wanted, team_id=team, channels=where, most=most).hits for team, where in channels.items())
    return list(islice(chain.from_iterable(pages), max(0, most)))


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
    """The best first. Of common words the newest rows are looked at, then, where few are within reach, only those."""
    split = _split(words)
    if words and not split:
        return _best_first(_scanned(tx, words, where))
    everywhere = f"{where.conversation} AND {where.row}"
    newest = _newest(tx, split, RARE + 1 if where.narrow else NEWEST) if split else []
    if split and len(newest) <= RARE:
        return _best_first(_walked(tx, words, everywhere, where.values, weighed=True))
    if split and not where.narrow:
        found = _listed(tx, words, newest, everywhere, where.values)
        if len(found) >= RANKED:
            return _best_first(found)
    within_reach = few(tx, where)
    if within_reach is None:
        return _best_first(_walked(tx, words, everywhere, where.values))
    holding = _holding(tx, words, within_reach) if split else sorted(within_reach, reverse=True)
    return _best_first(_listed(tx, words, holding, "TRUE", where.values))


def _newest(tx: Transaction, split: str, most: int) -> list[int]:
    """-> the last rows that hold the words."""
    rows = tx.execute(
        "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT ?", [split, most]
    ).fetchall()
    return [row[0] for row in rows]


def _holding(tx: Transaction, words: Sequence[str], among: Sequence[int]) -> list[int]:
    """-> those of the rows that hold what is split of the words, the last first, as many as are of use.

    The plus keeps SQLite from asking the index once for each of them.
    """
    most = RANKED if all(map(is_split, words)) else len(among)
    rows = tx.execute(
        "SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid BETWEEN ? AND ?"
        " AND +rowid IN (SELECT value FROM json_each(?)) ORDER BY rowid DESC LIMIT ?",
        [_split(words), min(among, default=0), max(among, default=0), json.dumps(among), most],
    ).fetchall()
    return [row[0] for row in rows]


def _listed(
    tx: Transaction, words: Sequence[str], among: Sequence[int], within: str, values: Mapping[str, object]
) -> list[Match]:
    """The first `RANKED` of these rows, which hold what is split of the words, that hold the others too.

    `json_each` goes through a list from its beginning; as a condition, SQLite would rather read the whole team's rows.
    """
    literal, arguments = _literally([word for word in words if not is_split(word)], _TEXT)
    rows = tx.conn.execute(
        f"SELECT {_ROW}, 0.0 FROM json_each(:among) n CROSS JOIN search_rows r ON r.id = n.value"
        f" CROSS JOIN conversations c ON c.id = {HOME} WHERE {' AND '.join([within, *literal])} LIMIT {RANKED}",
        {**arguments, **values, "among": json.dumps(among)},
    ).fetchall()
    return [Match(*row) for row in rows]


def _walked(
    tx: Transaction, words: Sequence[str], within: str, values: Mapping[str, object], *, weighed: bool = False
) -> list[Match]:
    """The last `RANKED` that were taken in: walked newest first, so that a common word costs little.

    `weighed`: by bm25, which looks once more, for each word, at all rows that hold it. Of common words that is most of
    the time, and says next to nothing.
    """
    literal, arguments = _literally([word for word in words if not is_split(word)], _TEXT)
    if split := _split(words):
        arguments["words"] = split
    wanted = " AND ".join([*(["search_index MATCH :words"] if split else []), within, *literal])
    rows = tx.conn.execute(
        f"SELECT {_ROW}, {'bm25(search_index)' if weighed else '0.0'} FROM"
        + (" search_index CROSS JOIN search_rows r ON r.id = search_index.rowid" if split else " search_rows r")
        + f" CROSS JOIN conversations c ON c.id = {HOME} WHERE {wanted}"
        f" ORDER BY {'search_index.rowid' if split else 'r.id'} DESC LIMIT {RANKED}",
        {**arguments, **values},
    ).fetchall()
    return [Match(*row) for row in rows]


def _scanned(tx: Transaction, words: Sequence[str], where: Reach) -> list[Match]:
    """Words that the index does not know: the messages are read through in the order in which they lie."""
    in_messages, arguments = _literally(words, "m.text")
    others, _ = _literally(words, _TEXT)
    values = {**arguments, **where.values}
    indexed, fewer = (" INDEXED BY messages_beyond", f" AND m.{BEYOND}") if any(map(is_beyond, words)) else ("", "")
    said = tx.conn.execute(
        f"SELECT {_ROW}, 0.0 FROM (SELECT m.team_id, m.conversation_id, m.ts"
        f" FROM conversations c CROSS JOIN messages m{indexed} ON m.team_id = c.team_id AND m.conversation_id = c.id"
        f" WHERE {where.conversation}{fewer} AND m.ts >= :since_ts AND :person IN ('', m.author)"
        f" AND {' AND '.join(in_messages)} ORDER BY m.ts DESC LIMIT {RANKED}) f"
        " CROSS JOIN search_rows r ON r.team_id = f.team_id AND r.kind = 'said' AND r.home = f.conversation_id"
        " AND r.key = f.ts CROSS JOIN conversations c ON c.id = r.home WHERE r.at >= :since",
        values,
    ).fetchall()
    rest = tx.conn.execute(
        f"SELECT {_ROW}, 0.0 FROM search_rows r CROSS JOIN conversations c ON c.id = {HOME}"
        f" WHERE r.kind IN ('claim', 'persona', 'study') AND {where.conversation} AND {where.row}"
        f" AND {' AND '.join(others)} ORDER BY r.id DESC LIMIT {RANKED}",
        values,
    ).fetchall()
    return [Match(*row) for row in (*said, *rest)]


def _split(words: Sequence[str]) -> str:
    """Those that the index knows, as it is asked for them."""
    return " AND ".join(_begun(word) for word in words if is_split(word))


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
