"""A sentence as it is spoken: 'I do not' is 'I don't'."""

from __future__ import annotations

import re

_SPOKEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b{written}\b"), spoken)
    for written, spoken in (
        ("do not", "don't"), ("does not", "doesn't"), ("did not", "didn't"), ("cannot", "can't"), ("can not", "can't"),
        ("will not", "won't"), ("would not", "wouldn't"), ("could not", "couldn't"), ("is not", "isn't"),
        ("are not", "aren't"), ("was not", "wasn't"), ("were not", "weren't"), ("has not", "hasn't"),
        ("have not", "haven't"),
        ("I am not", "I'm not"), ("I am(?! (?:[.,;]|and))", "I'm"), ("I would rather", "I'd rather"),
        ("I have (?=never|been|had|got|heard|seen|moved|lost|read|let|explained|forgotten)", "I've "),
        ("it is(?= \\w)", "it's"), ("that is(?= \\w)", "that's"), ("who is(?= \\w)", "who's"),
    )
)  # fmt: skip


def said_aloud(text: str) -> str:
    for written, spoken in _SPOKEN:
        text = written.sub(spoken, text)
    return text
