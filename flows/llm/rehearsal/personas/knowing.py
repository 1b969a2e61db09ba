"""What somebody knows of the words of a world: how much, what is believed of each, and the one event it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.llm.persona_tasks import KnowledgeDraft, SourceDraft
from flows.llm.rehearsal.personas.rules import rules_of
from flows.llm.rehearsal.personas.terms import is_familiar, is_plain
from interviews.language import content_stems
from personas.grounding import why_not
from personas.passages import Passage
from personas.schema import State

MOST, LONGEST_BELIEF = 8, 170
BEGINNER = re.compile(
    r"\b(?:not understand|n['’]t understand|beginner|new to|confus\w+|no idea|does not know|nods|first-time"
    r"|overwhelmed)\b",
    re.I,
)
EXPERT = re.compile(
    r"\b(?:by heart|small print|expert|experienced|knows (?:the|every|all)|explains|accountant|bookkeeper|treasurer"
    r"|professional"
    r"|lawyer|planner)\b",
    re.I,
)
_USUAL = (State.HALF, State.KNOWS, State.WRONG, State.HALF, State.UNAWARE)
_OF_BEGINNERS = (State.WRONG, State.HALF, State.UNAWARE, State.HALF)
_OF_EXPERTS = (State.KNOWS,)
_BELIEFS: dict[tuple[str, State], tuple[str, ...]] = {
    ("", State.WRONG): (
        "More or less the same as {other}, only written differently.",
        "Something the office does by itself.",
        "A word for the small print.",
        "Something for people who have been with them longer.",
        "Whatever one agreed to in the beginning.",
    ),
    ("", State.HALF): (
        "Comes up every time, and somebody else deals with it.",
        "Something one has, and nobody says what for.",
        "Good to have, they say.",
        "There are two kinds, and one of them is the right one.",
        "Stands on every page, so it must matter.",
    ),
    ("", State.KNOWS): (
        "It is plain enough, once one has been through it.",
        "It is what it says, and they do keep to it.",
        "It is no trouble, as long as one asks in time.",
    ),
    ("", State.UNAWARE): (
        "Has never met the word.",
        "Has read past it, if it stood there.",
        "Would not know it from any other word.",
        "Nobody ever said it aloud.",
    ),
    ("money", State.WRONG): (
        "Something they take on top, when all is over.",
        "A sum one gets back in the end.",
        "What one pays anyway, under another name.",
        "Something one pays once and never again.",
    ),
    ("money", State.HALF): (
        "Costs something or saves something, one of the two.",
        "Has a line of its own on every bill, the one everybody skips.",
        "Fine as long as one does the right thing, and dear if not.",
        "The lower it is, the worse it gets later, or the other way round.",
    ),
    ("time", State.WRONG): (
        "The time one has to think it over.",
        "A month, as everywhere else.",
        "Begins when one says so.",
    ),
    ("time", State.HALF): (
        "Has to be looked at before a certain date.",
        "Longer than one thinks, until it is over.",
        "Two weeks or four, one of the two.",
    ),
}
"""(what the word turns on, how much is known of it) -> what may be believed, as somebody would put it."""
_EVENTS: dict[State, tuple[str, ...]] = {
    State.WRONG: (
        "Heard it so from a colleague, in passing.",
        "Worked it out alone, on a Sunday.",
        "Had it that way with another company.",
        "Read it on a poster, from a bus.",
        "Took it from how somebody said it.",
    ),
    State.HALF: (
        "Had it explained once, at the door.",
        "Read it in a letter that is lost by now.",
        "Heard it on the telephone, with noise behind.",
        "Looked it up once and forgot it again.",
        "Saw it on a page that closed by itself.",
    ),
    State.KNOWS: (
        "Had to sort it out for somebody else.",
        "Got it wrong once, and not again.",
        "Asked until it was clear.",
        "Read it twice, with a pencil.",
    ),
    State.UNAWARE: ("",),
}
_PAYABLE = re.compile(
    r"\b(?:deductibles?|premiums?|co-?pay(?:ment)?s?|coinsurance|contributions?|fees?|deposits?|prices?|rates?|rent|fares?"
    r"|charges?|fines?|refunds?|taxes|tax|discounts?|allowances?|payments?|interest|bonus|membership|subscriptions?)$",
    re.I,
)
"""Something that is paid, and not something that may cost."""
_TIME = re.compile(r"\b(?:period|notice|deadline|enrol\w*|date|term|warranty|renewal)\b", re.I)


def knowledge(terms: Sequence[str], passages: Sequence[Passage], brief: str, seat: int) -> list[KnowledgeDraft]:
    """-> one for each of the foremost words; a wrong belief never takes a word for one that was never met."""
    turns = _OF_BEGINNERS if BEGINNER.search(brief) else _OF_EXPERTS if EXPERT.search(brief) else _USUAL
    topics = [each for each in terms if not is_plain(each)][:MOST]
    states = {topic: _state(topic, turns[(place + seat) % len(turns)]) for place, topic in enumerate(topics)}
    counted: dict[State, int] = dict.fromkeys(State, seat)
    drafts = []
    for topic in topics:
        state = states[topic]
        met = [other for other in topics if other != topic and states[other] in (State.KNOWS, State.HALF)]
        drafts.append(_draft(topic, state, counted[state], met, passages))
        counted[state] += 1
    return drafts


def _draft(topic: str, state: State, turn: int, met: Sequence[str], passages: Sequence[Passage]) -> KnowledgeDraft:
    if state is State.KNOWS and (known := next(_rules_on(topic, passages), None)):
        text, passage = known
        sources = [SourceDraft(origin="material", ref=passage.id)]
        return KnowledgeDraft(topic=topic, state=state, belief=text, event=_of(_EVENTS[state], turn), sources=sources)
    options = _BELIEFS.get((_turns_on(topic), state)) or _BELIEFS["", state]
    options = tuple(each for each in options if met or "{other}" not in each)
    belief = _of(options, turn).format(other=f"the {met[turn % len(met)]}" if met else "")
    return KnowledgeDraft(
        topic=topic,
        state=state,
        belief=belief,
        event=_of(_EVENTS[state], turn),
        sources=[SourceDraft(origin="assumption", ref="")],
    )


def _rules_on(topic: str, passages: Sequence[Passage]) -> Iterator[tuple[str, Passage]]:
    """Sentences about it that its passage carries, short enough to be known."""
    stems = content_stems(topic)
    for passage in passages:
        for rule in rules_of(passage):
            fits = stems <= content_stems(rule.text) and len(rule.text) <= LONGEST_BELIEF
            if fits and not why_not(f"{topic}: {rule.text}", passage):
                yield rule.text, passage


def _turns_on(topic: str) -> str:
    """'money' or 'time'; empty for what is neither paid nor waited for."""
    if _TIME.search(topic):
        return "time"
    return "money" if _PAYABLE.search(topic) else ""


def _state(topic: str, state: State) -> State:
    """Nobody has never met an everyday word."""
    return State.HALF if state is State.UNAWARE and is_familiar(topic) else state


def _of(options: Sequence[str], turn: int) -> str:
    return options[turn % len(options)]
