"""What just happened, in the interview's own words: one word per kind, so that the graph's entry is a table."""

from __future__ import annotations

from typing import Literal

from flows.interview.deck_plan import STEP_ACTION
from flows.interview.deck_words import asks, changes
from flows.interview.state import InterviewState, Phase, names_of, written_at
from flows.runtime import Context, Incoming
from interviews.controls import control, correction, is_question, is_side_talk, project_said, rating
from interviews.language import has_words, words

Happening = Literal[
    "words",
    "start",
    "aside",
    "wordless",
    "skip",
    "pause",
    "resume",
    "finish",
    "retry",
    "help",
    "missing",
    "example",
    "not_answer",
    "hand_over",
    "edit",
    "closing",
    "rate",
    "correction",
    "question",
    "share",
    "share_now",
    "undo",
    "again",
    "persona",
    "propose",
    "check",
    "deck",
    "change_deck",
    "make_deck",
    "deck_step",
    "keep_canvas",
    "edited",
    "undelivered",
    "feedback",
    "stale",
    "revision",
    "reminder",
    "nothing",
]

BUTTONS: dict[str, Happening] = {
    "skip": "skip",
    "pause": "pause",
    "resume": "resume",
    "finish": "finish",
    "retry": "retry",
    "missing": "missing",
    "example": "example",
    "not_answer": "not_answer",
}
AFTER_THE_END: dict[str, Happening] = {
    **{f"rate_{stars}": "rate" for stars in range(1, 5)},
    "share": "share",
    "share_now": "share_now",
    "undo": "undo",
    "again": "again",
    "feedback": "feedback",
    "deck": "deck",
    "make_deck": "make_deck",
    "keep_canvas": "keep_canvas",
    **{f"persona_{letter}": "persona" for letter in "ABCDEF"},
    "propose_segmentation": "propose",
    "check_in_data": "check",
}


def happening(state: InterviewState, incoming: Incoming, context: Context) -> Happening:
    """What `incoming` is for an interview in this state."""
    if incoming.kind == "deletion" or (incoming.kind == "edit" and not _gives_words(state, incoming)):
        return "revision"
    if incoming.kind == "schedule":
        rings: dict[str | None, Happening] = {
            "reminder": "reminder",
            "closing": "closing",
            "undelivered": "undelivered",
            STEP_ACTION: "deck_step",
        }
        return rings.get(incoming.action, "nothing")
    if incoming.kind == "press":
        return _press(state, incoming, context)
    if incoming.kind == "submission":
        return "edited" if incoming.action == "edit" else "nothing"
    if incoming.kind == "command":
        return "nothing" if state.phase is not Phase.NEW else "words" if project_said(incoming.said) else "start"
    what = _message(state, incoming)
    # Nobody skips a question that they have not seen: that word meant the question before.
    return "aside" if what == "skip" and not _has_seen(state, incoming, context) else what


def joins(state: InterviewState, incoming: Incoming) -> bool:
    """Whether a message belongs to one answer with its neighbours. Whoever only says hello is greeted at once."""
    if incoming.kind != "message" or _message(state, incoming) != "words":
        return False
    return state.phase is not Phase.NEW or bool(project_said(incoming.said))


def _message(state: InterviewState, incoming: Incoming) -> Happening:
    if state.summary is not None and (after := _after_the_end(state, incoming)):
        return after
    steering = control(incoming.said)
    if steering is not None:
        return "start" if state.phase is Phase.NEW else steering
    if _only_starts(state, incoming):
        return "start"
    if not has_words(incoming.said):
        return "wordless"
    if state.phase is not Phase.NEW and not incoming.mention and is_side_talk(incoming.said):
        return "aside"
    return "words"


def _after_the_end(state: InterviewState, incoming: Incoming) -> Happening | None:
    """What a message says about a summary that is there."""
    if is_side_talk(incoming.said) and not incoming.mention:
        return None
    if asked := asks(incoming.said):
        return asked
    if state.deck is not None and changes(incoming.said):
        return "change_deck"
    if rating(incoming.said):
        return "rate"
    if correction(incoming.said):
        return "correction"
    steers = control(incoming.said) is not None or not has_words(incoming.said)
    return "question" if is_question(incoming.said) and not steers else None


def before_summary(incoming: Incoming, context: Context) -> bool:
    """Whether a message was written before the summary stood there: it is no word about it."""
    summary_ts = context.posted.get("summary")
    return summary_ts is not None and incoming.kind == "message" and incoming.ts <= summary_ts


def _has_seen(state: InterviewState, incoming: Incoming, context: Context) -> bool:
    shown_at = context.posted.get(state.waiting.id) if state.waiting else None
    return shown_at is None or written_at(incoming) > shown_at


def _gives_words(state: InterviewState, edit: Incoming) -> bool:
    """Whether a message that had no words has some now: only then does an edit answer anything."""
    return edit.message_ts in state.wordless and _message(state, edit) != "wordless"


def _only_starts(state: InterviewState, incoming: Incoming) -> bool:
    """A bare mention, or one that says no more than 'interview'; without a mention, only the bare word."""
    if incoming.files:
        return False
    if not (incoming.mention or incoming.direct):
        return words(incoming.said) == ["interview"]
    if not has_words(incoming.said):
        return not incoming.said
    if state.phase is Phase.NEW:
        return not project_said(incoming.said)
    return "interview" in incoming.said.lower() and not project_said(incoming.said)


def _press(state: InterviewState, incoming: Incoming, context: Context) -> Happening:
    if incoming.action in AFTER_THE_END:
        return AFTER_THE_END[incoming.action] if state.summary else "stale"
    action = BUTTONS.get(incoming.action or "")
    if action is None:
        return "nothing"
    if state.phase in (Phase.CLOSED, Phase.REVIEW):
        return "stale"
    always_meant = action in ("resume", "retry")
    return action if always_meant or _on_what_waits(state, incoming, context) else "stale"


def _on_what_waits(state: InterviewState, incoming: Incoming, context: Context) -> bool:
    """Whether the button sits on the waiting question, or on a notice, and not on a question of the past."""
    name = next((name for name, ts in context.posted.items() if ts == incoming.message_ts), None)
    if state.waiting is None:
        return False
    names = names_of(state.waiting)
    if name is None:
        # Posted, but not yet noted when the process died: then the waiting question has no known ts either.
        return not any(names.fullmatch(known) for known in context.posted)
    return names.fullmatch(name) is not None or not name.startswith("q")
