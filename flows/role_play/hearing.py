"""What somebody means in the thread of an interview with a persona."""

from __future__ import annotations

from flows.libraries import ERASED
from flows.role_play.judging import JUDGE
from flows.role_play.state import Phase, RolePlayState
from flows.runtime import ASK_PERSONA, Incoming
from interviews.controls import control, is_side_talk
from interviews.language import has_words, words

HINTS_ON, HINTS_OFF = {"hints", "hints on", "with hints"}, {"no hints", "hints off", "no more hints", "without hints"}
NEXT = {"next", "next question", "next one"}
PRESSED = {
    "next_question": "next_question",
    "end_role_play": "finish",
    "share": "preview",
    "share_now": "share",
    "share_where": "choose",
    "undo": "undo",
}
SAID = {"finish": "finish", "help": "say_help", "share": "preview", "share_now": "share", "undo": "undo"}
POSTED = "posted"
"""The head of the interview stands in Slack."""
MOST_ANSWERS = 60
"""As many as can still be summed up at once."""


def meant(state: RolePlayState, first: Incoming) -> str:
    """What happened first decides; edits and deletions are kept in the transcript and change nothing said since."""
    if first.action == ERASED:
        return "be_gone"
    if state.phase is Phase.NEW and first.action == ASK_PERSONA:
        return "ask_about"
    if state.phase is Phase.NEW:
        return "open_interview" if first.value else "keep_quiet"
    if first.kind == "schedule" and first.action == POSTED:
        return "tell_where"
    if first.kind == "schedule" and first.action == "undelivered":
        return "mend_undelivered"
    if first.kind == "schedule" and first.action == JUDGE:
        return "look_again"
    what = wanted(first)
    if state.phase is Phase.GONE:
        return "say_gone" if what != "keep_quiet" else what
    closed = state.phase is Phase.CLOSED
    if what in ("preview", "share", "choose", "undo"):
        return what if closed else "say_help"
    if what == "keep_quiet":
        return what
    if closed:
        return "say_over"
    full = what in ("answer", "next_question") and len(state.exchanges) >= MOST_ANSWERS
    return "say_full" if full else what


def wanted(incoming: Incoming) -> str:
    """-> the node a press or some words lead to, wherever the interview stands."""
    if incoming.kind == "press":
        return PRESSED.get(incoming.action or "", "keep_quiet")
    if incoming.kind != "message" or (is_side_talk(incoming.said) and not incoming.mention):
        return "keep_quiet"
    if " ".join(words(incoming.said)) in HINTS_ON | HINTS_OFF:
        return "turn_hints"
    if " ".join(words(incoming.said)) in NEXT:
        return "next_question"
    steering = control(incoming.said)
    if steering is not None:
        return SAID.get(steering, "say_help")
    return "answer" if has_words(incoming.said) else "keep_quiet"
