"""A question guide by rule: what happened, who was asked, what stopped them, each with what it decides.

Where a decision has been named, most questions ask what has happened with the thing in question; the decision itself is
never put to the persona. What the interview is about is named, never “this”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.llm.persona_tasks import Guide, GuideDraft, GuideInputs
from flows.llm.rehearsal.personas.facts_asked import AN_ORDER, asked, thing
from flows.llm.rehearsal.personas.matter import costly_of, matter_of, topics_of, with_the
from interviews.language import content_stems, folded
from personas.guide import sound
from personas.passages import Passage
from personas.schema import GuideQuestion, Persona, State
from segments.meanings import says

WORDS = ("What do you do when you meet a word you don't know?", "explaining in place, a glossary, or a person")
"""Asked only of somebody in whose world there are words that she does not know."""
GENERAL = (
    ("Walk me through the last time you dealt with {matter}, from the beginning.", "where to meet people like this"),
    ("What did you look at first, the last time {topic} came up?", "what comes first on the page"),
    ("How far did you get in one go, the last time you sorted out {matter}?", "which step has to become easier"),
    ("What was the last sum you paid in connection with {costly}?", "whether costs lead, or stay a detail"),
    WORDS,
    ("Who did you last ask for help with {matter}?", "who else has to be served"),
    ("What have you put off so far, when it comes to {other}?", "what a reminder has to do"),
    ("What was the last message about {matter} that you acted on?", "the channels, and their order"),
    ("What have you kept to yourself about {matter} until now?", "what may be asked, and how"),
    ("Tell me about a service or an app that you gave up on.", "what makes people leave"),
    ("Tell me about the last time {other} took less trouble than you had feared.", "what has to stay as it is"),
)
NOTHING_NAMED = {"matter": "a letter or a form", "topic": "an offer", "costly": "a bill", "other": "paperwork"}
"""What is asked about where neither brief nor material names a thing."""
ON_THE_MATTER = (
    ("Walk me through the last time {about} came up, from the beginning.", "where it begins for them"),
    ("What did you look at first, when you last had {about} in front of you?", "what they see first"),
    ("Who did you last talk to about {about}?", "whose word counts"),
    ("What had happened just before you last changed something about {about}?", "what would move them"),
    ("What have you put up with so far, when it comes to {about}?", "what they bear with"),
    ("What was the last message about {about} that you acted on?", "how they hear of it"),
)
OF_CUSTOMERS = (
    ("What did you use before you came to them?", "what they are compared with"),
    ("Tell me about the last time you got in touch with them.", "which way to reach you has to work first"),
    ("What did you last look for there and not find?", "what is missing for people like this"),
    ("Who had a say the last time you chose something there?", "whom else to speak to"),
    ("What was the last message of theirs that you read to the end?", "how to reach people like this"),
    ("Tell me about the last time something there went otherwise than you had expected.", "what to mend first"),
    ("What did you last tell somebody else about them?", "which words to use"),
    ("Tell me about the last time it was easier there than you had feared.", "what has to stay as it is"),
    GENERAL[9],
)
"""Asked of somebody who stands for customers in a file: what they dealt with is whom they buy from."""
OF_ANSWERS = (
    ("Walk me through the last day on which any of that mattered to you.", "where to meet people like this"),
    ("Who did you last talk to about any of that?", "whose word counts"),
    ("What did you last spend money on in that respect?", "what it is worth to people like this"),
    ("What have you tried so far and given up again?", "what need not be tried again"),
    ("What was the last thing about it that you read to the end?", "how to reach people like this"),
    ("When did you last see any of that otherwise than today?", "whether the answer lasts"),
    GENERAL[9],
)
"""Asked of somebody who stands for answers to a survey, behind what was asked there."""
ON_WHAT_THEY_HAVE = (
    ("Walk me through the last time you gave {about} some thought.", "where it begins for them"),
    ("What did you last compare {about} with?", "what it is measured against"),
    *ON_THE_MATTER[2:],
)
ON_ORDERS = (
    ("Walk me through your last order there, from noticing that you needed something.", "where it begins for them"),
    ("Where else did you look before you last ordered there?", "what it is measured against"),
    ("Who did you last talk to about what to order?", "whose word counts"),
    ("What did you last mean to order, and then left?", "what stands in the way"),
    ("What have you put up with so far, when you order there?", "what they bear with"),
    ("What was the last message of theirs that led to an order?", "how they hear of it"),
)
BESIDES = (WORDS, GENERAL[9], ("What have you kept to yourself in all of that until now?", GENERAL[8][1]))
ASKED, MOST_ON_FACTS, LONGEST_LABEL = 10, 8, 11
_LEAD = re.compile(
    r"^.*?\b(?=(?:whether|which|what|how|who|whom|when|where|if|between)\b)(?:whether |if )?", re.I | re.S
)
_NAMED = re.compile(
    r"^(?:to \w+ |we \w+ )?(?:the |our |an? )?(?P<thing>[a-z-]+(?: [a-z-]+)?s) "
    r"(?=(?:are|come|go|stay|cost|get|end|should|must|will|have)\b)"
)


def write_guide(inputs: GuideInputs) -> Guide:
    """-> open questions about what happened, none about what might; where a decision is named, most serve it."""
    persona, customers = inputs.persona, _are_customers(inputs.facts)
    answers = any(each.fact is not None and each.fact.meaning == "answer" for each in inputs.facts)
    besides = OF_CUSTOMERS if customers else OF_ANSWERS if answers else ()
    things = [with_the(each) for each in dict.fromkeys(map(_thing_of, inputs.facts)) if each]
    drafts = [*_on_the_decision(inputs, things, customers=customers)] if inputs.decision.strip() else []
    drafts += [*_untold(inputs.facts)][: MOST_ON_FACTS // (2 if drafts or answers else 1)]
    drafts += BESIDES if drafts and not besides else []
    drafts += besides or _general(persona, things)
    drafts = [each for each in drafts if each != WORDS or _meets_words(persona)]
    kept, _ = sound([GuideQuestion(id="g0", text=text, decides=decides) for text, decides in drafts], persona)
    return Guide(questions=[GuideDraft(text=each.text, decides=each.decides) for each in kept[:ASKED]])


def _are_customers(facts: Sequence[Passage]) -> bool:
    """Rather than people who wrote something, or who answered a survey."""
    known = [each.fact for each in facts if each.fact is not None]
    wrote = any(each.about in ("topic", "quote") for each in known)
    answered = any(each.meaning == "answer" for each in known)
    return not wrote and not answered and any(each.meaning not in ("", "age") for each in known)


def _meets_words(persona: Persona) -> bool:
    return any(each.state is not State.KNOWS for each in persona.knowledge)


def _untold(facts: Sequence[Passage]) -> Iterator[tuple[str, str]]:
    """What the figures cannot tell: of how it ends with them first, and one question of each kind of fact."""
    known = [each.fact for each in facts if each.fact is not None]
    known.sort(key=lambda each: each.about != "outcome")
    seen = set[str]()
    for fact in known:
        kind: str = "lacked" if fact.lacked and not fact.level else fact.meaning or fact.about
        kind = fact.subject if kind == "answer" else kind
        if kind not in seen and (questions := [*asked(fact)]):
            seen.add(kind)
            yield from questions


def _thing_of(passage: Passage) -> str:
    return thing(passage.fact) if passage.fact is not None else ""


def _general(persona: Persona, things: Sequence[str]) -> list[tuple[str, str]]:
    """`things`: what a file names; else what the card speaks of."""
    named = NOTHING_NAMED
    if matter := next(iter(things), "") or matter_of(persona):
        topics = [each for each in things or topics_of(persona) if each != matter] or [matter]
        costly = costly_of(persona) or matter
        named = {"matter": matter, "topic": topics[0], "costly": costly, "other": topics[min(1, len(topics) - 1)]}
    spare = [(text.format(about=named["matter"]), decides) for text, decides in ON_THE_MATTER[3:]]
    return [*((text.format(**named), decides) for text, decides in GENERAL), *spare]


def _on_the_decision(inputs: GuideInputs, things: Sequence[str], *, customers: bool) -> Iterator[tuple[str, str]]:
    """What has happened with the thing in question; the label of the decision goes with each."""
    persona = inputs.persona
    said = re.sub(r"^we (?:should |must |will )?", "", _LEAD.sub("", folded(inputs.decision))).strip(" .?!:")
    label = said if len(said.split()) <= LONGEST_LABEL else "the decision"
    about = _thing_in(said, persona) or _of_the_same_kind(said, inputs.facts)
    about = about or next(iter(things), "") or matter_of(persona)
    if about:
        asked_of = ON_WHAT_THEY_HAVE if customers else ON_THE_MATTER
        asked_of = ON_ORDERS if about == AN_ORDER else asked_of
        yield from ((text.format(about=about), f"{label}: {what}") for text, what in asked_of)


def _of_the_same_kind(said: str, facts: Sequence[Passage]) -> str:
    """Of a decision about a plan the contract that they have."""
    known = [each.fact for each in facts if each.fact is not None]
    meant = (each for each in known if each.meaning in ("contract", "paying", "service") and says(said, each.meaning))
    return next((with_the(named) for each in meant if (named := thing(each))), "")


def _thing_in(said: str, persona: Persona) -> str:
    """'plan costs are shown per month' -> 'plan costs'; else a word of the persona's world that the decision names."""
    if found := _NAMED.match(said):
        return with_the(found["thing"])
    stems = content_stems(said)
    return next((each for each in topics_of(persona) if content_stems(each) & stems), "")
