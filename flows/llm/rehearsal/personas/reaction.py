"""What a persona says to something laid before it: where it stumbles, what speaks against it, what it would do."""

from __future__ import annotations

import re

from flows.llm.rehearsal.personas.choosing import chosen
from interviews.language import content_stems, folded, words
from personas.first_person import first_person
from personas.schema import Part, Persona, State, Statement

_SUM = re.compile(r"[$€£]\s?\d[\d.,]*|\b\d[\d.,]*\s?(?:%|percent|dollars?|euros?|pounds?|minutes?|days?|months?)", re.I)
_LONG = 60
"""Words after which somebody in a hurry stops reading."""
_OF_TIME = content_stems("day week month year time")
"""They stand in nearly every proposal, and bring nobody nearer to it."""
_BACK = (
    "What would that cost me?",
    "Who came up with that?",
    "And if I do nothing?",
    "Who do I ring about it?",
)


def reaction(persona: Persona, shown: str) -> str:
    """-> three to five short sentences, the same for the same message. One persona in three would rather leave it."""
    seed = f"{persona.name} {folded(shown)}"
    if not words(shown):
        return "There is nothing here that I could read. What is it?"
    said = [_stumbles(persona, shown, seed), _against(persona, shown), _would_do(persona, shown, seed)]
    return " ".join([*filter(None, said), chosen(_BACK, seed, "back")])


def _stumbles(persona: Persona, shown: str, seed: str) -> str:
    """The first thing noticed: a word that is strange, a number, or how long it is."""
    stems = content_stems(shown)
    strange = [
        each.topic.lower()
        for each in persona.knowledge
        if each.state is not State.KNOWS and content_stems(each.topic) and content_stems(each.topic) <= stems
    ]
    if strange:
        return f"“{strange[0].capitalize()}”, that's where you lose me."
    if found := _SUM.search(shown):
        return f"{found[0].strip()}? That's the one thing I took in."
    if len(words(shown)) > _LONG:
        return "I stopped reading after the second line, honestly."
    return chosen(("Fine, but I'd have to read it twice.", "I see the words. I don't see what's in it for me."), seed)


def _against(persona: Persona, shown: str) -> str:
    found = _nearest(persona.of(Part.OBJECTIONS) or persona.of(Part.PAIN_POINTS), shown)
    return f"{first_person(found.text)}" if found else ""


def _would_do(persona: Persona, shown: str, seed: str) -> str:
    if int(chosen(("0", "1", "2"), seed, "leaves")) == 0 or persona.behaviour.agreeableness <= 1:
        return "I'd leave it, to be honest."
    found = _nearest(persona.of(Part.BEHAVIOUR) or persona.of(Part.TRIGGERS), shown)
    return f"What I'd do? What I always do: {_lower(first_person(found.text))}" if found else "I'd wait and see."


def _nearest(statements: tuple[Statement, ...], shown: str) -> Statement | None:
    stems = content_stems(shown) - _OF_TIME
    return max(statements, key=lambda each: len(content_stems(each.text) & stems), default=None)


def _lower(text: str) -> str:
    return text if text.startswith(("I ", "I'")) else text[:1].lower() + text[1:]
