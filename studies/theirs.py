"""What one person said, told apart from what others say, so that it can be taken out of what was made of it.

Whoever is forgotten leaves no word that only they used, and no four words in a row that only they wrote: not in a
question that took up an answer, not in a summary, not in what a conversation keeps between two turns. It rather takes
out too much than too little; what others said in the same words stays, because it is theirs too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

FORGOTTEN = "(forgotten)"
"""What stands where their words stood."""
SHORTEST = 4
"""Characters of a word that can give somebody away; shorter ones with a digit count too."""
IN_A_ROW = 4
_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile(r"[A-Za-z]\d{1,4}(?:\.\d{1,4})?|\d+\.\d{4,6}")
"""Ids of ours (`q2`, `a13`, `m1.4`) and Slack's moments. Whoever writes of Q2 did not say them."""
_SAID_BY = ("author", "asker", "user")
_FILE = {"id", "name", "url"}
"""A file's address is found by Slack's part of it, which is nobody's word, and goes with the file's name alone."""
_THEIR_WORDS = ("text", "said", "question", "answer", "claims")


@dataclass(frozen=True)
class Theirs:
    """The words and runs of words that only `user` (Slack user id) used."""

    user: str
    words: frozenset[str] = frozenset()
    runs: frozenset[tuple[str, ...]] = frozenset()

    def spoken_in(self, text: str) -> bool:
        """Whether `text` was made of their words."""
        told = list(_words(text))
        return not self.words.isdisjoint(told) or not self.runs.isdisjoint(_runs(told))

    def without(self, value: Any, constants: Collection[str] = ()) -> Any:
        """JSON without their words and without their id. `constants`: words that are no language but marks of ours."""
        if isinstance(value, str):
            return self._told(value, constants)
        if isinstance(value, list | tuple):
            return [self.without(each, constants) for each in value]
        if isinstance(value, dict):
            by_them = any(value.get(name) == self.user for name in _SAID_BY)
            if value.keys() >= _FILE and not self.spoken_in(str(value["name"])):
                constants = {*constants, value["url"]}
            return {
                name: _blank(each) if by_them and name in _THEIR_WORDS else self.without(each, constants)
                for name, each in value.items()
                if self.user not in name.split()
            }
        return value

    def _told(self, text: str, constants: Collection[str]) -> str:
        if text == self.user:
            return ""
        if text in constants or _MARK.fullmatch(text):
            return text
        if self.spoken_in(text):
            return FORGOTTEN
        return re.sub(rf"<@{re.escape(self.user)}(\|[^>]*)?>", "somebody", text)


def theirs(user: str, said: Iterable[str], others: Iterable[str], known: Iterable[str] = ()) -> Theirs:
    """`said`: all they wrote. `others`: what everybody else wrote. `known`: sentences that are nobody's."""
    mine = [list(_words(text)) for text in said]
    rest = [list(_words(text)) for text in (*others, *known)]
    common = {word for told in rest for word in told}
    in_a_row = {run for told in rest for run in _runs(told)}
    return Theirs(
        user,
        frozenset({word for told in mine for word in told if _tells(word)} - common),
        frozenset({run for told in mine for run in _runs(told)} - in_a_row),
    )


def _tells(word: str) -> bool:
    return len(word) >= SHORTEST or (any(map(str.isdigit, word)) and len(word) > 1)


def _words(text: str) -> Iterator[str]:
    """Without case; scripts that put no spaces between words in pieces of four characters."""
    for word in _WORD.findall(text.casefold()):
        if word.lower() == word.upper() and not word.isdigit() and len(word) > SHORTEST:
            yield from (word[start : start + SHORTEST] for start in range(len(word) - SHORTEST + 1))
        else:
            yield word


def _runs(told: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(told[start : start + IN_A_ROW]) for start in range(len(told) - IN_A_ROW + 1))


def _blank(value: Any) -> Any:
    return [] if isinstance(value, list | tuple) else FORGOTTEN if isinstance(value, str) else value
