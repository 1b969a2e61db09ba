"""A sentence as it is spoken: 'I do not' is 'I don't', and what is told a second time is told in other words."""

from __future__ import annotations

import re

from personas.verbs import is_past

_SPOKEN = (
    ("do not", "don't"), ("does not", "doesn't"), ("did not", "didn't"), ("can ?not", "can't"), ("will not", "won't"),
    ("would not", "wouldn't"), ("could not", "couldn't"), ("is not", "isn't"), ("are not", "aren't"),
    ("was not", "wasn't"), ("were not", "weren't"), ("has not", "hasn't"), ("have not", "haven't"),
    ("I am not", "I'm not"), ("I am(?!(?:[.,;!?]| and\\b|$))", "I'm"), ("I would rather", "I'd rather"),
    ("I have (?=never|been|had|got|heard|seen|moved|lost|read|let|explained|forgotten)", "I've "),
    ("it is(?= \\w)", "it's"), ("that is(?= \\w)", "that's"), ("who is(?= \\w)", "who's"),
)  # fmt: skip
_OTHERWISE = (
    ("more than expected", "more than I'd thought"), ("gave up half-way", "stopped in the middle"),
    ("half-way", "in the middle"), ("a colleague", "somebody at work"),
    ("on the last evening", "the evening before it was due"), ("last spring", "back in spring"),
    ("last autumn", "back in autumn"), ("last year", "a year ago"), ("every time", "each time"),
    ("whenever", "as soon as"), ("anybody", "anyone"), ("somebody", "someone"), ("nobody", "no one"),
)  # fmt: skip
_FRAMES = (
    (r"I want (?=(?!to\b).+ to )", "I'd like "), (r"I need (?=(?!to\b).+ to )", "I do need "),
    (r"I want to ", "I'd like to "), (r"I want ", "What I want is "), (r"I need to ", "I have to "),
    (r"I need ", "What would help me is "), (r"I(['’](?:m|d)) ", r"I\1 still "),
)  # fmt: skip
"""How a sentence about oneself begins -> how it may begin as well."""


def said_aloud(text: str) -> str:
    """'I do not pay.' -> 'I don't pay.'"""
    for written, spoken in _SPOKEN:
        text = re.sub(rf"\b{written}\b", spoken, text)
    return text


def in_other_words(sentence: str, *, framed: bool = True) -> str:
    """'I paid more than expected once.' -> 'One time I paid more than I'd thought.': the facts and figures stay."""
    line = sentence
    for one, other in _OTHERWISE:
        line = re.sub(rf"\b{one}\b", other, line)
    if not framed:
        return line
    for begins, other in _FRAMES:
        if re.match(begins, line):
            return re.sub(rf"^{begins}", other, line)
    first, _, rest = line.partition(" ")
    verb, _, more = rest.partition(" ")
    if first != "I" or verb == "still" or (verb == "have" and is_past(more.split(" ")[0])):
        return line
    if verb == "read" or not is_past(verb):
        return f"I still {rest}"
    if " once" in rest and " and " not in rest.partition(" once")[0]:
        return f"One time I {rest.replace(' once', '', 1)}"
    return f"What happened is that I {rest}"
