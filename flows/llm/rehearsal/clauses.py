"""Cutting an answer into the single things it says, each a verbatim piece of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.llm.rehearsal.lexicon import ASIDE, BASIS_CUES, FILLER
from interviews.answers import Basis
from interviews.language import content_stems, words

MOST = 12
"""Clauses kept of one answer: more is a document, and its beginning and end say what it is about."""
LONGEST = 240
"""Characters of one clause; what is longer is cut at a word."""

_SENTENCE = re.compile(r"[^.!?;\n…]+(?:\.(?=\w)[^.!?;\n…]*|[!?](?=\))[^.!?;\n…]*)*[.!?…]*")
_STARTS = (
    r"(?:we|they|he|she|it|there|people|nobody|creators|readers|customers|users|employees|most|some|many|maybe|probably"
    r"|basically|the|those|these|our|i|i'd|i'm|my|more|price|whether|paying|only|HR|no|two thirds|one third"
    r"|half|about half|\d+ percent)"
)
_JOINT = re.compile(
    rf",?\s+(?:but|whereas)\s+(?=\w)|,\s+(?:and\s+|so\s+)?(?={_STARTS}\b)"
    rf"|\s+and\s+(?=(?:we|they|nobody|creators|readers|basically|otherwise|most of them)\s+\w)|\s+[–—]\s+",
    re.IGNORECASE,
)
_LONG_GAP = re.compile(r"(?<=[^\S\n][^\S\n][^\S\n])[^\S\n]+")
"""White space without end, which patterns that look for a joint would walk through again and again."""
_GOES_ON = re.compile(
    r"(?:(?<=,)|(?<= (?:us|to|of|by|or|is|in))|(?<= (?:and|but|the|for|are))|(?<= (?:that|with)))\n(?=[a-z])"
)
"""A message sent before its sentence was at an end."""
_SHORT_FOR = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|approx|ca|incl|e\.g|i\.e|vs)\.(?=\s)", re.I)
"""A full stop that ends no sentence."""
_HEDGE = re.compile(r"\W*(?:and |but )?(?:i|we)(?:'d| would)? (?:guess|think|say|estimate|reckon)\b", re.I)
_COUNTED_SO = re.compile(r"(?:we|i) (?:have )?(?:counted|measured|tracked)\b[^,;:]{0,40}", re.I)
_ELLIPSIS = r"(?:did|do|does|didn't|don't|doesn't|not|aren't|isn't|won't)"
_REMARKS = [re.compile(each.pattern) for each in (FILLER, ASIDE, *BASIS_CUES.values())]
"""Of a text in small letters: found in a third of the time."""
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)


@dataclass(frozen=True)
class Clause:
    """One thing said: `quote` verbatim, and the sentence it stands in, whose words may tell how it is known."""

    quote: str
    sentence: str


def clauses(text: str) -> list[Clause]:
    """-> what `text` says, piece by piece, in order; code between backquotes says nothing about customers."""
    prose = _CODE.sub(lambda match: "\n" * len(match[0]), text)
    prose = _GOES_ON.sub(" ", prose)
    prose = _SHORT_FOR.sub(lambda match: f"{match[0][:-1]}\0", prose)
    prose = _LONG_GAP.sub(lambda match: "\0" * len(match[0]), prose)
    found: list[Clause] = []
    for match in _SENTENCE.finditer(prose):
        start, end = match.span()
        for first, last in _joined(text, _pieces(prose, start, end)):
            quote = _cut(text[first:last].strip(" \t\n,;:–—-"))
            if found and _COUNTED_SO.fullmatch(quote) and text[:first].rstrip().endswith(";"):
                # 'They come at night; we counted 62 percent': how much goes with what.
                whole = text[text.rindex(found[-1].quote, 0, first) : last].strip()
                found[-1] = Clause(quote=_cut(whole), sentence=whole)
            elif words(quote):
                found.append(Clause(quote=quote, sentence=text[start:end].strip()))
    return found if len(found) <= MOST else found[: MOST - 3] + found[-3:]


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans between the joints of one sentence; a short piece or an ellipsis ("readers did not") stays."""
    spans = [(start, end)]
    for joint in _JOINT.finditer(text, start, end):
        first, rest = words(text[spans[-1][0] : joint.start()]), words(text[joint.end() : end])
        if len(first) >= 3 and len(rest) >= 3 and not re.fullmatch(_ELLIPSIS, rest[-1]):
            spans[-1] = (spans[-1][0], joint.start())
            spans.append((joint.end(), end))
    return spans


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A piece that only says how one knows ("more our impression I guess") belongs to the piece before it."""
    result: list[tuple[int, int]] = []
    for start, end in spans:
        hedged = _HEDGE.match(text[start:end]) and len(words(text[start:end])) <= 7
        if result and (hedged or is_remark(text[start:end])):
            result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return result


def is_remark(text: str) -> bool:
    """Whether nothing is left of a piece without its words of doubt, of source and of filling."""
    rest = text.lower()
    for pattern in _REMARKS:
        rest = pattern.sub(" ", rest)
    return not content_stems(rest)


def restated(quote: str) -> str:
    """A clause as a short statement: without its filling, from capital to full stop, every number kept."""
    text = quote.strip()
    for _ in range(2):
        before, text = text, ASIDE.sub("", FILLER.sub("", text)).strip(" \t\n,;:–—-(")
        if text == before:
            break
    text = re.sub(r"^(?:my|our) (?:guess|impression|feeling)(?: \([^)]*\))? is (?:that )?", "", text, flags=re.I)
    head, comma, tail = text.rstrip(".!? ").rpartition(",")
    if comma and is_remark(tail) and not BASIS_CUES[Basis.OPEN].search(tail) and content_stems(head):
        text = head
    text = re.sub(r"\s+(?=[,;])", "", " ".join(text.rstrip(".!? ").split())) or " ".join(quote.split())
    if text.count("(") < text.count(")"):
        text = text.rstrip(")")
    return text[0].upper() + text[1:] if text else text


def _cut(text: str) -> str:
    return (
        text if len(text) <= LONGEST else text[:LONGEST].rsplit(None, 1)[0] if " " in text[:LONGEST] else text[:LONGEST]
    )
