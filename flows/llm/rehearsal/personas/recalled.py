"""What a persona can tell: the lines of her card as she would say them, those nearest to a question first."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from flows.llm.rehearsal.personas.asked import Asked, related
from flows.llm.rehearsal.personas.cues import Cue
from flows.llm.rehearsal.personas.fact_words import kind_of, values_of
from flows.llm.rehearsal.personas.facts_asked import asks_for
from flows.llm.rehearsal.personas.facts_told import spoken
from flows.llm.rehearsal.personas.spoken import said_aloud
from interviews.language import content_stems, words
from personas.facts import Fact
from personas.first_person import first_person
from personas.passages import Passage, by_id, facts_of
from personas.schema import Origin, Part, Persona, Statement
from personas.verbs import is_past

_TOLD_OF = re.compile(r"[“”]")
"""What the team said of a group is nothing that one of them would say."""
_EVENT = re.compile(r"^I (?:have |had |was |got |once )")
ENOUGH = 1.9
_BY_PART = (2.0, 1.4, 1.0, 0.8)
"""What it counts to stand in the first, the second, … of the parts that a question cues."""
_IN_ITS_WORDS, _LATER = 1.4, 0.9
"""What it counts to have the words a cue looks for; what a less plain cue loses."""
_MONEY = re.compile(r"[$€£]\s?\d|\d\s?(?:dollars?|euros?|pounds?|francs?|cents?)\b")
_ONE_STEM, _NEAR_STEM = 1.8, 0.6
STILL_FITS = 0.65
"""What was not told yet is told unless what was told fits so much better."""
_PRIVATE = (Part.BACKGROUND, Part.HOBBIES, Part.PERSONALITY, Part.ACCESSIBILITY)
"""Parts that speak of the person: told when they are asked for, not because a word happens to stand there too."""

_HOW_OFTEN = re.compile(r"\bhow (?:often|frequently|regularly) (?:do|would|will|are)\b", re.I)
_TROUBLES = (Part.CHALLENGES, Part.PAIN_POINTS, Part.OBJECTIONS)
_LIKED = re.compile(r"\b(?:liked? (?:most|best|about)|enjoy|pleased|pleasant|went well|love about)", re.I)
"""Asks for what was good: what went wrong is no answer to that."""


@dataclass(frozen=True)
class Memory:
    """A line as she would say it."""

    said: str
    part: Part
    stems: frozenset[str]
    fact: Fact | None = None
    """What was counted, if a file says so: what, and never why."""

    @property
    def is_event(self) -> bool:
        """Something that happened, rather than something she does."""
        second = self.said.split(" ")[1] if " " in self.said else ""
        return is_past(second) or _EVENT.match(self.said) is not None


def memories(persona: Persona, world: Sequence[Passage] = ()) -> list[Memory]:
    """Everything of the card that she can say of herself; rules of her world are not among it. What was counted of
    people like her she knows of herself, rounded and in her words."""
    found, known = [], by_id(facts_of(world))
    for each in persona.statements:
        if each.counted:
            found += [_of_file(each, known[source.ref]) for source in each.sources if source.ref in known]
            continue
        lived = any(source.origin is not Origin.MATERIAL for source in each.sources)
        said = first_person(each.text, each.part, persona.name) if lived and not _TOLD_OF.search(each.text) else ""
        if said:
            found.append(Memory(said, each.part, frozenset(content_stems(said))))
    return [each for each in found if each.said]


def _of_file(statement: Statement, passage: Passage) -> Memory:
    """Asked for by its own words, and by those of the file."""
    assert passage.fact is not None
    said = spoken(passage.fact, passage.text)
    return Memory(said, statement.part, frozenset(content_stems(f"{said} {passage.fact.subject}")), passage.fact)


def recalled(found: Sequence[Memory], question: Asked, told: Collection[str]) -> list[Memory]:
    """-> those that fit, the best first; none of what was `told` already (sentences as they were said)."""
    ranked = sorted(((_worth(each, question), each) for each in found), key=lambda each: -each[0])
    fitting = [(worth, each) for worth, each in ranked if worth >= ENOUGH]
    best = fitting[0][0] if fitting else 0.0
    if question.manner == "story" and (events := [(n, each) for n, each in fitting if each.is_event]):
        fitting = events if events[0][0] >= STILL_FITS * best else fitting
    return [each for worth, each in fitting if worth >= STILL_FITS * best and not _was_told(each, told)]


def counted(found: Sequence[Memory], question: str, told: Collection[str]) -> list[Memory]:
    """Those that a file says and the question asks for: what was not told yet, else what was. How often somebody orders
    is told by the days between two orders; where nobody knows them, by the orders since the first."""
    asked_for = [each for each in found if each.fact is not None and asks_for(question, each.fact)]
    if _HOW_OFTEN.search(question):
        paces = [each for each in asked_for if each.fact is not None and each.fact.meaning == "pace"]
        asked_for = paces or [_since_the_first(each, found) for each in asked_for]
    return [each for each in asked_for if not _was_told(each, told)] or asked_for


def _since_the_first(memory: Memory, found: Sequence[Memory]) -> Memory:
    """'I've ordered there about 7 times, the first time about 10 months ago.'"""
    first = next((each.fact for each in found if each.fact is not None and kind_of(each.fact) == "first"), None)
    fact = memory.fact
    if first is None or fact is None or fact.meaning != "frequency" or fact.here == "1":
        return memory
    return replace(memory, said=f"{memory.said.rstrip('.')}, the first time about {values_of(first)['ago']} ago.")


def told_already(found: Sequence[Memory], question: Asked, told: Collection[str]) -> Memory | None:
    """The one that fits best of what was told."""
    fitting = [each for each in found if _worth(each, question) >= ENOUGH and _was_told(each, told)]
    return max(fitting, key=lambda each: _worth(each, question), default=None)


def _worth(memory: Memory, question: Asked) -> float:
    shared, near = related(question.stems, memory.stems)
    strict = [each for each in question.cues[:1] if each.strict]
    cues = strict or question.cues
    by_cue = max((_by_cue(memory, cue) - _LATER * place for place, cue in enumerate(cues)), default=0.0)
    # A figure is told to whoever asks for it: how it felt, or what went wrong, it does not tell.
    if memory.fact is not None and not (shared and asks_for(question.words, memory.fact)):
        return 0.0
    if memory.part in _TROUBLES and _LIKED.search(question.words):
        return 0.0
    is_private = memory.part in _PRIVATE and not any(memory.part in cue.parts for cue in question.cues)
    if is_private or (strict and by_cue <= 0):
        return 0.0
    worth = max(0.0, by_cue) + _ONE_STEM * min(shared, 2) + _NEAR_STEM * min(near, 2)
    if question.manner == "story":
        worth += 0.8 if memory.is_event else -0.8
    elif question.manner == "habit":
        worth -= 0.4 * memory.is_event
    return worth + 0.4 * bool(_MONEY.search(memory.said)) * (question.lack == "sum")


def _by_cue(memory: Memory, cue: Cue) -> float:
    if memory.part not in cue.parts:
        return 0.0
    in_its_words = cue.line.search(memory.said) is not None
    if cue.strict and not in_its_words:
        return 0.0
    return _BY_PART[cue.parts.index(memory.part)] + _IN_ITS_WORDS * in_its_words


def _was_told(memory: Memory, told: Collection[str]) -> bool:
    return any(_plain(memory.said) in _plain(each) for each in told)


def _plain(text: str) -> str:
    return " ".join(words(said_aloud(text)))
