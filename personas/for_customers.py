"""What to ask real customers: what an invented person could not tell, and never what a file says of everybody in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from interviews.language import content_stems
from personas.asks_counted import asks_what_is_counted
from personas.greetings import without_greeting
from personas.guide import sound
from personas.passages import Passage, facts_of
from personas.schema import GuideQuestion, Persona
from personas.unknowing import leaves_open

_WHO = re.compile(
    r"\bhow old (?:are|were) you\b|\bwhat age are you\b|\byour (?:age|name)\b|\bwhen were you born\b"
    r"|\bwhat are you called\b|\bwho am i (?:speaking|talking) (?:to|with)\b"
    r"|\bwie alt (?:bist|sind)\b|\bquel âge\b|\bcuántos años tiene|\bquantos anos (?:você )?tem|\bquanti anni ha"
    r"|\bhoe oud\b",
    re.I,
)
ASKED, MOST_OPEN = 3, 5
"""Questions at least; and at most, where those that were left open are more."""
PLAIN = (
    "Tell me about the last time you dealt with this.",
    "What have you tried so far to make it easier?",
    "What was the last thing that made you put it off?",
)
"""What can be asked of any customer, where a model's questions do not suffice."""
_OF_FILE = (
    ("contract", "What kind of contract do you have?"),
    ("pace", "How often do you order?"),
    ("recency", "When did you last order?"),
    ("frequency", "How many times have you ordered?"),
    ("money", "What do you pay?"),
    ("tenure", "How long have you been a customer?"),
    ("basket", "How much does an order of yours come to?"),
    ("paying", "How do you pay?"),
)
"""Meaning of a fact -> a question that it answers; those most people ask first."""
_OF_WORDS = (
    ("answer", "What do you say to “{subject}”?"),
    ("quote", "What did you write to them about “{subject}”?"),
)
"""The same of answers to a survey and of texts, each with what it is about."""


def asks_who(question: str) -> bool:
    """Whether somebody is asked for name or age: the card says so, or nobody does."""
    return _WHO.search(question) is not None


def file_answers(world: Sequence[Passage], asked: Sequence[str] = ()) -> str:
    """A question that the facts of a file answer and that was not `asked`; empty where they answer none of these."""
    told = [each.fact for each in facts_of(world) if each.fact is not None and each.fact.of_one]
    meant = {each.meaning for each in told}
    known = [content_stems(each) for each in asked]
    for meaning, question in _OF_FILE:
        if meaning in meant and not any(content_stems(question) <= stems for stems in known):
            return question
    for about, question in _OF_WORDS:
        for subject in (each.subject for each in told if about in (each.meaning, each.about)):
            if not any(content_stems(subject) & stems for stems in known):
                return question.format(subject=subject)
    return ""


def for_customers(
    drafts: Sequence[str], said: Mapping[str, tuple[str, str]], persona: Persona, world: Sequence[Passage] = ()
) -> tuple[str, ...]:
    """Questions that keep the rules of asking; those that break them make room for plain ones.

    A real customer knows nothing of the card, so nothing on it may be taken for granted. Whoever stands for a segment
    knows what a file counts: what she was asked and could not tell comes first, and then what her guide asks besides.
    `said`: id of an answer -> (question, answer).
    """
    if persona.segment is None:
        return _sound((*drafts, *PLAIN), persona)[:ASKED]
    untold = (without_greeting(question) for question, answer in said.values() if leaves_open(answer))
    left_open = _sound(_not_counted(untold, world), persona)[:MOST_OPEN]
    more = _not_counted((*drafts, *(each.text for each in persona.guide)), world)
    return _sound((*left_open, *more, *PLAIN), persona)[: max(ASKED, len(left_open))]


def _not_counted(questions: Iterable[str], world: Sequence[Passage]) -> list[str]:
    return [each for each in questions if not asks_what_is_counted(each, world)]


def _sound(questions: Sequence[str], persona: Persona) -> tuple[str, ...]:
    stranger = persona.model_copy(update={"statements": ()})
    asked = [GuideQuestion(id="g0", text=each[:300], decides="whether this is so") for each in questions]
    return tuple(each.text for each in sound([each for each in asked if not asks_who(each.text)], stranger)[0])
