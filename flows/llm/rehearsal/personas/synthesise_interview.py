"""A synthesis by extraction: what an answer says, with its words as they stand, under the line of the card it tells.

What is said twice is one claim with both quotes. What stands nowhere on the card is told by the question alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.llm.persona_tasks import ClaimDraft, ClaimKind, QuoteDraft, Said, SynthesisDraft, SynthesisInputs
from flows.llm.rehearsal.personas.repeated import facts
from flows.llm.rehearsal.personas.spoken import said_aloud
from flows.llm.rehearsal.personas.terms import inside
from interviews.language import content_stems, folded, words
from personas.asks_counted import asks_what_is_counted
from personas.fidelity import sentences
from personas.first_person import first_person
from personas.for_customers import asks_who
from personas.greetings import without_greeting
from personas.schema import Knowledge, Part, Persona, State, Statement

_KINDS: dict[Part, ClaimKind] = {
    Part.PAIN_POINTS: "pain point",
    Part.CHALLENGES: "pain point",
    Part.NEEDS: "need",
    Part.GOALS: "need",
    Part.CHANNELS: "preference",
    Part.OBJECTIONS: "objection",
}
"""What a line of the card is called that she has told; of the other parts it is only something said."""
_KNOWN = {
    State.KNOWS: "Knows what “{topic}” is.",
    State.HALF: "Is not sure what “{topic}” is.",
    State.WRONG: "Takes “{topic}” for something else.",
    State.UNAWARE: "Has never heard of “{topic}”.",
}
_UNMET = re.compile(r"\b(?:never met|nobody ever said|on a page I closed)\b", re.I)
_EMPTY = re.compile(
    r"\b(?:don't know|no idea|couldn't tell|lost me|don't follow|never came up|making it up"
    r"|nobody ever asked|all there is to it|told you what|I know that one"
    r"|that much I know|just told me|understood you)\b",
    re.I,
)
_FRAME = re.compile(r"^(?:what happened is that|one time) (?=I\b)", re.I)
"""Before what is told a second time."""
MOST, MOST_QUOTES = 8, 3
ENOUGH = 0.6
"""Of the words of a sentence, so many stand in the line of the card that it tells."""


def synthesise_interview(inputs: SynthesisInputs) -> SynthesisDraft:
    """-> claims in the order of the answers; what was only 'I don't know' is no finding. What led to an answer is
    worth asking real customers."""
    claims: dict[str, ClaimDraft] = {}
    asked: dict[str, None] = {}
    for said in inputs.exchanges:
        if asks_who(said.question) or (found := _claim(inputs, said)) is None:
            continue
        asked[without_greeting(said.question)] = None
        before = claims.get(found.text)
        if before is None:
            claims[found.text] = found
        elif len(before.quotes) < MOST_QUOTES:
            claims[found.text] = before.model_copy(update={"quotes": [*before.quotes, *found.quotes]})
    return SynthesisDraft(claims=list(claims.values())[:MOST], ask_customers=list(asked))


def _claim(inputs: SynthesisInputs, said: Said) -> ClaimDraft | None:
    """What the answer says first; a word of her world before anything else."""
    persona = inputs.persona
    for topic in persona.knowledge:
        if sentence := _belief(topic, said):
            return _drafted("finding", _KNOWN[topic.state].format(topic=inside(topic.topic)), said, sentence)
    told = (
        []
        if _EMPTY.search(said.answer)
        else [_FRAME.sub("", each) for each in facts(said.answer) if len(words(each)) >= 4]
    )
    if not told:
        return None
    line = _told_of(persona, told[0])
    if line is None and persona.segment is not None and asks_what_is_counted(said.question, inputs.facts):
        return None
    if line is None:
        return _drafted("finding", f"{persona.first_name}, asked “{_inside(said.question)}”", said, told[0])
    if line.counted:
        # The file says so already.
        return None
    return _drafted(_KINDS.get(line.part, "finding"), line.text, said, told[0])


def _belief(topic: Knowledge, said: Said) -> str:
    """The sentence in which she says what she makes of the word; empty where she does not."""
    if topic.state is State.UNAWARE:
        asks = content_stems(topic.topic) <= content_stems(said.question)
        return next((each for each in sentences(said.answer) if asks and _UNMET.search(each)), "")
    belief = words(said_aloud(topic.belief))
    return next((each for each in sentences(said.answer) if belief and _stands_in(belief, words(each))), "")


def _stands_in(some: Sequence[str], line: Sequence[str]) -> bool:
    return any(list(line[place : place + len(some)]) == list(some) for place in range(len(line) - len(some) + 1))


def _told_of(persona: Persona, sentence: str) -> Statement | None:
    """The line of the card that the sentence tells, in these words or in others."""
    stems = content_stems(sentence)
    lines = [
        (len(stems & content_stems(first_person(each.text, each.part, persona.name))), each)
        for each in persona.statements
    ]
    shared, line = max(lines, key=lambda each: each[0], default=(0, None))
    return line if shared >= max(2, ENOUGH * len(stems)) else None


def _drafted(kind: ClaimKind, text: str, said: Said, sentence: str) -> ClaimDraft:
    quote = QuoteDraft(answer=said.id, text=folded(sentence))
    return ClaimDraft(kind=kind, text=text, quotes=[quote], against="", decides="")


def _inside(question: str) -> str:
    """The question as it stands between quotation marks, with marks of its own made single."""
    line = folded(question).replace("“", "‘").replace("”", "’").replace('"', "’")
    return line if len(line) <= 120 else line[:119].rsplit(" ", 1)[0] + "…"
