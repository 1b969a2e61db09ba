"""Domain value in, Slack calls out. Pure: what people see depends on nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.views.beliefs import beliefs_compared
from bot.views.call import SlackCall
from bot.views.corrections import corrections_told, made_before
from bot.views.decision import decision_card, decisions_shown
from bot.views.deck import deck_outline
from bot.views.details import whole_report, whole_report_view
from bot.views.digest import digest_alert, digest_note, digest_post, digest_set
from bot.views.digest_answer import digest_answer
from bot.views.follow_up import follow_up_answer
from bot.views.given import canvas_given, canvas_rewritten, file_given
from bot.views.introduction import introduction
from bot.views.notice import direct_note, notice
from bot.views.origin import origin_asked, origin_known
from bot.views.persona import (
    card_gone,
    erase_asked,
    form_asked,
    guide_shown,
    persona_card,
    whole_card,
    whole_card_view,
)
from bot.views.personal import personal_offered
from bot.views.plan import plan
from bot.views.proposals import pages_offered, proposals_card
from bot.views.question_card import question_card
from bot.views.report_answered import report_answered
from bot.views.review import outdated, review_card
from bot.views.role_play import about_head, guide_asked, interview_at, persona_says, role_play_head
from bot.views.segmentation import file_understood, segments_found
from bot.views.settled import settled_card
from bot.views.sharing import share_preview, shared_summary, taken_down
from bot.views.summary import summary
from bot.views.synthesis import shared_synthesis, synthesis_card, synthesis_preview
from bot.views.texts import texts_read, texts_reading
from flows import (
    deck_replies,
    digest_replies,
    memory_replies,
    origin_replies,
    persona_replies,
    replies,
    segmentation_replies,
)
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
    replies.FileGiven: file_given,
    replies.CanvasGiven: canvas_given,
    replies.CanvasRewritten: canvas_rewritten,
    replies.PersonalOffered: personal_offered,
    deck_replies.DeckOutline: deck_outline,
    origin_replies.OriginAsked: origin_asked,
    origin_replies.OriginKnown: origin_known,
    persona_replies.Plan: plan,
    persona_replies.PersonaCard: persona_card,
    persona_replies.ProposalsCard: proposals_card,
    persona_replies.PagesOffered: pages_offered,
    persona_replies.WholeCard: whole_card,
    persona_replies.GuideShown: guide_shown,
    persona_replies.FormAsked: form_asked,
    persona_replies.EraseAsked: erase_asked,
    persona_replies.CardGone: card_gone,
    persona_replies.InterviewAt: interview_at,
    persona_replies.RolePlayHead: role_play_head,
    persona_replies.AboutHead: about_head,
    persona_replies.GuideAsked: guide_asked,
    persona_replies.PersonaSays: persona_says,
    persona_replies.SynthesisCard: synthesis_card,
    persona_replies.SynthesisPreview: synthesis_preview,
    persona_replies.SharedSynthesis: shared_synthesis,
    memory_replies.DecisionCard: decision_card,
    memory_replies.DecisionsShown: decisions_shown,
    digest_replies.DigestPost: digest_post,
    digest_replies.DigestSet: digest_set,
    digest_replies.DigestNote: digest_note,
    digest_replies.DigestAlert: digest_alert,
    digest_replies.DigestAnswer: digest_answer,
    segmentation_replies.FileUnderstood: file_understood,
    segmentation_replies.SegmentsFound: segments_found,
    segmentation_replies.WholeReport: whole_report,
    segmentation_replies.TextsReading: texts_reading,
    segmentation_replies.TextsRead: texts_read,
    segmentation_replies.BeliefsCompared: beliefs_compared,
    segmentation_replies.CorrectionsTold: corrections_told,
    segmentation_replies.MadeBefore: made_before,
    segmentation_replies.ReportAnswered: report_answered,
}
"""One function per thing people see."""


def render(reply: Reply) -> list[SlackCall]:
    """-> the calls that show a reply, in order; the first bears its name."""
    return VIEWS[type(reply)](reply)


PAGES: dict[type[Reply], Callable[[Any], dict[str, Any]]] = {
    persona_replies.WholeCard: whole_card_view,
    segmentation_replies.WholeReport: whole_report_view,
}


def page_view(reply: Reply) -> dict[str, Any]:
    """-> the modal in which a reply is read beside the thread."""
    return PAGES[type(reply)](reply)
