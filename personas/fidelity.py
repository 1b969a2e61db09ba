"""Whether an answer goes with the card: what can be seen by rule, before anybody reads it."""

from __future__ import annotations

import re

from interviews.language import as_seen, folded
from personas.schema import Persona, Value
from personas.unsayable import unsayable

_OFTEN = r"(?: (?:really|actually|just|only|simply|not a person but))*"
MACHINE = re.compile(
    rf"\b(?:as|i am|i'm){_OFTEN} an (?:ai|a\.i\.?|artificial intelligence)(?!\w)"
    rf"|\b(?:as|i am|i'm){_OFTEN} a (?:chat ?-?bot|bot|robot|(?:computer )?program|piece of software"
    r"|(?:virtual|digital|ai) assistant)\b(?! (?:manager|director|lead|officer|coordinator|engineer))"
    r"|\b(?:i am|i'm) (?:a )?(?:chat ?-?(?:gpt|bot)|gpt)\b"
    r"|language[- ]model\b|my (?:system[- ])?prompt\b|my instructions\b"
    r"|\bich bin (?:nur |doch )?(?:eine? )?(?:ki|künstliche intelligenz|chatbot|computerprogramm)\b|sprachmodell\b"
    r"|\bje suis une? (?:ia|intelligence artificielle|robot|chatbot)\b|modèle de langage\b"
    r"|\bsoy una? (?:ia|inteligencia artificial|robot|chatbot)\b|modelo de lengua(?:je)?\b"
    r"|\bsou uma? (?:ia|inteligência artificial|robô|chatbot)\b|modelo de linguagem\b"
    r"|\bsono un(?:a |'| )(?:ia|intelligenza artificiale|robot|chatbot)\b|modello linguistico\b"
    r"|\bik ben een (?:ai|kunstmatige intelligentie|robot|chatbot)\b|taalmodel\b",
    re.I,
)
CUES = (
    " ai", "a.i", "bot", "gpt", "program", "software", "assistant", "model", "modèle", "prompt", "instructions",
    "intelig", "intellig", "robô", " ki", " ia", "'ia",
)  # fmt: skip
"""One of these stands in whatever that rule finds; without one it need not be asked."""
_COMPANY = re.compile(
    r"\b(?:[Oo]ur (?:product|customers|roadmap|company's product)|[Ww]e at [A-Z]\w+"
    r"|[Oo]n behalf of (?:the company|[A-Z]\w+))\b"
)
_CALLED = re.compile(
    r"\b(?:I'm|I am) ([A-Z][\w'-]+) [A-Z][\w'-]+ (?:here|speaking|from|of)\b"
    r"|\b(?:[Tt]his is) ([A-Z][\w'-]+)(?: [A-Z][\w'-]+)? (?:here|speaking)\b"
    r"|\b(?:[Ii]'m called|[Mm]y name is|[Mm]y name's|[Cc]all me) ([A-Z][\w'-]+)"
    r"|\b(?:[Tt]his is|I'm|I am) (Segue|ChatGPT|Claude|Gemini|Copilot)\b|(?:^|[.!?] )(Segue) ?:",
)
_AGE = re.compile(
    r"\b(?:i'm|i am|i turned)\s+(\d{2})\b(?!\s*(?:percent|%|minutes|hours|days|weeks|dollars|euros))", re.I
)
_END = re.compile(r"(?<![.!?])[.!?]++[\"”’)]*+\s+")
_NO_END = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|No|vs|etc|approx|e\.g|i\.e|a\.m|p\.m)|\.\.)\.$")
_LONGEST_NO_END = 8
"""Characters of the longest of these."""
_RECITED = 7
"""So many words in a row of a sample line are recited."""


class Score(Value):
    """How an invented person held up in interviews: internal consistency, and retest agreement on plain facts."""

    answers: int = 0
    silent: int = 0
    """Of the answers, how many only say that she does not know: they go neither with the card nor against it."""
    fitting: int = 0
    """Of the other answers, how many go with the card and with each other."""
    again: int = 0
    """Questions that were asked again."""
    agreed: int = 0
    """Of these, how many got the same facts."""

    @property
    def telling(self) -> int:
        """How many of the answers tell something."""
        return self.answers - self.silent

    def __add__(self, other: Score) -> Score:
        return Score(
            answers=self.answers + other.answers,
            silent=self.silent + other.silent,
            fitting=self.fitting + other.fitting,
            again=self.again + other.again,
            agreed=self.agreed + other.agreed,
        )


def faults(answer: str, persona: Persona) -> list[str]:
    """What cannot stand, a sentence each that a writer can act on. It rather misses than accuses wrongly."""
    found, line = unsayable(answer), as_seen(answer).replace("’", "'")
    low = line.lower()
    if any(cue in low for cue in CUES) and MACHINE.search(line):
        found.append("You speak as a program: answer as the persona, who would not follow such talk.")
    if _COMPANY.search(line):
        found.append("You speak for the company: the persona is its customer.")
    names = (next(filter(None, each.groups())) for each in _CALLED.finditer(line))
    if called := next((each for each in names if each.lower() not in persona.name.lower()), ""):
        found.append(f"You call yourself {called}: the name is {persona.name}.")
    if (age := _AGE.search(line)) and not _fits(int(age[1]), persona.age_band):
        found.append(f"You give your age as {age[1]}: the card says {persona.age_band}.")
    if any(run in low for sample in persona.speech.samples for run in _runs(sample)):
        found.append("You recite a sample line of the card: say it in other words, or something else.")
    return found


def sentences(text: str) -> list[str]:
    """The text in sentences; joined with single spaces they give the folded text back.

    A full stop after an initial, an abbreviation or within a number ends none.
    """
    parts, begin, line = list[str](), 0, folded(text)
    for end in _END.finditer(line):
        last = len(line[end.start() : end.end()].rstrip()) + end.start()
        if not _NO_END.search(line, max(begin, last - _LONGEST_NO_END), last):
            parts.append(line[begin:last].strip())
            begin = end.end()
    return [part for part in (*parts, line[begin:].strip()) if part]


def whole_sentences(text: str) -> tuple[list[str], str]:
    """A text that is still being written -> its whole sentences, and what is left to begin the next text with."""
    if _END.search(text) is None:
        return [], text
    *whole, rest = sentences(f"{text}§")
    return whole, rest.removesuffix("§")


def _fits(age: int, band: str) -> bool:
    bounds = [int(each) for each in re.findall(r"\d+", band)]
    return not bounds or min(bounds) <= age <= max(bounds) or len(bounds) == 1


def _runs(line: str) -> list[str]:
    tokens = as_seen(line).lower().split()
    return [" ".join(tokens[at : at + _RECITED]) for at in range(len(tokens) - _RECITED + 1)]
