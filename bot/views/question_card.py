"""A question: how far we are, what is known, what is asked, and why."""

from __future__ import annotations

from collections.abc import Mapping

from bot.views.call import SlackCall, post
from bot.views.elements import buttons, context, section, sections
from bot.views.introduction import in_one_line
from bot.views.text import fallback, safe, safe_line, shortened
from flows.replies import QuestionCard
from interviews.coverage import Level
from interviews.dimensions import Dimension

SQUARES = {Level.EVIDENCE: "■", Level.MENTIONED: "◧", Level.NONE: "□"}
BEFORE, QUESTION, WHY = 1500, 500, 300
"""Characters; escaping makes at most five of one, and a longer question is no question."""


def question_card(reply: QuestionCard) -> list[SlackCall]:
    question = reply.question
    progress = f"Question {reply.number} of {reply.total}"
    before = [in_one_line(reply.introduction)] if reply.introduction else []
    before += [reply.before] if reply.before else []
    blocks = [
        *(block for line in before for block in sections([safe(shortened(line, BEFORE))])),
        context(f"{progress} · {squares(reply.coverage)} {in_words(reply.coverage)}"),
        section(f"*{safe_line(shortened(question.text, QUESTION))}*"),
        *([context(f"Why I ask: {safe_line(shortened(question.why, WHY))}")] if question.why.strip() else []),
        *buttons(reply.offers),
    ]
    text = fallback(" ".join([*before, f"{progress}: {question.text}", f"Why I ask: {question.why}"]))
    return [post(reply.name, text, blocks)]


def squares(coverage: Mapping[Dimension, Level]) -> str:
    """One square per dimension: full where there is evidence, half where it was only mentioned."""
    return "".join(SQUARES[coverage.get(dimension, Level.NONE)] for dimension in Dimension)


def in_words(coverage: Mapping[Dimension, Level]) -> str:
    """The same for those who don't see the squares."""
    levels = [coverage.get(dimension, Level.NONE) for dimension in Dimension]
    known, mentioned = levels.count(Level.EVIDENCE), levels.count(Level.MENTIONED)
    return f"{known} of {len(levels)} areas with evidence" + (f", {mentioned} only mentioned" if mentioned else "")
