"""A short reply when the team asks something back."""

from __future__ import annotations

import re

from flows.llm.tasks import AskInputs
from interviews.dimensions import LORE

_REPLIES: tuple[tuple[str, str], ...] = (
    (r"\bis what you(?:'re| are)? mean", "Yes, that answers it."),
    (
        r"\bwhy (?:do|are|did|would) you|what(?:'s| is) (?:the|that|this) (?:point|for)|why (?:is|does) (?:that"
        r"|this|it)",
        "why",
    ),
    (r"\bhow (?:many (?:more )?questions|long|far)|(?:almost|nearly) done|many more", "progress"),
    (r"\bexample\b|what (?:kind|sort) of answer|like what\b", "example"),
    (
        r"\bwhat (?:do|did) you mean|mean by|(?:can|could) you (?:explain|rephrase)|don't (?:understand|get)"
        r"|what(?:'s| is) an?\b",
        "meaning",
    ),
    (r"\bwho are you|are you (?:a |an )?(?:bot|human|real|ai|robot)|which model", "who"),
    (
        r"\bwhat (?:do|would) you (?:think|suggest|recommend)|should we|which (?:group|segment)|what about you",
        "opinion",
    ),
    (r"\b(?:can|may|could|shall|should) (?:i|we) (?:skip|pause|stop|finish|come back)", "controls"),
)


def reply_back(inputs: AskInputs) -> str:
    """-> one short line for what was asked back; empty when nothing was."""
    if not inputs.asked_back:
        return ""
    asked = inputs.asked_back.lower().replace("’", "'")
    kind = next((reply for pattern, reply in _REPLIES if re.search(pattern, asked)), "unknown")
    last = inputs.exchanges[-1].question if inputs.exchanges else None
    lore = LORE[last.about] if last else None
    replies = {
        "why": f"I asked because {last.why.rstrip('.')}." if last else "I ask to find out where your customers differ.",
        "progress": f"This is question {inputs.number} of {inputs.total}.",
        "example": f"Any real case will do; useful is: {_lower(lore.worth_knowing)}"
        if lore
        else "Any real case will do.",
        "meaning": f"I meant {_lower(lore.title)}: {_lower(lore.worth_knowing)}" if lore else "I meant your customers.",
        "who": "I'm Segue, rehearsing: rules choose these questions, no language model does.",
        "opinion": "I'd rather hear you out first; my own reading comes with the summary.",
        "controls": "Yes: write skip, pause or finish at any time.",
        "unknown": "I can't tell from what I've heard so far.",
    }
    return replies.get(kind, kind)


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
