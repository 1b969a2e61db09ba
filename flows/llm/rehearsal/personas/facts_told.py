"""What a file counted of people like her, as a line of her card and as she would say it.

On the card with the figures of the file; in her mouth rounded, and never as a share of anybody.
"""

from __future__ import annotations

import re

from flows.llm.rehearsal.personas.fact_words import kind_of, values_of
from personas.facts import Fact, in_words
from personas.schema import Part

_STATED = {
    "recency": "Last bought about {here} days before the file ends, the others about {others} days.",
    "frequency": "Has ordered about {here} times, the others about {others}.",
    "money spent": "Has spent about {here} in all, the others about {others}.",
    "basket": "Spends about {here} on an order, {way} than the others (about {others}).",
    "first": "First bought about {here} days before the file ends, the others about {others} days.",
    "pace": "Orders again after about {here} days, the others after about {others} days.",
    "products": "Has bought about {here} different products, the others about {others}.",
    "pieces": "Takes about {here} pieces on an order, {way} than the others (about {others}).",
    "money": "Pays about {here} in {subject}, {way} than the others (about {others}).",
    "tenure": "Has been a customer for {a_longer} time than the others: {subject} about {here} "
    "(the others about {others}).",
    "age": "Is about {here} years old, the others about {others}.",
    "question": "Answers “{subject}” with about {here}, {lower} than the others (about {others}).",
    "": "Has {subject} of about {here}, {way} than the others (about {others}).",
}
_SPOKEN = {
    "recency": "The last time I bought something there was about {ago} ago.",
    "frequency": "I've ordered there about {here} times.",
    "money spent": "All in all I've spent about {here} there.",
    "basket": "An order of mine comes to about {here}.",
    "first": "The first time I bought something there was about {ago} ago.",
    "pace": "About {ago} go by before I order again.",
    "products": "I've bought about {here} different things there.",
    "pieces": "I take about {here} pieces at a time.",
    "money": "My {subject} come to about {here}, which is {way} than most pay.",
    "tenure": "I've been with them for {a_longer} time than most.",
    "age": "",
    "question": "Asked “{subject}”, I'd say about {here}.",
    "": "With {subject} I'm at about {here}, {way} than most.",
}
_FEW_TIMES = {
    "1": ("Has ordered once, the others about {others} times.", "I've ordered there once, and that was it."),
    "2": ("Has ordered twice, the others about {others} times.", "I've ordered there twice."),
}
_HAD = {
    "contract": ("Has {a} {level} {subject}", "Has no {level} {subject}"),
    "paying": ("Pays by {level}", "Does not pay by {level}"),
    "service": ("Has {level} {subject}", "Has no {level} {subject}"),
    "place": ("Is from {level}", "Is not from {level}"),
    "channel": ("Is reached by {level}", "Is not reached by {level}"),
    "": ("Has {level} as {subject}", "Does not have {level} as {subject}"),
}
_I_HAVE = {
    "contract": ("I have {a} {level} {subject}.", "I have no {level} {subject}."),
    "paying": ("I pay by {level}.", "I don't pay by {level}."),
    "service": ("My {subject} is {level}.", "I don't use {level}."),
    "place": ("I'm from {level}.", "I'm not from {level}."),
    "channel": ("I'm reached by {level}.", "You won't reach me by {level}."),
    "": ("I have {level} as {subject}.", "I don't have {level} as {subject}."),
}
_SO_LONG = re.compile(r"\b(one|two|three|four|five|\d+) (day|week|month|year)(?= [a-z])")
"""'a two year contract' -> 'a two-year contract'"""
_OF_MANY = " ({here} of people like this, {others} of the others)."
_LEAVES = "Leaves {way} often than the others: {here} of people like this left, {others} of the others."
_ENDS = "Is {way} often “{subject}” than the others: {here} of people like this, {others} of the others."
_GONE = {
    "more": "{share} of the people like me have left. Why they went, I can't say for them.",
    "less": "{share} of the people like me have left.",
}


def stated(fact: Fact, told: str) -> tuple[Part, str]:
    """-> a line of the card, empty where it says nothing of one of them. `told`: the sentence in which it is told."""
    if fact.about == "size":
        counted, _, share = told.removeprefix("They are ").rstrip(".").partition(": ")
        return Part.BACKGROUND, f"Stands for {counted} ({share})."
    if fact.about == "money":
        return Part.BACKGROUND, f"People like this bring {told.removeprefix('They bring ')}"
    if fact.about == "journey":
        return Part.BEHAVIOUR, _stage(told)
    if fact.about == "quote":
        return Part.PAIN_POINTS, f"Wrote about {fact.subject}: {told.partition(': ')[2]}"
    if fact.about == "topic":
        return Part.BEHAVIOUR, f"{fact.here} of people like this write about “{fact.subject}”."
    if fact.about == "outcome":
        if not fact.here.endswith("%"):
            return Part.BEHAVIOUR, ""
        return Part.BEHAVIOUR, (_LEAVES if fact.meaning == "churn" else _ENDS).format(**values_of(fact))
    if fact.about == "share":
        return Part.CHANNELS if fact.meaning == "channel" else Part.BEHAVIOUR, _share(fact)
    return Part.BEHAVIOUR, _measure(fact)


def spoken(fact: Fact, told: str) -> str:
    """-> the same as she would say it; empty for what nobody knows of herself."""
    if fact.about == "measure":
        few = _FEW_TIMES.get(fact.here) if fact.meaning == "frequency" else None
        return (few[1] if few else _SPOKEN[kind_of(fact)]).format(**values_of(fact))
    if fact.about == "share" and fact.of_one:
        lines = _I_HAVE.get(fact.meaning, _I_HAVE[""])
        said = (lines[fact.lacked] if fact.level else f"I {_has(fact, 'have', 'do')}.").format(**values_of(fact))
        return _SO_LONG.sub(r"\1-\2", said)
    if fact.about == "outcome" and fact.meaning == "churn" and (share := in_words(fact.here)):
        return _GONE[fact.way or "more"].format(share=share.capitalize())
    if fact.about == "quote":
        words = told.partition(": ")[2].strip(" “”")
        stop = "" if words.endswith((".", "!", "?")) else "."
        return f"What I wrote to them about {fact.subject} was this: {words}{stop}"
    return ""


def _measure(fact: Fact) -> str:
    few = _FEW_TIMES.get(fact.here) if fact.meaning == "frequency" else None
    return (few[0] if few else _STATED[kind_of(fact)]).format(**values_of(fact))


def _stage(told: str) -> str:
    """'Slipping: 16 % are silent for over 54 days: of …' -> '16 % of people like this have been silent for …'"""
    said = re.split(r": |\. ", told.partition(": ")[2], maxsplit=1)[0].strip(" .")
    share, percent, rest = said.partition(" % ")
    rest = rest.replace("are silent", "have been silent").replace("; half of these", ", half of these")
    return f"{share} % of people like this {rest}." if percent else f"Of people like this {said}."


def _has(fact: Fact, has: str, does: str) -> str:
    """'has no tech support', 'does not have multiple lines', 'has a partner'."""
    if not fact.lacked:
        return f"{has} {{one}}"
    several = fact.subject.startswith(("multiple", "several"))
    return f"{does} not have {{subject}}" if several else f"{has} no {{subject}}"


def _share(fact: Fact) -> str:
    if not fact.of_one:
        return ""
    if not fact.level:
        said = _has(fact, "has", "does")
        return (f"{said[:1].upper()}{said[1:]}" + _OF_MANY).format(**values_of(fact))
    return (_HAD.get(fact.meaning, _HAD[""])[fact.lacked] + _OF_MANY).format(**values_of(fact))
