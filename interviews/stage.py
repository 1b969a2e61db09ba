"""Whether the product is live: before launch nobody has a 'last time' to tell about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from interviews.answers import Answer

_BEFORE = re.compile(
    r"\b(?:still (?:building|developing|designing)|(?:we|we're|we are|are|is|was) (?:currently |just |now )?building"
    r"|not (?:yet )?(?:live|launched|out)\b|(?:not|isn't|aren't|haven't|hasn't|didn't) (?:yet )?(?:live|launch(?:ed)?)"
    r"|(?:before|until) (?:the |our |we )?launch|pre-?launch|no (?:usage data|users|customers)(?: yet)?\b"
    r"|haven't (?:any|got any) (?:users|customers)"
    r"|(?:a|our|the) prototype|not there yet|launch(?:es|ing)? (?:in|next)\b"
    r"|in development|(?:the|our) launch is\b|nobody (?:has )?(?:uses?d?|tried) it)"
)
_LIVE = re.compile(
    r"\b(?:we sell|we've launched|we have launched|we launched|live since|(?:is|are|been|went|already) live\b"
    r"|(?:our|paying) (?:paying )?(?:customers|users|subscribers) (?:use|pay|order|buy|log|open)|in production"
    r"|years? on the market|we serve|we run an?\b|people (?:already )?use it|employees use it)"
)
_BELONGS = 12
"""Characters between a "not yet" and what it denies."""


def before_launch_said(texts: Iterable[str]) -> bool | None:
    """Whether these texts, in order, say the product is not live yet. The last word counts."""
    for text in map(str.lower, reversed(list(texts))):
        before = max((match.start() for match in _BEFORE.finditer(text)), default=None)
        live = max((match.start() for match in _LIVE.finditer(text)), default=None)
        if before is not None:
            # What comes right behind a "not yet" belongs to it.
            return live is None or live - before < _BELONGS
        if live is not None:
            return False
    return None


def before_launch(answers: Sequence[Answer], project: str = "") -> bool | None:
    """Whether the team says the product is not live yet; None while they have not said."""
    return before_launch_said([project, *(answer.text for answer in answers if not answer.skipped)])
