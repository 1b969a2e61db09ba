"""The persona answers by retrieval: from her card and from what she half knows, in the first person.

She admits what is not there. The same question gets the same facts again, another question other ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.llm.persona_tasks import AnswerInputs, PersonaAnswer
from flows.llm.rehearsal.personas.about_herself import about_herself
from flows.llm.rehearsal.personas.asked import SYNONYMS, Asked, asked, related
from flows.llm.rehearsal.personas.choosing import chosen, fresh, lot
from flows.llm.rehearsal.personas.cues import is_general
from flows.llm.rehearsal.personas.half_known import (
    asks_for_the_word,
    confusing,
    half_known,
    of_topic,
    since_told,
    topic_of,
)
from flows.llm.rehearsal.personas.reaction import reaction
from flows.llm.rehearsal.personas.recalled import Memory, counted, memories, recalled, told_already
from flows.llm.rehearsal.personas.repeated import after, again, earlier, facts, retold
from flows.llm.rehearsal.personas.small_talk import (
    NO_ONE_TIME,
    NOT_IN_A_FILE,
    NOT_KNOWN,
    OPENINGS,
    UNTOLD,
    going_on,
    small_talk,
)
from flows.llm.rehearsal.personas.spoken import said_aloud
from interviews.language import content_stems
from personas.fidelity import sentences
from personas.off_role import demand
from personas.passages import facts_of
from personas.schema import Knowledge, Part, State

_LOST = (
    "You've lost me there. Ask me about the thing itself, I've got five minutes.",
    "I don't follow you. What do you want to know from me?",
)
_CONFUSES = re.compile(r"\bwords?\b|\bconfus|\bunderstand\b|\bmakes? sense\b|\bclear to you\b", re.I)

_JUDGES = re.compile(
    r"^\W*(?:is|are|was|were)\b.*\b(?:fair|happy|satisfied|content|good|bad|worth|ok|easy)\b|\brecommend\b", re.I
)
"""Asks how good something is."""
_ONE_TIME = re.compile(r"^\W*(?:tell|walk)\b|\blast time\b", re.I)


def answer_as(inputs: AnswerInputs) -> PersonaAnswer:
    """-> one to four short sentences."""
    return PersonaAnswer(answer=said_aloud(_answer(inputs)))


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
    told = [each for said in inputs.exchanges for each in sentences(said.answer)]
    if said := small_talk(persona, question, heard):
        return said
    left = going_on(question) if not heard.stems else None
    if left is not None:
        return _more(inputs, told) or left
    if (before := earlier(inputs.exchanges, question)) and (said := again(before, question)):
        return said
    return about_herself(persona, heard.words, told) or _told(inputs, heard, topic, told)


def _told(inputs: AnswerInputs, heard: Asked, topic: Knowledge | None, told: Sequence[str]) -> str:
    """What of card and world fits, as much as this persona says at a time."""
    persona, question = inputs.persona, inputs.question
    if topic is not None and asks_for_the_word(heard):
        return of_topic(topic, question)
    known = memories(persona, inputs.passages)
    of_file = counted(known, question, told)
    if of_file and not (heard.manner == "story" and not heard.lack and said_aloud(of_file[0].said) in " ".join(told)):
        return _of_file(of_file[0].said, heard, question, told)
    if not_there := _not_in_the_file(inputs, heard, told):
        return not_there
    if _is_strange(inputs, heard, known):
        return _nothing(inputs, heard, told)
    room = _room(persona.behaviour.verbosity, heard, question)
    if heard.manner == "guess" and _is_of_a_file(inputs):
        known = [each for each in known if each.part not in (Part.CHALLENGES, Part.PAIN_POINTS)]
    found = _apart(recalled(known, heard, told))
    if heard.manner == "story" and _is_another_story(inputs, heard, found):
        return " ".join(_once(NO_ONE_TIME, told)) or _nothing(inputs, heard, told)
    if topic is not None:
        found.sort(key=lambda each: not content_stems(topic.topic) <= each.stems)
    said = [each.said for each in found[: max(1, room - (topic is not None))]]
    if _CONFUSES.search(heard.words):
        said = [*said[:1], *filter(None, [confusing(persona, told)])]
    elif topic is not None and len(said) < room and _comes_to_mind(topic, heard, told):
        said.append(of_topic(topic, question))
    if heard.lack == "sum":
        said += filter(None, [half_known(persona, inputs.passages, heard, [*told, *said])])
    if not said and (once_more := told_already(known, heard, told)):
        return retold(once_more.said, question)
    if not said and topic is not None and not heard.lack and topic.belief not in " ".join(told):
        return of_topic(topic, question)
    if not said:
        return _nothing(inputs, heard, told)
    if heard.lack == "sum" and not re.search(r"\d", " ".join(said)):
        said += _once(NOT_KNOWN["sum"], told)
    asks_for_one = heard.manner == "story" and re.search(r"\b(?:last|walk)\b", heard.words, re.I)
    if asks_for_one and found and not found[0].is_event:
        return " ".join([*_once(NO_ONE_TIME, told), *said])
    opening = _opening(f"{persona.name} {question}", told)
    return " ".join([f"{opening}{after(said[0]) if opening.endswith(', ') else said[0]}", *said[1:]])


def _of_file(said: str, heard: Asked, question: str, told: Sequence[str]) -> str:
    """What was counted of people like her; what led to it no file says, and she does not make it up."""
    if said_aloud(said) in " ".join(told):
        return fresh(NOT_KNOWN["why"], question, told) if heard.lack == "why" else retold(said, question)
    if heard.lack == "why" and "can't say" not in said:
        return f"{said} {fresh(NOT_KNOWN['why'], question, told)}"
    is_story = heard.manner == "story" and not heard.lack and "can't say" not in said
    return f"{said} {fresh(UNTOLD, question, told)}" if is_story else said


def _not_in_the_file(inputs: AnswerInputs, heard: Asked, told: Sequence[str]) -> str:
    """What happened once, how good something is, and a figure that it has not, no file says, and what was assumed of
    somebody is no answer to it; empty where something else is asked, and of whoever is more than a file."""
    if not _is_of_a_file(inputs):
        return ""
    if _JUDGES.search(heard.words) or heard.lack in ("sum", "when"):
        return _nothing(inputs, heard, told)
    if heard.manner != "story":
        return ""
    of_one_time = _ONE_TIME.search(heard.words) and not heard.lack
    return " ".join(_once(NO_ONE_TIME, told) if of_one_time else ()) or _nothing(inputs, heard, told)


def _is_of_a_file(inputs: AnswerInputs) -> bool:
    """Whether nothing of her card was told: it was counted, or is assumed."""
    counted_of = facts_of(inputs.passages)
    return bool(counted_of) and all(each.counted or each.assumed for each in inputs.persona.statements)


def _comes_to_mind(topic: Knowledge, heard: Asked, told: Sequence[str]) -> bool:
    """Whether what she makes of a word is an answer: not to 'who' or 'how much', and not twice."""
    asks_for_more = heard.lack or any(each.strict for each in heard.cues)
    was_said = topic.belief.lower().strip(" .") in " ".join(told).lower()
    return not asks_for_more and topic.state is not State.KNOWS and not was_said


def _is_strange(inputs: AnswerInputs, heard: Asked, known: Sequence[Memory]) -> bool:
    """Whether most of what the question names stands neither on her card nor in her world."""
    world = content_stems(" ".join([inputs.persona.brief, *(each.text for each in inputs.passages)]))
    strange = heard.named - world - {stem for each in known for stem in each.stems} - SYNONYMS.keys()
    return len(strange) >= 2 and 2 * len(strange) > len(heard.named)


def _is_another_story(inputs: AnswerInputs, heard: Asked, found: Sequence[Memory]) -> bool:
    """Whether a time is asked for at which something came up that neither she nor any word of her world speaks of."""
    persona, strange = inputs.persona, heard.named
    if not all(map(is_general, heard.cues)):
        return False
    ours = content_stems(" ".join([persona.brief, *(each.topic for each in persona.knowledge)]))
    ours |= {stem for each in inputs.exchanges for stem in content_stems(each.answer)}
    return bool(strange) and not strange & ours and not any(any(related(strange, each.stems)) for each in found)


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


def _more(inputs: AnswerInputs, told: Sequence[str]) -> str:
    """'And then?', 'why?': what else goes with the answer before."""
    if not inputs.exchanges:
        return ""
    if re.search(r"\b(?:why|how come)\b", inputs.question, re.I):
        return fresh(NOT_KNOWN["why"], inputs.question, told)
    last = inputs.exchanges[-1]
    found = recalled(
        memories(inputs.persona, inputs.passages), asked(f"{last.question} {' '.join(facts(last.answer))}"), told
    )
    return found[0].said if found else ""


def _nothing(inputs: AnswerInputs, heard: Asked, told: Sequence[str]) -> str:
    """Honest words for what is not there, each once."""
    anything = NOT_IN_A_FILE if facts_of(inputs.passages) else NOT_KNOWN[""]
    first = NOT_KNOWN[heard.lack] if heard.lack else anything
    untold = [each for each in first if sentences(each)[0] not in told]
    return fresh(untold or anything, inputs.question, told)


def _once(options: Sequence[str], told: Sequence[str]) -> list[str]:
    """The first of them that was not said yet; none where all were."""
    return [each for each in options if sentences(each)[0] not in told][:1]


def _opening(seed: str, told: Sequence[str]) -> str:
    """Not each time, and not the one of the last time."""
    opening = chosen(OPENINGS, seed, "opening")
    return "" if opening and any(each.startswith(opening.strip(" ,")) for each in told[-6:]) else opening
