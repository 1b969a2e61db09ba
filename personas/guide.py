"""The question guide of a persona: what the team has to decide, and questions that keep the rules of asking."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviews.answers import Answer, Question
from interviews.answers import Part as Said
from interviews.dimensions import Matter
from interviews.language import content_stems, folded
from interviews.question_rules import ALIKE, faults
from personas.schema import GuideQuestion, Persona

FEWEST, MOST = 8, 12
LONGEST_DECISION = 400
_LABELLED = re.compile(r"^[ \t]*+(?:the |our )?decision\s*+(?:is)?\s*+[:–—]\s*+(?P<what>\S.*)$", re.I | re.M)
_DECIDES = re.compile(
    r"\b(?:(?:we|i|the team)(?:['’]ll| will|['’]re going to| are going to| have to| has to| must| need to| needs to"
    r"| want to| wants to| should| are to| can't| cannot)? (?:decide|choose|find out|settle|work out)\b"
    r"|(?:helps?|in order|so as|left) (?:us |me )?(?:to )?(?:decide|choose)\b)",
    re.I,
)
_SENTENCE = re.compile(r"(?<![^.!?\n])[^.!?\n]++(?:[.!?]+|$)")


def decision_in(said: str) -> str:
    """What a team says it has to decide, in its own words: 'We must choose by March whom to design it for.'

    Empty where it says nothing of the kind; made for English, elsewhere 'decision: …' is understood.
    """
    if labelled := _LABELLED.search(said):
        return folded(labelled["what"])[:LONGEST_DECISION]
    found = [each[0] for each in _SENTENCE.finditer(said) if _DECIDES.search(each[0])]
    return folded(" ".join(found))[:LONGEST_DECISION]


def without_decision(said: str) -> str:
    """What is said besides."""
    rest = _LABELLED.sub("", said)
    return _SENTENCE.sub(lambda each: "" if _DECIDES.search(each[0]) else each[0], rest).strip()


def sound(questions: Sequence[GuideQuestion], persona: Persona) -> tuple[tuple[GuideQuestion, ...], tuple[str, ...]]:
    """-> (those that keep the rules of asking and repeat no earlier one, what was wrong with the others).

    What the card says may be taken for granted in a question; nothing else may.
    """
    card = Said(ts="0", author="", text=" ".join(each.text for each in persona.statements))
    known = [Answer(id="a0", parts=(card,))]
    kept: list[GuideQuestion] = []
    wrong: list[str] = []
    for each in questions:
        found = faults(Question(id=each.id, text=each.text, why=each.decides, about=Matter.STAGE), [], known)
        if twin := next((earlier for earlier in kept if _alike(each.text, earlier.text)), None):
            found.append(f"Ask something new: this is close to “{twin.text}”.")
        wrong += [f"“{each.text}”: {fault}" for fault in found]
        if not found:
            kept.append(each)
    return _numbered(kept[:MOST]), tuple(wrong)


def filled_up(
    questions: Sequence[GuideQuestion], spare: Sequence[GuideQuestion], persona: Persona
) -> tuple[GuideQuestion, ...]:
    """At least FEWEST questions, with `spare` ones behind them where there are fewer."""
    if len(questions) >= FEWEST:
        return tuple(questions)
    return sound([*questions, *spare], persona)[0][:FEWEST]


def _numbered(questions: Sequence[GuideQuestion]) -> tuple[GuideQuestion, ...]:
    return tuple(each.model_copy(update={"id": f"g{number}"}) for number, each in enumerate(questions, 1))


def _alike(one: str, other: str) -> bool:
    mine, theirs = content_stems(one), content_stems(other)
    return len(mine & theirs) >= ALIKE * len(mine | theirs)
