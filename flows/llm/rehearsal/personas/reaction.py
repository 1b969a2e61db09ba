"""What a persona says to something laid before it: where it stumbles, what speaks against it, what it would do."""

from __future__ import annotations

import re

from flows.llm.rehearsal.personas.choosing import chosen
from interviews.language import content_stems, folded, words
from personas.first_person import first_person
from personas.schema import PASSAGES, Part, Persona, State, Statement

_SUM = re.compile(r"[$€£]\s?\d[\d.,]*|\b\d[\d.,]*\s?(?:%|percent|dollars?|euros?|pounds?|minutes?|days?|months?)", re.I)
_LONG = 60
"""Words after which somebody in a hurry stops reading."""
_OF_TIME = content_stems("day week month year time new")
"""They stand in nearly every proposal, and bring nobody nearer to it."""
_ANYHOW = (
    "I don't see what I'd gain by it.",
    "That's one more thing to keep up with.",
    "I've got used to how it is now.",
)
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
    said = [_stumbles(persona, shown, seed), _against(persona, shown, seed), _would_do(persona, shown, seed)]
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


def _against(persona: Persona, shown: str, seed: str) -> str:
    """What on her card speaks against it; where nothing does, what speaks against anything new."""
    for part, enough in ((Part.OBJECTIONS, 1), (Part.PAIN_POINTS, 2)):
        found = _nearest(_lived(persona, part), shown)
        if found is not None and _near(found, shown) >= enough:
            return first_person(found.text)
    return chosen(_ANYHOW, seed, "against")


def _would_do(persona: Persona, shown: str, seed: str) -> str:
    if int(chosen(("0", "1", "2"), seed, "leaves")) == 0 or persona.behaviour.agreeableness <= 1:
        return "I'd leave it, to be honest."
    found = _nearest((*_lived(persona, Part.BEHAVIOUR), *_lived(persona, Part.CHANNELS)), shown)
    return f"What I'd do? What I always do: {_lower(first_person(found.text))}" if found else "I'd wait and see."


def _lived(persona: Persona, part: Part) -> tuple[Statement, ...]:
    """Lines about herself: a rule of her world is nothing she would say."""
    return tuple(each for each in persona.of(part) if all(source.origin not in PASSAGES for source in each.sources))


def _nearest(statements: tuple[Statement, ...], shown: str) -> Statement | None:
    return max(statements, key=lambda each: _near(each, shown), default=None)


def _near(statement: Statement, shown: str) -> int:
    return len(content_stems(statement.text) & (content_stems(shown) - _OF_TIME))


def _lower(text: str) -> str:
    return text if text.startswith(("I ", "I'")) else text[:1].lower() + text[1:]
