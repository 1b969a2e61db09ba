"""A question guide by rule: what happened, who was asked, what stopped them, each with what it decides.

Where a decision has been named, most questions ask for what would tip it, in its own words and in the past; the
decision itself is never put to the persona. What the interview is about is named, never “this”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle

from flows.llm.persona_tasks import Guide, GuideDraft, GuideInputs
from flows.llm.rehearsal.personas.choices import Choice, choice_in
from flows.llm.rehearsal.personas.matter import costly_of, matter_of, topics_of
from personas.guide import sound
from personas.schema import GuideQuestion, Persona

GENERAL = (
    ("Walk me through the last time you dealt with {matter}, from the beginning.", "where to meet people like this"),
    ("What did you look at first, the last time {topic} came up?", "what comes first on the page"),
    ("How far did you get in one go, the last time you sorted out {matter}?", "which step has to become easier"),
    ("What was the last sum you paid in connection with {costly}?", "whether costs lead, or stay a detail"),
    ("What do you do when you meet a word you don't know?", "explaining in place, a glossary, or a person"),
    ("Who did you last ask for help with {matter}?", "who else has to be served"),
    ("What have you put off so far, when it comes to {other}?", "what a reminder has to do"),
    ("What was the last message about {matter} that you acted on?", "the channels, and their order"),
    ("What have you kept to yourself about {matter} until now?", "what may be asked, and how"),
    ("Tell me about a service or an app that you gave up on.", "what makes people leave"),
)
PLAIN = (
    ("Walk me through the last time you had something of the kind to sort out, from the beginning.", GENERAL[0][1]),
    ("What did you look at first, on the last offer you held in your hands?", GENERAL[1][1]),
    ("How far did you get in one go, the last time you filled in a form?", GENERAL[2][1]),
    ("Tell me about the last bill that you read twice.", GENERAL[3][1]),
    GENERAL[4],
    ("Who did you last ask for help with a letter or a form?", GENERAL[5][1]),
    ("What became of the last thing you put aside for later?", GENERAL[6][1]),
    ("What was the last message from a company that you acted on?", GENERAL[7][1]),
    ("What have you kept to yourself so far, when somebody wanted to sell you something?", GENERAL[8][1]),
    GENERAL[9],
)
"""The same where neither brief nor material names a thing."""
ON_OPTIONS = {
    "each": (
        ("Tell me about the last time you worked out {about} {option}.", "who reckons so, and what for"),
        ("What did you last compare {option}?", "whether it is of use to them"),
        ("When did you last see a figure {option}?", "whether they would know it again"),
    ),
    "way": (
        ("Tell me about the last thing you settled {option}.", "whether that way works for them"),
        ("How did it go, the last time you tried to get something done {option}?", "where that way ends"),
        ("Who did you last reach {option}?", "whether anybody is there"),
    ),
    "thing": (
        ("Tell me about the last time you had to do with {option}.", "what it meant to them"),
        ("What happened when you last came across {option}?", "what it led to"),
        ("Where did you last see {option} mentioned?", "whether it was noticed"),
    ),
}
"""For the first, the second and the third of what there is to choose from."""
ON_THE_MATTER = (
    ("Walk me through the last time {about} came up, from the beginning.", "where it begins for them"),
    ("What did you look at first, when you last had {about} in front of you?", "what they see first"),
    ("Who did you last talk to about {about}?", "whose word counts"),
    ("What had happened just before you last changed something about {about}?", "what would move them"),
    ("What have you put up with so far, when it comes to {about}?", "what they bear with"),
    ("What was the last message about {about} that you acted on?", "how they hear of it"),
)
BESIDES = (GENERAL[4], GENERAL[9], ("What have you kept to yourself in all of that until now?", GENERAL[8][1]))
ASKED, MOST_ON_OPTIONS, LONGEST_LABEL = 10, 3, 11
_UNITS = re.compile(
    r"^(?:per|each|every)\b|^(?:by the|an?) (?:day|week|month|year|hour|visit|pay ?(?:cheque|check)|head|person)$", re.I
)
_WAYS = (
    "by ",
    "in ",
    "on ",
    "at ",
    "through ",
    "via ",
    "online",
    "offline",
    "with ",
    "without ",
    "from ",
    "before ",
    "after ",
)


def write_guide(inputs: GuideInputs) -> Guide:
    """-> open questions about what happened, none about what might; where a decision is named, most serve it."""
    persona = inputs.persona
    drafts = [*_on_the_decision(inputs.decision, persona)] if inputs.decision.strip() else []
    drafts += BESIDES if drafts else []
    drafts += _general(persona)
    kept, _ = sound([GuideQuestion(id="g0", text=text, decides=decides) for text, decides in drafts], persona)
    return Guide(questions=[GuideDraft(text=each.text, decides=each.decides) for each in kept[:ASKED]])


def _general(persona: Persona) -> list[tuple[str, str]]:
    matter = matter_of(persona)
    if not matter:
        return list(PLAIN)
    topics = [each for each in topics_of(persona) if each != matter] or [matter]
    costly = costly_of(persona) or matter
    named = {"matter": matter, "topic": topics[0], "costly": costly, "other": topics[min(1, len(topics) - 1)]}
    return [(text.format(**named), decides) for text, decides in GENERAL]


def _on_the_decision(decision: str, persona: Persona) -> Iterator[tuple[str, str]]:
    choice = choice_in(decision)
    things = [each for each in choice.options if _kind(each) == "thing"]
    about = cycle([choice.about] if choice.about else things or [matter_of(persona)])
    first, *rest = ON_THE_MATTER
    named = next(about)
    if named:
        yield first[0].format(about=named), _decides(choice, first[1])
    for place, option in enumerate(choice.options[:MOST_ON_OPTIONS]):
        text, decides = ON_OPTIONS[_kind(option)][place]
        yield text.format(about=named or "something", option=option), _decides(choice, decides)
    if named:
        yield from ((text.format(about=next(about)), _decides(choice, decides)) for text, decides in rest)


def _kind(option: str) -> str:
    low = option.lower()
    if _UNITS.match(low):
        return "each"
    return "way" if low.startswith(_WAYS) else "thing"


def _decides(choice: Choice, what: str) -> str:
    """'per month or per year: what they see first'."""
    label = choice.label if len(choice.label.split()) <= LONGEST_LABEL else "the decision"
    return f"{label}: {what}"
