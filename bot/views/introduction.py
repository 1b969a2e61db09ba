"""How Segue presents itself."""

from __future__ import annotations

from bot.views.call import SlackCall, post
from bot.views.elements import context, section
from bot.views.text import fallback, safe_line
from flows.replies import Introduction
from flows.wording import fixed, say

HELLO = fixed(
    "Hello, I'm Segue, your marketing expert for today. I'm ready to find out with you who your customers are."
)
PLAN = fixed(
    "I'll ask {total} questions, one at a time; that takes about {minutes} minutes. “I don't know” is a fine answer."
)
ABOUT = fixed("Interview: {project}")
BELOW = fixed("Answer in the thread below; anyone here may. Write `skip`, `pause` or `finish` there whenever you like.")
WORDS = fixed("Anyone here may answer. Write `skip`, `pause` or `finish` whenever you like.")
KEPT = fixed("I keep what you write; whoever can read this thread can read it. “/segue forget me” has it forgotten.")
REHEARSING = fixed(
    "No language model is connected, so I rehearse: I ask by simple rules and understand words, not meaning."
)


def introduction(reply: Introduction) -> list[SlackCall]:
    hello, plan = say(HELLO), say(PLAN, total=reply.total, minutes=reply.total)
    if reply.project:
        return [_head(reply, f"{hello} {plan}")]
    small = [say(WORDS), say(KEPT), *([say(REHEARSING)] if reply.rehearsing else [])]
    blocks = [section(f"{hello} {plan}"), section(f"*{safe_line(reply.ask)}*"), context("\n".join(small))]
    text = fallback(" ".join([hello, plan, reply.ask, *small]))
    return [post(reply.name, text, blocks)]


def _head(reply: Introduction, greeting: str) -> SlackCall:
    """The first message of a thread: it stays when the questions below it have shrunk."""
    about = say(ABOUT, project=safe_line(reply.project))
    small = [say(BELOW), say(KEPT), *([say(REHEARSING)] if reply.rehearsing else [])]
    blocks = [section(f"*{about}*"), section(greeting), context("\n".join(small))]
    return post(reply.name, fallback(" ".join([say(ABOUT, project=reply.project), greeting, *small])), blocks)


def in_one_line(reply: Introduction) -> str:
    """For a first question that comes together with the introduction."""
    hello, plan = say(HELLO), say(PLAN, total=reply.total, minutes=reply.total)
    return " ".join([hello, plan, say(KEPT), *([say(REHEARSING)] if reply.rehearsing else [])])
