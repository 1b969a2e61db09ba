"""What must survive a citation: qualifiers, conditions, limits, and which way something goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from heapq import heapify, heappop, heappush

from interviews.language import content_stems, numbers, words

_KINDS: tuple[tuple[str, str], ...] = (
    ("most", r"most|the majority of"),
    ("many", r"many"),
    ("some", r"some|certain|specified|several"),
    ("usually", r"usually|generally|typically|normally|in general|as a rule|mostly"),
    ("likely", r"likely|probably"),
    ("often", r"often|frequently"),
    ("sometimes", r"sometimes|occasionally"),
    ("may", r"may|might|can|could|possibly"),
    ("up to", r"up to|at most|no more than|not more than|a maximum of|maximum"),
    ("at least", r"at least|no less than|not less than|a minimum of|minimum"),
    ("only", r"only|solely|exclusively"),
    ("for example", r"for example|for instance|such as|e\.g\."),
    ("unless", r"unless|except|apart from|other than"),
    ("subject to", r"subject to|depend(?:s|ing)? on|provided that|as long as"),
    ("if", r"if|in case"),
)
_ELSEWHERE = {
    "most": r"die meisten|la plupart|la mayoría|a maioria|la maggior parte|de meeste",
    "some": r"einige|manche|certaine?s|algun[oa]s|alcun[ie]|sommige",
    "usually": r"meist(?:ens)?|normalerweise|généralement|normalement|normalmente|generalmente|geralmente|meestal",
    "often": r"oft|häufig|souvent|a menudo|spesso|vaak|frequentemente",
    "sometimes": r"manchmal|parfois|a veces|às vezes|a volte|soms",
    "may": r"kann|können|peut|peuvent|puede|pueden|pode|podem|può|possono|kan|kunnen",
    "up to": r"bis zu|höchstens|maximal|jusqu['’]à|au plus|hasta|como máximo|até|fino a|al massimo|hoogstens|maximaal",
    "at least": r"mindestens|wenigstens|au moins|al menos|pelo menos|almeno|minstens",
    "only": r"nur|lediglich|seulement|uniquement|solamente|únicamente|somente|soltanto|alleen|slechts",
    "unless": r"außer|es sei denn|sauf|excepto|salvo|tranne|exceto|behalve|tenzij",
    "if": r"wenn|sofern",
}
"""The same in German, French, Spanish, Portuguese, Italian and Dutch."""
QUALIFIERS = {
    name: re.compile(rf"(?<![\w-])(?:{'|'.join(filter(None, (words, _ELSEWHERE.get(name))))})(?![\w-])", re.I)
    for name, words in _KINDS
}
_SAME_SENSE = {
    "if": re.compile(
        r"(?<![\w-])(?:when|whenever|once|with|without|for|those|who|whoever|unless|until)(?![\w-])", re.I
    ),
    "for example": re.compile(r"(?<![\w-])(?:like|including|among)(?![\w-])", re.I),
    "unless": re.compile(r"(?<![\w-])(?:but not|without)(?![\w-])", re.I),
}
"""Other words that keep the sense of a qualifier."""
_ROUGHLY = {
    "about": r"about|around|approximately|roughly|nearly|almost|some",
    "more than": r"more than|over|above|beyond",
    "less than": r"less than|fewer than|under|below",
}
_NEAR_NUMBER = {
    name: re.compile(rf"\b(?:{words})\s+[$€£]?(?P<number>\d+(?:[.,]\d+)*|[a-z]+)", re.I)
    for name, words in _ROUGHLY.items()
}
_EVERY = re.compile(
    r"\b(?:always|all|every|everybody|everyone|any|anybody|anyone|whoever|guaranteed?|automatically|immediately"
    r"|entirely|completely|immer|alle|jede[rsn]?|toujours|tou[st]|toutes?|siempre|todos|todas|sempre|tutt[ie]|altijd)\b",
    re.I,
)
_WHOLE = re.compile(r"\b(?:always|all|every|everybody|everyone|any|anybody|anyone|whoever|no matter)\b", re.I)
_MUST_ELSEWHERE = r"muss|müssen|doi(?:t|vent)|deben?|deve|devem|devono|moet|moeten"
_MUST = re.compile(rf"\b(?:must|has to|have to|required|requires|obliged|mandatory|{_MUST_ELSEWHERE})\b", re.I)
_BOUND = re.compile(
    rf"\b(?:{_MUST_ELSEWHERE}"
    r"|must|has to|have to|had to|requires?|required|obliged|mandatory|shall|need(?:s|ed)? to|you'll need)\b",
    re.I,
)
_OPPOSITES = (
    ("before", "after"), ("more", "less"), ("more", "fewer"), ("higher", "lower"), ("highest", "lowest"),
    ("increase", "decrease"), ("increases", "decreases"), ("inside", "outside"), ("within", "outside"),
    ("above", "below"), ("over", "under"), ("earlier", "later"), ("first", "last"), ("maximum", "minimum"),
    ("in-network", "out-of-network"), ("included", "excluded"),
    ("rises", "falls"), ("rise", "fall"), ("rose", "fell"), ("gains", "loses"), ("buys", "sells"), ("buy", "sell"),
    ("opens", "closes"), ("optional", "mandatory"), ("optional", "required"), ("public", "private"),
    ("includes", "excludes"), ("start", "end"), ("beginning", "end"), ("cheaper", "dearer"),
)  # fmt: skip
_DIRECTIONS = frozenset(each for pair in _OPPOSITES for each in pair)
_STEMS_OF_DIRECTIONS = content_stems(" ".join(_DIRECTIONS))
_CLAUSE = re.compile(r"[,;:.!?()](?!\d)|\s(?:and|but)\s")
_OF_A_CLAUSE = frozenset(
    ("many", "some", "usually", "likely", "often", "sometimes", "for example", "up to", "at least", "may")
)
"""Qualifiers that bind their own clause only; a condition binds the whole sentence."""
_OF_A_NUMBER = frozenset(("up to", "at least"))
"""Bounds: they go where their number goes."""
_LIMITS = re.compile(
    r"^\W*(?:however|but|except|an exception|exceptions?|unless|this (?:applies|is|holds|goes) only|this does not apply"
    r"|some [^.]{3,60}(?:n['’]t|\bnot)\b)"
    r"|\b(?:(?:may|do|does|will) not|doesn['’]t|don['’]t|won['’]t) (?:always )?apply\b|\bappl(?:y|ies) only\b",
    re.I,
)


def why_not_as_qualified(text: str, source: str) -> str:
    """Why `text` says more than `source`: a qualifier went, or a bolder word came. Empty when it does not."""
    clauses = used(text, source)
    for name, qualifier in QUALIFIERS.items():
        kept = qualifier.search(text) or (name in _SAME_SENSE and _SAME_SENSE[name].search(text))
        if name in _OF_A_NUMBER and not numbers(text) & numbers(clauses):
            continue
        if (there := qualifier.search(clauses if name in _OF_A_CLAUSE else source)) and not kept:
            return f"the passage says “{there[0].lower()}”"
    for name, near in _NEAR_NUMBER.items():
        of = {number for match in near.finditer(source) for number in numbers(match["number"])} & numbers(text)
        if of - {number for match in near.finditer(text) for number in numbers(match["number"])}:
            return f"the passage says “{name}” with the number"
    if (every := _EVERY.search(text)) and not (_WHOLE.search(source) or every[0].lower() in words(source)):
        return f"the passage does not say “{every[0].lower()}”"
    if (must := _MUST.search(text)) and not _BOUND.search(source):
        return f"the passage does not say “{must[0].lower()}”"
    return ""


def goes_the_other_way(text: str, source: str) -> bool:
    """'After' where the source says 'before', 'the higher the premium' where it says 'the lower the premium'."""
    said, there = _by_direction(text), _by_direction(source)
    return any(
        _nearness(stems, there.get(one, ())) < _nearness(stems, there[other])
        for pair in _OPPOSITES
        for one, other in (pair, pair[::-1])
        if other in there
        for stems in said.get(one, ())
    )


def limited(text: str, source: str, after: str) -> bool:
    """Whether the sentence `after` the source takes part of it back, and `text` keeps nothing of that."""
    if not _LIMITS.search(after):
        return False
    new = content_stems(after) - content_stems(source)
    return not new & content_stems(text)


def used(text: str, source: str) -> str:
    """The clauses of `source` in which the words of `text` stand; one too short to be one goes with its neighbour."""
    wanted, clauses = content_stems(text), whole_clauses(source)
    left = [wanted & content_stems(clause) for clause in clauses]
    having: dict[str, list[int]] = {}
    for place, stems in enumerate(left):
        for stem in stems:
            having.setdefault(stem, []).append(place)
    # The clause with most that no other has said yet comes next; a number that has become too high is put right.
    most = [(-len(stems), place) for place, stems in enumerate(left)]
    heapify(most)
    chosen: set[int] = set()
    while most and most[0][0]:
        number, place = heappop(most)
        if -number != len(left[place]):
            heappush(most, (-len(left[place]), place))
            continue
        chosen.add(place)
        for stem in tuple(left[place]):
            for other in having[stem]:
                left[other].discard(stem)
    return ", ".join(clauses[place] for place in sorted(chosen))


def whole_clauses(text: str) -> list[str]:
    """Clauses with two words of a subject at least: 'In general, …' is none by itself."""
    found, waiting, subject = list[str](), list[str](), set[str]()
    for clause in _clauses(text):
        waiting.append(clause)
        subject |= content_stems(clause)
        if len(subject) >= 2:
            found.append(", ".join(waiting))
            waiting, subject = [], set()
    if found and waiting:
        found[-1] = ", ".join((found[-1], *waiting))
    return found or [", ".join(waiting)]


def _clauses(text: str) -> list[str]:
    return [each for each in _CLAUSE.split(text) if words(each)]


def _by_direction(text: str) -> dict[str, list[set[str]]]:
    """'after' -> what the clauses that say so are about, in stems; the same for every word that has an opposite."""
    found: dict[str, list[set[str]]] = {}
    for clause in _clauses(text):
        for direction in _DIRECTIONS.intersection(words(clause)):
            found.setdefault(direction, []).append(content_stems(clause) - _STEMS_OF_DIRECTIONS)
    return found


def _nearness(stems: set[str], there: Sequence[set[str]]) -> int:
    """How many stems are shared with the nearest of those clauses; -1 where there is none."""
    return max((len(stems & each) for each in there), default=-1)
