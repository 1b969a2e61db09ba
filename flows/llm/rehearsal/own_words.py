"""The respondents' own words, short enough to be taken up: the product, and a phrase to quote."""

from __future__ import annotations

import re

from flows.llm.rehearsal.clauses import is_remark, restated
from flows.llm.rehearsal.lexicon import TOPIC_WORDS
from flows.llm.rehearsal.people import VERB, is_people
from interviews.answers import Claim
from interviews.dimensions import Dimension
from interviews.language import STOP_WORDS, content_stems, listed, words
from interviews.question_forms import OUTSIDE

_PRODUCT = re.compile(
    r"(?:\b(?:for|sell|sells|offer|offers|build|building|make|making|run|running|launch|launching|develop"
    r"|developing|have|about"
    r"|plan|planning|design|designing|provide|provides|on)\s+|^\W*(?:our|an?|the)\s+)(?:(?:an?|the|our)\s+)?"
    r"(?P<thing>(?:[a-z][\w-]* ){0,3}?[a-z][\w-]*)(?=\s+(?:we|that|which|to|for|with|in|on|from|where|by|at|and"
    r"|is|are|of|who|here)\b|\s*[.,;:!?()\n]|\s*$)",
    re.I,
)
_POSSESSED = re.compile(
    r"\bour\s+(?:new |own |next )?(?P<thing>(?:[a-z][\w-]* ){0,2}?[a-z][\w-]*)"
    r"(?=\s+(?:we|that|which|to|for|with|in|on|from|where|by|at|and|is|are|of|who|here|should|will)\b"
    r"|\s*[.,;:!?()\n]|\s*$)",
    re.I,
)
_WHEN = frozenset(
    listed(
        """this that next last every each spring summer autumn fall winter week month quarter year today tomorrow now
        january february march april may june july august september october november december decision segments"""
    )
)
"""What says when, or which decision, names no product."""
_NOT_A_PRODUCT = frozenset(
    listed("segmentation customer customers us me help project interview analysis research marketing")
)
_BREATHS = frozenset(listed("and or but who which that while because than with so if when"))
_NO_START = re.compile(r"(?:is|was|it|are|how|whether|that|if)\b", re.I)


_OR = re.compile(
    r"\b(?:for|between|serve|to) (?:the |our )?(?P<one>(?:[a-z][a-z-]* ){0,3}?(?:[a-z-]+s|people))"
    r" (?:or|and) (?:for |to )?(?:the |our )?(?P<other>(?:[a-z][a-z-]* ){0,3}?(?:[a-z-]+s|people))"
    r"(?=\s+(?:first|comes?)\b|\s*(?:[.,;:?!]|$))",
    re.I,
)
_CHOOSES = re.compile(r"\b(?:decid\w*|choos\w*|choice|whether|first)\b", re.I)


def alternatives(said: str) -> list[tuple[str, str]]:
    """'We decide whether it comes first for single practices or for chains' -> the two that are to choose from."""
    sentences = re.split(r"(?<=[.!?])\s+", said[:1200])
    found = [match for sentence in sentences if _CHOOSES.search(sentence) for match in _OR.finditer(sentence)]
    pairs = [(match["one"], match["other"]) for match in found]
    return [pair for pair in pairs if not any(set(words(each)) & STOP_WORDS for each in pair)]


def product(project: str) -> str:
    """What the project is about as 'the benefits portal'; 'your product' where no short phrase says it."""
    found = [*_PRODUCT.finditer(project[:600]), *_POSSESSED.finditer(project[:600])]
    chosen = {thing.lower() for pair in alternatives(project) for thing in pair}
    for match in sorted(found, key=lambda match: match.start("thing")):
        thing = match["thing"]
        said = words(thing)
        if 1 <= len(said) <= 4 and not {said[0], said[-1]} & STOP_WORDS and not _NOT_A_PRODUCT & set(said):
            if thing.lower() in chosen or is_people(said[-1]) or OUTSIDE.search(thing) or _WHEN & set(said):
                continue
            return f"the {re.sub(r'^(?:our|an?|the) ', '', thing, flags=re.I)}"
    return "your product"


def is_place(word: str) -> bool:
    return TOPIC_WORDS[Dimension.GEOGRAPHIC].fullmatch(word.lower()) is not None


def phrase(claim: Claim, most: int = 11, telling: re.Pattern[str] | None = None) -> str:
    """A short verbatim piece of the claim that can stand between quotation marks; empty where none can.

    With `telling`, the piece that contains such words where there is one.
    """
    said = restated(claim.quote)
    said = re.sub(r"^what [^,;]{3,60}? is (?=the |that |an? )", "", said, flags=re.I)
    parts = [
        part.strip(" .!?…()\"“”„'")
        for part in re.split(r"[,;:](?!\d)(?! [A-Z]\w+(?:,| and | or ))|[()\"“”„]|\s[–—]\s", said)
    ]
    parts = [re.sub(r"^(?:is |was |it |that )+", "", part, flags=re.I) for part in parts if not is_remark(part)]
    parts = [part for part in parts if content_stems(part) and not OUTSIDE.search(part) and _readable(part)]
    for part in sorted(
        parts,
        key=lambda part: (
            not (telling and telling.search(part)),
            bool(_NO_START.match(part)),
            -min(len(content_stems(part)), 4),
        ),
    ):
        piece = _shortened(part, most)
        if telling and not telling.search(piece) and (match := telling.search(part)):
            piece = _shortened(part[match.start() :], most)
        if len(piece) <= 90:
            return piece if piece[:1] == claim.quote.strip()[:1] else _verbatim(piece, claim.quote)
    return ""


def _shortened(part: str, most: int) -> str:
    """At most so many words, ending where the sentence takes breath rather than in the middle of something."""
    tokens = part.split()
    if len(tokens) <= most:
        return part
    tokens = tokens[:most]
    breaths = [place for place, token in enumerate(tokens) if place >= 4 and token.lower() in _BREATHS]
    if breaths:
        tokens = tokens[: breaths[-1]]
    while len(tokens) > 2 and (VERB.match(tokens[-1]) or (words(tokens[-1]) or ["the"])[0] in STOP_WORDS):
        tokens.pop()
    return " ".join(tokens)


def _readable(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and all(char < "\u0250" for char in letters) and "`" not in text and "{" not in text


def _verbatim(piece: str, quote: str) -> str:
    """The piece in the quote's own letter case: `restated` had begun it with a capital."""
    folded = " ".join(quote.split())
    place = folded.lower().find(piece.lower())
    return folded[place : place + len(piece)] if place >= 0 else ""
