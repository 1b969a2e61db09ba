"""The short version for the channel: shown first to whoever wants to post it, and taken back within ten minutes."""

from __future__ import annotations

from flows.interview.turn import Change, Run, TurnState
from flows.replies import Notice, SharedSummary, SharePreview, TakenDown

UNDO_SECONDS = 600.0
SHARED = "Posted to the channel. You can take it back for ten minutes."
ALREADY = "The short version is in the channel already."
NOT_HERE = "There is no channel to post it to: we are in a direct message."
TAKEN_BACK = "Taken back; it is no longer in the channel."
TOO_LATE = "Ten minutes are over, so I leave it where it is. Whoever may delete messages there still can."
NOTHING_POSTED = "Nothing of this interview stands in the channel."


async def preview(turn: TurnState) -> Change:
    """Where it would go and who would see it; posted only after another press."""
    state, incoming = turn["interview"], turn["incoming"][0]
    if incoming.direct or state.shared_at or state.summary is None:
        state, name = state.named_notice("share")
        return {"interview": state, "replies": [Notice(name, NOT_HERE if incoming.direct else ALREADY)]}
    state, name = state.named_notice("preview")
    assert state.summary is not None
    return {"interview": state, "replies": [SharePreview(name, state.summary, incoming.channel)]}


async def share(turn: TurnState, runtime: Run) -> Change:
    """Post it: once, however often the button is pressed."""
    state, incoming, context = turn["interview"], turn["incoming"][0], runtime.context
    if incoming.direct or state.shared_at or state.summary is None:
        state, name = state.named_notice("share")
        return {"interview": state, "replies": [Notice(name, NOT_HERE if incoming.direct else ALREADY)]}
    summary = state.summary
    state, name = state.model_copy(update={"shared_at": f"{context.now.timestamp():.6f}"}).named_notice("shared")
    post = SharedSummary(_post(state.shared_at), summary, incoming.channel, context.link(incoming.thread_ts or ""))
    return {"interview": state, "replies": [post, Notice(name, SHARED, ("undo",))]}


async def undo(turn: TurnState, runtime: Run) -> Change:
    """Take it back while it is fresh."""
    state, now = turn["interview"], runtime.context.now.timestamp()
    if not state.shared_at or now - float(state.shared_at) > UNDO_SECONDS:
        late = bool(state.shared_at)
        state, name = state.named_notice("undo")
        return {"interview": state, "replies": [Notice(name, TOO_LATE if late else NOTHING_POSTED)]}
    post = _post(state.shared_at)
    state, name = state.model_copy(update={"shared_at": ""}).named_notice("undone")
    return {"interview": state, "replies": [TakenDown(f"{post}-gone", post), Notice(name, TAKEN_BACK)]}


def _post(shared_at: str) -> str:
    return f"shared-{shared_at}"
