"""The end of an interview: the result on one screen, then the detail, each statement with what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from bot.views.call import Block, SlackCall, post, posts
from bot.views.elements import context, divider, header, section, sections
from bot.views.introduction import REHEARSING
from bot.views.segments import HYPOTHESES, TITLE_OF_ALL, in_order, order, segments
from bot.views.statements import bullets, first_step, grouped, said
from bot.views.terms import topic
from bot.views.text import fallback, linked, safe_line
from flows.replies import SummaryCard
from flows.wording import fixed, say
from interviews.resources import Resource, catalogue
from interviews.summary import Statement, Summary

TITLE = fixed("What we know about your customers")
CORRECTED = fixed("What we know about your customers, corrected")
FULL = fixed("Everything, with what it rests on, is below.")
LEGEND = fixed(
    "[a3] is what you answered to the third question, skipped ones counted; [a0] is the project as you told it, "
    "[c1] your first correction. Counted, heard, a guess of the team or open is how you know it."
)
BY_DIMENSION = fixed("Considerations by dimension")
IDEAS_AND_GAPS = fixed("Ideas, and what you are not thinking of")
AGAINST_CRITERIA = fixed("The segments against six criteria")
FROM = (fixed("From one answer."), fixed("From {count} answers."))
SUMMARY = fixed("Summary of your interview.")
PROBLEM_IN_FULL, MORE_PROBLEM = fixed("*The problem in full*"), fixed("*More about the problem*")
CONSIDERATIONS = fixed("Considerations")
NOTHING_SAID = fixed("Nothing was said about any dimension.")
IDEAS, IDEAS_BESIDES = fixed("Ideas generated"), fixed("Ideas generated, besides the first step")
NOT_THINKING_OF = fixed("What you are not thinking of")
STILL_OPEN, WORTH_READING = fixed("Still open"), fixed("Worth reading")
LEFT_OUT = (
    fixed("One statement was left out, because no answer carries it."),
    fixed("{count} statements were left out, because no answer carries them."),
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
        *posts(f"{reply.name}-considerations", say(BY_DIMENSION), _considerations(content)),
        *posts(f"{reply.name}-ideas", say(IDEAS_AND_GAPS), _ideas(content)),
        *posts(f"{reply.name}-segments", say(AGAINST_CRITERIA), segments(content.segments)),
    ]


def _first(reply: SummaryCard) -> SlackCall:
    """Five lines: a title, the problem in two, the segments in order, the first step; then the small print."""
    content = reply.summary
    lines = [said(statement, SHORT) for statement in content.problem[:ON_TOP]]
    if content.segments:
        lines.append(in_order(content.segments))
        lines += order(content.segments)
    if content.ideas:
        lines.append(first_step(content.ideas[0], SHORT))
    notes = [
        say(FROM[reply.answered != 1], count=reply.answered),
        say(HYPOTHESES),
        *map(safe_line, (reply.note, say(content.shortfall))),
    ]
    small = " ".join(filter(None, [*notes, say(REHEARSING) if reply.rehearsing else "", say(FULL)]))
    text = " ".join(
        [
            say(SUMMARY),
            *(statement.text for statement in content.problem[:ON_TOP]),
            f"{say(TITLE_OF_ALL)}: " + "; ".join(f"{each.id} {each.name}" for each in content.segments),
        ]
    )
    return post(
        reply.name,
        fallback(text),
        [header(say(CORRECTED if reply.corrected else TITLE)), *sections(lines), context(small)],
    )


def _considerations(content: Summary) -> list[Block]:
    lines = []
    for consideration in content.considerations:
        lines.append(f"*{topic(consideration.dimension)}*")
        lines += bullets(consideration.statements)
    left = _left(content.problem, ON_TOP)
    title = say(PROBLEM_IN_FULL if len(left) == len(content.problem) else MORE_PROBLEM)
    problem = sections(bullets(left))
    return [
        *([section(title), *problem] if problem else []),
        header(say(CONSIDERATIONS)),
        *sections(lines or [say(NOTHING_SAID)]),
        context(say(LEGEND)),
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
    generated = IDEAS if len(ideas) == len(content.ideas) else IDEAS_BESIDES
    for title, lines in (
        (say(generated), grouped(ideas)),
        (say(NOT_THINKING_OF), grouped(content.not_thinking_of)),
        (say(STILL_OPEN), [f"• {safe_line(question)}" for question in content.open_questions]),
        (say(WORTH_READING), [worth_reading(catalogue()[id]) for id in content.resources]),
    ):
        if lines:
            blocks += [*([divider()] if blocks else []), header(title), *sections(lines)]
    return [*blocks, *_dropped(content.dropped)]


def worth_reading(resource: Resource) -> str:
    """Author, year, title, where it appeared, and what it is good for; from the catalogue alone."""
    title = safe_line(resource.title)
    title = linked(resource.link, resource.title) if resource.link else title
    where = f"{safe_line(resource.publisher)}{f', ISBN {resource.isbn}' if resource.isbn else ''}"
    return f"• {safe_line(resource.authors)} ({resource.year}): {title}. {where}. {safe_line(resource.use)}"


def _dropped(count: int) -> list[Block]:
    return [context(say(LEFT_OUT[count != 1], count=count))] if count else []
