"""The short version for the channel: shown first to whoever wants to post it, and taken back within ten minutes."""

from __future__ import annotations

from flows.interview.state import InterviewState, title_of
from flows.interview.turn import Change, Run, TurnState
from flows.replies import Notice, Outdated, SharedSummary, SharePreview, TakenDown
from flows.wording import fixed, say

CHANGED = fixed("The summary has changed since that preview. Write “share” to see it as it is now.")
OFTEN_ENOUGH = fixed("It has been posted {times} times already; whoever wants it again can copy it from here.")
MOST = 3
UNDO_SECONDS = 600.0
SHARED = fixed("Posted to the channel. You can take it back for ten minutes.")
ALREADY = fixed("The short version is in the channel already.")
NOT_HERE = fixed("There is no channel to post it to: we are in a direct message.")
TAKEN_BACK = fixed("Taken back; it is no longer in the channel.")
TOO_LATE = fixed("Ten minutes are over, so I leave it where it is. Whoever may delete messages there still can.")
NOTHING_POSTED = fixed("Nothing of this interview stands in the channel.")


async def preview(turn: TurnState, runtime: Run) -> Change:
    """Where it would go and who would see it; posted only after another press."""
    state, incoming = turn["interview"], turn["incoming"][0]
    if incoming.direct or state.shared_at or state.summary is None:
        return _said(state, say(NOT_HERE) if incoming.direct else say(ALREADY))
    if state.shares >= MOST:
        return _said(state, say(OFTEN_ENOUGH, times=MOST))
    state, name = state.model_copy(update={"previewed": state.summaries}).named_notice("preview")
    state = state.model_copy(update={"preview": name})
    assert state.summary is not None
    project, rehearses = title_of(state.project), runtime.context.model.rehearses
    preview = SharePreview(name, state.summary, incoming.channel, project, rehearses)
    return {"interview": state, "replies": [preview]}


async def share(turn: TurnState, runtime: Run) -> Change:
    """Post it: once, however often the button is pressed."""
    state, incoming, context = turn["interview"], turn["incoming"][0], runtime.context
    if incoming.direct or state.shared_at or state.summary is None:
        return _said(state, say(NOT_HERE) if incoming.direct else say(ALREADY))
    if state.previewed != state.summaries:
        return _said(state, say(CHANGED))
    if state.shares >= MOST:
        return _said(state, say(OFTEN_ENOUGH, times=MOST))
    summary, shared_at = state.summary, f"{context.now.timestamp():.6f}"
    state = state.model_copy(update={"shared_at": shared_at, "shares": state.shares + 1})
    state, name = state.named_notice("shared")
    state = state.model_copy(update={"undoable": name})
    link, rehearses = context.link(incoming.thread_ts or ""), context.model.rehearses
    place = post_name(state.shares)
    post = SharedSummary(place, summary, incoming.channel, link, title_of(state.project), rehearses)
    seen = [Outdated(f"{state.preview}/{name}", state.preview, "posted")] if state.preview else []
    return {"interview": state, "replies": [post, Notice(name, say(SHARED), ("undo",)), *seen]}


async def undo(turn: TurnState, runtime: Run) -> Change:
    """Take it back while it is fresh."""
    state, now = turn["interview"], runtime.context.now.timestamp()
    if not state.shared_at or now - float(state.shared_at) > UNDO_SECONDS:
        return _said(state, say(TOO_LATE) if state.shared_at else say(NOTHING_POSTED))
    post = post_name(state.shares)
    note = state.undoable
    state, name = state.model_copy(update={"shared_at": "", "undoable": ""}).named_notice("undone")
    used = [Outdated(f"{note}/{name}", note, "taken back")] if note else []
    return {"interview": state, "replies": [TakenDown(f"{post}-gone", post), Notice(name, say(TAKEN_BACK)), *used]}


def _said(state: InterviewState, text: str) -> Change:
    state, name = state.named_notice("share")
    return {"interview": state, "replies": [Notice(name, text)]}


def post_name(shares: int) -> str:
    """Of the short version in the channel."""
    return f"summary-in-channel-{shares}"
