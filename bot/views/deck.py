"""A deck before it is made: its outline on one card."""

from __future__ import annotations

from collections.abc import Sequence

from bot.views.call import Block, SlackCall, post, update
from bot.views.elements import LABELS, button, context, header, sections
from bot.views.introduction import REHEARSING
from bot.views.text import fallback, safe_line, shortened
from flows.deck_replies import DeckOutline, OutlinedPart
from flows.wording import fixed, say, say_list

OUTLINE = fixed("Outline of the deck")
CALLED = fixed("*Title:* {title}")
THIN = fixed("_({what})_")
LEFT_OUT = fixed("_left out_")
UNSAID = (
    fixed("{parts} is left out: nothing was said about it. `put back {one}` brings it back."),
    fixed("{parts} are left out: nothing was said about them. `put back {one}` brings one back."),
)
WAYS = fixed(
    "To change it, write `leave out 6` or `put back 6`, `call it …` for the title, `title 3: …` for a part's title. "
    "What is still unknown and the sources follow the nine parts."
)
BEING_MADE = fixed("The deck is being made…")
MADE = fixed("Made; the file is below. A change here makes the next version.")
LONGEST = 160
"""Characters of a line of the outline."""


def deck_outline(reply: DeckOutline) -> list[SlackCall]:
    """Nine lines, what is thin, and what to write to change it."""
    title = say(CALLED, title=safe_line(shortened(reply.title, LONGEST)))
    lines = [title, *map(_line, reply.parts), *_unsaid(reply.unsaid)]
    blocks: list[Block] = [header(say(OUTLINE)), *sections(lines)]
    if reply.stage == "open":
        blocks += [{"type": "actions", "elements": [button("make_deck", say(LABELS["make_deck"]), style="primary")]}]
    notes = {"making": [BEING_MADE], "made": [MADE, WAYS], "open": [WAYS]}[reply.stage]
    blocks.append(context(" ".join(map(say, [*notes, *([REHEARSING] if reply.rehearsing else [])]))))
    text = fallback(f"{say(OUTLINE)}: {reply.title}")
    return [update(reply.name, reply.changes, text, blocks) if reply.changes else post(reply.name, text, blocks)]


def _line(part: OutlinedPart) -> str:
    name = f"{part.number}. *{safe_line(part.name)}:*"
    if part.left_out:
        return f"{name} {say(LEFT_OUT)}"
    thin = f" {say(THIN, what=safe_line(part.thin))}" if part.thin else ""
    return f"{name} {safe_line(shortened(part.headline, LONGEST))}{thin}"


def _unsaid(parts: Sequence[int]) -> list[str]:
    """One line for the parts about which nothing was said."""
    if not parts:
        return []
    return [say(UNSAID[len(parts) > 1], parts=say_list([str(each) for each in parts]), one=parts[len(parts) // 2])]
