"""What was said, with its references and how it is known; and what is only a reading, marked as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.views.limits import SECTION
from bot.views.terms import known
from bot.views.text import escaped, safe_line, shortened
from flows.wording import fixed, say
from interviews.summary import Statement

READING = fixed("_My reading:_")
FIRST_STEP, FIRST_STEP_READ = fixed("*First step:*"), fixed("*First step*, _my reading:_")


def said(statement: Statement, most: int | None = None, links: Mapping[str, str] | None = None) -> str:
    """One line of mrkdwn; of the statement's text at most `most` characters, its references always.

    `links`: id of an answer -> the address of its message; where given, each reference leads there.
    """
    text = marked(statement, most)
    if statement.is_reading:
        return text
    basis = f" ({known(statement.basis)})" if statement.basis else ""
    if links is None:
        return f"{text} {references(statement.answers)}{basis}"
    return f"{text} {' '.join(reference(id, links.get(id)) for id in statement.answers)}{basis}"


def marked(statement: Statement, most: int | None = None) -> str:
    """Its text alone; what is only our reading says so."""
    text = safe_line(shortened(statement.text, most) if most else statement.text)
    return f"{say(READING)} {text}" if statement.is_reading else text


def first_step(idea: Statement, most: int, *, referring: bool = True) -> str:
    """The first idea as what to do next."""
    if idea.is_reading:
        return f"{say(FIRST_STEP_READ)} {safe_line(shortened(idea.text, most))}"
    return f"{say(FIRST_STEP)} {said(idea, most) if referring else marked(idea, most)}"


def bullets(statements: Sequence[Statement]) -> list[str]:
    return [f"• {said(statement)}" for statement in statements]


def grouped(statements: Sequence[Statement]) -> list[str]:
    """The same; where all are readings, they are marked once. Never so where the mark could end up in another block."""
    plain = [say(READING), *(f"• {safe_line(statement.text)}" for statement in statements)]
    if len(statements) > 1 and all(each.is_reading for each in statements) and len("\n".join(plain)) <= SECTION:
        return plain
    return bullets(statements)


def reference(id: str, link: str | None) -> str:
    """`[a3]`, as a link to the message where its address is known. Only addresses of our own making are links."""
    return f"<{escaped(link)}|[{escaped(id)}]>" if link else escaped(f"[{id}]")


def references(answers: Sequence[str]) -> str:
    """`[a1, a4]`, or nothing."""
    return escaped(f"[{', '.join(answers)}]") if answers else ""
