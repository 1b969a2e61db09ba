"""Does the cited passage carry the statement? First a check by rule, then what a judge says of what is left.

Both err on the side of *no*: what they cannot see supported becomes an assumption, which is honest. What the rule
gets wrong all the same: a third of the words may be invented, and a true paraphrase in other words falls.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from interviews.language import as_seen, content_stems, folded, numbers, words
from personas.counted import why_not_counted
from personas.exchanged import exchanged
from personas.facts import Fact
from personas.measures import in_another_clause, why_no_number
from personas.negations import NOT, moved
from personas.passages import Passage, by_id
from personas.qualifiers import goes_the_other_way, limited, used, whole_clauses, why_not_as_qualified
from personas.schema import ASSUMED, PASSAGES, Knowledge, Origin, Persona, Source, State, Statement, Value
from personas.sentences import FEWEST, Read, nearest, parts, read, sentences_of

ENOUGH = 0.65
"""Share of a statement's content words that must stand in the passage's sentences it rests on."""
LONGEST_EXCERPT = 700
"""Characters of a passage that a judge gets to see, around the sentence the statement rests on."""
MOST_CITED, MOST_PLACES, MOST_CLAUSES = 5, 8, 20
"""Sources of one statement that are held against it, stretches of a passage that one sentence of it may rest on, and
clauses of such a sentence: what has more of them says more than anybody can check."""
ELSEWHERE = "the passage says something else"
TOO_MUCH = "it says more at once than can be held against anything"
NOT_READ = "in this script only a whole sentence, word for word, is seen to stand there"
_FAR_SCRIPT = re.compile(r"[^\W\d_a-zA-Zªº\u00b5\u00c0-\u024f\u1e00-\u1eff]{2}")
"""Letters in a row of no Latin script: what says no there, and what a word's stem is, no rule here knows."""
_CLAUSE = re.compile(r"[,;.:!?]|\b(?:who|that|and|but|which)\b", re.I)
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
    return _why_not(text, read(passage), name)


def _why_not(text: str, passage: Read, name: str) -> str:
    if passage.fact is not None:
        return why_not_counted(text, passage.fact, " ".join(passage.sentences))
    text = as_seen(text)
    if _FAR_SCRIPT.search(text):
        return "" if _plain(text) in map(_plain, passage.whole) else NOT_READ
    stems = content_stems(text)
    if len(stems) < FEWEST:
        return "too little is said to be held against it"
    if stems <= passage.heading:
        return "a heading says nothing"
    if _speaks_of_somebody(text, passage.words, name):
        return "it speaks of the persona, the passage does not"
    return next(filter(None, (_why_not_part(part, passage) for part in parts(text))), "")


def grounded(statement: Statement, brief: str, passages: Sequence[Passage], name: str = "") -> Statement:
    """The statement with the sources that carry it, or marked as an assumption."""
    return _grounded(statement, brief, _cited((statement,), passages), name)


def _grounded(statement: Statement, brief: str, known: Mapping[str, Read], name: str) -> Statement:
    held = _held(statement.sources)
    kept = tuple(_named(source, known) for source in held if _carries(source, statement.text, brief, known, name))
    return statement.model_copy(update={"sources": kept or (ASSUMED,)})


def grounded_card(persona: Persona, passages: Sequence[Passage]) -> Persona:
    """Every statement of the card, and what she knows, held against what it cites."""
    known = _cited((*persona.statements, *persona.knowledge), passages)
    statements = tuple(_grounded(each, persona.brief, known, persona.name) for each in persona.statements)
    knowledge = tuple(_grounded_belief(each, persona, known) for each in persona.knowledge)
    return persona.model_copy(update={"statements": statements, "knowledge": knowledge})


def _held(sources: Sequence[Source]) -> Sequence[Source]:
    """Each source once, and no more than MOST_CITED of them."""
    return tuple(dict.fromkeys(sources))[:MOST_CITED]


def _cited(lines: Sequence[Statement | Knowledge], passages: Sequence[Passage]) -> dict[str, Read]:
    """The passages that are cited, looked through."""
    refs = {source.ref for each in lines for source in _held(each.sources) if source.origin in PASSAGES}
    return {each.id: read(each) for each in passages if each.id in refs}


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
    counted: Fact | None = None
    """What the excerpt tells, where that was counted in a file."""


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
        if source.origin in PASSAGES and source.ref in known
    ]
    return tuple(
        Pair(
            id=f"p{number}",
            statement=each.id,
            text=each.text,
            ref=ref,
            excerpt=excerpt(each.text, known[ref].text),
            counted=known[ref].fact,
        )
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
    sentences = sentences_of(passage)
    stems = [content_stems(each) for each in sentences]
    first = nearest(content_stems(text), sentences, stems)[0][0] if sentences else 0
    last = first + 1
    while True:
        room = LONGEST_EXCERPT - len(" ".join(sentences[first:last]))
        if last < len(sentences) and len(sentences[last]) < room:
            last += 1
        elif first and len(sentences[first - 1]) < room:
            first -= 1
        else:
            return " ".join(sentences[first:last])[:LONGEST_EXCERPT]


def _why_not_part(text: str, passage: Read) -> str:
    """The fault that is left when `text` is held against each stretch of the passage that it may rest on."""
    stems, clauses = content_stems(text), whole_clauses(text)
    if len(clauses) > MOST_CLAUSES:
        return TOO_MUCH
    fault = ELSEWHERE
    for number, (place, length) in enumerate(nearest(stems, passage.sentences, passage.stems)[:MOST_PLACES]):
        here = set[str]().union(*passage.stems[place : place + length])
        enough = len(stems & here) >= ENOUGH * len(stems)
        found = _why_not_here(text, clauses, passage.sentences, place, length) if enough else ELSEWHERE
        if not found:
            return ""
        fault = fault if number else found
    return fault


def _why_not_here(text: str, clauses: list[str], sentences: Sequence[str], place: int, length: int) -> str:
    best = " ".join(sentences[place : place + length])
    if fault := why_no_number(text, best):
        return fault
    if in_another_clause(clauses, whole_clauses(best)):
        return "the number belongs to something else there"
    if len(NOT.findall(text)) != len(NOT.findall(used(text, best))):
        return "one of the two says no"
    if not numbers(text) - numbers(best) and (fault := exchanged(text, best)):
        return fault
    if moved(text, best, whole_clauses):
        return "the no belongs to something else there"
    if goes_the_other_way(text, best):
        return "one of the two says the opposite"
    if fault := why_not_as_qualified(text, best):
        return fault
    after = sentences[place + length : place + length + 2]
    return "the passage goes on to limit it" if any(limited(text, best, each) for each in after) else ""


def _speaks_of_somebody(text: str, told: frozenset[str], name: str) -> bool:
    """The rule and the person are two statements: a passage about rules carries nothing that a person does."""
    if any(each.lower() not in told for each in _SOMEBODY.findall(text)):
        return True
    if (does := _DOES.match(text)) and does[0].strip(" \"'“(*").lower() not in told:
        return True
    said = set(words(text))
    return any(part.lower() in said and part.lower() not in told for part in name.split())


def _grounded_belief(knowledge: Knowledge, persona: Persona, known: Mapping[str, Read]) -> Knowledge:
    """Material carries what is known and right; a wrong or missing belief is the persona's own, and a file counts no
    beliefs."""
    told = f"{knowledge.topic}: {knowledge.belief}"
    right = knowledge.state is State.KNOWS
    kept = tuple(
        source
        for source in _held(knowledge.sources)
        if (right or source.origin is Origin.BRIEF)
        and not _is_counted(source, known)
        and _carries(source, told, persona.brief, known, persona.name)
    )
    return knowledge.model_copy(update={"sources": kept or (ASSUMED,)})


def _carries(source: Source, text: str, brief: str, known: Mapping[str, Read], name: str) -> bool:
    if source.origin is Origin.BRIEF:
        return _brief_carries(text, brief)
    if source.origin is Origin.TEAM:
        return True
    if source.origin in PASSAGES and source.ref in known:
        return not _why_not(text, known[source.ref], name)
    return False


def _is_counted(source: Source, known: Mapping[str, Read]) -> bool:
    return source.origin in PASSAGES and source.ref in known and known[source.ref].fact is not None


def _named(source: Source, known: Mapping[str, Read]) -> Source:
    """A fact is cited as one, whatever a draft called it."""
    if source.origin not in PASSAGES:
        return source
    return source.model_copy(update={"origin": Origin.FILE if _is_counted(source, known) else Origin.MATERIAL})


def _brief_carries(text: str, brief: str) -> bool:
    """Words and numbers of the brief, and a 'not' where its clause has one."""
    text, brief = as_seen(text), as_seen(brief)
    stems = content_stems(text)
    if not stems or len(stems & content_stems(brief)) < ENOUGH * len(stems) or why_no_number(text, brief):
        return False
    if len(_clauses_of(text)) > MOST_CLAUSES:
        return False
    used = " ".join(clause for clause in _CLAUSE.split(brief) if stems & content_stems(clause))
    return len(NOT.findall(text)) % 2 == len(NOT.findall(used)) % 2 and not moved(text, brief, _clauses_of)


def _clauses_of(brief: str) -> list[str]:
    return [each for each in _CLAUSE.split(brief) if content_stems(each)]


def _plain(text: str) -> str:
    """On one line, in lower case, with straight quotation marks and without marks of bold type."""
    return folded(re.sub(r"[*_]{1,2}", "", text).translate(str.maketrans("“”‘’", "\"\"''"))).strip(" .…\"'").lower()
