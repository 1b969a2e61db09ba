"""Finding words in transcripts, for somebody who may read some channels.

FTS5's `unicode61` splits words at what is no letter and no digit, and folds case and accents. It was preferred to
`trigram`, which finds any three characters but takes four times the space and three times as long to write
(docs/export.md has the figures). What it cannot do is looked for as it stands: scripts that write no spaces between
words, and emoji. https://sqlite.org/fts5.html
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from store.connection import Transaction

MOST_WORDS = 32
"""Words of a query that count; whoever pastes a page finds by its beginning."""
ROUND = 80
"""Characters of a snippet before and after the first word that was found."""
# Thai and Lao, Myanmar, Khmer, Kana, Han; and everything beyond the BMP, which this SQLite's tables may not know.
SPACELESS = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00010000-\U0010ffff]"
)


@dataclass(frozen=True)
class Hit:
    """A message that holds every word that was looked for."""

    team_id: str
    conversation_id: str
    channel: str
    thread_ts: str | None
    ts: str
    author: str
    by_segue: bool
    snippet: str
    """Text as it is kept (Slack's entities, line breaks and all) round the first word found; … where it was cut."""


def search(tx: Transaction, text: str, *, team_id: str, channels: Collection[str], most: int = 20) -> list[Hit]:
    """Messages of the team's conversations in `channels`, those the asker may read, that hold all words of `text`.

    The best match comes first (bm25), among equals the newest. A word finds every word that begins with it; nothing
    in `text` is an operator. Present wordings only: what was edited away or deleted is not found.
    """
    readable = "c.team_id = ? AND c.channel IN (SELECT value FROM json_each(?))"
    return _search(tx, text, readable, [team_id, json.dumps(sorted(channels))], most)


def search_everywhere(tx: Transaction, text: str, *, most: int = 20) -> list[Hit]:
    """The same over all teams and channels: for the operator, who has the file anyway. Never for somebody in Slack."""
    return _search(tx, text, "TRUE", [], most)


def _search(tx: Transaction, text: str, readable: str, values: list[str], most: int) -> list[Hit]:
    words = _words(text)
    indexed, literal = [word for word in words if _is_indexed(word)], [word for word in words if not _is_indexed(word)]
    if not words or most < 1:
        return []
    conditions, arguments = [readable], list(values)
    if indexed:
        conditions.append("search_index MATCH ?")
        arguments.append(" ".join(f'"{word}"*' for word in indexed))
    for word in literal:
        conditions.append("instr(lower(m.text), lower(?)) > 0")
        arguments.append(word)
    rows = tx.execute(
        "SELECT m.team_id, m.conversation_id, c.channel, c.thread_ts, m.ts, m.author, m.by_segue, m.text FROM"
        + (" search_index JOIN search_rows r ON r.id = search_index.rowid" if indexed else " search_rows r")
        + " JOIN messages m ON m.team_id = r.team_id AND m.conversation_id = r.conversation_id AND m.ts = r.ts"
        " JOIN conversations c ON c.id = m.conversation_id AND c.team_id = m.team_id"
        f" WHERE {' AND '.join(conditions)}"
        f" ORDER BY {'bm25(search_index), ' if indexed else ''}m.ts DESC, m.conversation_id LIMIT ?",
        [*arguments, most],
    ).fetchall()
    return [
        Hit(team_id, id, channel, thread_ts, ts, author, bool(by_segue), _snippet(said, words))
        for team_id, id, channel, thread_ts, ts, author, by_segue, said in rows
    ]


def _words(text: str) -> list[str]:
    """What is looked for: no control characters, no half characters, nothing that is punctuation alone."""
    plain = "".join(" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in text)
    words = [word.strip("\ufe0f").replace('"', " ").strip() for word in unicodedata.normalize("NFC", plain).split()]
    return [word for word in dict.fromkeys(words) if any(_says_something(char) for char in word)][:MOST_WORDS]


def _says_something(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LN" or (not char.isascii() and category in ("So", "Sc", "Sm", "Co", "Cn"))


def _is_indexed(word: str) -> bool:
    return not SPACELESS.search(word) and any(unicodedata.category(char)[0] in "LN" for char in word)


def _snippet(text: str, words: list[str]) -> str:
    folded = _folded(text)
    found = [at for word in words for part in re.findall(r"\w+|\W+", word) if (at := folded.find(_folded(part))) >= 0]
    first = min(found, default=0)
    begin, end = max(0, first - ROUND), min(len(text), first + ROUND)
    return ("…" if begin else "") + text[begin:end] + ("…" if end < len(text) else "")


def _folded(text: str) -> str:
    """Without case and accents, character for character, so that a place in it is a place in `text`."""
    return "".join(unicodedata.normalize("NFD", char)[0].lower()[:1] for char in text)
