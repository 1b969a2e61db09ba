"""The persona answers by retrieval: from her card, in the first person, and says so where nothing fits."""

from __future__ import annotations

import re

from flows.llm.persona_tasks import AnswerInputs, PersonaAnswer
from flows.llm.rehearsal.personas.everyday import chosen
from flows.llm.rehearsal.personas.reaction import reaction
from interviews.language import content_stems, words
from personas.first_person import first_person
from personas.off_role import demand
from personas.schema import Knowledge, Origin, Part, Persona, State, Statement

CUES: tuple[tuple[re.Pattern[str], Part], ...] = tuple(
    (re.compile(rf"\b(?:{cue})", re.I), part)
    for cue, part in (
        (r"cost you more|annoy|worst|worr|frustrat|surpris|wrong|trouble|hurt", Part.PAIN_POINTS),
        (
            r"stopped? using|recommend|badge|trust|why not|hesita|keep to yourself|private|rather|would you pay",
            Part.OBJECTIONS,
        ),
        (r"need|wish|would help|help(?:ed)? you|understand", Part.NEEDS),
        (r"message|reach|e-?mail|text|send|hear from|phone|channel|newsletter", Part.CHANNELS),
        (r"ask|who did|help|stuck|last time|walk me|how do you|put aside|usually", Part.BEHAVIOUR),
        (r"look at first|stop there|difficult|hard|problem|word you", Part.CHALLENGES),
        (r"want|goal|hope|important|matter", Part.GOALS),
        (r"switch|change|convince|buy|decide|make you", Part.TRIGGERS),
        (r"screen|read|glasses|font|access", Part.ACCESSIBILITY),
        (r"weekend|hobb|free time|fun", Part.HOBBIES),
        (r"yourself|who are you|live|work|job|about you", Part.BACKGROUND),
    )
)
_LOST = (
    "You've lost me there. Ask me about the thing itself, I've got five minutes.",
    "I don't follow you. What do you want to know from me?",
)
_NOTHING = (
    "I don't know, honestly. That never came up for me.",
    "No idea, sorry. I'd be making it up.",
    "I couldn't tell you. Nobody ever asked me that.",
)
_ALL_TOLD = (
    "That's all there is to it, honestly.",
    "I've told you what I do. There isn't more to it.",
)
_OPENING = ("Hm. ", "", "Well, ", "", "Honestly? ")


def answer_as(inputs: AnswerInputs) -> PersonaAnswer:
    """-> one to three short sentences; the same question later gets the same facts in other words."""
    persona, question = inputs.persona, inputs.question
    if demand(question):
        return PersonaAnswer(answer=chosen(_LOST, question))
    if inputs.shown and not inputs.exchanges:
        return PersonaAnswer(answer=reaction(persona, inputs.shown))
    before = [said for said in inputs.exchanges if _alike(said.question, question)]
    used = {said.answer for said in inputs.exchanges}
    topic = _topic(persona, question)
    if topic is not None:
        told = any(each.startswith(f"{topic.topic}: ") for each in inputs.told)
        return PersonaAnswer(answer=_since_told(topic, question) if told else _of_topic(topic, question))
    found = _fitting(persona, question, " ".join(used) if not before else "")
    if not found:
        return PersonaAnswer(answer=chosen(_NOTHING, question, str(len(inputs.exchanges))))
    if not before:
        heard = content_stems(" ".join(used))
        found = [each for each in found if not content_stems(first_person(each.text)) <= heard]
    if not found:
        return PersonaAnswer(answer=chosen(_ALL_TOLD, question))
    spoken = [first_person(each.text) for each in found[: max(1, persona.behaviour.verbosity - 1)]]
    opening = "Like I said, it's still so: " if before else chosen(_OPENING, question)
    text = opening + (
        spoken[0][0].lower() + spoken[0][1:] if opening.endswith(": ") and not spoken[0].startswith("I ") else spoken[0]
    )
    return PersonaAnswer(answer=" ".join([text, *spoken[1:]]))


def _alike(one: str, other: str) -> bool:
    mine, theirs = content_stems(one), content_stems(other)
    return bool(mine & theirs) and len(mine & theirs) >= 0.7 * max(len(mine), len(theirs))


def _topic(persona: Persona, question: str) -> Knowledge | None:
    stems = content_stems(question)
    found = [each for each in persona.knowledge if content_stems(each.topic) and content_stems(each.topic) <= stems]
    return max(found, key=lambda each: len(each.topic), default=None)


def _of_topic(topic: Knowledge, question: str) -> str:
    name, other = topic.topic.lower(), topic.belief.rpartition(" same as ")[2].strip(" .") or "the rest"
    said = {
        State.KNOWS: (f"The {name}? Yes, I know that one, I've had to.",),
        State.HALF: (
            f"I've heard {name} so often I stopped asking what it is.",
            f"{name.capitalize()}, I nod when they say it.",
        ),
        State.WRONG: (f"{name.capitalize()}? More or less the same as {other}, that's how I've always taken it.",),
        State.UNAWARE: (f"I've never met that word, {name}. Should I have?",),
    }
    return chosen(said[topic.state], question)


def _since_told(topic: Knowledge, question: str) -> str:
    name = topic.topic.lower()
    said = (
        f"The {name}? You've just told me. Before that I'd have got it wrong.",
        f"As far as I understood you, yes. I couldn't explain {name} to anybody else yet.",
    )
    return chosen(said, question)


def _fitting(persona: Persona, question: str, told: str) -> list[Statement]:
    """What of the card the question is about: the part it cues first, then shared words; what was told comes last."""
    stems, already = content_stems(question), content_stems(told)
    parts = [part for cue, part in CUES if cue.search(question)]
    lived = [each for each in persona.statements if not any(s.origin is Origin.MATERIAL for s in each.sources)]
    lived = [each for each in lived if words(each.text) and (each.part in parts or content_stems(each.text) & stems)]
    return sorted(
        lived,
        key=lambda each: (
            content_stems(first_person(each.text)) <= already,
            parts.index(each.part) if each.part in parts else len(parts),
            -len(content_stems(each.text) & stems),
        ),
    )[:3]
