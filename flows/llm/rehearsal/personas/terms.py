"""The words of the product's world: what its headings call things, and what its sentences keep coming back to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from flows.llm.rehearsal.personas.pieces import is_person
from flows.llm.rehearsal.personas.rules import sentences
from interviews.language import STOP_WORDS, content_stems, folded, listed, numbers, words
from personas.passages import Passage
from personas.verbs import base, is_base, is_past, of_doing

MOST = 14
ENOUGH = 1.2
_HEADED, _MARKED_OFF, _SUBJECT, _OFTEN, _LONGER = 3.0, 2.0, 1.5, 0.5, 0.8
"""What speaks for a word: a heading, bold type or quotation marks, a sentence about it, each time, a second word."""
_NO_HEADING = re.compile(
    r"^(?:page|slide|row|table|beginning|what|how|why|when|where|who|can|do|is|are|the|your|our|if|for|about|more"
    r"|other|plan your|frequently"
    r"|faq|note|overview|introduction|contact|terms|in short|prices?|pricing|details|summary|conclusion|offline"
    r"|online|home|abroad|general"
    r"|\w+ing|\d)\b|[?!:.,]|\band\b",
    re.I,
)
_NOUN = r"(?:[a-z][a-z-]+(?:s['’]|['’]s)?\s){0,2}?[a-z][a-z-]{2,}"
_VERB = (
    r"(?:is|are|was|were|can|may|must|will|has|have|had|means|costs?|works|counts|needs|depends|takes|comes?|goes|gets|puts|covers"
    r"|applies|becomes?|ends|begins|starts|pays|travels?)"
)
_BEGINS = re.compile(rf"^(?:an?|the|most|some|each|every)?\s*(?P<term>{_NOUN})\s+{_VERB}\b", re.I)
_LINE = re.compile(r"(?m)^(?P<term>[A-Z][\w-]+(?: [a-z][\w-]+){0,2})$")
_MARKED = re.compile(r"(?:\*{1,2}|[“\"])(?P<term>[A-Za-z][\w-]+(?: [A-Za-z][\w-]+){0,2})[.:]?(?:\*{1,2}|[”\"])")
_INSIDE = re.compile(
    rf"\b(?:an?|the|your|no|each|every|this|its|their|of|per|any)\s+(?P<term>{_NOUN})"
    rf"(?=\s+(?:{_VERB}|of|in|for|at|on|to|that|which|when|if|and|or|with|from|by|as|per|an?|after|before|within|until|only|not|back"
    r"|than|above|below|more|less|you|we|outside)\b|\s*[.,;:)]|$)",
    re.I,
)
_LEADS = STOP_WORDS | frozenset(
    listed(
        """first second third last next other same whole full new old following certain running small big large
        long short high low higher lower free extra total yearly monthly weekly daily annual usual normal empty
        different specific various covered regular own good bad special available right"""
    )
)
"""With these no term begins."""
_BEHIND = frozenset(listed("aside abroad online back away again apart along nearby ahead alone"))
_EVERYDAY = STOP_WORDS | frozenset(
    listed(
        """day days week weeks month months year years time times hour hours minute minutes morning evening night
        weekday weekdays weekend page pages people person thing things way ways name number part end beginning
        start place places case cases example moment half quarter lot kind sort set list line side point fact
        reason question answer option options choice money amount amounts total sum price prices cost costs door
        home house desk screen phone app website letter email mail customer customers user users child children
        parents family company team work today tomorrow age ages euros euro dollars dollar pounds pound francs
        percent need needs help care service services use look size sizes portion share quality period farms
        nearby front january february march april june july august september october november december monday
        tuesday wednesday thursday friday saturday sunday"""
    )
) - {"account"}
"""Words of everybody's world: no term ends with them when it stands alone."""


_PLAIN = frozenset(
    listed(
        """lunch battery batteries photo photos picture ticket train bicycle bikes bike bus box crate phone job
        machine tool card letter app account cheque paycheck check check-up check-ups delivery doctor car book
        meal breakfast dinner signature key door garden kitchen parcel gift bill invoice order desk counter form
        email holiday room case bag van plan"""
    )
)
_FAMILIAR = _PLAIN | frozenset(
    listed(
        "membership loan insurance fee fees deposit contribution discount refund subscription rent salary tax quote "
        "plan year rate"
    )
)


def is_plain(term: str) -> bool:
    """Whether everybody knows what it is, so that nothing can be half known of it: 'lunch', 'pay cheque'."""
    *before, last = term.lower().split()
    return last in (_PLAIN if not before else _PLAIN - {"account", "ticket", "card", "sheet", "case", "form", "plan"})


def is_familiar(term: str) -> bool:
    """Whether nobody has never met the word, however little is known of what it means here: 'deposit'."""
    return term.lower().split()[-1] in _FAMILIAR


def terms(passages: Sequence[Passage]) -> list[str]:
    """-> as they would stand inside a sentence, those with most to speak for them first."""
    worth: dict[str, float] = defaultdict(float)
    spelt: dict[str, str] = {}
    for passage in passages:
        for term, value in _found(passage):
            key = " ".join(sorted(content_stems(term)))
            worth[key] += value
            if key not in spelt or len(term) < len(spelt[key]):
                spelt[key] = term
    ranked = sorted((key for key in worth if key and not _is_a_name(spelt[key], passages)), key=lambda key: -worth[key])
    return _apart([spelt[key] for key in ranked if worth[key] + _LONGER * (" " in spelt[key]) >= ENOUGH])[:MOST]


def terms_in(text: str, known: Sequence[str]) -> list[str]:
    """Those of them that stand in the text, the longest first."""
    stems = content_stems(text)
    return sorted((each for each in known if content_stems(each) <= stems), key=len, reverse=True)


def inside(head: str) -> str:
    """'Savings account' -> 'savings account'; abbreviations and odd spellings stay."""
    return " ".join(word.lower() if word in (word.title(), word.capitalize()) else word for word in head.split())


def _is_a_name(term: str, passages: Sequence[Passage]) -> bool:
    """Whether it is only ever written with a capital, also within a sentence: what the product is called."""
    if " " in term or term.isupper():
        return False
    text = " ".join(each.text for each in passages)
    small = re.search(rf"\b{re.escape(term.lower())}", text)
    return (
        small is None
        and re.search(rf"(?:[a-z,] |\A)(?-i:{re.escape(term[:1].upper() + term[1:])})\b", text) is not None
    )


def _found(passage: Passage) -> Iterator[tuple[str, float]]:
    """Every word that may be a term, and what speaks for it there."""
    if head := _heading(passage.place):
        yield head, _HEADED
    for match in _LINE.finditer(passage.text):
        if (head := _heading(match["term"])) and len(passage.text) > len(head) + 20:
            yield head, _HEADED
    for match in _MARKED.finditer(passage.text):
        is_item = re.search(r"(?:\d\.|[*•-])\s*$", passage.text[: match.start()])
        if not is_item and (thing := _thing(inside(match["term"]))):
            yield thing, _MARKED_OFF
    for sentence in sentences(passage):
        begins = _BEGINS.match(sentence)
        if begins and (thing := _thing(inside(begins["term"]))):
            yield thing, _SUBJECT
        for term in dict.fromkeys(inside(match["term"]) for match in _INSIDE.finditer(sentence)):
            if thing := _thing(term):
                yield thing, _OFTEN


def _heading(place: str) -> str:
    head = re.sub(r"\s*\([^)]*\)", "", folded(place)).strip("*_'’`“”\" #").partition("/")[0].strip()
    if not 1 <= len(words(head)) <= 3 or _NO_HEADING.search(head) or is_person(head.lower()):
        return ""
    return re.sub(r"^free (?=\w)", "", inside(head))


def _thing(term: str) -> str:
    """The term from its first word that belongs to it; empty where it is no thing of that world."""
    said = term.replace("’", "'").split()
    while said and (said[0].lower() in _LEADS or said[0].endswith("ly")):
        said = said[1:]
    if (
        not said
        or said[-1] in _LEADS | _BEHIND
        or is_past(said[-1])
        or said[-1].endswith("ly")
        or is_person(" ".join(said))
    ):
        return ""
    if is_person(said[0]) and (is_base(said[-1]) or base(said[-1], "the")):
        return ""  # 'the fitter fills in times': no thing, but somebody who does something.
    if re.search(r"[a-z][A-Z]", term) or said[-1] in ("amount", "sum") or numbers(said[0]):
        return ""
    if len(said) == 1 and (said[0] in _EVERYDAY or base(said[0], "the") or of_doing(said[0])):
        return ""
    if len(said) == 1 and said[0].count("-") > 1:
        return ""  # 'out-of-pocket': it says of what kind a thing is.
    return " ".join(said) if not set(said) & STOP_WORDS else ""


def _apart(found: Sequence[str]) -> list[str]:
    """Each once: what stands in a longer one that was taken goes, and so does the longer one."""
    kept: list[str] = []
    for term in found:
        stems = content_stems(term)
        if stems and not any(stems <= content_stems(other) for other in kept):
            kept.append(term)
    return kept
