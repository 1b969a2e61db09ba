"""What somebody says before a question, which asks for nothing."""

from __future__ import annotations

import re

from interviews.language import folded

_HELLO = re.compile(r"^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening)|dear)\b[^.!?,;]{0,30}[.!?,;]*\s*", re.I)
_INTRODUCES = re.compile(
    r"\b(?:(?-i:[A-Z])[\w'’-]+ here|i['’]m (?-i:[A-Z])[\w'’-]+|my name is|thanks? (?:you )?for|nice to meet"
    r"|good to meet|i work (?:on|for|at)|we (?:make|build)"
    r"|no right answers?)\b[^.!?]*(?:[.!?]+|$)",
    re.I,
)


def without_greeting(question: str) -> str:
    """'Hi Alice, Ravi here. Who lives with you?' -> 'Who lives with you?'"""
    line = folded(question)
    return folded(_INTRODUCES.sub(" ", _HELLO.sub("", line))).strip(" ,")
