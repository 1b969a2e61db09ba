"""Retelling to the team what the team said: 'you' for 'we', labels only where they were given."""

from __future__ import annotations

import re

from flows.llm.rehearsal.lexicon import TEAM, says_guess
from interviews.answers import Basis, Claim
from interviews.question_forms import QUOTED

_TO_YOU = {
    "we": "you",
    "we're": "you're",
    "we've": "you've",
    "we'd": "you'd",
    "we'll": "you'll",
    "i": "you",
    "i'm": "you're",
    "i've": "you've",
    "i'd": "you'd",
    "i'll": "you'll",
    "us": "you",
    "our": "your",
    "my": "your",
    "ours": "yours",
    "me": "you",
    "ourselves": "yourselves",
}
_PRONOUN = re.compile(
    r"(?<![\w'’])(?:we|i|us|our|my|ours|me|ourselves)(?:['’](?:re|ve|d|ll|m))?(?![\w'’])", re.IGNORECASE
)


def to_you(text: str) -> str:
    """The text as the team hears it back; what stands between quotation marks stays as it was said."""
    kept: list[str] = []
    position = 0
    for quote in QUOTED.finditer(text):
        kept += [_PRONOUN.sub(_turned, text[position : quote.start()]), quote[0]]
        position = quote.end()
    kept.append(_PRONOUN.sub(_turned, text[position:]))
    turned = "".join(kept).replace("you am ", "you are ")
    return turned[:1].upper() + turned[1:]


def _turned(match: re.Match[str]) -> str:
    word = match[0].replace("’", "'")
    if word in ("US", "Us") and match.start():
        return match[0]
    turned = _TO_YOU.get(word.lower(), word)
    return turned.capitalize() if word[0].isupper() and match.start() == 0 else turned


def answer_of(claim: Claim) -> str:
    """'a3.1' -> 'a3'."""
    return claim.id.partition(".")[0]


def label(claim: Claim) -> Basis | None:
    """How they know, where it was said: what the team says of itself, or says without saying how, has no label."""
    if claim.basis is Basis.GUESS and not says_guess(claim.quote):
        return None
    return None if claim.source == TEAM else claim.basis
