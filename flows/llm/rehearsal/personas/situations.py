"""What the material says can happen to people, and who those people are to the product: by rule, out of sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.llm.rehearsal.personas.rules import dangles, sentences
from flows.llm.rehearsal.personas.terms import is_plain, terms, terms_in
from interviews.language import words
from personas.passages import Passage

_ROLES: tuple[tuple[str, str], ...] = (
    ("an employee", r"employees?|employers?|pay ?(?:cheque|check|slip)s?|payroll|job-based|your company"),
    ("a parent", r"parents?|nursery|childcare|your child"),
    ("a fitter", r"fitters?|job sheets?|craftsm[ae]n|trades?(?:people|men)"),
    ("a tenant", r"tenants?|landlords?|rent|lease"),
    ("a patient", r"patients?|clinics?|appointments?|surgery"),
    ("a guest", r"guests?|check-in|rooms?|stay"),
    ("a traveller", r"travellers?|passengers?|tickets?|departures?|fares?"),
    ("a student", r"students?|courses?|lessons?|exams?|learners?"),
    ("a shop owner", r"merchants?|sellers?|your (?:shop|store)|point of sale"),
    ("a freelancer", r"freelancers?|invoices?|self-employed"),
    ("an account holder", r"account holders?|bank|transfers?|deposits?|loans?"),
    ("a driver", r"drivers?|vehicles?|charging|parking"),
    ("a subscriber", r"subscribers?|subscriptions?|renewals?"),
    ("a shopper", r"shoppers?|basket|deliver(?:y|ies)|orders?"),
    ("a team lead", r"workspaces?|admins?|seats?|your team|integrations?"),
    ("a member", r"members?|membership"),
)
"""Who somebody is to a product, and the words that give it away."""
_CUES: dict[str, str] = {
    "lost": r"\blos[et]\b|forfeit|penalt|late fee|pay the full|\bmay bill\b|billed|not refund|charged|expire",
    "leave": r"\binstead\b|\bcancel|opt out|\bleave\b|terminat|switch|\bkeep\b.{0,40}\blike\b|unsubscrib|give notice",
    "same": r"does nothing|automatic|renew|by default|stays? the same|only in the|deadline|enrol|every year|each year",
    "rules": r"\bunless\b|except|\bonly\b|up to|at least|maximum|limit|depend|qualif|must\b",
    "words": r"\b(?:is|are) an? |\bmeans\b|\bcalled\b",
}
CUES = {name: re.compile(cue, re.I | re.M) for name, cue in _CUES.items()}
"""What a sentence is about -> the words that give it away."""
_NOBODY = re.compile(r"\b(?:child(?:ren)?|women|men|newborns?|pregnan\w+|adolescents?|screening)\b", re.I)
"""Sentences about bodies, sex and age are no start for a persona."""
LONGEST = 180


@dataclass(frozen=True)
class Situation:
    """A sentence of a passage, and the word of the product's world it turns on."""

    passage: Passage
    sentence: str
    topic: str


def role(said: str, passages: Sequence[Passage]) -> str:
    """Who they are to the product, as team or material have it: 'an employee'; 'a customer' where neither has."""
    for text in (said, " ".join(each.text for each in passages)):
        counts = {who: _counted(who, cue, text) for who, cue in _ROLES}
        best = max(counts, key=lambda who: counts[who])
        if counts[best]:
            return best
    return "a customer"


def _counted(who: str, cue: str, text: str) -> int:
    """How often the text speaks of them; by their name counts most."""
    name = who.partition(" ")[2]
    return len(re.findall(rf"\b(?:{cue})\b", text, re.I)) + 5 * len(re.findall(rf"\b{name}s?\b", text, re.I))


def situations(kind: str, passages: Sequence[Passage]) -> list[Situation]:
    """Sentences that speak of `kind` (a key of CUES), the plainest first; one of a passage."""
    known = [each for each in terms(passages) if not is_plain(each)]
    found = []
    for place, passage in enumerate(passages):
        fitting = [each for each in _quotable(passage) if CUES[kind].search(each)]
        if fitting:
            best = max(fitting, key=lambda each: (len(CUES[kind].findall(each)), _spoken_to(each), -len(each)))
            topic = next(iter(terms_in(best, known)), "")
            rank = (not _spoken_to(best), not topic, -len(CUES[kind].findall(best)), place)
            found.append((rank, Situation(passage, best, topic)))
    return [situation for _, situation in sorted(found, key=lambda each: each[0])]


def _quotable(passage: Passage) -> list[str]:
    return [
        each
        for each in sentences(passage)
        if len(words(each)) >= 6 and len(each) <= LONGEST and each.endswith(".") and not _NOBODY.search(each)
        and not re.search(r"[“”\"|]", each) and not dangles(each)
    ]  # fmt: skip


def _spoken_to(sentence: str) -> bool:
    return re.search(r"\byou(?:r|'ll|’ll)?\b", sentence, re.I) is not None
