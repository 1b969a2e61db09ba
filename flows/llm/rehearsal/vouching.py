"""What an answer says about an earlier one: 'It is in my till book' tells how the figure before it is known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.llm.tasks import Exchange
from interviews.answers import Answer, Basis, Claim, Question
from interviews.language import folded, numbers

_ASKED_HOW = re.compile(
    r"\b(?:where (?:does that figure|did it) come from|how was that counted|who counted it|how did you arrive at"
    r"|what have you seen that points)\b",
    re.I,
)
_QUOTED = re.compile(r"“([^”]+)”")
_RECORDS = re.compile(
    r"\b(?:our|my|the|an?) (?:[\w-]+ ){0,2}?(?:books?|list|till|invoices?|records|accounts|database|crm|system|register"
    r"|spreadsheet|dashboard|statistics|log|export|report|calendar)\b",
    re.I,
)
_ONLY_HOW = re.compile(r"^(?:it(?:'s| is| was)|i did|we did|that(?:'s| is| was)|from|in|a plain count)\b", re.I)


def vouched(exchanges: Sequence[Exchange]) -> list[Claim]:
    """-> every claim, known as well as a later answer says it is; what only says how is not told a second time."""
    claims: list[Claim] = []
    for exchange in exchanges:
        if exchange.answer.skipped:
            continue
        how = _how(exchange.question, exchange.answer)
        if how is None:
            claims += exchange.answer.claims
            continue
        quote, basis, source = how
        known = {"basis": basis, "source": source}
        claims = [
            claim.model_copy(update=known) if claim.basis is Basis.GUESS and _holds(claim, quote) else claim
            for claim in claims
        ]
        claims += [claim for claim in exchange.answer.claims if not _only_says_how(claim)]
    return claims


def _how(question: Question, answer: Answer) -> tuple[str, Basis, str] | None:
    """-> (words asked about, how they are known, by what); None where nobody asked, or nobody could say."""
    asked = _QUOTED.search(question.text) if _ASKED_HOW.search(question.text) else None
    if asked is None:
        return None
    if records := _RECORDS.search(answer.text):
        return asked[1], Basis.COUNTED, records[0]
    heard = next((claim for claim in answer.claims if claim.basis in (Basis.COUNTED, Basis.HEARD)), None)
    return (asked[1], heard.basis, heard.source or "") if heard and heard.source else None


def _holds(claim: Claim, quote: str) -> bool:
    return folded(quote).lower() in folded(claim.quote).lower()


def _only_says_how(claim: Claim) -> bool:
    return _ONLY_HOW.match(claim.quote.strip()) is not None and not numbers(claim.quote)
