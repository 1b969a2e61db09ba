"""Does the cited passage carry the statement? First a check by rule, then what a judge says of what is left.

Both err on the side of *no*: what they cannot see supported becomes an assumption, which is honest. What the rule
gets wrong all the same: a third of the words may be invented, and a true paraphrase in other words falls.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from interviews.language import content_stems, folded, words
from personas.measures import in_another_clause, why_no_number
from personas.negations import NOT, moved
from personas.passages import Passage, by_id
from personas.qualifiers import goes_the_other_way, limited, used, whole_clauses, why_not_as_qualified
from personas.schema import ASSUMED, Knowledge, Origin, Persona, Source, State, Statement, Value

ENOUGH = 0.65
"""Share of a statement's content words that must stand in the passage's sentences it rests on."""
FEWEST = 3
LONGEST_EXCERPT = 700
"""Characters of a passage that a judge gets to see, around the sentence the statement rests on."""
ELSEWHERE = "the passage says something else"
_SENTENCE = re.compile(r"(?:(?<=[.!?:;])|(?<=[.!?][)\"”]))\s+|\n+")
_PART = re.compile(r"(?<=[.!?;])\s+")
_CLAUSE = re.compile(r"[,;.:!?]|\b(?:who|that|and|but|which)\b", re.I)
_HEADING = re.compile(r"^\s*(?:#{1,6}\s|\*\*[^*]+\*\*\s*$)")
_SOMEBODY = re.compile(r"\b(?:she|he|her|his|him|hers|himself|herself)\b", re.I)
_DOES = re.compile(
    r"^\W*(?:asks|avoids|believes|blames|checks|chooses|compares|couldn['’]t|expects|fears|feels|finds|forgets|forgot"
    r"|gets|got|hates|hopes|keeps|knows|likes|looks|loses|lost|misses|needs|paid|pays|picks|prefers|puts|reads|relies"
    r"|struggles|takes|thinks|tries|trusts|uses|waits|wants|wonders|worries)\b",
    re.I,
)
"""How a sentence about the persona begins, who is not named in it."""


def why_not(text: str, passage: Passage, name: str = "") -> str:
    """Why the passage does not carry `text`, in words; empty when it does. `name`: the persona's.

    Each sentence of `text` is held against the passage by itself.
    """
    stems = content_stems(text)
    if len(stems) < FEWEST:
        return "too little is said to be held against it"
    if stems <= content_stems(passage.place):
        return "a heading says nothing"
    if _speaks_of_somebody(text, passage.text, name):
        return "it speaks of the persona, the passage does not"
    return next(filter(None, (_why_not(part, passage.text) for part in _parts(text))), "")


def grounded(statement: Statement, brief: str, passages: Sequence[Passage], name: str = "") -> Statement:
    """The statement with the sources that carry it, or marked as an assumption."""
    known = by_id(passages)
    kept = tuple(source for source in statement.sources if _carries(source, statement.text, brief, known, name))
    return statement.model_copy(update={"sources": kept or (ASSUMED,)})


def grounded_card(persona: Persona, passages: Sequence[Passage]) -> Persona:
    """Every statement of the card, and what she knows, held against what it cites."""
    statements = tuple(grounded(each, persona.brief, passages, persona.name) for each in persona.statements)
    known = by_id(passages)
    knowledge = tuple(_grounded_belief(each, persona, known) for each in persona.knowledge)
    return persona.model_copy(update={"statements": statements, "knowledge": knowledge})


class Support(StrEnum):
    """What a judge says of a statement and the passage it cites."""

    SUPPORTED = "supported"
    SAYS_MORE = "says more"
    CONTRADICTED = "contradicted"


class Pair(Value):
    """A statement and what it cites. `id`: `p1`; `statement`: its id on the card; `ref`: the passage's."""

    id: str
    statement: str
    text: str
    ref: str
    excerpt: str


class Verdict(Value):
    """What was said of a pair, and the words of its excerpt that this rests on."""

    pair: Pair
    support: Support
    words: str

    @property
    def believed(self) -> bool:
        """Whether the words stand in the excerpt: whoever quotes what is not there has not read it."""
        wanted = _plain(self.words)
        return len(words(wanted)) >= FEWEST and wanted in _plain(self.pair.excerpt)


def pairs(persona: Persona, passages: Sequence[Passage]) -> tuple[Pair, ...]:
    """What a judge is to look at: each citation of material that is left on a card, numbered from `p1`."""
    known = by_id(passages)
    cited = [
        (statement, source.ref)
        for statement in persona.statements
        for source in statement.sources
        if source.origin is Origin.MATERIAL and source.ref in known
    ]
    return tuple(
        Pair(id=f"p{number}", statement=each.id, text=each.text, ref=ref, excerpt=excerpt(each.text, known[ref].text))
        for number, (each, ref) in enumerate(cited, 1)
    )


def judged(persona: Persona, verdicts: Sequence[Verdict]) -> Persona:
    """The card without the citations to which a believed judge said no. What was not judged stays as it is."""
    fallen = {
        (each.pair.statement, each.pair.ref)
        for each in verdicts
        if each.believed and each.support is not Support.SUPPORTED
    }
    statements = tuple(
        each.model_copy(
            update={"sources": tuple(s for s in each.sources if (each.id, s.ref) not in fallen) or (ASSUMED,)}
        )
        for each in persona.statements
    )
    return persona.model_copy(update={"statements": statements})


def excerpt(text: str, passage: str) -> str:
    """The sentences of the passage around the one that `text` rests on, at most LONGEST_EXCERPT characters."""
    if len(passage) <= LONGEST_EXCERPT:
        return passage
    sentences = _sentences(passage)
    first = _nearest(content_stems(text), sentences)[0][0] if sentences else 0
    last = first + 1
    while True:
        room = LONGEST_EXCERPT - len(" ".join(sentences[first:last]))
        if last < len(sentences) and len(sentences[last]) < room:
            last += 1
        elif first and len(sentences[first - 1]) < room:
            first -= 1
        else:
            return " ".join(sentences[first:last])[:LONGEST_EXCERPT]


def _why_not(text: str, passage: str) -> str:
    """The fault that is left when `text` is held against each stretch of the passage that it may rest on."""
    sentences = _sentences(passage)
    faults = [_why_not_here(text, sentences, *span) for span in _nearest(content_stems(text), sentences)]
    return "" if "" in faults else (faults or [ELSEWHERE])[0]


def _why_not_here(text: str, sentences: Sequence[str], place: int, length: int) -> str:
    best = " ".join(sentences[place : place + length])
    if len(content_stems(text) & content_stems(best)) < ENOUGH * len(content_stems(text)):
        return ELSEWHERE
    if fault := why_no_number(text, best):
        return fault
    if in_another_clause(whole_clauses(text), whole_clauses(best)):
        return "the number belongs to something else there"
    if len(NOT.findall(text)) != len(NOT.findall(used(text, best))):
        return "one of the two says no"
    if moved(text, best, whole_clauses):
        return "the no belongs to something else there"
    if goes_the_other_way(text, best):
        return "one of the two says the opposite"
    if fault := why_not_as_qualified(text, best):
        return fault
    after = sentences[place + length : place + length + 2]
    return "the passage goes on to limit it" if any(limited(text, best, each) for each in after) else ""


def _speaks_of_somebody(text: str, passage: str, name: str) -> bool:
    """The rule and the person are two statements: a passage about rules carries nothing that a person does."""
    told = set(words(passage))
    if any(each.lower() not in told for each in _SOMEBODY.findall(text)):
        return True
    if (does := _DOES.match(text)) and does[0].strip(" \"'“(*").lower() not in told:
        return True
    return any(part.lower() in words(text) and part.lower() not in told for part in name.split())


def _grounded_belief(knowledge: Knowledge, persona: Persona, known: dict[str, Passage]) -> Knowledge:
    """Material carries what is known and right; a wrong or missing belief is the persona's own."""
    told = f"{knowledge.topic}: {knowledge.belief}"
    right = knowledge.state is State.KNOWS
    kept = tuple(
        source
        for source in knowledge.sources
        if (right or source.origin is Origin.BRIEF) and _carries(source, told, persona.brief, known, persona.name)
    )
    return knowledge.model_copy(update={"sources": kept or (ASSUMED,)})


def _carries(source: Source, text: str, brief: str, known: dict[str, Passage], name: str) -> bool:
    if source.origin is Origin.BRIEF:
        return _brief_carries(text, brief)
    if source.origin is Origin.TEAM:
        return True
    if source.origin is Origin.MATERIAL:
        return source.ref in known and not why_not(text, known[source.ref], name)
    return False


def _brief_carries(text: str, brief: str) -> bool:
    """Words and numbers of the brief, and a 'not' where its clause has one."""
    stems = content_stems(text)
    if not stems or len(stems & content_stems(brief)) < ENOUGH * len(stems) or why_no_number(text, brief):
        return False
    used = " ".join(clause for clause in _CLAUSE.split(brief) if stems & content_stems(clause))
    return len(NOT.findall(text)) % 2 == len(NOT.findall(used)) % 2 and not moved(text, brief, _clauses_of)


def _clauses_of(brief: str) -> list[str]:
    return [each for each in _CLAUSE.split(brief) if content_stems(each)]


def _parts(text: str) -> list[str]:
    """The sentences of a statement; one that says too little by itself goes with the one before."""
    parts: list[str] = []
    for part in _PART.split(text):
        if parts and min(len(content_stems(part)), len(content_stems(parts[-1]))) < FEWEST:
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return parts


def _sentences(text: str) -> list[str]:
    return [each for each in _SENTENCE.split(text) if each.strip() and not _HEADING.match(each)]


def _nearest(stems: set[str], sentences: Sequence[str]) -> list[tuple[int, int]]:
    """-> (place, how many) of the sentences that share most words, and of the first of them with its neighbours."""

    def shared(span: tuple[int, int]) -> int:
        return len(stems & content_stems(" ".join(sentences[span[0] : sum(span)])))

    alone = [(place, 1) for place in range(len(sentences))]
    two = [(place, 2) for place in range(len(sentences) - 1)]
    most = max(map(shared, alone), default=0)
    best = [span for span in alone if shared(span) == most]
    wider = [span for span in two if shared(span) > most]
    return sorted(best, key=lambda span: len(sentences[span[0]])) + sorted(wider, key=lambda span: -shared(span))


def _plain(text: str) -> str:
    """On one line, in lower case, with straight quotation marks and without marks of bold type."""
    return folded(re.sub(r"[*_]{1,2}", "", text).translate(str.maketrans("“”‘’", "\"\"''"))).strip(" .…\"'").lower()
