"""A short reply when the team asks something back."""

from __future__ import annotations

import re

from flows.llm.tasks import AskInputs
from interviews.answers import Question
from interviews.dimensions import LORE
from interviews.question_forms import QUOTED

_KINDS: tuple[tuple[str, str], ...] = (
    (r"\bwhat(?:.s| is| do| does)?\b.{0,30}\bsegmentation\b", "segmentation"),
    (r"\bis what you(?:'re| are)? mean", "meant"),
    (
        r"\bwhy (?:do|are|did|would) you|what(?:'s| is) (?:the|that|this) (?:point|for)|why (?:is|does) (?:that"
        r"|this|it)|^why\W*$",
        "why",
    ),
    (r"\bhow (?:many (?:more )?questions|long|far)|(?:almost|nearly) done|many more", "progress"),
    (r"\bexample\b|what (?:kind|sort) of answer|like what\b", "example"),
    (
        r"\bwhat (?:do|did) you mean|mean by|what does (?:that|this|it) mean|(?:can|could) you (?:explain|rephrase)"
        r"|don't (?:understand|get)|what(?:'s| is) an?\b|^(?:what|huh|sorry|pardon|how so|meaning)\W*$",
        "meaning",
    ),
    (r"\bwho are you|are you (?:a |an )?(?:bot|human|real|ai|robot)|which model", "who"),
    (
        r"\bwhat (?:do|would) you (?:think|suggest|recommend)|should we|which (?:group|segment)|what about you",
        "opinion",
    ),
    (r"\b(?:can|may|could|shall|should) (?:i|we) (?:skip|pause|stop|finish|come back)", "controls"),
    (r"\b(?:still|are you|anyone|anybody) (?:there|here|alive|working)|^(?:hello|hey|ping)\W*$", "here"),
)


def reply_back(inputs: AskInputs) -> str:
    """-> one short line for what was asked back beside an answer; empty when nothing was."""
    last = inputs.exchanges[-1].question if inputs.exchanges else None
    if not inputs.asked_back:
        return ""
    if last and last.id == "q0" and _kind(inputs.asked_back) in ("unknown", "opinion"):
        return ""  # What the team wants to know is the project itself.
    return reply_to(inputs.asked_back, last, inputs.number, inputs.total)


def _kind(asked_back: str) -> str:
    asked = asked_back.lower().replace("’", "'")
    return next((kind for pattern, kind in _KINDS if re.search(pattern, asked)), "unknown")


def reply_to(asked_back: str, question: Question | None, number: int, total: int) -> str:
    """-> one or two sentences on what was asked back about `question`."""
    kind = _kind(asked_back)
    replies = {
        "segmentation": "Segmentation means sorting customers into groups that need something different from you.",
        "meant": "Yes, that answers it.",
        "why": f"I asked because {question.why.rstrip('.')}."
        if question
        else "I ask to find out where your customers differ.",
        "progress": f"This is question {number} of {total}.",
        "example": f"Any real case will do; useful is: {_useful(question)}" if question else "Any real case will do.",
        "meaning": _in_other_words(question) if question else "I meant your customers.",
        "who": "I'm Segue, rehearsing: rules choose these questions, no language model does.",
        "opinion": "I'd rather hear you out first; my own reading comes with the summary.",
        "controls": "Yes: write skip, pause or finish at any time.",
        "here": "Yes, I'm here.",
        "unknown": "I can't tell from what I've heard so far.",
    }
    return replies[kind]


def _in_other_words(question: Question) -> str:
    """About their own words where the question took some up, otherwise about its topic."""
    taken_up = QUOTED.search(question.text)
    if question.follow_up and taken_up:
        said = taken_up[0].strip('“”"„ ')
        return f"I mean what you said yourselves: “{said}”. One real case of it, or how you know it, is all I ask."
    return f"In other words: {_useful(question)} One real case is enough."


def _useful(question: Question) -> str:
    text = LORE[question.about].worth_knowing
    return text[0].lower() + text[1:]
