"""One word in the place of another of its kind: Tuesday for Monday, a week for a month, limited for unlimited.

Nearly all words of such a statement stand in its source, so that nothing else shows it.
"""

from __future__ import annotations

import re

from interviews.language import STOP_WORDS, listed, speaks_english, stem, words

_KINDS = tuple(
    frozenset(listed(each))
    for each in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "mondays tuesdays wednesdays thursdays fridays saturdays sundays",
        # May is left out, which may be no month, and so is mai, which is Italian for ever.
        "january february march april june july august september october november december",
        "spring summer autumn winter",
        "twice double doubled doubles triple tripled triples threefold tenfold halved halves",
        "montag dienstag mittwoch donnerstag freitag samstag sonntag",
        "januar februar märz juni juli oktober dezember",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "janvier février mars avril juin juillet août septembre octobre novembre décembre",
        "lunes martes miércoles jueves viernes sábado domingo",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    )
)
_COUNTERPARTS = tuple(
    frozenset(map(stem, listed(each)))
    for each in (
        "employer employee", "buyer seller", "tenant landlord", "doctor patient", "lender borrower", "adult child",
        "parent child", "teacher pupil", "sender recipient", "owner renter", "mother father",
        "gold silver bronze platinum", "first second fourth fifth sixth", "upper lower",
        "north south east west", "debit credit", "gross net",
    )
)  # fmt: skip
"""One of these where the source has another."""
_SHORT_NAME = re.compile(r"\b[A-Z]{2,}(?=s?\b)")
_NAME_WITHIN = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
"""A word with a capital that does not begin a sentence."""
_SPANS = {
    word: span
    for span, told in {
        "hour": "hour hours hourly stunde stunden heure heures hora horas",
        "day": "day days daily tag tage tagen täglich jour jours día días dia dias",
        "week": "week weeks weekly woche wochen wöchentlich semaine semaines semana semanas",
        "month": "month months monthly monat monate monaten monatlich mois mensuel mes meses",
        "quarter": "quarterly quartal trimestre",
        "year": "year years yearly annual annually jahr jahre jahren jährlich ans année années año años ano anos",
    }.items()
    for word in listed(told)
}
_TURNING = ("un", "non-", "non", "in", "im", "ir", "il", "dis", "mis")
FEWEST_LETTERS = 5
"""Of a word behind such a beginning; 'form' is not what 'inform' denies."""


def exchanged(text: str, source: str) -> str:
    """Which word of `text` stands for another of `source`, in words; empty where none does."""
    said, there = set(words(text)), set(words(source))
    new = said - there
    for kind in _KINDS:
        if other := sorted(new & kind):
            return f"the passage does not say “{other[0]}”"
    spans, told = {_SPANS[each] for each in said & _SPANS.keys()}, {_SPANS[each] for each in there & _SPANS.keys()}
    if told and (other := sorted(spans - told)):
        return f"the passage does not say “{other[0]}”"
    stems, known = set(map(stem, said)), set(map(stem, there))
    if any((stems - known) & kind and (known - stems) & kind for kind in _COUNTERPARTS):
        return "one of the two speaks of somebody or something else"
    if name := _other_name(text, source, there):
        return f"the passage does not say “{name}”"
    if any(_turned(one, there) for one in new) or any(_turned(one, said) for one in there - said):
        return "one of the two says the opposite"
    return ""


def _other_name(text: str, source: str, there: set[str]) -> str:
    """A name of `text` that `source` has neither so nor written out; empty where there is none.

    In languages that write all nouns with a capital only short names (HSA, PPO) are looked at.
    """
    initials, stems = "".join(word[0] for word in words(source)), set(map(stem, there))
    short: list[str] = _SHORT_NAME.findall(text)
    names: list[str] = _NAME_WITHIN.findall(text) if speaks_english(text) else []
    other = [each for each in short if stem(each.lower()) not in stems and each.lower() not in initials]
    other += [each for each in names if stem(each.lower()) not in stems]
    return other[0] if other else ""


def _turned(word: str, others: set[str]) -> bool:
    """Whether one of the others is the word without what turns it round: 'unlimited' and 'limited'."""
    return any(
        word.startswith(turning)
        and len(rest := word.removeprefix(turning)) >= FEWEST_LETTERS
        and rest in others
        and rest not in STOP_WORDS
        for turning in _TURNING
    )
