"""Sentences of the material that say how the product's world works: what a persona runs into, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviews.language import content_stems, folded, words
from personas.grounding import why_not
from personas.passages import Passage
from personas.schema import Part

LONGEST, FEWEST_WORDS, MOST_WORDS = 240, 6, 42
_SENTENCE = re.compile(r"(?<=[.!?])(?<!\be\.g\.)(?<!\bi\.e\.)[)\"”]*\s+(?=[^a-z])|\n+")
_SAYS = re.compile(
    r"\b(?:is|are|means?|pays?|costs?|must|may|can|only|until|unless|if|when|will|has to|have to|needs?|gets?"
    r"|counts?|takes?|depends?"
    r"|applies|apply|before|after|within|cannot|charged?)\b",
    re.I,
)
HARD = re.compile(
    r"\b(?:pays?|paid|costs?|must|only|until|unless|lose|loses|lost|limit(?:ed)?|fees?|penalt\w+|late|not|no|cannot|charged?|charge|bill"
    r"|deposit|expires?|before|within|at (?:the )?latest|at most|at least|has to|have to|notice)\b",
    re.I,
)
"""What makes a rule one to trip over."""
_HURTS = re.compile(
    r"\b(?:lose|loses|lost|fees?|penalt\w+|(?:may|will|can) bill|billed|charged?|not (?:paid|refunded|covered|included"
    r"|eligible)|expires?|costs? (?:more|extra|[$€£\d])|higher share"
    r"|highest rate|pays? (?:the|all|more|its|yourself)|counts as)\b",
    re.I,
)
_HELPS = re.compile(
    r"\b(?:lower (?:your )?(?:monthly )?(?:costs?|premiums?|prices?)|save money|refund(?:ed|s)?"
    r"|free (?:or low-cost )?(?:coverage|care)|(?:don['’]t|do not|not) have to pay|free of charge"
    r"|without (?:a |any )?(?:fee|charge)|no (?:fee|charge)|at no (?:extra )?cost)\b",
    re.I,
)
"""What somebody gains by a rule."""
_DENIED = re.compile(r"\bnot (?:eligible|covered|included|paid|refunded)\b", re.I)
_LEANS = re.compile(
    r"\b(?:in|of|for|with|from|on|to|about|over) (?:it|them|this|these|those)\b(?! \w+s?\b)"
    r"|\b(?:this|these|those) (?!is|are|means?|must|can|may|will|has|have)[a-z]+"
    r"|\b(?:use|spend|take|lose|keep|pay) that \w+",
    re.I,
)
"""The same further back: 'whether your doctor is in it'."""
_DANGLES = re.compile(
    r"^\W*(?:(?:but|and|or|so|then|however|otherwise|also|instead|therefore|for this|in this case|after that"
    r"|during this time)\b"
    r"|(?:it|its|this|these|those|they|them|their|such|that|he|she|his|her|both|either|neither|the same|the former"
    r"|the latter"
    r"|there|here|we then|you then|one of them|some of them|most of them|below that|above that)\b(?! (?:is"
    r"|are) (?:an?|no) \w+ (?:for|in|of)\b))",
    re.I,
)
"""It speaks of something that the sentence before has named."""
_NO_START = ("*", "#", "|", "-", "•", "(", "<", "Note", "Learn ", "See ", "Click", "Read more", "©")
_OPENS = re.compile(r"\b(?:you|that|which|who|whom|where)\b", re.I)
_MAIN = re.compile(
    r"\b(?:is|are|was|may|must|can|cannot|will|has|have|had|counts?|costs?|needs?|gets?|takes?|comes?|depends?)\b", re.I
)
_YEAR = re.compile(r"\b20\d\d\b")
_BODIES = re.compile(r"\b(?:screening|newborns?|pregnan\w+|adolescents?)\b", re.I)
"""Lists of what is done to bodies are no rules of a world."""


@dataclass(frozen=True)
class Rule:
    """`text` as it stands in the passage, with the sentence before where it would dangle without it."""

    text: str
    passage: Passage

    @property
    def part(self) -> Part:
        left = _HELPS.sub("", self.text)
        if _HURTS.search(left) or _DENIED.search(self.text):
            return Part.PAIN_POINTS
        return Part.TRIGGERS if left != self.text else Part.CHALLENGES


def rules(passages: Sequence[Passage], brief: str, most: int) -> list[Rule]:
    """-> at most so many, those near the brief and those one trips over first; one of a passage, then second ones."""
    wanted = content_stems(brief)
    ranked: list[tuple[int, float, Rule]] = []
    for place, passage in enumerate(passages):
        found = sorted(rules_of(passage), key=lambda each: -_worth(each.text, wanted))
        ranked += [(turn, place / 1000 - _worth(each.text, wanted), each) for turn, each in enumerate(found)]
    ranked.sort(key=lambda each: (each[0] // 2, each[1]))
    kept: list[Rule] = []
    for _, _, rule in ranked:
        if len(kept) < most and not any(_alike(rule.text, other.text) for other in kept):
            kept.append(rule)
    return kept


def rules_of(passage: Passage) -> Iterator[Rule]:
    """Every sentence of a passage that says a rule and that the passage carries as it stands."""
    before = ""
    for sentence in sentences(passage):
        leans = dangles(sentence) or _LEANS.search(sentence) is not None
        text = f"{before} {sentence}" if before and leans else sentence
        stands = (
            not dangles(text)
            and (before or not leans)
            and _is_rule(text)
            and not _BODIES.search(text)
            and not why_not(text, passage)
        )
        if stands and len(text) <= LONGEST:
            yield Rule(text, passage)
        before = sentence if not leans else ""


def sentences(passage: Passage) -> list[str]:
    """On one line each, without marks of bold type and of lists."""
    plain = re.sub(r"(?m)^\s*(?:[*•–-]|\d+\.)\s+", "", passage.text)
    plain = re.sub(r"(?<!\w)[*_]{1,3}|[*_]{1,3}(?!\w)", "", plain)
    return [folded(each) for each in _SENTENCE.split(plain) if each.strip()]


def dangles(sentence: str) -> bool:
    """Whether it begins with an 'it' or 'this' that only the sentence before explains."""
    return _DANGLES.match(sentence) is not None


def _is_rule(text: str) -> bool:
    count = len(words(text))
    if not text.endswith((".", "!")) or text.startswith(_NO_START) or "?" in text or ":" in text[-2:]:
        return False
    if re.match(r"(?:an?|the) (?!lower|higher|more|less|sooner|later|earlier)", text, re.I) and _is_fragment(text):
        return False
    return FEWEST_WORDS <= count <= MOST_WORDS and _SAYS.search(text) is not None and text.count("|") == 0


def _is_fragment(text: str) -> bool:
    """'A fixed amount you pay for a service.' explains the heading above it, and is no sentence."""
    before, _, behind = _OPENS.sub("§", text, count=1).partition("§")
    return bool(behind) and not _MAIN.search(before) and not _MAIN.search(behind)


def _worth(text: str, wanted: set[str]) -> float:
    near = len(content_stems(text) & wanted)
    spoken_to = bool(re.search(r"\byou(?:r|['’]ll)?\b", text, re.I))
    figure = bool(re.search(r"\d", text))
    return (
        1.5 * min(near, 3)
        + min(len(HARD.findall(text)), 3)
        + 0.5 * spoken_to
        + figure
        - len(text) / 160
        - 2 * bool(_YEAR.search(text))
    )


def _alike(one: str, other: str) -> bool:
    mine, theirs = content_stems(one), content_stems(other)
    return len(mine & theirs) >= 0.6 * min(len(mine), len(theirs))
