"""What people write becomes part of an answer: the waiting one, or the one before if they wrote it before."""

from __future__ import annotations

from operator import attrgetter

from flows.interview.happenings import before_summary
from flows.interview.state import GONE, MOST_WORDLESS, InterviewState, Phase, Revision, written_at
from flows.interview.turn import Change, Run, TurnState
from flows.replies import Notice
from flows.runtime import Incoming
from flows.wording import fixed, say
from interviews.answers import Answer, Part
from interviews.controls import control, length_asked, project_said
from interviews.evidence import is_quote
from interviews.language import has_words

RESUMED = fixed("Welcome back; I took that as the answer.")
ONLY_WORDS = fixed("I can only read words so far. Please say it in a sentence, or write “skip”.")
NO_FILES = fixed("I can't read files yet. Please paste the part that matters, or say it in a sentence.")
CLOSED = fixed(
    "This interview is finished; what you write here is kept in its transcript. "
    "Ask me about it, or mention me with “interview” at the top of a channel to begin another one."
)
FILE_BESIDE = fixed("I took your words; the file beside them I can't read yet.")
TOO_LATE = fixed("That came in just before the summary and could not go into it; it is kept with your answers.")
RESTS_ON_EARLIER = fixed("Noted. The summary above still rests on the earlier wording; both are kept.")
RESTS_ON_DELETED = fixed(
    "Noted; those words are gone from the answers. The summary above was written while they were still there."
)
MOST_EARLY = 20


async def take_words(turn: TurnState, runtime: Run) -> Change:
    """Put each message into the answer it belongs to."""
    before = state = turn["interview"]
    for incoming in turn["incoming"]:
        state = _take(state, incoming, _belongs_to(before, incoming, runtime))
    resumed = before.phase is Phase.PAUSED and state.waiting is None
    beside = any(incoming.files for incoming in turn["incoming"])
    return {"interview": state, "before": " ".join([say(RESUMED)] * resumed + [say(FILE_BESIDE)] * beside)}


async def explain_words(turn: TurnState) -> Change:
    """Emoji or a file instead of words: nothing to count, but nobody waits in vain."""
    state, name = turn["interview"].named_notice("words")
    wordless = (*state.wordless, *(written_at(incoming) for incoming in turn["incoming"]))[-MOST_WORDLESS:]
    state = state.model_copy(update={"wordless": wordless})
    has_file = any(incoming.files for incoming in turn["incoming"])
    return {"interview": state, "replies": [Notice(name, say(NO_FILES) if has_file else say(ONLY_WORDS))]}


async def say_closed(turn: TurnState, runtime: Run) -> Change:
    """After the end: said once, and to everybody who mentions us; what came before the summary is still kept."""
    before = state = turn["interview"]
    if late := [each for each in turn["incoming"] if _came_before_summary(each, runtime)]:
        for incoming in late:
            state = _take(state, incoming, _belongs_to(before, incoming, runtime))
        state, name = state.named_notice("late")
        return {"interview": state, "replies": [Notice(name, say(TOO_LATE))]}
    if state.told_closed and not any(each.mention for each in turn["incoming"]):
        return {}
    state, name = state.model_copy(update={"told_closed": True}).named_notice("closed")
    return {"interview": state, "replies": [Notice(name, say(CLOSED))]}


async def revise(turn: TurnState) -> Change:
    """An edited or deleted message: the answer changes, what was asked since does not."""
    state = turn["interview"]
    for incoming in turn["incoming"]:
        wording = incoming.said if has_words(incoming.said) else None
        edit = Revision(wording=wording, edited=incoming.edited_ts or "")
        state = _revised(state, incoming.message_ts or "", GONE if incoming.kind == "deletion" else edit)
    before = turn["interview"]
    if state.summary is None or state.answers == before.answers:
        return {"interview": state, "claimed": before.claimed}
    state, name = state.named_notice("revised")
    gone = any(incoming.kind == "deletion" for incoming in turn["incoming"])
    text = say(RESTS_ON_DELETED) if gone else say(RESTS_ON_EARLIER)
    return {"interview": state, "replies": [Notice(name, text, ("again",))]}


async def keep_quiet(turn: TurnState) -> Change:
    """Kept in the transcript, and nobody expects an answer."""
    return {}


def _belongs_to(state: InterviewState, incoming: Incoming, runtime: Run) -> int:
    """The number of the answer: people answer what they have seen, so the waiting question's ts decides."""
    waiting = state.waiting
    if waiting is None:
        return len(state.answers) - 1
    shown_at = runtime.context.posted.get(waiting.id)
    late = shown_at is not None and written_at(incoming) <= shown_at and state.answers
    return len(state.answers) - 1 if late else int(waiting.id[1:])


def _came_before_summary(incoming: Incoming, runtime: Run) -> bool:
    steers = control(incoming.said) is not None or not has_words(incoming.said)
    return before_summary(incoming, runtime.context) and not steers


def _take(state: InterviewState, incoming: Incoming, number: int) -> InterviewState:
    ts = written_at(incoming)
    now = Revision(wording=incoming.said, edited=incoming.edited_ts or "")
    if (known := state.early.get(ts)) and known.edited >= now.edited:
        now = known
    state = state.model_copy(
        update={
            "early": {other: change for other, change in state.early.items() if other != ts},
            "wordless": tuple(other for other in state.wordless if other != ts),
        }
    )
    if (said := now.wording) is None:
        return state
    if number == 0 and not state.project:
        said = _about_the_project(said)
        if length := length_asked(incoming.said):
            state = state.model_copy(update={"length": length})
    answer = state.answers[number] if number < len(state.answers) else Answer(id=f"a{number}")
    part = Part(ts=ts, author=incoming.author or incoming.user, text=said, edited=now.edited)
    opening = state.opening if number == 0 else ()
    parts = sorted((*opening, *answer.parts, part), key=attrgetter("ts"))
    state = state.model_copy(update={"opening": ()}) if opening else state
    return state.with_answer(answer.model_copy(update={"parts": tuple(parts), "skipped": False, "read": False}))


def _about_the_project(said: str) -> str:
    """Without 'interview' and the number of questions, unless nothing else is left."""
    return project_said(said) or said


def _revised(state: InterviewState, ts: str, now: Revision) -> InterviewState:
    """As it reads now, unless that is an older edit, delivered late."""
    for answer in state.answers:
        part = next((part for part in answer.parts if ts == part.ts or ts in part.replaces), None)
        if part is not None:
            if now.edited <= part.edited:
                return state
            wording = _about_the_project(now.wording) if now.wording and answer.id == "a0" else now.wording
            return state.with_answer(_with_part(answer, part.ts, wording, now.edited))
    if (known := state.early.get(ts)) and now.edited <= known.edited:
        return state
    early = dict(list(state.early.items())[-MOST_EARLY:]) | {ts: now}
    return state.model_copy(update={"early": early})


def _with_part(answer: Answer, ts: str, wording: str | None, edited: str) -> Answer:
    """The answer with the new wording of one message, or without it; without any, it stays as an open question.

    What a claim quotes from words that are gone goes with them at once, whether or not it is read again.
    """
    parts = tuple(
        part.model_copy(update={"text": wording, "edited": edited}) if part.ts == ts else part
        for part in answer.parts
        if part.ts != ts or wording is not None
    )
    if parts:
        changed = answer.model_copy(update={"parts": parts, "read": False})
        claims = tuple(claim for claim in answer.claims if is_quote(claim.quote, changed.text))
        return changed.model_copy(update={"claims": claims})
    return answer.model_copy(update={"parts": (), "claims": (), "unanswered": (), "to_look_up": (), "read": True})
