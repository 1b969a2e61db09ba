"""What a persona has claimed in an interview, kept so that she says the same tomorrow.

Taken out of her answers by rule: who belongs to her, how many of what, and what she does or does not do or have. It
rather misses than accuses: only what is said plainly is kept, and only a plain clash is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from interviews.language import content_stems, folded, numbers, stem, words
from personas.first_person import first_person
from personas.learning import Told
from personas.measures import amount
from personas.schema import PASSAGES, Persona, Value

MOST, MOST_TOLD = 60, 20
"""Facts that are kept, and explanations; the oldest go first."""
_KIN = (
    "sister|brother|mother|father|mum|mom|dad|wife|husband|partner|boss|manager|supervisor|daughter|son|aunt|uncle"
    "|colleague|neighbou?r|friend|doctor|dog|cat"
)
_NAMED = re.compile(
    rf"\b(?:my|our)\s+(?P<kin>{_KIN})(?:['’]s name is|\s+is called|\s+is named|,|\s+called|\s+named)?\s+"
    r"(?P<name>(?-i:[A-Z])[a-z]+)\b(?!['’]s\b)",
    re.I,
)
_COUNTED = re.compile(
    r"\b(?:I|we)(?:['’]ve got|['’]ve| have| had| got| pay| paid| owe| own| earn| make| take| work| live)\b"
    r"(?P<rest>[^.;!?]{2,80})",
    re.I,
)
_OWN = re.compile(
    r"\bI(?:\s+(?:really|still|just|only|also|always))?\s+(?P<not>don['’]t|do not|never|haven['’]t|have no|didn['’]t|"
    r"won['’]t|can['’]t|cannot|am not|no longer)?\s*(?P<verb>have|own|use|read|open|drive|know|trust|smoke|drink|cook|"
    r"keep|like|want|need|take|eat|wear|speak|rent|share|live|work|commute|save)?\b(?P<rest>[^.,;!?]{2,60})",
    re.I,
)
_VAGUE = re.compile(r"\b(?:about|around|some|roughly|maybe|almost|nearly|or so|-?ish)\b", re.I)
_UNSURE = re.compile(r"\b(?:if|would|could|might|imagine|suppose|perhaps)\b", re.I)
_TIME = re.compile(
    r"\b(?:any ?more|now|yet|then|back then|used to|last|next|sometimes|usually|at first|before)\b", re.I
)


class Fact(Value):
    """`about`: what it is about, in stems; `value`: a name, numbers, or `yes` and `no`; `said`: the words."""

    kind: Literal["name", "number", "own"]
    about: tuple[str, ...]
    value: str
    said: str
    answer: str
    """Id of the answer."""
    vague: bool = False


class FactSheet(Value):
    """What she claimed, and what she was told: nothing else changes what she knows."""

    card: tuple[Fact, ...] = ()
    """What her card says, as far as it can be held against her answers by rule; its `answer` is the line's id."""
    facts: tuple[Fact, ...] = ()
    told: tuple[Told, ...] = ()


def of_card(persona: Persona) -> FactSheet:
    """Before anything was said: what the card says of her, as she would say it; rules of her world and what was
    counted of many are left out."""
    lived = [each for each in persona.statements if all(s.origin not in PASSAGES for s in each.sources)]
    facts = [fact for each in lived for fact in _facts(first_person(each.text), each.id)]
    return FactSheet(card=tuple(facts))


def grown(sheet: FactSheet, answer: str, said: str) -> FactSheet:
    """With what `said`, the answer of that id, claims anew; what she said first stands."""
    known = {(each.kind, each.about) for each in sheet.facts}
    new = [each for each in _facts(said, answer) if (each.kind, each.about) not in known]
    return sheet.model_copy(update={"facts": (*sheet.facts, *new)[-MOST:]})


def taught(sheet: FactSheet, told: Sequence[Told]) -> FactSheet:
    """With what somebody has just explained to her."""
    return sheet.model_copy(update={"told": (*sheet.told, *told)[-MOST_TOLD:]}) if told else sheet


def clashes(sheet: FactSheet, said: str) -> list[str]:
    """What goes against something she said before, a sentence each that a writer can act on."""
    found = []
    known: dict[tuple[str, tuple[str, ...]], list[tuple[str, Fact]]] = {}
    for where, facts in (("Your card says", sheet.card), ("You said before", sheet.facts)):
        for each in facts:
            known.setdefault((each.kind, each.about), []).append((where, each))
    for now in _facts(said, "") if known else ():
        about_it = known.get((now.kind, now.about), ())
        if clash := next((each for each in about_it if _clash(each[1], now)), None):
            where, before = clash
            found.append(f"{where}: “{before.said}” ({before.answer}). Now: “{now.said}”. Stay with the first.")
    return found


def as_lines(sheet: FactSheet) -> tuple[str, ...]:
    """The facts for a prompt, the latest last."""
    return tuple(f"{each.said} ({each.answer})" for each in sheet.facts)


def told_lines(sheet: FactSheet) -> tuple[str, ...]:
    """What she was told, for a prompt: the word, and the sentence she has heard about it."""
    return tuple(f"{each.topic}: she was told “{each.said}” before {each.answer}" for each in sheet.told)


def retested(asked: Sequence[tuple[str, str]]) -> tuple[int, int]:
    """Of questions that were asked again in nearly the same words: -> (how many, how many without a clash).

    `asked`: question and answer, in order. Retest agreement as in test-retest reliability, on plain facts only.
    """
    again = agreed = 0
    about = [content_stems(question) if len(words(question)) > 2 else set[str]() for question, _ in asked]
    for place, (_, answer) in enumerate(asked):
        first = next((earlier for earlier in range(place) if _alike(about[place], about[earlier])), None)
        if first is not None:
            again += 1
            agreed += not clashes(grown(FactSheet(), "a1", asked[first][1]), answer)
    return again, agreed


def _facts(said: str, answer: str) -> list[Fact]:
    facts: list[Fact] = []
    for sentence in re.split(r"(?<=[.!?;])\s+", folded(said)):
        if _UNSURE.search(sentence):
            continue
        for found in _NAMED.finditer(sentence):
            about = (stem(found["kin"].lower()),)
            facts.append(Fact(kind="name", about=about, value=found["name"], said=_short(found[0]), answer=answer))
        for found in _COUNTED.finditer(sentence):
            facts += _counted(found[0], found["rest"], answer)
        for found in _OWN.finditer(sentence):
            facts += _own(found, answer)
    return facts


def _counted(said: str, rest: str, answer: str) -> list[Fact]:
    """One number for one thing; two numbers in a breath are not told apart."""
    counted = numbers(rest)
    about = tuple(sorted(content_stems(" ".join(word for word in words(rest) if not numbers(word)))))
    if len(counted) != 1 or not about or _TIME.search(said):
        return []
    vague = _VAGUE.search(said) is not None
    return [Fact(kind="number", about=about, value=next(iter(counted)), said=_short(said), answer=answer, vague=vague)]


def _own(found: re.Match[str], answer: str) -> list[Fact]:
    """What she has, does, knows, or not."""
    nothing = (found["not"] or "").lower() == "have no"
    verb = "have" if nothing else (found["verb"] or "").lower()
    if not verb or _TIME.search(found[0]):
        return []
    about = content_stems(found["rest"])
    if not 1 <= len(about) <= 3 or numbers(found["rest"]):
        return []
    value = "no" if found["not"] else "yes"
    return [Fact(kind="own", about=(verb, *sorted(about)), value=value, said=_short(found[0]), answer=answer)]


def _clash(before: Fact, now: Fact) -> bool:
    """Whether two facts about the same cannot both be true."""
    if before.value == now.value:
        return False
    if before.kind == "number" and (before.vague or now.vague):
        one, other = amount(before.value), amount(now.value)
        return one is not None and other is not None and max(one, other) > 1.5 * min(one, other)
    return True


def _alike(mine: set[str], theirs: set[str]) -> bool:
    return bool(mine) and len(mine & theirs) >= 0.7 * max(len(mine), len(theirs))


def _short(text: str) -> str:
    return " ".join(text.split())[:120]
