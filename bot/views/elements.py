"""Block Kit's parts as Segue uses them. https://docs.slack.dev/reference/block-kit"""

from __future__ import annotations

from collections.abc import Sequence

from bot.views.call import Block
from bot.views.limits import CONTEXT_TEXT, HEADER, SECTION
from bot.views.text import pieces, shortened
from flows.replies import Offer

LABELS: dict[Offer, str] = {
    "skip": "Skip",
    "pause": "Pause",
    "resume": "Resume",
    "finish": "Finish now",
    "retry": "Try again",
    "missing": "What am I missing?",
    "example": "Show me an example",
    "not_answer": "That was not an answer",
    "edit": "Edit an earlier answer",
    "share": "Share in the channel",
    "share_now": "Post it",
    "undo": "Undo",
    "again": "Sum up again",
}


def section(text: str) -> Block:
    """One paragraph of mrkdwn that is already safe."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": shortened(text, SECTION), "verbatim": True}}


def sections(lines: list[str]) -> list[Block]:
    """Lines of mrkdwn in as few sections as fit."""
    return [section(text) for text in pieces([line for line in lines if line.strip()])]


def header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": shortened(text, HEADER), "emoji": False}}


def context(text: str) -> Block:
    """Small print."""
    return {
        "type": "context",
        "elements": [{"type": "mrkdwn", "text": shortened(text, CONTEXT_TEXT), "verbatim": True}],
    }


def divider() -> Block:
    return {"type": "divider"}


def button(action: str, label: str, **more: str) -> Block:
    return {"type": "button", "action_id": action, "value": action, "text": _plain(label), **more}


def feedback() -> Block:
    """Thumbs up and down. https://docs.slack.dev/reference/block-kit/block-elements/feedback-buttons-element"""
    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "feedback",
                "positive_button": {"text": _plain("That helps"), "value": "helps"},
                "negative_button": {"text": _plain("That does not help"), "value": "does not help"},
            }
        ],
    }


def buttons(offers: Sequence[Offer]) -> list[Block]:
    """At most two buttons; what is left goes into a menu. No offers, no block."""
    if not offers:
        return []
    shown, rest = (offers, ()) if len(offers) <= 2 else (offers[:2], offers[2:])
    elements = [button(offer, LABELS[offer]) for offer in shown]
    if rest:
        options = [{"text": _plain(LABELS[offer]), "value": offer} for offer in rest]
        elements.append({"type": "overflow", "action_id": "more", "options": options})
    return [{"type": "actions", "elements": elements}]


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}
