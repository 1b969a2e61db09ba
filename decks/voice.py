"""The team's own voice: a summary tells the team what it said, a deck is what the team says itself.

By rule, in English; what is written in another language stays as the summary has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from interviews.answers import Answer
from interviews.language import listed
from interviews.question_forms import QUOTED
from interviews.summary import Statement, Summary

_YOU = re.compile(r"(?<![\w'’])(?:yourselves|yourself|yours|your|you)(?:['’](?:re|ve|d|ll))?(?![\w'’])", re.I)
_OWN = {"your": "our", "yours": "ours", "yourselves": "ourselves", "yourself": "ourselves"}
_US = r"(?:we|us|i|me)"
_WORD = re.compile(r"[\w'’]+")
_AFTER_OBJECT = frozenset(
    listed(
        """that the a an to about for at in on with from of by and or but because if when how what why whether
        where they it he she so again once who which this these those their his her its more less not"""
    )
)
"""Words before which `you` is whom something is done to: 'HR told you that'."""
_BEFORE_OBJECT = frozenset(listed("""to for with of from by at on behind against without near"""))
_BEFORE_SUBJECT = frozenset(
    listed(
        """that which who whom what how when where why whether if because as than until while before after
        since and or but do did does can could should would must may might have had are were"""
    )
)


def in_our_voice(text: str, said: str = "") -> str:
    """`You must choose` -> `We must choose`; what stands between quotation marks stays.

    `said`: the words that are retold; where they say `us` in the same place, so does the text.
    """
    kept: list[str] = []
    position = 0
    for quote in QUOTED.finditer(text):
        kept += [*_pieces(text, position, quote.start(), said), quote[0]]
        position = quote.end()
    return "".join([*kept, *_pieces(text, position, len(text), said)])


def summary_in_our_voice(summary: Summary, answers: Sequence[Answer]) -> Summary:
    """Everything that the summary says to the team, as the team says it."""
    said = {answer.id: answer.text for answer in answers}
    return Summary.model_validate(dict(_fields(summary.model_dump(), said, "")))


def statement_in_our_voice(statement: Statement, answers: Sequence[Answer]) -> Statement:
    said = " ".join(answer.text for answer in answers if answer.id in statement.answers)
    return statement.model_copy(update={"text": in_our_voice(statement.text, said)})


_WORDS = frozenset(("text", "name", "rule", "why", "open_questions", "shortfall"))
"""Fields of a summary in which sentences stand."""


def _fields(part: dict[str, Any], said: dict[str, str], around: str) -> Iterator[tuple[str, Any]]:
    """The same fields, the sentences among them in our voice. `around`: the words that what contains them rests on."""
    words = " ".join(said.get(id, "") for id in part.get("answers", ())) or around
    for name, value in part.items():
        yield name, _turned_field(name, value, said, words)


def _turned_field(name: str, value: Any, said: dict[str, str], words: str) -> Any:
    if isinstance(value, str):
        return in_our_voice(value, words) if name in _WORDS else value
    if isinstance(value, dict):
        return dict(_fields(value, said, words))
    if isinstance(value, tuple | list):
        return [_turned_field(name, each, said, words) for each in value]
    return value


def _pieces(text: str, start: int, end: int, said: str) -> Iterator[str]:
    """What stands from `start` to `end`, no quotation in it."""
    at = start
    for found in _YOU.finditer(text, start, end):
        yield text[at : found.start()]
        yield _ours(found, text, said)
        at = found.end()
    yield text[at:end]


def _ours(found: re.Match[str], text: str, said: str) -> str:
    word, short = re.match(r"(\w+)(.*)", found[0]).groups()  # type: ignore[union-attr]
    ours = _OWN.get(word.lower()) or ("us" if not short and _is_object(found, text, said) else "we")
    return (ours.capitalize() if word[0].isupper() else ours) + short


def _is_object(found: re.Match[str], text: str, said: str) -> bool:
    """Whether somebody does something to `you`."""
    before = _WORD.findall(text[: found.start()])[-1:]
    apart = re.search(r"[^\w\s'’][\s]*$", text[: found.start()]) is not None
    after = re.match(r"\s+([\w'’]+)", text[found.end() :])
    around = [re.escape(each) for each in (*before, *([after[1]] if after else []))]
    if before and after and (there := re.search(rf"\b{around[0]}\s+({_US})\s+{around[1]}\b", said, re.I)):
        return there[1].lower() in ("us", "me")
    if not before or apart or before[0].lower() in _BEFORE_SUBJECT:
        return False
    return after is None or before[0].lower() in _BEFORE_OBJECT or after[1].lower() in _AFTER_OBJECT
