"""Parts one to five: what the team said about its customers, dimension by dimension."""

from __future__ import annotations

import re
from collections.abc import Sequence

from decks.deck import Group, Kind, Line, Part, Quote, Slide
from decks.material import Material, cited, evidence, line, quotes_of, stated
from decks.statements import of_dimension
from decks.visible import line as on_one_line
from decks.words import (
    ASK_FOR,
    CANDIDATES,
    DECIDE_FIRST,
    NO_EVIDENCE,
    NOTHING_SAID,
    PARTS,
    THIN,
    THIN_GUESSES,
    TOPICS,
    WORTH_KNOWING,
    Say,
)
from interviews.answers import Basis
from interviews.coverage import Level, coverage
from interviews.dimensions import Dimension
from interviews.language import content_stems
from interviews.summary import Statement

LONGEST_TITLE = 110
"""Characters of a statement that can be a title."""
SHORTEST_QUOTE, LONGEST_QUOTE = 30, 220
"""Characters of a quotation beside the lines."""
ALIKE = 0.6
"""Share of a quotation's words in one line, from which on it says the same again."""
_SURE = [Basis.COUNTED, Basis.HEARD, Basis.GUESS, None, Basis.OPEN]


def introduction(material: Material, say: Say) -> Part:
    """The problem, as the team put it."""
    problem = material.summary.problem
    headline, left = chosen(material, 1, problem, say, in_order=True)
    lines = tuple(stated(material, each, say) for each in left)
    empty = headline is None and not lines
    headline = headline or line(say(DECIDE_FIRST), Kind.UNKNOWN, say)
    thin = "" if any(not each.is_reading for each in problem) else say(THIN)
    return part(1, say, (slide(material, headline, (Group(heading="", lines=lines),), say),), thin, empty=empty)


def audience(material: Material, say: Say) -> Part:
    """Who they are, where they are, and the groups that may be among them."""
    candidates = tuple(
        line(f"{each.name}: {each.rule}", Kind.READING, say, cited(material, each.answers))
        for each in material.summary.segments
    )
    made = _of_dimensions(2, material, (Dimension.DEMOGRAPHIC, Dimension.GEOGRAPHIC), say)
    if not candidates:
        return made
    resting = cited(material, (mark for each in candidates for mark in each.sources))
    count = len(candidates)
    title = line(say(CANDIDATES[count != 1], count=count), Kind.READING, say, resting)
    groups = slide(material, title, (Group(heading="", lines=candidates),), say, quote=None)
    return made.model_copy(update={"slides": (*made.slides, groups)})


def behaviour(material: Material, say: Say) -> Part:
    dimensions = (Dimension.BEHAVIOURAL, Dimension.PSYCHOGRAPHIC, Dimension.TEMPORAL, Dimension.CHANNEL)
    return _of_dimensions(3, material, dimensions, say)


def needs(material: Material, say: Say) -> Part:
    return _of_dimensions(4, material, (Dimension.MOTIVATION, Dimension.VALUE), say)


def what_sets_apart(material: Material, say: Say) -> Part:
    return _of_dimensions(5, material, (Dimension.DISTINGUISHING, Dimension.RELATIONSHIP), say)


def _of_dimensions(number: int, material: Material, dimensions: Sequence[Dimension], say: Say) -> Part:
    """What was said about these dimensions; where nothing was, what would be worth asking."""
    found = {dimension: of_dimension(material, dimension) for dimension in dimensions}
    said = [statement for dimension in dimensions for statement in found[dimension]]
    headline, left = chosen(material, number, said, say)
    groups = []
    for dimension in dimensions:
        statements = [each for each in found[dimension] if each in left]
        lines = tuple(stated(material, each, say) for each in statements)
        if not found[dimension]:
            worth = say(WORTH_KNOWING[dimension])
            lines = (line(say(ASK_FOR, what=worth), Kind.UNKNOWN, say),)
        if lines:
            groups.append(Group(heading=say(TOPICS[dimension]), lines=lines))
    empty = headline is None and not said
    headline = headline or line(say(NOTHING_SAID), Kind.UNKNOWN, say)
    made = slide(material, headline, tuple(groups), say)
    thin = "" if headline.kind is Kind.UNKNOWN else _thin(material, dimensions, say)
    return part(number, say, (made,), thin, empty=empty)


def chosen(
    material: Material, number: int, statements: Sequence[Statement], say: Say, *, in_order: bool = False
) -> tuple[Line | None, list[Statement]]:
    """-> (the statement that the first slide makes, those that are left for its lines).

    What is surest comes first, or `in_order` what was put first.
    """
    proposed = material.proposed.titles.get(number)
    if proposed is not None:
        return stated(material, proposed, say), [each for each in statements if each.text != proposed.text]
    surest = sorted(statements, key=lambda each: (each.is_reading, 0 if in_order else _SURE.index(each.basis)))
    for statement in surest:
        text = on_one_line(statement.text)
        if len(text) <= LONGEST_TITLE:
            return stated(material, statement, say), [each for each in statements if each is not statement]
    for statement in surest:
        sentence = re.split(r"(?<=[.!?;])\s", on_one_line(statement.text), maxsplit=1)[0].rstrip(";")
        if 20 <= len(sentence) <= LONGEST_TITLE:
            return stated(material, statement.model_copy(update={"text": sentence}), say), list(statements)
    return None, list(statements)


def slide(material: Material, headline: Line, groups: tuple[Group, ...], say: Say, **more: object) -> Slide:
    """With what it rests on in its notes."""
    headline = headline.model_copy(update={"text": headline.text.rstrip(".")})
    lines = [headline, *(each for group in groups for each in group.lines)]
    notes = evidence(material, (mark for each in lines for mark in each.sources), say) or say(NO_EVIDENCE)
    base = {"headline": headline, "groups": tuple(each for each in groups if each.lines), "notes": notes}
    return Slide.model_validate({"quote": fitting_quote(material, lines), **base, **more})


def fitting_quote(material: Material, lines: Sequence[Line]) -> Quote | None:
    """Words of a cited answer that no line of the deck says already."""
    summary = material.summary
    statements = [*summary.problem, *(each for part in summary.considerations for each in part.statements)]
    told = [content_stems(text) for text in (*(each.text for each in lines), *(each.text for each in statements))]
    said = {answer.id: answer for answer in material.said}
    for mark in dict.fromkeys(mark for each in lines if each.kind is Kind.SAID for mark in each.sources):
        for quote in quotes_of(said[mark]):
            stems = content_stems(quote)
            fresh = stems and all(len(stems & each) < ALIKE * len(stems) for each in told)
            if fresh and SHORTEST_QUOTE <= len(quote) <= LONGEST_QUOTE:
                return Quote(text=quote, source=mark)
    return None


def part(number: int, say: Say, slides: tuple[Slide, ...], thin: str = "", *, empty: bool = False) -> Part:
    return Part(number=number, name=say(PARTS[number]), slides=slides, thin=thin, empty=empty)


def _thin(material: Material, dimensions: Sequence[Dimension], say: Say) -> str:
    levels = coverage(material.said)
    if any(levels[each] is Level.EVIDENCE for each in dimensions):
        return ""
    return say(THIN_GUESSES if any(levels[each] is Level.MENTIONED for each in dimensions) else THIN)
