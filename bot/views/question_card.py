"""A question: how far we are, what is known, what is asked, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.views.call import SlackCall, post, update
from bot.views.elements import buttons, context, section, sections
from bot.views.introduction import in_one_line
from bot.views.text import fallback, safe, safe_line, shortened
from flows.replies import QuestionCard
from interviews.coverage import Level
from interviews.dimensions import LORE, Dimension

COVERED, TOUCHED, BLANK = "■", "◧", "□"
NAMED = 3
"""Areas named on a card; the others are counted."""
BEFORE, QUESTION, WHY = 1500, 500, 300
"""Characters; escaping makes at most five of one, and a longer question is no question."""


def question_card(reply: QuestionCard) -> list[SlackCall]:
    question = reply.question
    progress = f"Question {reply.number} of {reply.total}"
    before = [in_one_line(reply.introduction)] if reply.introduction else []
    before += [reply.before] if reply.before else []
    blocks = [
        *(block for line in before for block in sections([safe(shortened(line, BEFORE))])),
        context(" · ".join([progress, *covered(reply.coverage)])),
        section(f"*{safe_line(shortened(question.text, QUESTION))}*"),
        *([context(f"Why I ask: {safe_line(shortened(question.why, WHY))}")] if question.why.strip() else []),
        *buttons(reply.offers),
    ]
    text = fallback(" ".join([*before, f"{progress}: {question.text}", f"Why I ask: {question.why}"]))
    return [update(reply.name, reply.changes, text, blocks) if reply.changes else post(reply.name, text, blocks)]


def covered(coverage: Mapping[Dimension, Level]) -> list[str]:
    """What is known so far, as a bar and in words; nothing before there is anything to show."""
    known = [dimension for dimension in Dimension if coverage.get(dimension) is Level.EVIDENCE]
    touched = [dimension for dimension in Dimension if coverage.get(dimension) is Level.MENTIONED]
    if not known and not touched:
        return []
    bar = COVERED * len(known) + TOUCHED * len(touched) + BLANK * (len(Dimension) - len(known) - len(touched))
    said = f"evidence on {_listed(known)}" if known else ""
    mentioned = f"{len(touched)} {'area' if len(touched) == 1 else 'areas'} only mentioned" if touched else ""
    return [f"{bar} {', '.join(filter(None, [said, mentioned]))}"]


def _listed(dimensions: Sequence[Dimension]) -> str:
    named = [LORE[dimension].title.lower() for dimension in dimensions[:NAMED]]
    more = len(dimensions) - NAMED
    return ", ".join(named) + (f" and {more} more" if more > 0 else "")
