"""What somebody asks a persona: the part that asks, what it is about, and in which way an answer can be given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from flows.llm.rehearsal.personas.cues import Cue, cues_of
from interviews.language import content_stems, listed, stem, words
from interviews.question_forms import IMPERATIVE, sentences
from personas.greetings import without_greeting

Manner = Literal["story", "habit", "guess", "plain"]
Lack = Literal["sum", "when", "who", "why", "where", "opinion", ""]
_STORY = re.compile(
    r"\b(?:last (?:time|thing|one|bill|message|letter|sum|week|month|year|spring|summer)|walk (?:me|us) through"
    r"|tell (?:me|us) about (?:the|a) "
    r"(?:last|time)|what happened|happened|did you|have you (?:ever|tried|kept|put)|how did|when you last|gave up"
    r"|was the last|became of)\b",
    re.I,
)
_HABIT = re.compile(
    r"\b(?:usually|normally|how do you|what do you do|how often|do you|typically|every (?:time|day|week|month|year))\b",
    re.I,
)
_GUESS = re.compile(
    r"\b(?:would|could you imagine|what if|imagine|if (?:we|you|there|it)|suppose|wish|will you|might you"
    r"|are you going to)\b",
    re.I,
)
_LACKS: tuple[tuple[str, Lack], ...] = (
    (
        r"\bhow (?:much|many|often|long|high)\b|\bwhat (?:sum|price|figure|percentage|share)\b|\bcost\b"
        r"|\bwhat (?:did|do|have) you (?:pay|paid|spend|spent)\b",
        "sum",
    ),
    (r"^\W*(?:and |so )?when\b|\bwhat (?:day|date|year|time)\b", "when"),
    (r"^\W*(?:and |so )?(?:who|whom)\b", "who"),
    (r"^\W*(?:and |so |but )?(?:why|how come|what made)\b", "why"),
    (r"^\W*(?:and |so )?where\b", "where"),
    (
        r"\b(?:what do you think|do(?:n['’]t| not)? you (?:not )?(?:think|find|agree)|would you rather|opinion"
        r"|how do you feel|favou?rite|like best|prefer)\b",
        "opinion",
    ),
)
_GROUPS = (
    "cost price pay paid money bill expensive fee charge sum dear cheap spend spent euro dollar pound franc figure "
    "month total save saving",
    "ask help explain colleague neighbour friend sister cousin nephew caretaker helper guard person somebody talk "
    "trust",
    "phone telephone call ring text message mail e-mail letter post note newsletter board chat read write",
    "form paper document page letter folder receipt envelope paperwork",
    "stop quit cancel leave left gave give refuse without",
    "wait queue late deadline date time hour minute day evening delay forget missed miss",
    "buy bought shop order purchase basket box parcel deliver delivery present gift",
    "child children kid mother father parent family baby daughter son",
    "work job shift boss office company meeting",
    "home house flat live neighbour kitchen door",
    "private privacy data name password account trust distrust",
    "choose pick decide compare offer chose took switch change",
    "word mean understand explain know learn nod",
    "app phone screen computer button device update website online password",
    "doctor nurse hospital visit clinic care ill",
    "train bus ticket station platform travel journey way bike",
)
SYNONYMS: dict[str, frozenset[str]] = {}
for _group in _GROUPS:
    _stems = frozenset(stem(word) for word in listed(_group))
    for _stem in _stems:
        SYNONYMS[_stem] = SYNONYMS.get(_stem, frozenset()) | _stems
_GENERAL = frozenset(
    stem(word)
    for word in listed(
        """last time walk tell deal begin beginning happen came come know think feel like just any further far get got
        go went done use thing things something anything day today example far look see find often usually handle
        dealt sort sorted people person way matter little little bit long ever never really first next start topic
        ask help who stuck further"""
    )
)
"""They stand in every question and name nothing."""


@dataclass(frozen=True)
class Asked:
    """`words`: what asks, without greetings; empty where nothing is asked. `stems`: of what was said."""

    words: str
    stems: frozenset[str]
    manner: Manner
    lack: Lack
    """What is missing where nothing fits."""
    cues: tuple[Cue, ...]
    """The plainest first."""
    named: frozenset[str]
    """Stems of what the question is about, without words that only ask."""


def asked(question: str) -> Asked:
    """-> what a message to the persona asks for."""
    said = without_greeting(question)
    asking = _asking(said)
    told = asking or said
    no_lack: Lack = ""
    manner: Manner = (
        "guess"
        if _GUESS.search(told)
        else "story"
        if _STORY.search(told)
        else "habit"
        if _HABIT.search(told)
        else "plain"
    )
    lack = next((kind for cue, kind in _LACKS if re.search(cue, told, re.I)), no_lack)
    cues = cues_of(told)
    only_ask = {stem(word) for word in words(told) if any(cue.question.match(word) for cue in cues)}
    named = frozenset(content_stems(told) - _GENERAL - only_ask)
    return Asked(asking, frozenset(content_stems(said) - _GENERAL), manner, lack, cues, named)


def related(one: frozenset[str] | set[str], other: frozenset[str] | set[str]) -> tuple[int, int]:
    """-> (stems they share, stems of the first that have a near word in the second)."""
    shared = one & other
    near = sum(bool(SYNONYMS.get(each, frozenset()) & other) for each in one - shared)
    return len(shared), near


def _asking(said: str) -> str:
    """The sentences that ask or tell to tell."""
    found = [
        each
        for each in sentences(said)
        if each.endswith("?") or re.match(rf"(?:so |and |now,? |please,? )*{IMPERATIVE}\b", each, re.I)
    ]
    return " ".join(found)
