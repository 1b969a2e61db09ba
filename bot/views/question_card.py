"""A question: how far we are, what is known, what is asked, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.views.call import SlackCall, post, update
from bot.views.elements import buttons, context, section, sections
from bot.views.introduction import in_one_line
from bot.views.terms import topic
from bot.views.text import fallback, safe, safe_line, shortened
from flows.replies import QuestionCard
from flows.wording import fixed, say
from interviews.coverage import Level
from interviews.dimensions import Dimension

COVERED, TOUCHED, BLANK = "■", "◧", "□"
PROGRESS = fixed("Question {number} of {total}")
WHY_I_ASK = fixed("Why I ask: {why}")
EVIDENCE_ON = fixed("known so far: {areas}")
MENTIONED_ONLY = (fixed("{count} area only touched"), fixed("{count} areas only touched"))
"""One, and several."""
AND_MORE = fixed("{areas} and {count} more")
NAMED = 3
"""Areas named on a card; the others are counted."""
BEFORE, QUESTION, WHY = 1500, 500, 300
"""Characters; escaping makes at most five of one, and a longer question is no question."""


def question_card(reply: QuestionCard) -> list[SlackCall]:
    question = reply.question
    progress = say(PROGRESS, number=reply.number, total=reply.total)
    before = [in_one_line(reply.introduction)] if reply.introduction else []
    before += [reply.before] if reply.before else []
    blocks = [
        *(block for line in before for block in sections([safe(shortened(line, BEFORE))])),
        context(" · ".join([progress, *(covered(reply.coverage) if reply.number > 1 else [])])),
        section(f"*{safe_line(shortened(question.text, QUESTION))}*"),
        *([context(say(WHY_I_ASK, why=safe_line(shortened(question.why, WHY))))] if question.why.strip() else []),
        *buttons(reply.offers),
    ]
    text = fallback(" ".join([*before, f"{progress}: {question.text}", say(WHY_I_ASK, why=question.why)]))
    return [update(reply.name, reply.changes, text, blocks) if reply.changes else post(reply.name, text, blocks)]


def covered(coverage: Mapping[Dimension, Level]) -> list[str]:
    """What is known so far, as a bar and in words; nothing before there is anything to show."""
    known = [dimension for dimension in Dimension if coverage.get(dimension) is Level.EVIDENCE]
    touched = [dimension for dimension in Dimension if coverage.get(dimension) is Level.MENTIONED]
    if not known and not touched:
        return []
    bar = COVERED * len(known) + TOUCHED * len(touched) + BLANK * (len(Dimension) - len(known) - len(touched))
    said = say(EVIDENCE_ON, areas=_listed(known)) if known else ""
    mentioned = say(MENTIONED_ONLY[len(touched) != 1], count=len(touched)) if touched else ""
    return [f"{bar} {', '.join(filter(None, [said, mentioned]))}"]


def _listed(dimensions: Sequence[Dimension]) -> str:
    named = ", ".join(topic(dimension).lower() for dimension in dimensions[:NAMED])
    more = len(dimensions) - NAMED
    return say(AND_MORE, areas=named, count=more) if more > 0 else named
