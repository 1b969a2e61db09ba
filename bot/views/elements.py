"""Block Kit's parts as Segue uses them. https://docs.slack.dev/reference/block-kit"""

from __future__ import annotations

from collections.abc import Sequence

from bot.views.call import Block
from bot.views.limits import BUTTON_TEXT, CONTEXT_TEXT, FIELD_TEXT, HEADER, SECTION
from bot.views.text import label, pieces, shortened
from flows.replies import Offer
from flows.wording import fixed, say

LABELS: dict[Offer, str] = {
    "skip": fixed("Skip"),
    "pause": fixed("Pause"),
    "resume": fixed("Resume"),
    "finish": fixed("Finish now"),
    "retry": fixed("Try again"),
    "missing": fixed("What am I missing?"),
    "example": fixed("Show me an example"),
    "not_answer": fixed("That was not an answer"),
    "edit": fixed("Edit an earlier answer"),
    "share": fixed("Share in the channel"),
    "share_now": fixed("Post it"),
    "undo": fixed("Undo"),
    "again": fixed("Sum up again"),
    "deck": fixed("Make a deck"),
    "make_deck": fixed("Make the deck"),
    "keep_canvas": fixed("Keep it as a canvas"),
}

INVITE = "I must be a member; /invite brings me in."
HELPS, HELPS_NOT = fixed("That helps"), fixed("That does not help")


def section(text: str) -> Block:
    """One paragraph of mrkdwn that is already safe."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": shortened(text, SECTION), "verbatim": True}}


def sections(lines: list[str]) -> list[Block]:
    """Lines of mrkdwn in as few sections as fit."""
    return [section(text) for text in pieces([line for line in lines if line.strip()])]


def header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": label(text, HEADER), "emoji": False}}


def context(text: str) -> Block:
    """Small print."""
    return {
        "type": "context",
        "elements": [{"type": "mrkdwn", "text": shortened(text, CONTEXT_TEXT), "verbatim": True}],
    }


def divider() -> Block:
    return {"type": "divider"}


def button(action: str, label: str, **more: str) -> Block:
    return {
        "type": "button",
        "action_id": action,
        "value": action,
        "text": plain(label),
        **more,
    }


def feedback() -> Block:
    """Thumbs up and down. https://docs.slack.dev/reference/block-kit/block-elements/feedback-buttons-element"""
    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "feedback",
                "positive_button": {"text": plain(say(HELPS)), "value": "helps"},
                "negative_button": {"text": plain(say(HELPS_NOT)), "value": "does not help"},
            }
        ],
    }


def buttons(offers: Sequence[Offer]) -> list[Block]:
    """At most two buttons; what is left goes into a menu. No offers, no block."""
    if not offers:
        return []
    shown, rest = (offers, ()) if len(offers) <= 2 else (offers[:2], offers[2:])
    elements = [button(offer, say(LABELS[offer])) for offer in shown]
    if rest:
        elements.append(menu([(offer, say(LABELS[offer])) for offer in rest]))
    return [{"type": "actions", "elements": elements}]


def menu(options: Sequence[tuple[str, str]]) -> Block:
    """(value, label) of each; what is chosen arrives as a press of that name."""
    listed = [{"text": plain(label), "value": value} for value, label in options]
    return {"type": "overflow", "action_id": "more", "options": listed}


def field(name: str, label: str, element: Block, *, hint: str = "", optional: bool = False) -> Block:
    """A field of a form. https://docs.slack.dev/reference/block-kit/blocks/input-block"""
    block: Block = {"type": "input", "block_id": name, "label": plain(label, FIELD_TEXT), "element": element}
    if hint:
        block["hint"] = plain(hint, FIELD_TEXT)
    return block | ({"optional": True} if optional else {})


def plain(text: str, most: int = BUTTON_TEXT) -> Block:
    return {"type": "plain_text", "text": label(text, most), "emoji": False}
