"""A moderator's hint for whoever asks: rare, about the question just asked or about what nobody has asked yet."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Literal

from interviews import question_forms as forms
from interviews.language import content_stems
from personas.for_customers import file_answers
from personas.passages import Passage, facts_of
from personas.schema import Part, Persona, Value

Kind = Literal["leading", "double", "hypothetical", "praise", "untouched", "of file"]
EVERY = 3
"""At most one hint for so many answers."""
TOPICS = (Part.PAIN_POINTS, Part.OBJECTIONS, Part.TRIGGERS, Part.BEHAVIOUR, Part.CHANNELS, Part.CHALLENGES, Part.GOALS)
"""What is worth asking about, the most telling first."""
_PRAISE = re.compile(r"\b(?:great|perfect|excellent|awesome|amazing|love that|good (?:point|answer|one))\b", re.I)


class Hint(Value):
    """`about`: the part of the card nobody has asked about, with `ask`, a question by rule; of a persona made of a file
    `ask` is a question that the file answers, and `about` the same."""

    kind: Kind
    about: str = ""
    ask: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.about}"


ASK: dict[Part, str] = {
    Part.PAIN_POINTS: "Tell me about the last time it went wrong.",
    Part.OBJECTIONS: "What made you leave something like it alone?",
    Part.TRIGGERS: "What had happened just before you last changed something?",
    Part.BEHAVIOUR: "Walk me through the last time, from the beginning.",
    Part.CHANNELS: "What was the last message about it that you acted on?",
    Part.CHALLENGES: "Where did you stop the last time, and what did you do then?",
    Part.GOALS: "What did you want to have done by the end of that day?",
}


def hint(
    question: str, persona: Persona, exchanges: Sequence[tuple[str, str]], given: Collection[str], last: int,
    world: Sequence[Passage] = (),
) -> Hint | None:  # fmt: skip
    """What would help most now, or nothing. `exchanges`: question and answer so far, this one included;
    `given`: keys of hints given before; `last`: after how many answers the last one was given, 0 for none;
    `world`: with the facts of the card, where it was made of a file."""
    answers = len(exchanges)
    if (last and answers - last < EVERY) or (not last and answers < 1):
        return None
    found = _about_the_question(question)
    if found is None and answers >= EVERY:
        found = _of_file(exchanges, world) if facts_of(world) else _untouched(persona, exchanges, given)
    return found if found is not None and found.key not in given else None


def _about_the_question(question: str) -> Hint | None:
    plain = forms.plain(question)
    if forms.askings(plain) > 1:
        return Hint(kind="double")
    if forms.LEADING.search(plain) or forms.OFFERED.search(plain):
        return Hint(kind="leading")
    if forms.HYPOTHETICAL.search(plain):
        return Hint(kind="hypothetical")
    return Hint(kind="praise") if _PRAISE.search(plain) else None


def _of_file(exchanges: Sequence[tuple[str, str]], world: Sequence[Passage]) -> Hint | None:
    """A question that the file answers and nobody has asked: one occasion is nothing that she could tell."""
    left = file_answers(world, [question for question, _ in exchanges])
    return Hint(kind="of file", about=left, ask=left) if left else None


def _untouched(persona: Persona, exchanges: Sequence[tuple[str, str]], given: Collection[str]) -> Hint | None:
    """A part of the card of which neither a question nor an answer has said a word."""
    said = content_stems(" ".join(f"{question} {answer}" for question, answer in exchanges))
    for part in TOPICS:
        lines = persona.of(part)
        if lines and f"untouched:{part.value}" not in given and not any(_touched(each.text, said) for each in lines):
            return Hint(kind="untouched", about=part.value, ask=ASK[part])
    return None


def _touched(line: str, said: set[str]) -> bool:
    stems = content_stems(line)
    return len(stems & said) >= max(1, len(stems) // 3)
