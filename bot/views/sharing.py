"""The short version of a summary: as a preview in the thread, and in the channel."""

from __future__ import annotations

from bot.views.call import Block, SlackCall, post, taking_down
from bot.views.elements import LABELS, button, context, divider, header, section, sections
from bot.views.introduction import ABOUT
from bot.views.segments import HYPOTHESES, in_order
from bot.views.statements import first_step, marked
from bot.views.text import fallback, linked, safe_line
from flows.replies import SharedSummary, SharePreview, TakenDown
from flows.wording import fixed, say
from interviews.summary import Summary

TITLE = fixed("What we know about our customers")
PREVIEW = fixed("This is what I would post to this channel, for everybody in it. Nothing is posted yet.")
WHOLE = fixed("The whole summary, with what it rests on")
REHEARSED = fixed("Made by simple rules, without a language model.")
NOTHING = fixed("The answers carried no summary.")
PROBLEM, IDEA = 200, 200
"""Characters; a channel gets a headline, not a report."""


def share_preview(reply: SharePreview) -> list[SlackCall]:
    actions: Block = {"type": "actions", "elements": [button("share_now", say(LABELS["share_now"]), style="primary")]}
    blocks = [context(say(PREVIEW)), divider(), *_short(reply), divider(), actions]
    return [post(reply.name, fallback(f"{say(PREVIEW)} {_text(reply.summary)}"), blocks)]


def shared_summary(reply: SharedSummary) -> list[SlackCall]:
    whole = linked(reply.link, say(WHOLE)) if reply.link else ""
    blocks = [header(say(TITLE)), *_short(reply), *([context(whole)] if whole else [])]
    return [post(reply.name, fallback(_text(reply.summary)), blocks, channel=reply.channel)]


def taken_down(reply: TakenDown) -> list[SlackCall]:
    return [taking_down(reply.name, reply.post, reply.channel)]


def _short(reply: SharePreview | SharedSummary) -> list[Block]:
    """What it is about, the segments in order, the first step; and how far to trust it."""
    content = reply.summary
    lines = [marked(statement, PROBLEM) for statement in content.problem[:1]]
    if content.segments:
        lines.append(in_order(content.segments))
    if content.ideas:
        lines.append(first_step(content.ideas[0], IDEA, referring=False))
    about = [safe_line(say(ABOUT, project=reply.project))] if reply.project else []
    small = [*about, say(HYPOTHESES), *([say(REHEARSED)] if reply.rehearsing else [])]
    return [*(sections(lines) or [section(say(NOTHING))]), context(" · ".join(small))]


def _text(content: Summary) -> str:
    return " ".join([say(TITLE), *(f"{segment.id} {segment.name};" for segment in content.segments)])
