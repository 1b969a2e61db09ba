"""What somebody asks for in so many words, wherever it is said: an interview with the team, or a persona."""

from __future__ import annotations

import re
from typing import Literal

from interviews.language import words
from personas.request import brief_of, wants_several
from studies.decisions import asks_which, decision_said, rests_said

SAMPLE_SAID = {"sample", "sample persona", "a sample persona", "sample alice", "meet alice"}
PERSONAL_SAID = {"forget me", "please forget me", "my data", "send me my data", "what do you keep of me"}
_INTERVIEW = re.compile(
    r"\W*(?:please\s+)?(?:(?:start|begin|do|hold|make)\s+)?(?:an?\s+|another\s+|the\s+next\s+)?"
    r"(?:(?:new|quick|short|long|thorough|next|another)\s+)*interview(?:\s*,?\s*(?:with\s+)?\d{1,2}\s+questions)?\W*",
    re.I,
)


def asks_for(said: str) -> Literal["", "interview", "persona", "decision", "personal"]:
    """Empty where none is asked for: words that belong to whatever is going on."""
    if " ".join(words(said)) in PERSONAL_SAID:
        return "personal"
    if asks_for_sample(said) or brief_of(said) is not None or wants_several(said):
        return "persona"
    if decision_said(said) or asks_which(said) or rests_said(said) is not None:
        return "decision"
    return "interview" if _INTERVIEW.fullmatch(said[:200]) else ""


def asks_for_sample(said: str) -> bool:
    """Whether the whole message asks for Alice, the sample."""
    return " ".join(words(said)) in SAMPLE_SAID
