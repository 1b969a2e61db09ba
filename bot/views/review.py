"""Under a summary: how useful was it, and what should be mended."""

from __future__ import annotations

from bot.views.call import Block, SlackCall, post, update
from bot.views.elements import button, context, section
from flows.replies import Outdated, ReviewCard

ASK = "*How useful is this summary to you?*"
WAYS = (
    "Something wrong? Write `correct:` and what is right, and I sum up again. Or ask me anything about the interview."
)
SHARE = "`share` shows you a short version for the channel first."
LABELS = {1: "1 · not useful", 2: "2", 3: "3", 4: "4 · very useful"}
REPLACED = "↓ An earlier summary; the corrected one stands further down."


def review_card(reply: ReviewCard) -> list[SlackCall]:
    elements = [button(f"rate_{stars}", label) for stars, label in LABELS.items()]
    if reply.may_share:
        elements.append(button("share", "Share in the channel"))
    ways = f"{WAYS} {SHARE}" if reply.may_share else WAYS
    blocks: list[Block] = [section(ASK), {"type": "actions", "elements": elements}, context(ways)]
    return [post(reply.name, f"How useful is this summary to you, from 1 to 4? {ways}".replace("`", "“"), blocks)]


def outdated(reply: Outdated) -> list[SlackCall]:
    return [update(reply.name, reply.card, REPLACED, [context(REPLACED)])]
