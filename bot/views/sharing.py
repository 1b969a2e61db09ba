"""The short version of a summary: as a preview in the thread, and in the channel."""

from __future__ import annotations

from bot.views.call import Block, SlackCall, post, taking_down
from bot.views.elements import button, context, divider, header, section, sections
from bot.views.segments import names
from bot.views.text import fallback, safe_line, shortened
from flows.replies import SharedSummary, SharePreview, TakenDown
from interviews.summary import Summary

TITLE = "What we know about our customers"
PREVIEW = "This is what I would post to this channel, for everybody in it. Nothing is posted yet."
NOTE = "Segments are hypotheses until customers have been asked."
PROBLEM, IDEA = 200, 200
"""Characters; a channel gets a headline, not a report."""


def share_preview(reply: SharePreview) -> list[SlackCall]:
    actions: Block = {"type": "actions", "elements": [button("share_now", "Post it", style="primary")]}
    blocks = [context(PREVIEW), divider(), *_short(reply.summary), divider(), actions]
    return [post(reply.name, fallback(f"{PREVIEW} {_text(reply.summary)}"), blocks)]


def shared_summary(reply: SharedSummary) -> list[SlackCall]:
    whole = f"<{reply.link}|The whole summary, with what it rests on>" if reply.link else ""
    notes = [*([whole] if whole else []), NOTE]
    blocks = [header(TITLE), *_short(reply.summary), context(" · ".join(notes))]
    return [post(reply.name, fallback(_text(reply.summary)), blocks, channel=reply.channel)]


def taken_down(reply: TakenDown) -> list[SlackCall]:
    return [taking_down(reply.name, reply.post)]


def _short(content: Summary) -> list[Block]:
    """What it is about, the segments in order, the first step: three lines."""
    lines = [safe_line(shortened(statement.text, PROBLEM)) for statement in content.problem[:1]]
    if content.segments:
        lines.append(f"*Candidate segments*, in the order to look at them: {names(content.segments)}")
    if content.ideas:
        lines.append(f"*First step:* {safe_line(shortened(content.ideas[0].text, IDEA))}")
    return sections(lines) or [section("The answers carried no summary.")]


def _text(content: Summary) -> str:
    return " ".join([TITLE, *(f"{segment.id} {segment.name};" for segment in content.segments)])
