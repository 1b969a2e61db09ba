"""Questions about the person herself: name, age, work, home, who belongs to her. The card answers, or nobody does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.llm.rehearsal.personas.choosing import chosen, fresh
from flows.llm.rehearsal.personas.described import with_article
from personas.first_person import first_person
from personas.schema import Part, Persona

_AGE = re.compile(r"\bhow old\b|\byour age\b|\bwhat age\b|\bwhen were you born\b", re.I)
_NAME = re.compile(
    r"\b(?:what(?:['’]s| is) your name|what are you called|who am i (?:speaking|talking) (?:to|with)|your name)\b", re.I
)
_WORK = re.compile(
    r"\bwhat do you do\b(?! (?:when|if|with|about|on|after|to|first|next|then|in your|at the))|\bfor a living\b"
    r"|\byour (?:job|work|profession|occupation|trade)\b"
    r"|\bwhere do you work\b|\bdo you work\b|\bwhat(?:['’]s| is) your job\b",
    re.I,
)
_KIN = re.compile(
    r"\bwho (?:lives|do you live|else lives|is at home)\b|\b(?:do you have|have you got|any) (?:any )?(?:children"
    r"|kids|a family|a partner|a wife|a husband"
    r"|brothers|sisters|siblings|pets|a dog|a cat)\b|\bare you (?:married|single|alone)\b|\blive (?:alone|with)\b"
    r"|\byour (?:family|household)\b",
    re.I,
)
_HOME = re.compile(
    r"\bwhere (?:do you live|are you from|is home|do you come from)\b|\bwhich (?:town|city|country)\b", re.I
)
_SELF = re.compile(
    r"\b(?:tell (?:me|us) (?:a bit |something |a little |more )?about yourself|who are you|introduce yourself"
    r"|describe yourself)\b",
    re.I,
)
_INCOME = re.compile(r"\b(?:how much do you (?:earn|make)|your (?:salary|income|wage|rent)|what do you earn)\b", re.I)
HOUSEHOLD = re.compile(
    r"\b(?:lives? (?:alone|with|two doors)|shares? (?:a|the)|(?:has|have) (?:no|a|an|one|two|three|four|five|\d+"
    r"|small|young|grown-up) (?:\w+ )?(?:child|children|kids?"
    r"|baby|sons?|daughters?|teenagers?|grandchildren|cat|dog)|brings? up|looks after|married|single|is a widow\w*"
    r"|divorced)\b",
    re.I,
)
PLACE = re.compile(
    r"\b(?:lives? (?:in|at|on|near|above|alone above|with)|is from|moved|town|village|city|flat|house)\b", re.I
)
_WORKS = re.compile(r"\b(?:works?|shifts?|jobs?|company|office|nights|runs an?|commutes)\b", re.I)
_NO_JOB = re.compile(
    r"\b(?:mother|father|parent|mum|dad|grand\w+|widow\w*|wife|husband|man|woman|customer|member|user|guest|couple|somebody|person|subscriber|shopper)$",
    re.I,
)
_NOT_OF_WORK = (
    "Work isn't what this is about. I'm {who}, that's enough to do.",
    "I'm {who}. What I do besides stays out of it.",
)
_OWN_BUSINESS = (
    "That's nobody's business but mine.",
    "I keep that at home, if you don't mind.",
    "I'd rather leave that out of it.",
)


def about_herself(persona: Persona, question: str, told: Sequence[str]) -> str:
    """-> the answer; empty where something else is asked. What the card does not say she keeps to herself."""
    who = persona.occupation if "“" not in persona.occupation else "customer"
    if _NAME.search(question):
        return f"{persona.first_name}. {persona.name}, in full."
    if _AGE.search(question):
        return _age(persona, question, told)
    if _INCOME.search(question):
        return fresh(_OWN_BUSINESS, question, told)
    if _SELF.search(question):
        all_of_it = [
            f"I'm {with_article(who)}.",
            _first(persona, HOUSEHOLD, Part.BACKGROUND),
            _first(persona, None, Part.HOBBIES),
        ]
        return " ".join(dict.fromkeys(filter(None, all_of_it)))
    if _WORK.search(question):
        if _NO_JOB.search(who):
            return chosen(_NOT_OF_WORK, question, persona.name).format(who=with_article(who))
        return " ".join(filter(None, (f"I'm {with_article(who)}.", _first(persona, _WORKS, Part.BACKGROUND))))
    if _KIN.search(question):
        told = _first(persona, HOUSEHOLD, Part.BACKGROUND, Part.BEHAVIOUR)
        is_parent = re.search(r"\b(?:mother|father|parent|mum|dad)\b", who) is not None
        return told or (
            f"I'm {with_article(who)}, so not alone. The rest is ours."
            if is_parent
            else fresh(_OWN_BUSINESS, question, told)
        )
    if _HOME.search(question):
        return _first(persona, PLACE, Part.BACKGROUND) or fresh(_OWN_BUSINESS, question, told)
    return ""


def _age(persona: Persona, question: str, told: Sequence[str]) -> str:
    ages = re.findall(r"\d+", persona.age_band)
    if len(ages) == 1:
        return chosen((f"{ages[0]}.", f"I'm {ages[0]}.", f"{ages[0]}, since you ask."), question)
    if len(ages) == 2:
        one, other = ages
        said = (
            f"Somewhere between {one} and {other}. You won't get it closer.",
            f"{one} is behind me, {other} isn't. That must do.",
            f"Between {one} and {other}, and I'm not telling which end.",
        )
        return chosen(said, question, persona.name)
    return f"{persona.age_band}, if that helps." if persona.age_band else fresh(_OWN_BUSINESS, question, told)


def _first(persona: Persona, cue: re.Pattern[str] | None, *parts: Part) -> str:
    """The first line of these parts that speaks of it, as she would say it."""
    for part in parts:
        for each in persona.of(part):
            is_who = re.match(r"Is an? ", each.text) and persona.occupation.lower() in each.text.lower()
            if (
                (cue is None or cue.search(each.text))
                and not is_who
                and (said := first_person(each.text, part, persona.name))
            ):
                return said
    return ""
