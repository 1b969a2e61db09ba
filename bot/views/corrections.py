"""What people corrected of the segments: told at once, listed, and in the report."""

from __future__ import annotations

from bot.views.call import Block, SlackCall, post, posts, update
from bot.views.elements import LABELS, button, context, divider, menu, sections
from bot.views.text import fallback, safe_line, shortened
from flows.segmentation.anew import MAKE_ANEW
from flows.segmentation.corrections_in_words import standing, undone
from flows.segmentation.hearing_corrections import CORRECT_SEGMENT, TAKE_BACK
from flows.segmentation_replies import CorrectionsTold, MadeBefore
from flows.wording import fixed, say, say_list
from segments.standing import Standing

CORRECT = fixed("Correct a segment")
TAKE_IT_BACK = fixed("Take back {number}")
TITLE = fixed("What you corrected")
BEFORE = fixed("As it was before that correction: {what}.")
ANEW = fixed("✓ Made anew: {what}. Those further up are of before.")
AGAIN = fixed("Make anew")
LONGEST = 600
MOST_CHOICES = 5


def corrections_told(reply: CorrectionsTold) -> list[SlackCall]:
    """The newest can be taken back by a press, all of them in words."""
    numbers = reply.take_back[-MOST_CHOICES:]
    if len(numbers) > 1:
        choices = [menu([(f"{TAKE_BACK}{each}", say(TAKE_IT_BACK, number=each)) for each in reversed(numbers)])]
    else:
        choices = [button(f"{TAKE_BACK}{each}", say(LABELS["undo"])) for each in numbers]
    blocks = sections([safe_line(each) for each in reply.lines])
    blocks += [{"type": "actions", "elements": choices}] if choices else []
    return posts(reply.name, fallback(reply.lines[0]), blocks)


def made_before(reply: MadeBefore) -> list[SlackCall]:
    """What says how it was, with one button for all of it; once that was pressed, what was made anew."""
    lines = [say(ANEW, what=say_list(reply.anew))] if reply.anew else []
    lines += [say(BEFORE, what=say_list(reply.before))] if reply.before else []
    text = safe_line(shortened(" ".join(lines), LONGEST))
    blocks: list[Block] = [context(text)]
    blocks += [{"type": "actions", "elements": [button(MAKE_ANEW, say(AGAIN))]}] if reply.before else []
    said = fallback(" ".join(lines))
    return [update(reply.name, reply.changes, said, blocks) if reply.changes else post(reply.name, said, blocks)]


def correct_button() -> Block:
    return button(CORRECT_SEGMENT, say(CORRECT))


def standing_block(found: Standing | None) -> list[Block]:
    """In the thread: how many stand where people put them, and the first thing that could not be done."""
    lines = [*standing(found), *undone(found)[:1]]
    return [context(safe_line(" ".join(lines)))] if lines else []


def standing_in_full(found: Standing | None) -> list[Block]:
    lines = [*standing(found), *undone(found)]
    return [divider(), *sections([f"*{say(TITLE)}*", *map(safe_line, lines)])] if lines else []
