"""Plain words people steer an interview with, and what their first message says about the project."""

from __future__ import annotations

import re
from typing import Literal

from interviews.language import has_words, listed, words

Control = Literal[
    "skip", "pause", "resume", "finish", "retry", "help", "missing", "example", "not_answer", "hand_over", "edit",
    "share", "share_now", "undo", "again", "deck", "make_deck", "keep_canvas",
]  # fmt: skip

_CONTROLS: dict[str, Control] = {
    "skip": "skip",
    "skip it": "skip",
    "pause": "pause",
    "resume": "resume",
    "continue": "resume",
    "back": "resume",
    "ok back": "resume",
    "i m back": "resume",
    "go on": "resume",
    "let s go on": "resume",
    "finish": "finish",
    "finish now": "finish",
    "stop": "finish",
    "stop here": "finish",
    "stop now": "finish",
    "stop the interview": "finish",
    "end": "finish",
    "end here": "finish",
    "end the interview": "finish",
    "finish the interview": "finish",
    "quit": "finish",
    "retry": "retry",
    "try again": "retry",
    "help": "help",
    "commands": "help",
    "what can i do": "help",
    "what can you do": "help",
    "what can i write": "help",
    "what am i missing": "missing",
    "what are we missing": "missing",
    "missing": "missing",
    "example": "example",
    "an example": "example",
    "an example please": "example",
    "show me an example": "example",
    "for example": "example",
    "not an answer": "not_answer",
    "that was not an answer": "not_answer",
    "that wasn t an answer": "not_answer",
    "no answer": "not_answer",
    "take it back": "not_answer",
    "share": "share",
    "share it": "share",
    "edit": "edit",
    "edit an earlier answer": "edit",
    "share in the channel": "share",
    "post it": "share_now",
    "undo": "undo",
    "undo it": "undo",
    "sum up again": "again",
    "make a deck": "deck",
    "make a deck please": "deck",
    "outline the deck": "deck",
    "outline a deck": "deck",
    "make the deck": "make_deck",
    "make the deck please": "make_deck",
    "keep it as a canvas": "keep_canvas",
    "hand over": "hand_over",
    "handover": "hand_over",
}
_HAND_OVER = re.compile(r"^\W*(?:please\s+)?hand(?:\s+(?:it|this))?\s*over\s+to\s+@\S[^\n]{0,60}$", re.I)
SHORTEST, LONGEST, QUICK, THOROUGH = 3, 15, 5, 10
"""How many questions an interview may have, and what 'quick' and 'thorough' mean."""

_COUNTS = {
    word: number
    for number, word in enumerate(
        listed("three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"), 3
    )
}
_HOW_MANY = rf"(?P<count>\d{{1,4}}|{'|'.join(_COUNTS)}|one|two|twenty)\s+(?:short\s+)?questions?\b(?:,?\s*please)?"
_GREETING = re.compile(
    r"^(?:hi|hello|hey|hallo|good (?:morning|afternoon|evening)|dear)\b(?:\s+(?:there|segue|all|everyone|team|again))*"
    r"(?=\s*[,.!:–—]|\s*$|\s+(?:please|can|could|let|i|we|our|interview|start|begin|run|quick|short|thorough|about)\b)"
    r"[\s,.!:–—-]*",
    re.I,
)
_COMMAND = re.compile(
    r"^(?:(?:please|can you|could you|can we|could we|let's|lets|i'd like to|i would like to|we'd like to"
    r"|we would like to|i want to|we want to|i'd like|we'd like|start|begin|run|do|hold|have|give|guide|take)\s+"
    r"|(?:us|me|an?|the|your)\s+)*"
    r"(?:(?P<pace>quick|short|thorough|long)\s+(?:one\s*+,?\s*+)?|(?:guided|customer|segmentation)\s+)*"
    r"interview\b(?:\s+(?:me|us))?(?:,?\s*please)?"
    rf"(?:\s*[,:(]?\s*(?:(?:with|in|just|only)\s+)?{_HOW_MANY}\)?|\s*[,:(]?\s*(?P<after>quick|thorough)\b(?:,?\s*please)?\)?"
    r"(?=\W*$|\s*[:,.;!–—-]|\s+about\b))?"
    r"(?=\W*$|\s*[:,.;!?–—-]|\s+(?:about|on|for|regarding|with|we|our|i)\b)"
    r"[\s:,.;!?–—-]*(?:(?:about|on|for|regarding|with)(?=\W*$|[\s:])[\s:]*)?",
    re.I,
)
_LENGTH_FIRST = re.compile(
    rf"^(?:(?:{_HOW_MANY}|(?P<pace>quick|thorough)(?:\s+(?:one|please))*)(?=\W*$|\s*[,:.!–—-])"
    r"|(?P<after>quick|thorough)(?=\s+(?:who|whom|which|what|where|how|why|should|we|i|our|about|on|for)\b))"
    r"[\s,:.!–—-]*(?:(?:about|on)\s+)?",
    re.I,
)
_LENGTH_LAST = re.compile(
    rf"[,;.!(–—-]\s*(?:(?:with|in|just|only|a|make it|keep it)\s+)*(?:{_HOW_MANY}|(?P<pace>quick|thorough)(?:\s+one)?"
    r"(?:,?\s*please)?)\)?\W*$",
    re.I,
)
_HEAD, _TAIL = 200, 80
"""Characters at the beginning and the end of a message among which a command and a length may stand."""
_EMPTY = frozenset(
    listed("please thanks thank you now ready go ok okay yes us me about for with a an the start help new")
)
_SIDE_TALK = re.compile(r"^\s*<?@(?!(?:here|channel|everyone)\b)[^\s@]", re.I)


def control(said: str) -> Control | None:
    """The control a whole message stands for; case, punctuation and surrounding space do not count."""
    if len(said) < 120 and _HAND_OVER.match(said):
        return "hand_over"
    return _CONTROLS.get(" ".join(re.findall(r"[^\W_]+", said.lower()))) if len(said) < 40 else None


def length_asked(said: str) -> int | None:
    """How many questions somebody asked for, within 3 to 15; None where they did not say."""
    return _peeled(said)[0]


def project_said(said: str) -> str:
    """What a first message says about the project: its words as they are, without a command and length around them.

    Empty when nothing is left. What stands in the middle of a sentence ("we ask five questions a day") is no command.
    """
    return _peeled(said)[1]


def _peeled(said: str) -> tuple[int | None, str]:
    """-> (length, project): greeting, command and length are taken off the two ends only."""
    # Patterns with several open ends take quadratic time: they only ever see the two ends of a message.
    length, said = None, said.strip().lstrip(",.;:!?–—- ")
    head, rest = said[:_HEAD], said[_HEAD:]
    head = _GREETING.sub("", head)
    for pattern in (_COMMAND, _LENGTH_FIRST):
        if match := pattern.match(head):
            length, head = _length(match) or length, head[match.end() :]
    rest = head + rest
    body, tail = rest[:-_TAIL], rest[-_TAIL:]
    if match := _LENGTH_LAST.search(tail):
        length, rest = _length(match) or length, body + tail[: match.start()]
    rest = rest.strip(" \t\n,;:–—-")
    return length, rest if has_words(rest) and set(words(rest)) - _EMPTY else ""


def _length(match: re.Match[str]) -> int | None:
    found = match.groupdict()
    if count := (found.get("count") or "").lower():
        number = int(count) if count.isdigit() else _COUNTS.get(count, 20 if count == "twenty" else 1)
        return min(max(number, SHORTEST), LONGEST)
    pace = (found.get("pace") or found.get("after") or "").lower()
    return None if not pace else QUICK if pace in ("quick", "short") else THOROUGH


def rating(said: str) -> int | None:
    """'3', '3/4', '3 of 4', '3 out of 4' -> 3, when that is all that was said."""
    match = None if len(said) > 20 else re.fullmatch(r"\W*([1-4])(?:\s*(?:/|of|out of)\s*4)?\W*", said)
    return int(match[1]) if match else None


def correction(said: str) -> str | None:
    """What should be corrected, where a message says so: 'correct: families pay 40 euros'."""
    match = re.match(r"\s*(?:correct(?:ion)?|wrong|not right)\s*[:,;–—-]\s*(\S.*)", said, re.I | re.S)
    return match[1].strip() if match and has_words(match[1]) else None


def is_question(said: str) -> bool:
    """Whether a message asks something, with a question mark or by how it begins."""
    begins = re.match(
        r"\W*(?:who|what|which|how|why|where|when|did|do|does|is|are|can|could|tell me|explain)\b", said[:40], re.I
    )
    return bool(re.search(r"[?？؟]\W*$", said[-20:])) or begins is not None


def only_asks(said: str) -> bool:
    """Whether a message says nothing besides what it asks; a few words around the question are no answer."""
    sentences = [part for part in re.findall(r"[^.!…;\n?？؟]+[?？؟]*", said) if has_words(part)]
    told = [part for part in sentences if not part.endswith(("?", "？", "؟"))]
    return all(len(words(part)) < 4 for part in told)


def is_side_talk(said: str) -> bool:
    """Whether the message begins by addressing somebody else; addressing everybody is not."""
    return _SIDE_TALK.match(said) is not None
