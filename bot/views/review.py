"""Under a summary: how useful was it, and what should be mended."""

from __future__ import annotations

from bot.views.call import Block, SlackCall, post, update
from bot.views.elements import LABELS, button, context, menu, section
from bot.views.text import fallback
from flows.replies import Outdated, ReviewCard
from flows.wording import fixed, say

ASK = fixed("*How useful is this summary to you?*")
ASK_PLAINLY = fixed("How useful is this summary to you, from 1 to 4?")
WAYS = fixed(
    "Something wrong? Write `correct:` and what is right, and I sum up again. Or ask me anything about the interview."
)
SHARE = fixed("`share` shows you a short version for the channel first.")
RATES = {1: fixed("1 · not useful"), 2: "2", 3: "3", 4: fixed("4 · very useful")}
CHECK = fixed("Check them in data")
PROPOSE = fixed("Propose as our segmentation")
MEET = fixed("Make a persona of {segment}")
RATED = fixed("Rated so far: {ratings} of 4. Whoever rates again changes their mind.")
POSTED = fixed("✓ Posted to the channel.")
TAKEN_BACK = fixed("Posted to the channel, and taken back.")
REPLACED = fixed("↓ An earlier summary; the corrected one stands further down.")


def review_card(reply: ReviewCard) -> list[SlackCall]:
    stars = [button(f"rate_{number}", say(label)) for number, label in RATES.items()]
    further = [button("share", say(LABELS["share"]))] if reply.may_share else []
    further.append(button("deck", say(LABELS["deck"])))
    if reply.segments:
        options = [(f"persona_{letter}", say(MEET, segment=f"{letter} {name}")) for letter, name in reply.segments[:5]]
        check = button("check_in_data", say(CHECK))
        further += [button("propose_segmentation", say(PROPOSE)), check, menu(options)]
    ways = f"{say(WAYS)} {say(SHARE)}" if reply.may_share else say(WAYS)
    rated = [context(say(RATED, ratings=", ".join(map(str, reply.ratings))))] if reply.ratings else []
    rows: list[Block] = [{"type": "actions", "elements": each} for each in (stars, further)]
    blocks = [section(say(ASK)), rows[0], *rated, rows[1], context(ways)]
    text = fallback(f"{say(ASK_PLAINLY)} {ways}")
    return [update(reply.name, reply.changes, text, blocks) if reply.changes else post(reply.name, text, blocks)]


def outdated(reply: Outdated) -> list[SlackCall]:
    line = say({"corrected": REPLACED, "posted": POSTED, "taken back": TAKEN_BACK}[reply.because])
    return [update(reply.name, reply.card, line, [context(line)])]
