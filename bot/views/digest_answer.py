"""A follow-up to a digest: the form in which it is asked, and the answer below the post."""

from __future__ import annotations

from typing import Any

from bot.names import DIGEST_ASK_FORM, DIGEST_START
from bot.views.call import Block, SlackCall, post
from bot.views.carried import carried, carried_project
from bot.views.digest_lines import alerted_line, cut, invented_line
from bot.views.elements import button, context, field, plain, section
from bot.views.text import fallback
from flows.digest.answering import LONGEST
from flows.digest_replies import DigestAnswer
from flows.wording import fixed, say
from studies.news import Item

ASKS, SOMEBODY = fixed("*{name}* asks: {question}"), fixed("Somebody")
NOTHING_KNOWN = fixed("Nothing that was learned here speaks of it yet. Put it to a customer, or to whoever knows one.")
NOT_WHOLE = fixed("Slack did not say who may read all of it; ask again later for the rest.")
FROM = fixed("What was learned that comes nearest to it, word for word; nothing else.")
START = fixed("Start an interview")
NAME = 40


def ask_form(place: dict[str, str]) -> dict[str, Any]:
    """`place`: the digest, and the post that the answer comes below."""
    element: Block = {"type": "plain_text_input", "action_id": "question", "max_length": LONGEST}
    element["placeholder"] = plain("Who calls the help desk, and why?")
    hint = "I answer below the digest, for everybody who sees it, with the words that were said."
    return {
        "type": "modal",
        "callback_id": DIGEST_ASK_FORM,
        "private_metadata": carried(place),
        "title": plain("Ask a follow-up"),
        "submit": plain("Ask"),
        "close": plain("Not now"),
        "blocks": [field("question", "What would you like to know?", element, hint=hint)],
    }


def digest_answer(reply: DigestAnswer) -> list[SlackCall]:
    name = cut(reply.by, NAME) or say(SOMEBODY)
    asks = say(ASKS, name=name, question=cut(reply.question, LONGEST))
    lines = [section(_line(each)) for each in reply.items]
    blocks = [section(asks), *(lines or [section(say(NOTHING_KNOWN)), _start(reply.question)])]
    blocks += [context(say(FROM))] if lines else []
    blocks += [] if reply.whole else [context(say(NOT_WHOLE))]
    told = f"{say(FROM)} {' '.join(each.text for each in reply.items)}" if lines else say(NOTHING_KNOWN)
    return [post(reply.name, fallback(told), blocks, channel=reply.to, thread_ts=reply.thread)]


def _line(item: Item) -> str:
    return alerted_line(item) if item.is_real else invented_line(item)


def _start(question: str) -> Block:
    return {
        "type": "actions",
        "elements": [button(DIGEST_START, say(START)) | {"value": carried_project(question, LONGEST)}],
    }
