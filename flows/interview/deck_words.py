"""Words that ask for a deck after a summary, and those that change its outline."""

from __future__ import annotations

import re

from decks.deck import Wishes
from interviews.controls import Control
from interviews.language import has_words

_LEAVE = re.compile(
    r"\s*(?P<what>leave out|put back)\s+(?:parts?\s+)?(?P<parts>[1-9](?:(?:\s*,\s*|\s+and\s+|\s+)[1-9])*)\W*", re.I
)
_TITLE = re.compile(r"\s*title\s+(?P<part>[1-9])\s*[:–-]\s*(?P<title>\S.*)", re.I | re.S)
_CALL = re.compile(r"\s*call it\s*:?\s+(?P<title>\S.*)", re.I | re.S)
LONGEST_TITLE = 3_000
"""Characters that are kept of a title; what of it fits on a slide is another matter."""


def asks(said: str) -> Control | None:
    """A single word after a summary; before it, that word may be an answer."""
    alone: dict[str, Control] = {"deck": "deck", "canvas": "keep_canvas"}
    return alone.get(said.strip(" .!").lower())


def changes(said: str) -> bool:
    """Whether a message changes an outline."""
    return changed(Wishes(), said) is not None


def changed(wishes: Wishes, said: str) -> Wishes | None:
    """The wishes with what a message wants otherwise; None where it says nothing of the kind."""
    if found := _LEAVE.fullmatch(said[:200]):
        parts = {int(each) for each in re.findall(r"\d", found["parts"])}
        out = set(wishes.left_out)
        back = set(wishes.put_back)
        leaves = found["what"].lower() == "leave out"
        out, back = (out | parts, back - parts) if leaves else (out - parts, back | parts)
        return wishes.model_copy(update={"left_out": tuple(sorted(out)), "put_back": tuple(sorted(back))})
    if (found := _TITLE.fullmatch(said)) and has_words(found["title"]):
        titles = {**wishes.titles, int(found["part"]): found["title"].strip()[:LONGEST_TITLE]}
        return wishes.model_copy(update={"titles": titles})
    if (found := _CALL.fullmatch(said)) and has_words(found["title"]):
        return wishes.model_copy(update={"title": _unquoted(found["title"].strip()[:LONGEST_TITLE])})
    return None


def _unquoted(title: str) -> str:
    return re.sub(r"^[“\"„](.*)[”\"“]$", r"\1", title, flags=re.S) or title
