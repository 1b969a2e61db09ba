"""What an interview with a persona says: claims, each with the words it stands on, checked against the transcript."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from interviews.evidence import place_of, quotes_stand
from interviews.language import content_stems, folded, numbers
from personas.fidelity import sentences
from personas.for_customers import asks_who, for_customers
from personas.negations import NOT
from personas.passages import Passage
from personas.schema import Persona, Value
from personas.table_talk import tells_a_fact

_SHARE = re.compile(
    r"%|\bper ?cent\b|\b(?:prozent|procent)\b|\bpour cent\b|\bpor (?:ciento|cento)\b"
    r"|\b(?:customers|users|clients) (?:want|need|think|are|prefer|expect|like|hate)\b"
    r"|\b(?:all|most|every|half (?:of )?(?:the|our)|the majority of) (?:people|customers?|users?|clients?)\b"
    r"|\bdie meisten (?:kunden|leute|menschen|nutzer)\b|\bla plupart des (?:clients|gens)\b"
    r"|\bla mayoría de (?:los |las )?(?:clientes|personas)\b|\ba maioria d(?:os|as) (?:clientes|pessoas)\b"
    r"|\bla maggior parte d(?:ei|egli|elle) (?:clienti|persone)\b|\bde meeste (?:klanten|mensen)\b",
    re.I,
)
_HYPOTHETICAL = re.compile(r"\b(?:would you|could you imagine|if we|imagine|suppose|what if)\b", re.I)
_CONDITION = re.compile(
    r"\b(?:if|unless|until|only|but|except|wenn|falls|außer|bis|nur|aber|si|sauf|mais|seulement|pero|salvo|solo|se|mas"
    r"|tranne|ma|als|tenzij|maar|alleen)\b",
    re.I,
)
_FAR_SCRIPT = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f]")
"""A letter that is no Latin one: whether such words say no is not seen by rule."""
_ID, _FIGURE = re.compile(r"\ba\d+\b"), re.compile(r"\d+(?:[.,]\d+)*")
_ONE_MARK = str.maketrans(dict.fromkeys('“”„«»‘’"', "'"))
_SINGLE = str.maketrans(dict.fromkeys("‘’", "'"))

MOST_CLAIMS = 10


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
    number: int = 0
    """Its place when all was summed up; 0 as long as none is gone."""


class Synthesis(Value):
    claims: tuple[Claim, ...] = ()
    dropped: int = 0
    """Claims whose quotes do not stand in the transcript, or that say more than one invented person can."""
    repeated: int = 0
    """Claims that only say again what the card assumes of her, or how she is called and how old she is."""
    ask_customers: tuple[str, ...] = ()

    def numbered(self) -> list[tuple[int, Claim]]:
        return [(claim.number or place, claim) for place, claim in enumerate(self.claims, 1)]

    def without(self, answer: str) -> Synthesis:
        """Without what stands on that answer only: it turned out that nobody has seen it. The rest keeps its number."""
        kept = [
            claim.model_copy(update={"number": number, "quotes": tuple(q for q in claim.quotes if q.answer != answer)})
            for number, claim in self.numbered()
        ]
        return self.model_copy(update={"claims": tuple(claim for claim in kept if claim.quotes)})


def checked(
    claims: Sequence[Claim], ask_customers: Sequence[str], said: Mapping[str, tuple[str, str]], persona: Persona,
    world: Sequence[Passage] = (),
) -> Synthesis:  # fmt: skip
    """Keep what stands. `said`: id of an answer -> (question, answer); `world`: the material and facts of the card.

    A quote that leaves out of its sentence what turns it round (a no, a condition) is told with the whole sentence.
    """
    talk = "\n".join(line for each in said.values() for line in each)
    known = "\n".join((talk, *(each.text for each in persona.statements)))
    kept: list[Claim] = []
    repeated = 0
    for claim in claims:
        found = (_in_full(each, said[each.answer][1]) for each in claim.quotes if each.answer in said)
        quotes = tuple(dict.fromkeys(each for each in found if each is not None))
        quoted = " ".join(quote.text for quote in quotes)
        if not quotes or _SHARE.search(claim.text) or not numbers(claim.text) <= numbers(quoted):
            continue
        if not _words_stand(claim.text, talk):
            continue
        if _repeats(quotes, said, persona):
            repeated += 1
            continue
        echo = _is_echo(quoted, persona) or tells_a_fact(quoted, world)
        graded = {"quotes": quotes, "echo": echo, "confidence": _confidence(quotes, said, echo)}
        beside = {name: told for name in ("against", "decides") if _beside(told := getattr(claim, name), known)}
        kept.append(claim.model_copy(update={"against": "", "decides": "", **beside, **graded}))
    kept.sort(key=lambda claim: (claim.echo, list(Confidence).index(claim.confidence)))
    asked = for_customers([folded(each) for each in ask_customers], said, persona, world)
    dropped = len(claims) - len(kept) - repeated
    return Synthesis(claims=tuple(kept[:MOST_CLAIMS]), dropped=dropped, repeated=repeated, ask_customers=asked)


def _repeats(quotes: Sequence[Quote], said: Mapping[str, tuple[str, str]], persona: Persona) -> bool:
    """Whether all of the quotes say who she is, or, of somebody of a segment, again what was assumed of her."""
    if all(asks_who(said[each.answer][0]) for each in quotes):
        return True
    assumed = [content_stems(each.text) for each in persona.statements if each.assumed]
    return persona.segment is not None and all(
        (stems := content_stems(each.text)) and any(_nearly_in(stems, line) for line in assumed) for each in quotes
    )


def _nearly_in(stems: set[str], line: set[str]) -> bool:
    return len(stems & line) >= 0.8 * len(stems)


def _in_full(quote: Quote, answer: str) -> Quote | None:
    """The quote as it stands in the answer, with its whole sentences where they say it otherwise without the rest;
    None where it does not stand there."""
    place = place_of(quote.text, answer)
    if place is None:
        return None
    line, first, last, at = folded(answer), place[0], place[1], 0
    for sentence in sentences(answer):
        end = at + len(sentence)
        if at < place[1] and place[0] < end:
            first, last = min(first, at), max(last, end)
        at = end + 1
    left = f"{line[first : place[0]]} {line[place[1] : last]}"
    turned = NOT.search(left) or _CONDITION.search(left) or _FAR_SCRIPT.search(left)
    return quote.model_copy(update={"text": line[first:last] if turned else line[place[0] : place[1]]})


def _words_stand(text: str, source: str) -> bool:
    """Whether all that stands between quotation marks in `text` was said, whatever marks stand within."""
    return quotes_stand(text.translate(_SINGLE), source.translate(_ONE_MARK))


def _beside(text: str, known: str) -> bool:
    """Whether what stands beside a claim gives no figures and no words as said that are not known."""
    figures = numbers(" ".join(_FIGURE.findall(_ID.sub(" ", text))))
    return figures <= numbers(known) and _words_stand(text, known)


def _confidence(quotes: Sequence[Quote], said: Mapping[str, tuple[str, str]], echo: bool) -> Confidence:
    concrete = {quote.answer for quote in quotes if not _HYPOTHETICAL.search(said[quote.answer][0])}
    if echo or not concrete:
        return Confidence.WEAK
    return Confidence.STRONG if len({quote.answer for quote in quotes}) > 1 else Confidence.MEDIUM


def _is_echo(quoted: str, persona: Persona) -> bool:
    """Nearly all of its words stand in one line of the card."""
    stems = content_stems(quoted)
    known = (f"{each.topic} {each.belief} {each.event}" for each in persona.knowledge)
    lines = [*(each.text for each in persona.statements), *known, *persona.speech.samples, persona.quote]
    return bool(stems) and any(_nearly_in(stems, content_stems(line)) for line in lines)
