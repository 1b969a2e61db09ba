"""The persona answers by retrieval: from her card and from what she half knows, in the first person.

She admits what is not there. The same question gets the same facts again, another question other ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.llm.persona_tasks import AnswerInputs, PersonaAnswer, Said
from flows.llm.rehearsal.personas.about_herself import about_herself
from flows.llm.rehearsal.personas.asked import Asked, asked
from flows.llm.rehearsal.personas.choosing import chosen, lot
from flows.llm.rehearsal.personas.half_known import asks_for_the_word, half_known, of_topic, since_told, topic_of
from flows.llm.rehearsal.personas.reaction import reaction
from flows.llm.rehearsal.personas.recalled import Memory, beside, memories, recalled, told_already
from flows.llm.rehearsal.personas.said_aloud import said_aloud
from flows.llm.rehearsal.personas.small_talk import NOT_KNOWN, OPENINGS, OPENINGS_TO_A_GUESS, going_on, small_talk
from interviews.language import content_stems, words
from personas.fidelity import sentences
from personas.off_role import demand
from personas.schema import Knowledge, Part, Persona, State

_LOST = (
    "You've lost me there. Ask me about the thing itself, I've got five minutes.",
    "I don't follow you. What do you want to know from me?",
)
_AS_TOLD = ("As I said, ", "That again: ", "It's what I told you: ")
_REASONS = (Part.OBJECTIONS, Part.GOALS, Part.PERSONALITY)
"""Where a reason may stand."""
_AGAIN = ("Like I said: ", "Like I said, it's still so. ", "Same as before: ")


def answer_as(inputs: AnswerInputs) -> PersonaAnswer:
    """-> one to four short sentences."""
    return PersonaAnswer(answer=_answer(inputs))


def _answer(inputs: AnswerInputs) -> str:
    persona, question = inputs.persona, inputs.question
    if demand(question):
        return chosen(_LOST, question)
    if inputs.shown and not inputs.exchanges:
        return reaction(persona, inputs.shown)
    heard = asked(question)
    topic = topic_of(persona, heard)
    if topic is not None and any(each.startswith(f"{topic.topic}: ") for each in inputs.told):
        return since_told(topic, question)
    if again := next((each for each in reversed(inputs.exchanges) if _alike(each.question, question)), None):
        return _again(again, question)
    if said := small_talk(persona, question, heard):
        return said
    if said := about_herself(persona, heard.words):
        return said_aloud(said)
    told = [each for said in inputs.exchanges for each in sentences(said.answer)]
    if heard.words and not heard.stems and (left := going_on(question)) is not None:
        return _more(inputs, told) or left
    return _told(inputs, heard, topic, told)


def _told(inputs: AnswerInputs, heard: Asked, topic: Knowledge | None, told: Sequence[str]) -> str:
    """What of card and world fits, as much as this persona says at a time."""
    persona, question = inputs.persona, inputs.question
    if topic is not None and asks_for_the_word(heard):
        return said_aloud(of_topic(topic, question))
    room = _room(persona.behaviour.verbosity, heard, question)
    known = memories(persona)
    found = recalled(known, heard, told)
    said = [of_topic(each, question) for each in _words_not_known(persona, told)] if _names_a_word(heard) else []
    if topic is not None:
        found.sort(key=lambda each: not content_stems(topic.topic) <= each.stems)
    said += [each.said for each in _apart(found)[: max(1, room - (topic is not None)) - len(said)]]
    if topic is not None and len(said) < room and topic.state is not State.KNOWS and not _was_said(topic.belief, told):
        said.append(of_topic(topic, question))
    if len(said) < room and (remark := half_known(persona, inputs.passages, heard, [*told, *said])):
        said.append(remark)
    if not said and (again := told_already(known, heard, told)):
        return said_aloud(f"{chosen(_AS_TOLD, question)}{_after(again.said)}")
    if not said:
        return _nothing(inputs, heard, told)
    opening = _opening(heard, f"{persona.name} {question}", told)
    return said_aloud(" ".join([f"{opening}{_after(said[0]) if opening.endswith(', ') else said[0]}", *said[1:]]))


def _room(verbosity: int, heard: Asked, question: str) -> int:
    """How many sentences: by how much somebody talks, and not always as many; a story takes two."""
    wanted = (verbosity + lot(question, "length") % 3) // 2
    return max(2 if re.match(r"\W*walk", heard.words, re.I) else 1, min(3, wanted))


def _apart(found: Sequence[Memory]) -> list[Memory]:
    """The best, and then what says something else, events and habits in turn."""
    kept: list[Memory] = []
    for each in found:
        if all(len(each.stems & other.stems) <= 0.4 * len(each.stems) for other in kept):
            kept.append(each)
    return kept[:1] + sorted(kept[1:3], key=lambda each: each.part is kept[0].part) if kept else []


def _names_a_word(heard: Asked) -> bool:
    return re.search(r"\bwords?\b", heard.words, re.I) is not None


def _words_not_known(persona: Persona, told: Sequence[str]) -> list[Knowledge]:
    """One of them, and not one that came up already."""
    strange = [each for each in persona.knowledge if each.state in (State.HALF, State.UNAWARE)]
    return [each for each in strange if not _was_said(each.topic, told)][:1]


def _again(before: Said, question: str) -> str:
    """The same facts, told as what was told already."""
    first = next((each for each in sentences(before.answer) if len(content_stems(each)) >= 1), before.answer)
    first = re.sub(
        r"^(?:(?:Hm\.|Honestly\?|Well,|Like I said[^.:]*[.:]|Same as before:|As I said,|That again:"
        r"|It's what I told you:)\s*)+",
        "",
        first,
    )
    opening = chosen(_AGAIN, question, str(len(before.answer)))
    return f"{opening}{_after(first) if opening.endswith(': ') else first[:1].upper() + first[1:]}"


def _more(inputs: AnswerInputs, told: Sequence[str]) -> str:
    """'And then?', 'why?': what else goes with the answer before."""
    if not inputs.exchanges:
        return ""
    last, known = inputs.exchanges[-1], memories(inputs.persona)
    heard = asked(f"{last.question} {last.answer}")
    found = recalled(known, heard, told)
    reasons = beside(known, told, _REASONS) if re.search(r"\b(?:why|how come)\b", inputs.question, re.I) else None
    more = reasons or (found[0] if found else beside(known, told, [Part.BEHAVIOUR, Part.PAIN_POINTS, Part.CHALLENGES]))
    return said_aloud(more.said) if more else ""


def _nothing(inputs: AnswerInputs, heard: Asked, told: Sequence[str]) -> str:
    """Honest words for what is not there, each once."""
    options = NOT_KNOWN[heard.lack] + (NOT_KNOWN[""] if heard.lack else ())
    fresh = [each for each in options if sentences(each)[0] not in told] or list(options)
    return fresh[0] if heard.lack and fresh[0] in NOT_KNOWN[heard.lack] else chosen(fresh, inputs.question)


def _opening(heard: Asked, seed: str, told: Sequence[str]) -> str:
    """Not each time, and not the one of the last time."""
    options = OPENINGS_TO_A_GUESS if heard.manner == "guess" else OPENINGS
    opening = chosen(options, seed, "opening")
    return "" if opening and any(each.startswith(opening.strip(" ,")) for each in told[-6:]) else opening


def _after(sentence: str) -> str:
    """As it goes on behind a comma."""
    return sentence if re.match(r"(?:I\b|I['’]|[A-Z]{2}|“|\d)", sentence) else sentence[:1].lower() + sentence[1:]


def _was_said(text: str, told: Sequence[str]) -> bool:
    return text.lower().strip(" .") in " ".join(told).lower()


def _alike(one: str, other: str) -> bool:
    """The same question, in nearly the same words."""
    mine, theirs = set(words(one)), set(words(other))
    subjects = content_stems(one), content_stems(other)
    same_subject = len(subjects[0] & subjects[1]) >= 0.7 * max(len(subjects[0]), len(subjects[1]))
    return same_subject and len(mine & theirs) >= 0.6 * max(1, len(mine | theirs))
