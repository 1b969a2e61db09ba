"""Domain value in, Slack calls out. Pure: what people see depends on nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.views.call import SlackCall
from bot.views.follow_up import follow_up_answer
from bot.views.introduction import introduction
from bot.views.notice import direct_note, notice
from bot.views.persona import guide_asked, persona_card, persona_says, role_play_head
from bot.views.question_card import question_card
from bot.views.review import outdated, review_card
from bot.views.settled import settled_card
from bot.views.sharing import share_preview, shared_summary, taken_down
from bot.views.summary import summary
from bot.views.synthesis import shared_synthesis, synthesis_card, synthesis_preview
from flows import replies
from flows.replies import Reply

VIEWS: dict[type[Reply], Callable[[Any], list[SlackCall]]] = {
    replies.Introduction: introduction,
    replies.QuestionCard: question_card,
    replies.SettledCard: settled_card,
    replies.SummaryCard: summary,
    replies.ReviewCard: review_card,
    replies.FollowUpAnswer: follow_up_answer,
    replies.SharePreview: share_preview,
    replies.SharedSummary: shared_summary,
    replies.TakenDown: taken_down,
    replies.Outdated: outdated,
    replies.Notice: notice,
    replies.DirectNote: direct_note,
    replies.PersonaCard: persona_card,
    replies.RolePlayHead: role_play_head,
    replies.GuideAsked: guide_asked,
    replies.PersonaSays: persona_says,
    replies.SynthesisCard: synthesis_card,
    replies.SynthesisPreview: synthesis_preview,
    replies.SharedSynthesis: shared_synthesis,
}
"""One function per thing people see."""


def render(reply: Reply) -> list[SlackCall]:
    """-> the calls that show a reply, in order; the first bears its name."""
    return VIEWS[type(reply)](reply)
