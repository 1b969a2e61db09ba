"""Answers that tell nothing: somebody says that she does not know, and no more than that.

Each clause has to say so: 'I don't know what a deductible is' tells how well a word is known. Made for English; the
plainest words for it are known in German, French, Spanish, Portuguese, Italian and Dutch.
"""

from __future__ import annotations

import re

from interviews.language import as_seen, folded
from personas.fidelity import sentences

_WHAT = (
    r"(?: (?:that|it|this|either|honestly|exactly|offhand|any ?more|about (?:that|it)|you|for sure|why|when|where|who"
    r"|whom|how(?: (?:much|many|often|long|old i am))?|well enough to say|you (?:that|where|when|why|who|how)))*"
)
_LEAD = re.compile(
    r"(?:well|hm+|um+|oh|honestly|frankly|sorry|really|to be honest|i['’]?m (?:afraid|sorry)|look|leider|désolée?"
    r"|lo siento|helaas)",
    re.I,
)
"""What goes with it. A 'no' does not: whoever says 'No, I can't say that' has answered."""
_CLAUSES = (
    rf"(?:that |there |it )?(?:i )?(?:honestly |really |simply |just )?(?:do ?n['’]t|do not|did ?n['’]t|would ?n['’]t)"
    rf" (?:really |honestly |actually )?(?:know|remember|recall|have (?:an|any) (?:idea|answer)){_WHAT}",
    rf"(?:that |there |how that came about )?(?:i )?(?:honestly |really )?(?:can['’]t|cannot|could ?n['’]t)"
    rf" (?:really |honestly )?(?:say|tell|remember|recall|help|think of (?:one|any|anything)){_WHAT}",
    r"(?:i )?could ?n['’]t (?:point to one particular time|give you a figure)",
    r"(?:i (?:have |['’]?ve (?:got )?)?|i['’]ve (?:got )?)?(?:have ?n['’]t (?:the faintest|a|any)|no|not the faintest)"
    r" (?:idea|clue)",
    r"i(?: have|['’]ve)(?: got)? (?:nothing|no (?:opinion|view)) on (?:that|it)",
    r"(?:no|not a) (?:single )?(?:\w+ )?(?:comes to mind|(?:that )?i(?:['’]d| could| would)"
    r" (?:give you|name|swear to))",
    r"(?:nothing|nobody|none) (?:comes to mind|i (?:could|can) name)",
    r"(?:more than that )?i(?:['’]d| would)(?: only| just)? be (?:making it up|making up|guessing|decorating it now)",
    r"i(?:['’]d| would) rather not (?:invent|guess|make up)(?: it| that)?",
    r"(?:you['’]d have to )?ask (?:somebody|someone) (?:else|who knows)",
    r"that (?:one )?(?:passes me by|never came up(?: for me)?)",
    r"nobody ever asked me that",
    r"not that i (?:know of|remember|recall)",
    r"i never (?:asked myself why|thought about it(?: long enough to have a view)?)",
    r"it['’]s a blur",
    r"what was before that",
    r"how that came about",
    r"there is(?:n['’]t| no) (?:a )?better story (?:to|behind) it(?: that i could swear to)?",
    r"that['’]s as much as i remember of it",
    r"(?:das )?wei(?:ß|ss) ich (?:leider )?nicht|ich wei(?:ß|ss) (?:es |das )?(?:leider )?nicht|keine ahnung",
    r"(?:ça )?je (?:ne )?sais pas|aucune idée",
    r"(?:eso )?no (?:lo )?sé|ni idea",
    r"(?:isso )?(?:eu )?não sei|não faço ideia",
    r"(?:questo )?non (?:lo )?so|non ne ho idea",
    r"(?:dat )?weet ik (?:helaas )?niet|ik weet het niet|geen idee",
)
_UNKNOWING = re.compile("|".join(f"(?:{each})" for each in _CLAUSES), re.I)
_BETWEEN = re.compile(r"\s*(?:[,;:–—]|(?<=\w) - )\s*(?:(?:and|but|or|so|und|aber|et|mais|y|pero|e|ma|en|maar) )?", re.I)
_LONGEST = 200
"""Characters of a sentence that says no more than that."""


def tells_nothing(answer: str) -> bool:
    """Whether each sentence of an answer says only that nothing is known."""
    said = sentences(as_seen(answer))
    return any(map(_says_nothing, said)) and all(_says_nothing(each) or _LEAD.fullmatch(_bare(each)) for each in said)


def leaves_open(answer: str) -> bool:
    """Whether a sentence of an answer says that something is not known: what was asked is not told, or not wholly."""
    return any(map(_says_nothing, sentences(as_seen(answer))))


def _says_nothing(sentence: str) -> bool:
    clauses = [each for each in _BETWEEN.split(_bare(sentence)) if each and not _LEAD.fullmatch(each)]
    return bool(clauses) and len(sentence) <= _LONGEST and all(map(_UNKNOWING.fullmatch, clauses))


def _bare(sentence: str) -> str:
    return folded(sentence).strip(' .!?…“”"')
