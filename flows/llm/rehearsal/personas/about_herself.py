"""Questions about the person herself: name, age, work, home, who belongs to her. The card answers, or nobody does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.llm.rehearsal.personas.choosing import chosen, fresh
from flows.llm.rehearsal.personas.described import with_article
from personas.first_person import first_person
from personas.schema import Part, Persona

_AGE = re.compile(r"\bhow old\b|\byour age\b|\bwhat age\b|\bwhen were you born\b", re.I)
_NAME = re.compile(r"\byour name\b|\bwhat are you called\b|\bwho am i (?:speaking|talking) (?:to|with)\b", re.I)
_WORK = re.compile(
    r"\bwhat do you do\b(?! (?:when|if|with|about|on|after|to|first|next|then|for|in your|at the))|\bfor a living\b"
    r"|\byour (?:job|work|profession|occupation|trade)\b|\b(?:where )?do you work\b",
    re.I,
)
_KIN = re.compile(
    r"\bwho (?:lives|do you live|else lives|is at home)\b|\b(?:do you have|have you got|any) (?:any )?(?:children|kids"
    r"|a family|a partner|a wife|a husband|brothers|sisters|siblings|pets|a dog|a cat)\b"
    r"|\bare you (?:married|single|alone)\b|\blive (?:alone|with)\b|\byour (?:family|household)\b",
    re.I,
)
_HOME = re.compile(
    r"\bwhere (?:do you live|are you from|is home|do you come from)\b|\bwhich (?:town|city|country)\b", re.I
)
_SELF = re.compile(r"\babout yourself\b|\bwho are you\b|\b(?:introduce|describe) yourself\b", re.I)
_INCOME = re.compile(r"\b(?:how much do you (?:earn|make)|your (?:salary|income|wage|rent)|what do you earn)\b", re.I)
_HOUSEHOLD = re.compile(
    r"\b(?:lives? (?:alone|with|two doors)|shares? (?:a|the)|(?:has|have) (?:no|an?|one|two|three|four|five|\d+|small"
    r"|young|grown-up) (?:\w+ )?(?:child|children|kids?|baby|sons?|daughters?|teenagers?|grandchildren|cat|dog)"
    r"|brings? up|looks after|married|single|is a widow\w*|divorced)\b",
    re.I,
)
_PLACE = re.compile(
    r"\b(?:lives? (?:in|at|on|near|above|alone above|with)|is from|moved|town|village|city|flat|house)\b", re.I
)
_WORKS = re.compile(r"\b(?:works?|shifts?|jobs?|company|office|nights|runs an?|commutes)\b", re.I)
_PARENT = re.compile(r"\b(?:mother|father|parent|mum|dad)$", re.I)
_NO_JOB = re.compile(
    rf"{_PARENT.pattern}|\b(?:grand\w+|widow\w*|wife|husband|man|woman|customer|member|user|guest|couple|somebody"
    r"|person|subscriber|shopper)$",
    re.I,
)
_NOT_OF_WORK = (
    "Work isn't what this is about. I'm {who}, that's enough to do.",
    "I'm {who}. What I do besides stays out of it.",
)
_NO_AGE = (
    "I don't know. Nothing that is known of me says how old I am.",
    "I couldn't tell you. My age is written down nowhere.",
)
_OWN_BUSINESS = (
    "That's nobody's business but mine.",
    "I keep that at home, if you don't mind.",
    "I'd rather leave that out of it.",
)


def about_herself(persona: Persona, question: str, told: Sequence[str]) -> str:
    """-> the answer; empty where something else is asked. What the card does not say she keeps to herself."""
    who = persona.occupation if "“" not in persona.occupation else "customer"
    said, household = f"I'm {with_article(who)}.", _first(persona, _HOUSEHOLD, Part.BACKGROUND, Part.BEHAVIOUR)
    kept = fresh(_OWN_BUSINESS, question, told)
    if _NAME.search(question):
        return f"{persona.first_name}. {persona.name}, in full."
    if _AGE.search(question):
        return _age(persona, question)
    if _INCOME.search(question):
        return kept
    if _SELF.search(question):
        return " ".join(filter(None, (said, household, _first(persona, None, Part.HOBBIES))))
    if _WORK.search(question) and _NO_JOB.search(who):
        return chosen(_NOT_OF_WORK, question, persona.name).format(who=with_article(who))
    if _WORK.search(question):
        return " ".join(filter(None, (said, _first(persona, _WORKS, Part.BACKGROUND))))
    if _KIN.search(question):
        as_parent = f"I'm {with_article(who)}, so not alone. The rest is ours."
        return household or (as_parent if _PARENT.search(who) else kept)
    return (
        (_first(persona, _PLACE, Part.BACKGROUND) or _counted_home(persona) or kept) if _HOME.search(question) else ""
    )


def _counted_home(persona: Persona) -> str:
    """Where a file says that people like her are from: 'Is from Norway (77 % of …' -> 'I'm from Norway.'"""
    found = (re.match(r"Is (from .+) \(", each.text) for each in persona.statements if each.counted)
    return next((f"I'm {each[1]}." for each in found if each), "")


def _age(persona: Persona, question: str) -> str:
    ages = re.findall(r"\d+", persona.age_band)
    if not persona.age_band.strip():
        return chosen(_NO_AGE, question, persona.name)
    if len(ages) != 2:
        return f"{persona.age_band}, since you ask."
    one, other = ages
    said = (
        f"Somewhere between {one} and {other}. You won't get it closer.",
        f"{one} is behind me, {other} isn't. That must do.",
    )
    return chosen(said, question, persona.name)


def _first(persona: Persona, cue: re.Pattern[str] | None, *parts: Part) -> str:
    """The first line of these parts that speaks of it, as she would say it; not the one that says what she is."""
    own = [each for part in parts for each in persona.of(part) if not each.counted]
    lines = [each for each in own if not re.match(r"Is an? ", each.text)]
    said = (first_person(each.text, each.part, persona.name) for each in lines if not cue or cue.search(each.text))
    return next(filter(None, said), "")
