"""An answer from the transcript: each sentence leads to the messages it rests on."""

from __future__ import annotations

from bot.views.call import SlackCall, posts
from bot.views.elements import context, feedback, sections
from bot.views.statements import said
from bot.views.text import fallback
from flows.replies import FollowUpAnswer
from flows.wording import fixed, say

FROM = fixed("From what was said in this interview; nothing else.")


def follow_up_answer(reply: FollowUpAnswer) -> list[SlackCall]:
    lines = [f"• {said(statement, links=reply.links)}" for statement in reply.statements]
    text = " ".join(statement.text for statement in reply.statements)
    return posts(reply.name, fallback(f"{say(FROM)} {text}"), [*sections(lines), context(say(FROM)), feedback()])
