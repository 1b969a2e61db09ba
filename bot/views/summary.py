"""The end of an interview: the result on one screen, then the detail, each statement with what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from bot.views.call import Block, SlackCall, post, posts
from bot.views.elements import context, divider, header, section, sections
from bot.views.introduction import REHEARSING
from bot.views.segments import names, order, segments
from bot.views.statements import bullets, grouped, said
from bot.views.text import fallback, safe_line, shortened
from flows.replies import SummaryCard
from interviews.dimensions import LORE
from interviews.resources import Resource, catalogue
from interviews.summary import Statement, Summary

TITLE = "What we know about your customers"
CORRECTED = "What we know about your customers, corrected"
HYPOTHESES = "Segments are hypotheses until customers have been asked."
FULL = "Everything, with what it rests on, is below."
LEGEND = (
    "[a3] is what you answered to the third question, skipped ones counted; [a0] is the project as you told it, "
    "[c1] your first correction. Counted, heard, guess or open is how you know it."
)
ON_TOP = 2
"""Statements of the problem in the first message."""
SHORT = 240
"""Characters of a statement in the first message."""


def summary(reply: SummaryCard) -> list[SlackCall]:
    """The first message fits a phone; the rest follows for whoever wants to check."""
    content = reply.summary
    return [
        _first(reply),
        *posts(f"{reply.name}-considerations", "Considerations by dimension", _considerations(content)),
        *posts(f"{reply.name}-ideas", "Ideas, and what you are not thinking of", _ideas(content)),
        *posts(f"{reply.name}-segments", "The segments against six criteria", segments(content.segments)),
    ]


def _first(reply: SummaryCard) -> SlackCall:
    """Five lines: a title, the problem in two, the segments in order, the first step; then the small print."""
    content = reply.summary
    lines = [said(statement, SHORT) for statement in content.problem[:ON_TOP]]
    if content.segments:
        lines.append(f"*Candidate segments*, in the order to look at them: {names(content.segments)}")
        lines += order(content.segments)
    if content.ideas:
        lines.append(_first_step(content.ideas[0]))
    notes = [f"From {_answers(reply.answered)}.", HYPOTHESES, *map(safe_line, (reply.note, content.shortfall))]
    small = " ".join(filter(None, [*notes, REHEARSING if reply.rehearsing else "", FULL]))
    text = " ".join(
        [
            "Summary of your interview.",
            *(statement.text for statement in content.problem[:ON_TOP]),
            "Candidate segments: " + "; ".join(f"{each.id} {each.name}" for each in content.segments),
        ]
    )
    return post(
        reply.name, fallback(text), [header(CORRECTED if reply.corrected else TITLE), *sections(lines), context(small)]
    )


def _first_step(idea: Statement) -> str:
    if idea.is_reading:
        return f"*First step*, _my reading:_ {safe_line(shortened(idea.text, SHORT))}"
    return f"*First step:* {said(idea, SHORT)}"


def _considerations(content: Summary) -> list[Block]:
    lines = []
    for consideration in content.considerations:
        lines.append(f"*{LORE[consideration.dimension].title}*")
        lines += bullets(consideration.statements)
    left = _left(content.problem, ON_TOP)
    title = "*The problem in full*" if len(left) == len(content.problem) else "*More about the problem*"
    problem = sections(bullets(left))
    return [
        *([section(title), *problem] if problem else []),
        header("Considerations"),
        *sections(lines or ["Nothing was said about any dimension."]),
        context(LEGEND),
    ]


def _left(statements: Sequence[Statement], shown: int) -> Sequence[Statement]:
    """What the first message had no room for; nothing stands in both unless it was cut there."""
    if any(len(statement.text) > SHORT for statement in statements[:shown]):
        return statements
    return statements[shown:]


def _ideas(content: Summary) -> list[Block]:
    """Whoever looks for the ideas finds them under their name, even the only one, which stands above as well."""
    blocks: list[Block] = []
    ideas = _left(content.ideas, 1) or content.ideas
    besides = "" if len(ideas) == len(content.ideas) else ", besides the first step"
    for title, lines in (
        (f"Ideas generated{besides}", grouped(ideas)),
        ("What you are not thinking of", grouped(content.not_thinking_of)),
        ("Still open", [f"• {safe_line(question)}" for question in content.open_questions]),
        ("Worth reading", [worth_reading(catalogue()[id]) for id in content.resources]),
    ):
        if lines:
            blocks += [*([divider()] if blocks else []), header(title), *sections(lines)]
    return [*blocks, *_dropped(content.dropped)]


def worth_reading(resource: Resource) -> str:
    """Author, year, title, where it appeared, and what it is good for; from the catalogue alone."""
    title = safe_line(resource.title)
    title = f"<{resource.link}|{title}>" if resource.link else title
    where = f"{safe_line(resource.publisher)}{f', ISBN {resource.isbn}' if resource.isbn else ''}"
    return f"• {safe_line(resource.authors)} ({resource.year}): {title}. {where}. {safe_line(resource.use)}"


def _answers(count: int) -> str:
    return "one answer" if count == 1 else f"{count} answers"


def _dropped(count: int) -> list[Block]:
    if not count:
        return []
    if count == 1:
        return [context("One statement was left out, because no answer carries it.")]
    return [context(f"{count} statements were left out, because no answer carries them.")]
