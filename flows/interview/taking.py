"""What people write becomes part of an answer: the waiting one, or the one before if they wrote it before."""

from __future__ import annotations

from flows.interview.state import InterviewState, Phase
from flows.interview.turn import Change, Run, TurnState
from flows.replies import Notice
from flows.runtime import Incoming
from interviews.answers import Answer, Part
from interviews.controls import length_asked, project_said
from interviews.language import has_words

RESUMED = "Welcome back; I took that as the answer."
ONLY_WORDS = "I can only read words so far. Please say it in a sentence, or write skip."
NO_FILES = "I can't read files yet. Please paste the part that matters, or say it in a sentence."
CLOSED = (
    "This interview is finished, and what you write here is kept in its transcript. "
    "Mention me in the channel with “interview” to begin another one."
)
RESTS_ON_EARLIER = "Noted. The summary above still rests on the earlier wording; both are kept."
MOST_EARLY = 20


async def take_words(turn: TurnState, runtime: Run) -> Change:
    """Put each message into the answer it belongs to."""
    before = state = turn["interview"]
    for incoming in turn["incoming"]:
        state = _take(state, incoming, _belongs_to(before, incoming, runtime))
    change: Change = {"interview": state}
    if before.phase is Phase.PAUSED and state.waiting is None:
        change["before"] = RESUMED
    return change


async def explain_words(turn: TurnState) -> Change:
    """Emoji or a file instead of words: nothing to count, but nobody waits in vain."""
    state, name = turn["interview"].named_notice("words")
    has_file = any(incoming.files for incoming in turn["incoming"])
    return {"interview": state, "replies": [Notice(name, NO_FILES if has_file else ONLY_WORDS)]}


async def say_closed(turn: TurnState, runtime: Run) -> Change:
    """After the end: said once; what was written before the summary appeared still joins the last answer."""
    state = turn["interview"]
    summary_ts = runtime.context.posted.get("summary")
    late = [each for each in turn["incoming"] if summary_ts and each.ts < summary_ts and has_words(each.said)]
    for incoming in late:
        state = _take(state, incoming, len(state.answers) - 1)
    if len(late) == len(turn["incoming"]) or state.told_closed:
        return {"interview": state}
    state, name = state.model_copy(update={"told_closed": True}).named_notice("closed")
    return {"interview": state, "replies": [Notice(name, CLOSED)]}


async def revise(turn: TurnState) -> Change:
    """An edited or deleted message: the answer changes, what was asked since does not."""
    state = turn["interview"]
    for incoming in turn["incoming"]:
        wording = incoming.said if incoming.kind == "edit" and has_words(incoming.said) else None
        state = _revised(state, incoming.message_ts or "", wording)
    if state.phase is not Phase.CLOSED or state.answers == turn["interview"].answers:
        return {"interview": state}
    state, name = state.named_notice("revised")
    return {"interview": state, "replies": [Notice(name, RESTS_ON_EARLIER)]}


async def keep_quiet(turn: TurnState) -> Change:
    """Kept in the transcript, and nobody expects an answer."""
    return {}


def _belongs_to(state: InterviewState, incoming: Incoming, runtime: Run) -> int:
    """The number of the answer: people answer what they have seen, so the waiting question's ts decides."""
    waiting = state.waiting
    if waiting is None:
        return len(state.answers) - 1
    shown_at = runtime.context.posted.get(waiting.id)
    late = shown_at is not None and incoming.ts < shown_at and state.answers
    return len(state.answers) - 1 if late else int(waiting.id[1:])


def _take(state: InterviewState, incoming: Incoming, number: int) -> InterviewState:
    said = state.early.get(incoming.ts, incoming.said)
    if incoming.ts in state.early:
        state = state.model_copy(update={"early": {ts: w for ts, w in state.early.items() if ts != incoming.ts}})
    if said is None:
        return state
    if number == 0:
        said = _about_the_project(said)
        if length := length_asked(incoming.said):
            state = state.model_copy(update={"length": length})
    answer = state.answers[number] if number < len(state.answers) else Answer(id=f"a{number}")
    part = Part(ts=incoming.ts, author=incoming.user, text=said)
    parts = sorted((*answer.parts, part), key=lambda each: each.ts)
    return state.with_answer(answer.model_copy(update={"parts": tuple(parts), "skipped": False, "read": False}))


def _about_the_project(said: str) -> str:
    """Without 'interview' and the number of questions, unless nothing else is left."""
    return project_said(said) or said


def _revised(state: InterviewState, ts: str, wording: str | None) -> InterviewState:
    for answer in state.answers:
        if any(part.ts == ts for part in answer.parts):
            if wording is not None and answer.id == "a0":
                wording = _about_the_project(wording)
            return state.with_answer(_with_part(answer, ts, wording))
    early = dict(list(state.early.items())[-MOST_EARLY:]) | {ts: wording}
    return state.model_copy(update={"early": early})


def _with_part(answer: Answer, ts: str, wording: str | None) -> Answer:
    """The answer with the new wording of one message, or without it; without any, it stays as an open question."""
    parts = tuple(
        part.model_copy(update={"text": wording}) if part.ts == ts else part
        for part in answer.parts
        if part.ts != ts or wording is not None
    )
    if parts:
        return answer.model_copy(update={"parts": parts, "read": False})
    return answer.model_copy(update={"parts": (), "claims": (), "unanswered": (), "to_look_up": (), "read": True})
