"""What an interview with a persona is about, as one would name it in a question: 'benefits', 'the season ticket'."""

from __future__ import annotations

import re

from flows.llm.rehearsal.personas.pieces import is_person
from flows.llm.rehearsal.personas.segments import of_segment
from flows.llm.rehearsal.personas.terms import is_plain, terms
from interviews.language import STOP_WORDS, content_stems, listed, words
from personas.passages import Passage
from personas.schema import Origin, Persona, State
from personas.verbs import is_adjective

_OF_BRIEF = re.compile(
    r"\b(?:understands?|distrusts?|uses?|using|cancel\w*|leav\w+|choos\w+|rents?|orders?|buys?|sends?|books?|hates?|avoids?"
    r"|compares?|over|about|looked at"
    r"|looking for|pays? for|commut\w+ by|travels? by|put off|forgets?|misses|manages?|runs?"
    r"|knows the small print of|pays?|opens?)\s+"
    r"(?:the|an?|his|her|their|our|all|most|every|any)?\s*(?P<thing>(?:[a-z-]+ )?[a-z-]+)",
    re.I,
)
_TURNS_ON = (
    r"\b(?:understand|distrusts?|knows?|choos\w+|cancel\w*|leav\w+|uses?|over|looked at"
    r"|looking for)\b[^.,;]{0,20}"
)
"""Where the brief says how somebody stands to a thing, that is what it is about, whatever the material calls it."""
_NOT_A_THING = STOP_WORDS | frozenset(
    listed(
        """things thing everything nothing something anything stuff time times way ways people others second-hand
        online home work nights once twice money help life day days year years month week family children kids
        whatever dogs dog phone calls"""
    )
)
_MASSES = frozenset(
    listed(
        """paperwork insurance lunch delivery childcare rent money food help advice housing heating electricity
        energy luggage software membership"""
    )
)
"""They are not counted, and need no article."""


def matter_of(persona: Persona) -> str:
    """-> the thing the brief turns on; else what most rules on the card speak of; else what the brief names."""
    named, told = _of_brief(persona.brief), _told(persona)
    if named and (re.search(_TURNS_ON + re.escape(named), persona.brief, re.I) or _stands_in(named, told)):
        return with_the(named)
    world = topics_of(persona)
    return world[0] if world else with_the(named) if named else ""


def topics_of(persona: Persona) -> list[str]:
    """Words of that world the persona has met, each with its article, those that most rules speak of first."""
    unmet = {each.topic for each in persona.knowledge if each.state is State.UNAWARE}
    known = [each.topic for each in persona.knowledge if each.topic not in unmet]
    told = _told(persona)
    found = list(known)
    for term in terms(told):
        if term not in unmet and not any(content_stems(term) <= content_stems(each) for each in found):
            found.append(term)
    return [with_the(each) for each in sorted(found, key=lambda term: (is_plain(term), -_times(term, told)))]


def costly_of(persona: Persona) -> str:
    """Something of that world for which money is paid; empty where there is none."""
    paid = [
        each for each in _told(persona) if re.search(r"[$€£]\s?\d|\b(?:pay|pays|costs?|fees?|charged?)\b", each.text)
    ]
    return next((each for each in topics_of(persona) if _times(each, paid)), "")


def with_the(thing: str) -> str:
    """'deposit' -> 'the deposit'; a plural, and what has one, as it is."""
    if re.match(r"(?:the|an?|his|her|their|your|our|per|my)\b", thing, re.I):
        return re.sub(r"^(?:our|his|her|their|your) ", "the ", thing, flags=re.I)
    last = words(thing)[-1] if words(thing) else ""
    many = last.endswith("s") and not last.endswith(("ss", "us", "is"))
    return thing if many or last in _MASSES else f"the {thing}"


def _told(persona: Persona) -> list[Passage]:
    """The rules on the card."""
    rules = [each for each in persona.statements if any(s.origin is Origin.MATERIAL for s in each.sources)]
    return [Passage(id=each.id, title="", place="", text=each.text) for each in rules]


def _times(term: str, told: list[Passage]) -> int:
    stems = content_stems(term)
    return sum(stems <= content_stems(each.text) for each in told)


def _stands_in(named: str, told: list[Passage]) -> bool:
    return content_stems(named) <= content_stems(" ".join(each.text for each in told))


def _of_brief(brief: str) -> str:
    """'does not understand benefits' -> 'benefits'."""
    if of_segment(brief) is not None:
        return ""
    for found in _OF_BRIEF.finditer(brief):
        said = [each for each in found["thing"].lower().split() if each not in STOP_WORDS]
        if len(said) == 2 and (
            said[1] in _NOT_A_THING or is_adjective(said[1]) or said[1] in ("with", "for", "to", "at", "by")
        ):
            said = said[:1]
        thing = " ".join(said)
        if said and not set(said) & _NOT_A_THING and not is_person(thing) and not is_adjective(said[-1]):
            return thing
    return ""
