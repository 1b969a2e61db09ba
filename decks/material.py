"""What a deck is made from: an interview as it was held, and which of its answers is which source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

from pydantic import Field

from decks.analysed.material import Analysed
from decks.deck import Kind, Line, Source
from decks.visible import line as on_one_line
from decks.words import CORRECTED, QUESTION_OF, SOMEBODY, TOLD, Say
from interviews.answers import Answer, Claim, Question, Value
from interviews.dates import day_in_words
from interviews.evidence import is_quote
from interviews.labels import label
from interviews.summary import Statement, Summary

LONGEST_QUOTE = 1200
"""Characters of what is quoted from one answer in the notes."""
SHORT_QUOTE = 260
"""The same on the page of sources."""
MOST_QUOTES = 5


class Proposed(Value):
    """What a model proposed for the slides, after it was held against the answers."""

    titles: dict[int, Statement] = Field(default_factory=dict)
    """Number of a part -> the statement that its first slide makes."""
    steps: dict[str, tuple[Statement, ...]] = Field(default_factory=dict)
    """Letter of a segment -> what to do for it."""


class Material(Value):
    """An interview after its summary."""

    project: str
    questions: tuple[Question, ...]
    answers: tuple[Answer, ...]
    """Corrections included."""
    summary: Summary
    names: dict[str, str] = Field(default_factory=dict)
    """Slack user id -> how people are called, as far as it is known."""
    links: dict[str, str] = Field(default_factory=dict)
    """Ts of a message -> its address."""
    made_on: date
    language: str = "en"
    proposed: Proposed = Proposed()
    analyses: tuple[Analysed, ...] = ()
    """What was found in files of the same study, the newest first."""

    @property
    def said(self) -> tuple[Answer, ...]:
        """What was answered, in order: each is one source."""
        return tuple(each for each in self.answers if not each.skipped and each.text.strip())


def cited(material: Material, answers: Iterable[str]) -> tuple[str, ...]:
    """Those of these ids that are sources, each once, in the order in which they were said."""
    wanted = set(answers)
    return tuple(answer.id for answer in material.said if answer.id in wanted)


def stated(material: Material, statement: Statement, say: Say) -> Line:
    """A statement of the summary: what the team said, or our reading."""
    sources = cited(material, statement.answers)
    kind = Kind.SAID if sources else Kind.READING
    basis = say(label(statement.basis)) if statement.basis and sources else ""
    return line(statement.text, kind, say, sources, basis)


def line(text: str, kind: Kind, say: Say, sources: tuple[str, ...] = (), basis: str = "") -> Line:
    label = say(kind.value)
    label = label[:1].upper() + label[1:]
    return Line(text=on_one_line(text), kind=kind, label=label, sources=sources, basis=basis)


def sources(material: Material, say: Say) -> tuple[Source, ...]:
    """Every answer under its own id, with the beginning of its words, who said it, when, and where it stands."""
    return tuple(
        Source(
            mark=answer.id,
            question=_asked(material, answer, say),
            quote=_beginning(answer.text, SHORT_QUOTE),
            who=_who(material, answer, say),
            when=_when(material, answer),
            link=_link(material, answer),
        )
        for answer in material.said
    )


def evidence(material: Material, marks: Iterable[str], say: Say) -> str:
    """For the notes: of each source what was asked, the words verbatim, who said them, when and where."""
    blocks = []
    wanted = set(marks)
    for answer in (each for each in material.said if each.id in wanted):
        quotes = "\n".join(f"“{quote}”" for quote in quotes_of(answer))
        told = f"{quotes}\n{_who(material, answer, say)}, {_when(material, answer)}"
        asked = say(QUESTION_OF, question=_asked(material, answer, say))
        blocks.append("\n".join(filter(None, [f"[{answer.id}] {asked}", told, _link(material, answer)])))
    return "\n\n".join(blocks)


def quotes_of(answer: Answer) -> list[str]:
    """Its words, verbatim as they stand now: what its claims quote, or where it has none its beginning."""
    standing = [claim for claim in answer.claims if is_quote(claim.quote, answer.text)]
    quoted = list(dict.fromkeys(on_one_line(claim.quote) for claim in standing))
    if not quoted:
        return [_beginning(answer.text, LONGEST_QUOTE)]
    return [_beginning(each, LONGEST_QUOTE) for each in quoted[:MOST_QUOTES]]


def claims(material: Material) -> list[Claim]:
    return [claim for answer in material.said for claim in answer.claims]


def _beginning(text: str, most: int) -> str:
    text = on_one_line(text)
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " […]"


def _asked(material: Material, answer: Answer, say: Say) -> str:
    if answer.id.startswith("c"):
        return say(CORRECTED)
    asked = next((each.text for each in material.questions if each.id[1:] == answer.id[1:]), "")
    return say(TOLD) if answer.id == "a0" or not asked else on_one_line(asked)


def _who(material: Material, answer: Answer, say: Say) -> str:
    names = dict.fromkeys(on_one_line(material.names.get(part.author, "")) or say(SOMEBODY) for part in answer.parts)
    return ", ".join(names)


def _when(material: Material, answer: Answer) -> str:
    """The day it was said, in UTC."""
    found = re.match(r"\d{9,10}(?=\.|$)", answer.parts[0].ts) if answer.parts else None
    return day_in_words(datetime.fromtimestamp(int(found[0]), UTC).date(), material.language) if found else ""


def _link(material: Material, answer: Answer) -> str:
    return next((link for part in answer.parts if (link := material.links.get(part.ts))), "")
