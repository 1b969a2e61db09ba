"""What an interview with a persona says: claims, each with the words it stands on, checked against the transcript."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from interviews.evidence import is_quote
from interviews.language import content_stems, folded, numbers
from personas.guide import sound
from personas.schema import GuideQuestion, Persona, Value

_SHARE = re.compile(r"%|\bper ?cent\b|\bcustomers (?:want|need|think|are)\b|\bmost (?:people|customers|users)\b", re.I)
_HYPOTHETICAL = re.compile(r"\b(?:would you|could you imagine|if we|imagine|suppose|what if)\b", re.I)


ASKED, MOST_CLAIMS = 3, 10
PLAIN = (
    "Tell me about the last time you dealt with this.",
    "What have you tried so far to make it easier?",
    "What was the last thing that made you put it off?",
)
"""What can be asked of any customer, where a model's questions do not suffice."""


class Confidence(StrEnum):
    """How firmly this one conversation carries a claim. About real customers it says nothing."""

    STRONG = "strong"
    """Two or more answers, at least one not to a hypothetical question."""
    MEDIUM = "medium"
    """One concrete answer."""
    WEAK = "weak"
    """Only answers to something imagined, or words that the card put there."""


class Quote(Value):
    """Verbatim words of an answer (`a3`)."""

    answer: str
    text: str


class Claim(Value):
    kind: str
    text: str
    quotes: tuple[Quote, ...]
    against: str = ""
    decides: str = ""
    confidence: Confidence = Confidence.MEDIUM
    echo: bool = False
    """Its words stand on the card: an input, not a finding."""


class Synthesis(Value):
    claims: tuple[Claim, ...] = ()
    dropped: int = 0
    """Claims whose quotes do not stand in the transcript, or that say more than one invented person can."""
    ask_customers: tuple[str, ...] = ()

    def without(self, answer: str) -> Synthesis:
        """Without what stands on that answer only: it turned out that nobody has seen it."""
        kept = [
            claim.model_copy(update={"quotes": tuple(each for each in claim.quotes if each.answer != answer)})
            for claim in self.claims
        ]
        return self.model_copy(update={"claims": tuple(claim for claim in kept if claim.quotes)})


def checked(
    claims: Sequence[Claim], ask_customers: Sequence[str], said: Mapping[str, tuple[str, str]], persona: Persona
) -> Synthesis:
    """Keep what stands. `said`: id of an answer -> (question, answer)."""
    kept = []
    for claim in claims:
        quotes = tuple(
            each for each in claim.quotes if each.answer in said and is_quote(each.text, said[each.answer][1])
        )
        quoted = " ".join(quote.text for quote in quotes)
        if not quotes or _SHARE.search(claim.text) or not numbers(claim.text) <= numbers(quoted):
            continue
        echo = _is_echo(quoted, persona)
        graded = {"quotes": quotes, "echo": echo, "confidence": _confidence(quotes, said, echo)}
        kept.append(claim.model_copy(update=graded))
    kept.sort(key=lambda claim: (claim.echo, list(Confidence).index(claim.confidence)))
    asked = _of_customers([folded(each) for each in ask_customers], persona)
    return Synthesis(claims=tuple(kept[:MOST_CLAIMS]), dropped=len(claims) - len(kept), ask_customers=asked)


def _of_customers(drafts: Sequence[str], persona: Persona) -> tuple[str, ...]:
    """Three questions that keep the rules of asking; those that break them make room for plain ones.

    A real customer knows nothing of the card, so nothing on it may be taken for granted.
    """
    stranger = persona.model_copy(update={"statements": ()})
    questions = [GuideQuestion(id="g0", text=each[:300], decides="whether this is so") for each in (*drafts, *PLAIN)]
    return tuple(each.text for each in sound(questions, stranger)[0][:ASKED])


def _confidence(quotes: Sequence[Quote], said: Mapping[str, tuple[str, str]], echo: bool) -> Confidence:
    concrete = {quote.answer for quote in quotes if not _HYPOTHETICAL.search(said[quote.answer][0])}
    if echo or not concrete:
        return Confidence.WEAK
    return Confidence.STRONG if len({quote.answer for quote in quotes}) > 1 else Confidence.MEDIUM


def _is_echo(quoted: str, persona: Persona) -> bool:
    """Nearly all of its words stand in one line of the card."""
    stems = content_stems(quoted)
    lines = [*(each.text for each in persona.statements), *persona.speech.samples, persona.quote]
    return bool(stems) and any(len(stems & content_stems(line)) >= 0.8 * len(stems) for line in lines)
