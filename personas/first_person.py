"""What a card says of somebody, as that person would say it."""

from __future__ import annotations

import re

from interviews.language import folded, listed
from personas.fidelity import sentences
from personas.pronouns import as_mine
from personas.schema import Part
from personas.verbs import bare, base, is_adjective, is_base, is_past, says_how

_AUX = {
    "is": "am", "isn't": "am not", "was": "was", "wasn't": "wasn't", "has": "have", "hasn't": "haven't", "had":
    "had", "hadn't": "hadn't", "does": "do", "doesn't": "don't", "do": "do", "don't": "don't", "did": "did",
    "didn't": "didn't", "won't": "won't", "will": "will", "would": "would", "wouldn't": "wouldn't", "can": "can",
    "can't": "can't", "cannot": "cannot", "could": "could", "couldn't": "couldn't", "may": "may", "might": "might",
    "must": "must", "should": "should", "shouldn't": "shouldn't", "needn't": "needn't",
}  # fmt: skip
_ADVERBS = frozenset(
    listed(
        """always never often still just only usually really also rarely seldom mostly hardly simply already
        sometimes generally normally typically once even now then"""
    )
)
_ONE_WHO = re.compile(
    r"^(?P<is>Is|Was) (?P<who>(?:somebody|someone|(?:an?|the|one) (?:[^\s,]+ ){0,7}?[^\s,]+?)),? (?:who"
    r"|that) (?P<does>(?!is the )\S.*)$"
)
_ANYBODY = re.compile(r"\b(?:somebody|someone|person|one|kind|sort|type|people)$", re.I)
_RULE = re.compile(r"\b(?:you|your|yours|yourself|you['’](?:re|ll|ve|d))\b|^Whoever\b", re.I)
_QUOTED = re.compile(r"^[“\"'‘](?P<said>.+?)[”\"'’]\W*$")
_MINE = re.compile(r"^(?:I|My|We|Our|Mine|Me)\b")
_FINITE = re.compile(
    r"\b(?<!to )(?:is|are|was|were|has|have|had|does|do|did|can|could|may|might|must|will|would|should|never|always"
    r"|isn['’]t|don['’]t|doesn['’]t|didn['’]t|won['’]t|can['’]t)\b",
    re.I,
)
_BEHIND = re.compile(r"\b(?:that|which|who|whose|where|when|what|how|if|because|she|he|they)\b.*$", re.I)
"""From here on a noun is only described."""
_SOMEBODY = re.compile(
    r"(?:[\w-]+ ){0,2}(?:mother|father|parent|widow|student|nurse|cook|clerk|trainee|guide|judge|chef"
    r"|\w{2,}(?:er|or|ist|ian|man|woman|ant))\b",
    re.I,
)
_OBJECT = re.compile(
    r"(?:the|an?|his|her|their|its|it|them|him|me|every|each|no|to|up|off|out|only|never|nothing|everything|anything"
    r"|whatever|what|whether|how|one|two|three|\d+)\b",
    re.I,
)
_OF_PEOPLE = (None, Part.PERSONALITY, Part.BACKGROUND)
"""Where an adjective says how somebody is, and not what something has to be."""
_STANDS_ALONE = re.compile(r"\W*$|,| (?:in|on|of|at|about|with|without|to|for|by|and|when|because|after|from)\b", re.I)
_FRAMES: dict[Part, str] = {
    Part.GOALS: "What I want is {what}.",
    Part.CHALLENGES: "What makes it hard for me is {what}.",
    Part.NEEDS: "I need {what}.",
    Part.PAIN_POINTS: "What gets me is {what}.",
    Part.HOBBIES: "In my free time it's {what}.",
    Part.BEHAVIOUR: "With me it's mostly {what}.",
    Part.CHANNELS: "What reaches me is {what}.",
    Part.ACCESSIBILITY: "I need {what}.",
    Part.TRIGGERS: "What gets me moving is {what}.",
    Part.OBJECTIONS: "What holds me back is {what}.",
}
"""How a thing without a verb is said, by the part of the card it stands in."""


def first_person(text: str, part: Part | None = None, name: str = "") -> str:
    """'Keeps her bills in a box.' -> 'I keep my bills in a box.'; under needs, 'A yearly total.' -> 'I need a yearly
    total.' Empty where nobody would say it of themselves: a rule about 'you', or a thing of which nothing is said.
    """
    return " ".join(filter(None, (_said(each, part, name) for each in sentences(text))))


def _said(line: str, part: Part | None, name: str) -> str:
    if quoted := _QUOTED.match(line):
        return _ended(quoted["said"])
    if _MINE.match(line):
        return line
    if _RULE.search(re.sub(r"[“\"][^“”\"]*[”\"]", "", line)):
        return ""
    line, told = _without_subject(line, name)
    if who := _ONE_WHO.match(line):
        return _one_who(who, part)
    words = line.split()
    place = 0
    while place < len(words) - 1 and words[place].strip(",").lower() in _ADVERBS:
        place += 1
    lead, verb, rest = words[:place], words[place].strip(".,;:!?"), " ".join(words[place + 1 :])
    mark = words[place][len(verb) :] if words[place].startswith(verb) else ""
    if does := _verb(verb, rest, told):
        start = " ".join(["I", *(each.lower() for each in lead), does + mark])
        return f"{start} {as_mine(rest)}".strip()
    if lead:
        return ""
    return _without_verb(line, verb, rest, part)


def _without_subject(line: str, name: str) -> tuple[str, bool]:
    """-> (the line from its verb on, whether it had a subject)."""
    subject = "|".join(["She", "He", "They", *map(re.escape, name.split())])
    if (
        found := re.match(rf"(?:{subject})(?: {re.escape(name.split()[-1])})? (?=\w)", line)
        if name
        else re.match(r"(?:She|He|They) ", line)
    ):
        return line[found.end() :], True
    return line, False


def _verb(word: str, rest: str, told: bool) -> str:
    """The verb as it goes with 'I'; empty where it is none."""
    low = word.lower().replace("’", "'")
    if low in _AUX:
        return _AUX[low]
    if low == "used" and rest.startswith("to "):
        return low
    if found := base(low, rest):
        return found
    if is_past(low) or (told and is_base(low)):
        return low
    if re.fullmatch(r"[a-z]{3,}[^s\W]s", low) and _OBJECT.match(rest):
        return bare(low)
    return ""


def _one_who(found: re.Match[str], part: Part | None) -> str:
    """'Is a father who is tired' -> 'I am a father. I am tired.'"""
    does = _said(found["does"][0].upper() + found["does"][1:], part, "")
    does = re.sub(r", (and|but) (?=[a-z])(?!I\b)", r", \1 I ", does)
    if not does or _ANYBODY.search(found["who"]):
        return does
    return f"I {'am' if found['is'] == 'Is' else 'was'} {as_mine(found['who'])}. {does}"


def _without_verb(line: str, first: str, rest: str, part: Part | None) -> str:
    low = first.lower()
    if low == "to" and rest:
        wish = "I need" if part is Part.NEEDS else "I want"
        return _ended(f"{wish} to {as_mine(rest)}")
    if low in ("her", "his", "their"):
        return _ended(as_mine(line, clause=True))
    if says_how(low) or (is_adjective(first) and (part in _OF_PEOPLE or _STANDS_ALONE.match(line[len(first) :]))):
        return _ended(f"I am {as_mine(_low(line))}")
    if _has_a_verb(_BEHIND.sub("", line).split()):
        return _ended(as_mine(line, clause=True))
    if part is Part.BACKGROUND and re.match(r"an? ", line, re.I):
        return _ended(f"I am {_low(as_mine(line, clause=True))}")
    if part is Part.BACKGROUND and _SOMEBODY.match(line):
        return _ended(f"I am {'an' if line[0].lower() in 'aeiou' else 'a'} {_low(as_mine(line, clause=True))}")
    frame = _FRAMES.get(part) if part is not None else None
    return folded(frame.format(what=_low(as_mine(line, clause=True)).rstrip(" ."))) if frame else ""


def _has_a_verb(said: list[str]) -> bool:
    """'The bills pile up', 'the form asks too much': it has a verb of its own."""
    if _FINITE.search(" ".join(said)):
        return True
    pairs = [(one, said[place + 1], " ".join(said[place + 2 : place + 6])) for place, one in enumerate(said[:-1])]
    return any(
        (is_base(word) and re.search(r"[^s\W]s$", before)) or (base(word, after) and not before.lower().endswith("s"))
        for before, word, after in pairs
    )


def _low(text: str) -> str:
    """Without its capital, where that is no abbreviation."""
    return text if re.match(r"(?:[A-Z]{2}|I\b|\d)", text) else text[:1].lower() + text[1:]


def _ended(text: str) -> str:
    line = folded(text)
    return line if re.search(r"[.!?…][”\"’)]*$", line) else f"{line}."
