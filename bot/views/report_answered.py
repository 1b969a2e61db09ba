"""A question about a report answered: in a sentence or three, with the lines of the report below it."""

from __future__ import annotations

from bot.views.call import SlackCall, posts
from bot.views.elements import context, sections
from bot.views.text import fallback, safe_line, shortened
from flows.segmentation_replies import ReportAnswered
from flows.wording import fixed, say

FROM = fixed("In the report of {file}:")
BY_RULE = fixed("These lines of the report of {file} share most with your question; no language model read it.")
MOST, LONGEST, SHORT = 4, 300, 80


def report_answered(reply: ReportAnswered) -> list[SlackCall]:
    """Lines that were said word for word are not shown twice."""
    told = [safe_line(each) for each in reply.sentences]
    file = safe_line(shortened(reply.file, SHORT))
    lines = [f"“{safe_line(shortened(each, LONGEST))}”" for each in reply.lines if each not in reply.sentences]
    small = [say(BY_RULE, file=file)] if reply.by_rule else []
    small += [] if reply.by_rule or not lines else ["\n".join([say(FROM, file=file), *lines[:MOST]])]
    return posts(reply.name, fallback(" ".join(reply.sentences)), [*sections(told), *map(context, small)])
