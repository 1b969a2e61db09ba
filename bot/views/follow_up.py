"""An answer from the transcript: each sentence leads to the messages it rests on."""

from __future__ import annotations

from collections.abc import Mapping

from bot.views.call import SlackCall, post
from bot.views.elements import context, feedback, sections
from bot.views.statements import READING, reference
from bot.views.terms import term
from bot.views.text import fallback, safe_line
from flows.replies import FollowUpAnswer
from flows.wording import fixed, say
from interviews.summary import Statement

FROM = fixed("From what was said in this interview; nothing else.")


def follow_up_answer(reply: FollowUpAnswer) -> list[SlackCall]:
    lines = [f"• {_told(statement, reply.links)}" for statement in reply.statements]
    text = " ".join(statement.text for statement in reply.statements)
    return [post(reply.name, fallback(f"{say(FROM)} {text}"), [*sections(lines), context(say(FROM)), feedback()])]


def _told(statement: Statement, links: Mapping[str, str]) -> str:
    text = safe_line(statement.text)
    if statement.is_reading:
        return f"{say(READING)} {text}"
    basis = f" ({term(statement.basis)})" if statement.basis else ""
    return f"{text} {' '.join(reference(id, links.get(id)) for id in statement.answers)}{basis}"
