"""A question that comes again: the same facts as before, in other words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from flows.llm.persona_tasks import Said
from flows.llm.rehearsal.personas.asked import asked
from flows.llm.rehearsal.personas.choosing import chosen
from flows.llm.rehearsal.personas.small_talk import NO_ONE_TIME, NOT_IN_A_FILE, NOT_KNOWN, OPENINGS
from flows.llm.rehearsal.personas.spoken import in_other_words
from interviews.language import content_stems, words
from personas.fidelity import sentences

_LEADS = ("Like I said: ", "As I told you, ", "Same as before. ")
_UNDER_ANOTHER = ("That again: ", "It comes back to the same: ", "I may have said it: ")
_ANY_LEAD = "|".join(re.escape(each.strip()) for each in (*OPENINGS, *_LEADS, *_UNDER_ANOTHER) if each)
_LEAD = re.compile(rf"^(?:{_ANY_LEAD})\s+")
_ASKING = frozenset(("what", "who", "whom", "when", "where", "why", "how"))
"""'What do you pay?' is not 'How do you pay?'"""
_EMPTY = {
    sentence
    for options in (*NOT_KNOWN.values(), NOT_IN_A_FILE, NO_ONE_TIME)
    for each in options
    for sentence in sentences(each)
}


def earlier(exchanges: Sequence[Said], question: str) -> list[Said]:
    """Where the question was asked before, also in other words; the last comes last."""
    return [each for each in exchanges if _alike(each.question, question) or _same(each.question, question)]


def facts(answer: str) -> list[str]:
    """The sentences of an answer that say something, without the words that lead to them."""
    said = (_LEAD.sub("", each) for each in sentences(_LEAD.sub("", answer)))
    return [each for each in said if each not in _EMPTY and not each.endswith("?")]


def again(before: Sequence[Said], question: str) -> str:
    """What was said the first time, said otherwise; empty where nothing was known then either."""
    told = facts(before[0].answer)
    if not told:
        return ""
    lead = _LEADS[(len(before) - 1) % len(_LEADS)]
    told = [*takewhile(lambda each: each.startswith("I"), told)][:2] or told[:2]
    if len(before) % 2:
        told = [in_other_words(each, framed=not place) for place, each in enumerate(reversed(told))]
    first, *more = told
    return " ".join([f"{lead}{after(first) if lead.endswith((', ', ': ')) else first}", *more])


def retold(line: str, question: str) -> str:
    """A single line that came up under another question."""
    return f"{chosen(_UNDER_ANOTHER, question)}{after(in_other_words(line))}"


def after(sentence: str) -> str:
    """As it goes on behind a comma."""
    return sentence if re.match(r"(?:I\b|I['’]|[A-Z]{2}|“|\d)", sentence) else sentence[:1].lower() + sentence[1:]


def _alike(one: str, other: str) -> bool:
    """In nearly the same words."""
    mine, theirs = set(words(one)), set(words(other))
    if mine & _ASKING != theirs & _ASKING:
        return False
    subjects = content_stems(one), content_stems(other)
    same_subject = len(subjects[0] & subjects[1]) >= 0.7 * max(len(subjects[0]), len(subjects[1]))
    return same_subject and len(mine & theirs) >= 0.6 * max(1, len(mine | theirs))


def _same(one: str, other: str) -> bool:
    """In other words: both ask for the same kind of thing, and name the same."""
    mine, theirs = asked(one), asked(other)
    both = bool(mine.cues) and mine.cues[:1] == theirs.cues[:1]
    return (
        both
        and mine.lack == theirs.lack
        and mine.named == theirs.named
        and (mine.manner == "story") == (theirs.manner == "story")
    )
