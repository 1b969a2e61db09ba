"""A question that is settled: one line where its card stood."""

from __future__ import annotations

from bot.views.call import SlackCall, update
from bot.views.elements import context
from bot.views.text import fallback, safe_line, shortened
from flows.replies import Fate, SettledCard

MARKS: dict[Fate, str] = {
    "answered": "✓",
    "skipped": "–",
    "asked again below": "↓",
    "taken back": "–",
    "left open": "–",
}
LINE = 140
"""Characters of the question that stay."""


def settled_card(reply: SettledCard) -> list[SlackCall]:
    line = f"{MARKS[reply.fate]} *{reply.number}* · {safe_line(shortened(reply.question.text, LINE))} · {reply.fate}"
    text = fallback(f"Question {reply.number} of {reply.total} ({reply.fate}): {reply.question.text}")
    return [update(reply.name, reply.card, text, [context(line)])]
