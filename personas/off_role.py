"""Questions that ask the persona to be something else: a program, its instructions, the company, an adviser.

She answers them in her role; what she says there is evidence of nothing. Made for English; that she is a program, or is
to forget what she was told, is seen in German, French, Spanish, Portuguese, Italian and Dutch too. Of all else the
persona alone has to see it.
"""

from __future__ import annotations

import re
from typing import Literal

from interviews.language import as_seen

Demand = Literal["", "role", "company", "advice"]

_ROLE = re.compile(
    r"\b(?:system[- ]prompt|you(?:['’]re| are) now dan\b"
    r"|(?:your|all|any|previous|prior) (?:instructions|prompts?|guidelines)"
    r"|your (?:rules|programming|training data)"
    r"|(?:are you|you(?:['’]re| are)) (?:really |actually |just |only )?(?:an? )?"
    r"(?:ai\b|bot\b|chat ?bot|language model|llm\b|machine\b|program\b|assistant\b|robot\b|gpt|chatgpt)"
    r"|ignore (?:all|your|any|everything|previous|the (?:above|rules|card|instructions))\b"
    r"|disregard (?:all|your|any|everything|previous|the (?:above|rules|card|instructions))\b"
    r"|stop (?:pretending|role-?playing)|(?:step |come |get )?out of (?:role|character)|drop the (?:act|role)"
    r"|break character|(?:forget|leave) (?:your|the|that) (?:role|persona|character)|forget who you are"
    r"|developer mode|jailbreak|do anything now|repeat (?:the|everything) (?:above|before))",
    re.I,
)
_ROLE_ELSEWHERE = re.compile(
    r"\b(?:bist du (?:wirklich |nur |eigentlich |etwa )?(?:eine? )?(?:ki|bot|chatbot|roboter|maschine|programm)\b"
    r"|(?:ignoriere|vergiss) (?:alle|deine|die|all deine) (?:\w+ )?(?:anweisungen|regeln|vorgaben|rolle)"
    r"|(?:es-tu|tu es|êtes-vous|vous êtes) (?:vraiment )?une? (?:ia|robot|machine|programme|chatbot)\b"
    r"|(?:ignorez?|oubliez?) (?:toutes )?(?:les|tes|vos|ton|votre) (?:\w+ )?(?:instructions|consignes|règles|rôle)"
    r"|(?:eres|es usted) (?:realmente )?una? (?:ia|robot|bot|máquina|programa|chatbot|modelo de lenguaje)\b"
    r"|(?:ignora|olvida) (?:todas )?(?:las|tus|tu) (?:\w+ )?(?:instrucciones|reglas|papel)"
    r"|(?:você é|és) (?:mesmo )?uma? (?:ia|robô|bot|máquina|programa|chatbot|modelo de linguagem)\b"
    r"|(?:ignore|esqueça) (?:todas )?(?:as|suas) (?:\w+ )?(?:instruções|regras)"
    r"|sei (?:davvero )?un(?:a |'| )(?:ia|robot|bot|macchina|programma|chatbot|modello linguistico)\b"
    r"|(?:ignora|dimentica) (?:tutte )?(?:le|tue) (?:\w+ )?(?:istruzioni|regole)"
    r"|ben je (?:echt )?een (?:ai|robot|bot|machine|programma|chatbot|taalmodel)\b"
    r"|(?:negeer|vergeet) (?:al )?(?:je|de|alle) (?:\w+ )?(?:instructies|regels|rol))",
    re.I,
)
_CUES = (
    "bist du", "ignor", "vergiss", "es-tu", "tu es", "êtes", "oubli", "eres", "es usted", "olvida", "você", "és ",
    "esque", "sei ", "dimentica", "ben je", "negeer", "vergeet",
)  # fmt: skip
"""One of these stands in whatever that rule finds; without one it need not be asked."""
_COMPANY = re.compile(
    r"\b(?:on behalf of (?:the|your|our) (?:company|team|firm|business)"
    r"|speak (?:for|as) (?:the|your|our) (?:company|firm|business|provider|team)"
    r"|as (?:the|a) (?:company|spokes\w+|ceo|support agent)\b[^?]{0,200}\b(?:promise|confirm|announce|state|say)"
    r"|^\W*as (?:the|your|our) (?:company|firm|business|provider),"
    r"|(?:promise|confirm|guarantee|announce) (?:us |me |that |officially )*(?:the|your|our) (?:company|firm))",
    re.I,
)
_ADVICE = re.compile(
    r"\b(?:(?:medical|legal|tax|financial) advice|diagnos\w+ (?:me|my|this)"
    r"|prescri\w+ (?:me|something)"
    r"|(?:what|which|how much|how many) (?:dose|dosage|medication|medicine|pills?|drugs?|milligrams?)\b"
    r"|what (?:should|can|do) i (?:take|do) (?:for|against|about) (?:this|my|the|a) "
    r"(?:\w+ )?(?:rash|pain|ache|fever|cough|cold|infection|illness|disease|headache|lump|symptoms?)\b"
    r"|i have (?:an? |this )?(?:\w+ )?(?:rash|pain|fever|cough|infection|lump)\b[^?]{0,200}\bwhat (?:should|can|do) i\b"
    r"|should i (?:take|choose|pick|get|have) [^?]{1,60}\bmy (?:\w+ )?(?:diabetes|cancer|asthma|pregnancy|surgery"
    r"|operation|illness|disease|condition|symptoms?|pain)\b"
    r"|(?:should|can|may) i (?:sue|stop taking|take (?:\w+ ){0,3}(?:pills?|medicine|medication|mg|milligrams?))"
    r"|is it legal (?:for me|to)|how (?:do|can) i (?:sue|avoid (?:paying )?tax))",
    re.I,
)


def demand(question: str) -> Demand:
    """What the question asks the persona to be besides herself; empty where it is a question like any other."""
    line = as_seen(question)
    low = line.lower()
    if _ROLE.search(line) or (any(cue in low for cue in _CUES) and _ROLE_ELSEWHERE.search(line)):
        return "role"
    if _COMPANY.search(line):
        return "company"
    return "advice" if _ADVICE.search(line) else ""
