"""What is said around questions: greetings, thanks, 'and then?', and honest words for what somebody does not know."""

from __future__ import annotations

import re

from flows.llm.rehearsal.personas.asked import Asked, Lack
from flows.llm.rehearsal.personas.choosing import chosen
from personas.schema import Persona

OPENINGS = ("", "", "", "Well, ", "Hm. ", "", "Honestly? ", "")
NOT_KNOWN: dict[Lack, tuple[str, ...]] = {
    "": (
        "I don't know, honestly. That never came up for me.",
        "There I can't help you.",
        "No idea, sorry. I'd be making it up.",
        "I couldn't tell you. Nobody ever asked me that.",
        "I've nothing on that, and I'd rather not invent it.",
        "You'd have to ask somebody who knows.",
        "That one passes me by, sorry.",
        "I haven't the faintest idea.",
        "Not that I know of.",
    ),
    "sum": ("I couldn't give you a figure. I'd be guessing.", "No number I'd swear to."),
    "when": ("I couldn't say when. It's a blur.", "No date comes to mind."),
    "who": ("No name comes to mind.", "Nobody I could name."),
    "why": ("I never asked myself why.", "No reason I could give you."),
    "where": ("I couldn't tell you where.", "No place comes to mind."),
    "opinion": ("I've no opinion on that.", "I never thought about it long enough to have a view."),
}
NOT_IN_A_FILE = (
    "I don't know, honestly.",
    "There I can't help you.",
    "No idea, sorry. I'd be making it up.",
    "I couldn't tell you.",
    "I've nothing on that, and I'd rather not invent it.",
    "I really couldn't say.",
    "You'd have to ask somebody who knows.",
)
"""Said by somebody who is known from a file only: whether it ever came up, no file says."""
NO_ONE_TIME = ("I couldn't point to one particular time.", "No single day comes to mind.")
"""Said before a habit where a story was asked for."""
UNTOLD = (
    "How that came about, I couldn't tell you.",
    "What was before that, I don't remember well enough to say.",
    "More than that I'd be making up.",
    "There is no better story to it that I could swear to.",
)
"""Said behind what is known, where a story was asked for."""
_GREETED = ("Hello. Ask away, I've got a few minutes.", "Hi. What is it about?", "Hello. Go on, then.")
_THANKED = ("That's all right.", "You're welcome. Was it any use?")
_WELL = ("Fine, thanks. A bit short of time.", "Not too bad. And you didn't come for that.")
_HEARD = ("Mm.", "If you say so.", "All right. And what do you want to know?")
_ON = (
    "That's as much as I remember of it.",
    "There isn't a better story behind it, I'm afraid.",
    "I'd only be decorating it now.",
)
_HELLO = re.compile(r"^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening)|nice to meet you)\b", re.I)
_THANKS = re.compile(r"\b(?:thanks|thank you|that was helpful|bye|goodbye)\b", re.I)
_HOW = re.compile(r"^\W*(?:and |so )?how are (?:you|things)\b(?: (?:doing|today))?\W*$", re.I)
_GOES_ON = re.compile(
    r"^\W*(?:and |but |so |ok,? |okay,? )?(?:then|why(?: not| so| is that| that| them| him| her)?|how so"
    r"|how come|what then"
    r"|what happened (?:then|next)|and|go on|tell me more|more"
    r"|what do you mean(?: by that)?|such as|for example|(?:can|could) you give (?:me )?an example"
    r"|how do you know(?: that)?|really|anything else|what else"
    r"|in what way|and then)\W*$",
    re.I,
)


def small_talk(persona: Persona, question: str, heard: Asked) -> str:
    """-> the answer to what asks for nothing; empty where something is asked."""
    if _HOW.match(heard.words):
        return chosen(_WELL, question)
    if heard.words:
        return ""
    if _THANKS.search(question):
        return chosen(_THANKED, question)
    if _HELLO.search(question):
        return chosen(_GREETED, question, persona.name)
    return "" if going_on(question) else chosen(_HEARD, question)


def going_on(question: str) -> str | None:
    """What is left to say where somebody only asks on; None where it is no such question."""
    return chosen(_ON, question) if _GOES_ON.match(question) else None
