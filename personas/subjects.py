"""Of what a fact speaks: its own words, others that mean the same, and words that any fact may use."""

from __future__ import annotations

import re

from interviews.language import content_stems, stem, words
from personas.facts import Fact

_SYNONYMS: dict[str, str] = {
    "money": "spend spends spent pay pays paid cost costs bill bills charge charges money sum brings bring amount",
    "basket": "spend spends spent pay pays order orders basket each money sum",
    "tenure": "customer been joined stay stayed new newer belong years months with there time bought first",
    "recency": "last bought buy order ordered purchase ago long recently lately back day days silent away ends end",
    "frequency": "order orders ordered buy buys bought purchase purchases time times visit come comes often once twice",
    "pace": "come comes back wait waits pause between purchase purchases order orders ordering day days again",
    "products": "buy buys bought choose chooses product products kind kinds different range variety",
    "pieces": "take takes buy buys piece pieces item items order orders each",
    "churn": "leave leaves left leaving gone stay stays stayed quit quits cancel cancels churn likely",
    "paying": "pay pays paid bill bills payment method",
    "contract": "contract tied signed sign plan",
    "service": "use uses internet connection service",
    "place": "from live lives country",
    "channel": "reached reach",
    "age": "old age years",
}
_GENERAL = """
    people person customer customers subscriber like likes other others everybody else typical typically average about
    most some few nearly half hardly same than do does such these those them they there file data here has have had
    having use uses hold holds get gets take takes go goes with without more less fewer higher lower longer shorter
    often rarely seldom around roughly stands stand one part all share bring brings hundred per cent segment
    answer answers come comes write writes old
    much little long short time times way make makes keep keeps
"""
_KNOWN = frozenset(map(stem, _GENERAL.split()))
PERIODS = (
    re.compile(r"\bmonth(?:ly|s)?\b(?!-to-month)(?<!month-to-month)", re.I),
    re.compile(r"\b(?:year(?:ly|s)?|annual(?:ly)?)\b", re.I),
    re.compile(r"\bweek(?:ly|s)?\b", re.I),
    re.compile(r"\b(?:in all|in total|total|altogether|money spent)\b", re.I),
    re.compile(r"\b(?:(?:on|for|with) (?:an|each|every) order|(?:an|per) order)\b", re.I),
)
"""Of what a sum is: what is paid a month is not paid in all."""
_OF_PERIODS = frozenset(map(stem, "month monthly months year yearly annual week weekly total".split()))  # noqa: SIM905


def synonyms(fact: Fact) -> set[str]:
    """Stems of other words for what a column of that meaning counts."""
    return {stem(each) for each in _SYNONYMS.get(fact.meaning, "").split()}


def vocabulary(fact: Fact, told: str) -> set[str]:
    """Stems of what the fact is about, in its words and in others that mean the same."""
    named = {stem(each) for each in words(fact.subject)} | content_stems(f"{fact.subject} {fact.level} {told}")
    return named | synonyms(fact)


def subject_words(text: str) -> set[str]:
    """Stems of what carries a subject in `text`; not of people, comparisons and times, which any fact may speak of."""
    return content_stems(text) - _KNOWN - _OF_PERIODS
