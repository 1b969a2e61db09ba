"""Domain value in, Slack calls out. Pure: what people see depends on nothing else."""

from __future__ import annotations

from bot.views.call import SlackCall
from bot.views.introduction import introduction
from bot.views.notice import direct_note, notice
from bot.views.question_card import question_card
from bot.views.settled import settled_card
from bot.views.summary import summary
from flows.replies import DirectNote, Introduction, Notice, QuestionCard, Reply, SettledCard


def render(reply: Reply) -> list[SlackCall]:
    """-> the calls that show a reply, in order; the first bears its name."""
    if isinstance(reply, Introduction):
        return introduction(reply)
    if isinstance(reply, QuestionCard):
        return question_card(reply)
    if isinstance(reply, SettledCard):
        return settled_card(reply)
    if isinstance(reply, Notice):
        return notice(reply)
    if isinstance(reply, DirectNote):
        return direct_note(reply)
    return summary(reply)
