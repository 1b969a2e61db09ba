"""What a file counted of people like her: as a line of her card, as she would say it, and what is left to ask.

On the card with the figures of the file; in her mouth rounded, and never as a share of anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviews.language import content_stems
from personas.facts import Fact, in_words
from personas.schema import Part

_STATED = {
    "recency": "Bought last about {here} days before the file ends, the others about {others}.",
    "frequency": "Has ordered about {here} times, the others about {others}.",
    "money spent": "Spent about {here} in all, the others about {others}.",
    "basket": "Spends about {here} on an order, {way} than the others (about {others}).",
    "first": "Bought first about {here} days before the file ends, the others about {others}.",
    "pace": "Comes back after about {here} days, the others after about {others}.",
    "products": "Has bought about {here} different products, the others about {others}.",
    "pieces": "Takes about {here} pieces on an order, {way} than the others (about {others}).",
    "money": "Pays about {here} in {subject}, {way} than the others (about {others}).",
    "tenure": "Has been a customer for {less_long}: {subject} about {here} (the others about {others}).",
    "age": "Is about {here} years old, the others about {others}.",
    "question": "Answers “{subject}” with about {here}, {lower} than the others (about {others}).",
    "": "Has {subject} of about {here}, {way} than the others (about {others}).",
}
_SPOKEN = {
    "recency": "The last time I bought something there was about {ago} ago.",
    "frequency": "I've ordered there about {here} times.",
    "money spent": "All in all I've spent about {here} there.",
    "basket": "An order of mine comes to about {here}.",
    "first": "I bought there first about {ago} ago.",
    "pace": "About {ago} go by before I order again.",
    "products": "I've bought about {here} different things there.",
    "pieces": "I take about {here} pieces at a time.",
    "money": "My {subject} come to about {here}, which is {way} than most pay.",
    "tenure": "I've been with them for {a_longer} time than most.",
    "age": "",
    "question": "Asked “{subject}”, I'd say about {here}.",
    "": "With {subject} I'm at about {here}, {way} than most.",
}
_ONCE = ("Has ordered once, the others about {others} times.", "I've ordered there once, and that was it.")
_HAD = {
    "contract": ("Has {a} {level} {subject}", "Has no {level} {subject}"),
    "paying": ("Pays by {level}", "Does not pay by {level}"),
    "service": ("Uses {level} as {subject}", "Does not use {level} as {subject}"),
    "place": ("Is from {level}", "Is not from {level}"),
    "channel": ("Is reached by {level}", "Is not reached by {level}"),
    "": ("Has {level} as {subject}", "Does not have {level} as {subject}"),
}
_I_HAVE = {
    "contract": ("I have {a} {level} {subject}.", "I have no {level} {subject}."),
    "paying": ("I pay by {level}.", "I don't pay by {level}."),
    "service": ("I use {level} as {subject}.", "I don't use {level}."),
    "place": ("I'm from {level}.", "I'm not from {level}."),
    "channel": ("I'm reached by {level}.", "You won't reach me by {level}."),
    "": ("I have {level} as {subject}.", "I don't have {level} as {subject}."),
}
_OF_MANY = " ({here} of people like this, {others} of the others)."
_LEAVES = "Leaves {way} often than the others: {here} of people like this left, {others} of the others."
_ENDS = "Is {way} often “{subject}” than the others: {here} of people like this, {others} of the others."
_GONE = {
    "more": "{share} of the people like me have left. Why they went, I can't say for them.",
    "less": "{share} of the people like me have left.",
}
_ASKED: dict[str, tuple[tuple[str, str], ...]] = {
    "churn more": (
        ("Tell me about the last time you looked at what somebody else offers.", "what to offer before they go"),
        ("What had happened in the weeks before you last thought of changing?", "when to step in"),
    ),
    "churn less": (("What has kept you with them until now?", "what must not change for them"),),
    "recency more": (
        ("What was going on around the time of your last order there?", "what would bring such customers back"),
        ("Where have you found such things since then?", "whom they buy from instead"),
    ),
    "recency less": (("What led to the last order you placed?", "what sets off an order"),),
    "once": (("What did you have in mind with that one order?", "whether one order is all they need"),),
    "frequency more": (
        ("Walk me through the last order, from noticing that you needed something.", "what an order has to be like"),
    ),
    "frequency less": (
        ("What did you do the last time you needed such a thing and ordered nothing?", "what stands in the way"),
    ),
    "money": (("Tell me about the last bill that you looked at closely.", "whether the price or a surprise matters"),),
    "money spent": (("What of this kind did you last buy somewhere else?", "whether there is more to win with them"),),
    "basket": (("How did you put the last order together?", "what goes into one order"),),
    "tenure more": (("What has changed for you since the beginning?", "what customers of many years notice"),),
    "tenure less": (("How did you come across them in the first place?", "where new customers come from"),),
    "pace": (("Tell me about the last time you ordered again after a pause.", "when to be heard from"),),
    "products": (("Who else has used what you ordered last?", "whether they buy for themselves or for others"),),
    "contract": (("How did you come to have a {level} {subject}?", "whether another one can be offered, and when"),),
    "paying": (("Walk me through the last bill you paid, from opening it.", "whether another way to pay would help"),),
    "service": (("What did you last use the {subject} for?", "which use comes first"),),
    "lacked": (
        ("What did you do the last time you had to do without {subject}?", "whether {subject} is worth offering"),
    ),
    "question": (
        ("What had last happened to you, when you were asked “{subject}”?", "what moves that answer"),
    ),
    "quote": (("What had happened before you last wrote to them about “{subject}”?", "what to mend first"),),
}  # fmt: skip
"""What the figures cannot tell, and what it decides."""
_CUES: dict[str, str] = {
    "recency": r"\b(?:when|how long ago)\b.*\b(?:last|buy|bought|order)|\blast (?:time|order)\b.*\b(?:bought|there)"
    r"|\bcome back\b|\bbeen back\b|\bstay\w* away\b",
    "frequency": r"\bhow (?:often|many (?:times|orders))\b|\bone order\b|\bregular(?:ly)?\b",
    "money spent": r"\b(?:how much|what) (?:have|did) you (?:spend|spent|pay|paid)\b|\bspen[dt]\b|\bcome to\b",
    "basket": r"\b(?:how (?:much|large|big)|put)\b.*\border\b",
    "first": r"\bfirst (?:time|order|purchase|buy|bought)\b|\bhow long have you\b|\bsince when\b",
    "pace": r"\bhow (?:often|soon|long)\b.*\b(?:order|buy|again|between)|\bagain\b|\bpause\b",
    "products": r"\bwhat (?:do|did|have) you (?:buy|bought|order)|\bproducts?\b|\bthings\b",
    "pieces": r"\bhow many (?:pieces|items|things)\b|\bpieces\b",
    "money": r"\bhow much\b|\bwhat do(?:es)? (?:you|it|that) (?:pay|cost)\b|\bcosts?\b|\bbills?\b|\bcharge[sd]?\b",
    "tenure": r"\bhow long have you\b|\bsince when\b|\bcome across\b|\bsince the beginning\b",
    "paying": r"\bhow do you pay\b|\bpay(?:ing)? (?:by|for|your|the)\b|\bbill you paid\b|\bpayments?\b",
    "contract": r"\bcontracts?\b|\bplan\b|\btied\b",
    "churn": r"\b(?:leav(?:e|es|ing)|left|cancel\w*|switch\w*|quit|gone|chang(?:e|ed|ing)|somebody else offers"
    r"|another provider|kept you|stay(?:ed)?)\b",
}
"""What a question says that asks for a fact, beside the words of the fact itself."""
_IS_ASKED = re.compile(r"(?:how|what|which|who|when|where|why|do|did|does|are|is|have|would|will) ", re.I)
"""How a column begins that is a question of a survey."""
_WEEKS, _MONTHS = 21, 60
_VOWEL = re.compile(r"^[aeiou8]", re.I)


def stated(fact: Fact, told: str) -> tuple[Part, str]:
    """-> a line of the card, empty where it says nothing of one of them. `told`: the sentence in which it is told."""
    if fact.about == "size":
        return Part.BACKGROUND, f"Stands for {told.removeprefix('They are ')}"
    if fact.about == "money":
        return Part.BACKGROUND, f"People like this bring {told.removeprefix('They bring ')}"
    if fact.about == "journey":
        said = re.split(r": |\. ", told.partition(": ")[2], maxsplit=1)[0].strip(" .")
        return Part.BEHAVIOUR, f"Of people like this {said}."
    if fact.about == "quote":
        return Part.PAIN_POINTS, f"Wrote about {fact.subject}: {told.partition(': ')[2]}"
    if fact.about == "topic":
        return Part.BEHAVIOUR, f"Of people like this {fact.here} write about “{fact.subject}”."
    if fact.about == "outcome":
        if not fact.here.endswith("%"):
            return Part.BEHAVIOUR, ""
        return Part.BEHAVIOUR, (_LEAVES if fact.meaning == "churn" else _ENDS).format(**_values(fact))
    if fact.about == "share":
        return Part.CHANNELS if fact.meaning == "channel" else Part.BEHAVIOUR, _share(fact)
    return Part.BEHAVIOUR, _measure(fact)


def spoken(fact: Fact, told: str) -> str:
    """-> the same as she would say it; empty for what nobody knows of herself."""
    if fact.about == "measure":
        once = fact.meaning == "frequency" and fact.here == "1"
        return (_ONCE[1] if once else _SPOKEN[_kind(fact)]).format(**_values(fact, rounded=True))
    if fact.about == "share" and fact.of_one:
        lines = _I_HAVE.get(fact.meaning, _I_HAVE[""])
        plain = f"I have {'no ' if fact.lacked else ''}{fact.subject}."
        return lines[fact.lacked].format(**_values(fact)) if fact.level else plain
    if fact.about == "outcome" and fact.meaning == "churn" and (share := in_words(fact.here)):
        return _GONE[fact.way or "more"].format(share=share.capitalize())
    if fact.about == "quote":
        words = told.partition(": ")[2].strip(" “”")
        stop = "" if words.endswith((".", "!", "?")) else "."
        return f"What I wrote to them about {fact.subject} was this: {words}{stop}"
    return ""


def asked(fact: Fact) -> Iterator[tuple[str, str]]:
    """-> questions that the figures leave open, each with what it decides."""
    kind = _kind(fact) if fact.about == "measure" else fact.meaning
    keys = ["once"] if (fact.meaning, fact.here) == ("frequency", "1") else [f"{kind} {fact.way}", kind]
    if fact.about == "share":
        keys = ["lacked"] if fact.lacked and not fact.level else [kind] if fact.of_one and not fact.lacked else []
    elif fact.about in ("quote", "topic"):
        keys = ["quote"]
    elif fact.about not in ("measure", "outcome"):
        keys = []
    for text, decides in next((_ASKED[key] for key in keys if key in _ASKED), ()):
        yield text.format(**_values(fact)), decides.format(**_values(fact))


def asks_for(question: str, fact: Fact) -> bool:
    """Whether somebody asks for what was counted there."""
    cue = _CUES.get(_kind(fact) if fact.about == "measure" else fact.meaning, "")
    if cue and re.search(cue, question, re.I):
        return True
    if fact.about == "measure" and _kind(fact) == "question":
        return bool(content_stems(fact.subject) & content_stems(question))
    return content_stems(fact.subject) <= content_stems(question) if fact.about in ("share", "quote") else False


def thing(fact: Fact) -> str:
    """What it is about, as one would name it in a question; empty where it is no thing."""
    if fact.about == "measure":
        ordered = fact.meaning in ("recency", "frequency", "pace", "basket", "products", "pieces")
        return "an order" if ordered or _kind(fact) in ("first", "money spent") else ""
    if fact.about == "share" and fact.meaning in ("contract", "service", "paying"):
        return fact.subject
    return fact.subject if fact.about in ("quote", "topic") else ""


def _measure(fact: Fact) -> str:
    once = fact.meaning == "frequency" and fact.here == "1"
    return (_ONCE[0] if once else _STATED[_kind(fact)]).format(**_values(fact))


def _share(fact: Fact) -> str:
    if not fact.of_one:
        return ""
    said = _HAD.get(fact.meaning, _HAD[""])[fact.lacked] if fact.level else "Has {no}{subject}"
    return (said + _OF_MANY).format(**_values(fact))


def _kind(fact: Fact) -> str:
    """Measures of purchases are called by what they are; other columns by their name."""
    special = {"money spent": "money spent", "days since first purchase": "first"}
    purchases = fact.meaning in ("basket", "pace", "products", "pieces") or fact.subject in (
        "days since last purchase", "orders",
    )  # fmt: skip
    if fact.subject in special:
        return special[fact.subject]
    if _IS_ASKED.match(fact.subject):
        return "question"
    return fact.meaning if purchases or fact.meaning in ("money", "tenure", "age") else ""


def _values(fact: Fact, rounded: bool = False) -> dict[str, str]:
    is_name = fact.meaning == "place" or fact.level[1:] != fact.level[1:].lower()
    level = fact.level if is_name else fact.level[:1].lower() + fact.level[1:]
    longer = fact.way == "more"
    return {
        "here": _rounded(fact.here) if rounded else fact.here,
        "others": fact.others,
        "way": fact.way,
        "lower": "higher" if longer else "lower",
        "less_long": "longer" if longer else "less long",
        "a_longer": "a longer" if longer else "a shorter",
        "subject": fact.subject,
        "level": level,
        "a": "an" if _VOWEL.match(level) else "a",
        "no": "no " if fact.lacked else "",
        "ago": _ago(fact.here) if rounded else "",
    }


def _number(figure: str) -> float:
    try:
        return float(figure.replace(",", "").removesuffix("%"))
    except ValueError:
        return 0.0


def _rounded(figure: str) -> str:
    """Two digits that matter: nobody carries more of them in their head."""
    value = _number(figure)
    if value < 10:
        return f"{value:.2g}"
    step = 10 ** max(0, len(str(int(value))) - 2)
    return f"{int(value / step + 0.5) * step:,}"


def _ago(days: str) -> str:
    """'230' -> 'eight months' in figures: 8 months."""
    value = _number(days)
    if value >= _MONTHS:
        return f"{round(value / 30.4)} months"
    return f"{round(value / 7)} weeks" if value >= _WEEKS else f"{max(1, round(value))} days"
