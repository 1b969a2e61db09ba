"""A question that is settled: one line where its card stood."""

from __future__ import annotations

from bot.views.call import SlackCall, update
from bot.views.elements import context
from bot.views.question_card import PROGRESS
from bot.views.text import fallback, safe_line, shortened
from flows.replies import Fate, SettledCard
from flows.wording import fixed, say

MARKS: dict[Fate, str] = {
    "answered": "✓",
    "skipped": "–",
    "asked again below": "↓",
    "taken back": "–",
    "left open": "–",
}
for _fate in MARKS:
    fixed(_fate)
LINE = 140
"""Characters of the question that stay."""


def settled_card(reply: SettledCard) -> list[SlackCall]:
    fate, asked = say(reply.fate), safe_line(shortened(reply.question.text, LINE))
    line = f"{MARKS[reply.fate]} *{reply.number}* · {asked} · {fate}"
    text = fallback(f"{say(PROGRESS, number=reply.number, total=reply.total)} ({fate}): {reply.question.text}")
    return [update(reply.name, reply.card, text, [context(line)])]
